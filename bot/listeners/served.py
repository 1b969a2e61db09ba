"""What comes from a workspace Segue is not installed in is kept nowhere, and answered: Slack need not try again."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.response import BoltResponse

from bot.listeners.payload import Part, installed_in, part, string
from errors import StoreError, StoreFault

log = logging.getLogger("segue.inbox")

Middleware = Callable[..., Awaitable[BoltResponse]]
NOT_INSTALLED = "Segue is not installed in this workspace any more. Whoever looks after your apps can install it again."
MOST_SAID = 1000


async def nobody(team: str) -> None:
    """Nobody wants to know."""


def served(
    serves: Callable[[str], bool],
    uninstalled: Callable[[str, float], Awaitable[None]],
    heard: Callable[[str], Awaitable[None]] = nobody,
) -> Middleware:
    """-> the middleware that comes before everything is kept.

    `uninstalled(team, when)` is called, and awaited before Slack hears that we have it, where a workspace has taken
    Segue out (`when`: Unix seconds, as Slack says); `heard(team)` where something else comes from one not served.
    """
    said: set[str] = set()

    async def from_a_workspace_served(
        body: dict[str, Any], next: Callable[[], Awaitable[BoltResponse]]
    ) -> BoltResponse:
        team = installed_in(body)
        if _takes_segue_out(body):
            # Where it happened, not for whom it was delivered: nobody else's installation ends with it.
            team = string(body, "team_id") or team
            try:
                await uninstalled(team, _when(body))
            except (StoreError, StoreFault) as error:
                log.error("that %s took Segue out could not be kept (%s); Slack will say it again.", team, error)
                return BoltResponse(status=500)
            return BoltResponse(status=200)
        if serves(team):
            return await next()
        if team not in said and len(said) < MOST_SAID:
            said.add(team)
            log.warning("Something came from %s, where Segue is not installed; it is not kept.", team or "nowhere")
        await heard(team)
        return _answer(body)

    return from_a_workspace_served


def _takes_segue_out(body: Part) -> bool:
    """https://docs.slack.dev/reference/events/app_uninstalled, https://docs.slack.dev/reference/events/tokens_revoked"""
    event = part(body, "event")
    if string(event, "type") == "tokens_revoked":
        # Of a person's own tokens there are none with us.
        return bool(part(event, "tokens").get("bot"))
    return string(event, "type") == "app_uninstalled"


def _when(body: Part) -> float:
    at = body.get("event_time")
    return float(at) if isinstance(at, int | float) else float("inf")


def _answer(body: Part) -> BoltResponse:
    if "command" not in body:
        return BoltResponse(status=200)
    told = json.dumps({"response_type": "ephemeral", "text": NOT_INSTALLED})
    return BoltResponse(status=200, body=told, headers={"content-type": "application/json"})
