"""From which workspace something comes, and which one takes Segue out."""

from __future__ import annotations

from typing import Any

import pytest
from slack_bolt.response import BoltResponse

from bot.listeners.served import served

OURS, THEIRS = "T1", "T2"
MESSAGE = {"type": "message", "channel": "C1", "ts": "1.0", "user": "U2", "text": "Hello"}


async def came(body: dict[str, Any]) -> tuple[bool, list[tuple[str, float]]]:
    """-> whether it was handed on, and who took Segue out when; served are two workspaces."""
    handed_on: list[bool] = []
    gone: list[tuple[str, float]] = []

    async def uninstalled(team: str, when: float) -> None:
        gone.append((team, when))

    async def next() -> BoltResponse:
        handed_on.append(True)
        return BoltResponse(status=200)

    await served({OURS, THEIRS}.__contains__, uninstalled)(body=body, next=next)
    return bool(handed_on), gone


@pytest.mark.parametrize(
    "happened", [{"type": "app_uninstalled"}, {"type": "tokens_revoked", "tokens": {"bot": ["U"]}}]
)
async def test_only_where_segue_was_taken_out_it_goes(happened: dict[str, Any]) -> None:
    """The event of one workspace names an installation in another, with which it shares a channel."""
    body = {"team_id": THEIRS, "event": happened, "event_time": 7, "authorizations": [{"team_id": OURS}]}
    assert await came(body) == (False, [(THEIRS, 7.0)])


@pytest.mark.parametrize(
    ("named", "handed_on"),
    [
        ({"team_id": "T9", "authorizations": [{"team_id": OURS}]}, True),
        ({"team_id": OURS, "authorizations": [{"team_id": "T9"}]}, False),
        ({"team_id": "T9", "authorizations": [], "context_team_id": OURS}, False),
        ({"team_id": "T9", "context_team_id": OURS, "enterprise_id": OURS}, False),
        ({"authorizations": [{"team_id": None, "enterprise_id": OURS}], "context_team_id": OURS}, False),
    ],
)
async def test_an_event_is_of_the_workspace_it_was_delivered_for(named: dict[str, Any], handed_on: bool) -> None:
    """In a shared channel its author may be at home in another; a whole organisation is none that is served."""
    assert await came({"type": "event_callback", **named, "event": {**MESSAGE, "team": "T9"}}) == (handed_on, [])
