"""How soon Slack hears that we have what it sent: it wants to within three seconds."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.response import BoltResponse

from bot.watch import Watch

KINDS = {"block_actions", "view_submission", "shortcut", "message_action", "event_callback"}
Middleware = Callable[..., Awaitable[BoltResponse]]


def acknowledging(keeps: Middleware, watch: Watch) -> Middleware:
    """The same middleware, its time taken; what ends in an error is not acknowledged and not counted."""

    async def timed(body: dict[str, Any]) -> BoltResponse:
        began = time.monotonic()
        answer = await keeps(body)
        if answer.status < 500:
            watch.acknowledged(_kind(body), time.monotonic() - began)
        return answer

    return timed


def _kind(body: dict[str, Any]) -> str:
    if "command" in body:
        return "command"
    return str(body["type"]) if body.get("type") in KINDS else "other"
