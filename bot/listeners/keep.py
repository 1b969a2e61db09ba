"""Persist, then acknowledge. Bolt acknowledges events before listeners run, so this is a middleware."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.response import BoltResponse

from bot.listeners.translate import translate
from errors import StoreError
from flows.runtime import Incoming

log = logging.getLogger("segue.inbox")

Accept = Callable[[Incoming], Awaitable[object]]
Middleware = Callable[..., Awaitable[BoltResponse]]


def keep(accept: Accept, bot_user: Callable[[], str]) -> Middleware:
    """-> the middleware that commits what happened before Slack hears that we have it.

    If it cannot be kept, Slack gets an error (no acknowledgement on a socket) and delivers again.
    What is none of ours is acknowledged and not kept.
    """

    async def kept(body: dict[str, Any]) -> BoltResponse:
        incoming = translate(body, bot_user())
        if incoming is None:
            return BoltResponse(status=200)
        try:
            await accept(incoming)
        except StoreError as error:
            log.error("%s could not be kept (%s); Slack will deliver it again.", incoming.key, error)
            return BoltResponse(status=500)
        return BoltResponse(status=200)

    return kept
