"""What Slack says of people: who is a guest, and what they are called."""

from __future__ import annotations

from typing import Any, cast

import pytest

from bot.people import People


class Slack:
    """Knows one person; `user`: as `users.info` tells."""

    def __init__(self, user: dict[str, Any]) -> None:
        self.user = user

    def of(self, team: str) -> Any:
        return self

    async def api_call(self, method: str, params: Any = None) -> dict[str, Any]:
        return {"user": self.user} if params == {"user": "U1"} else {}


@pytest.mark.parametrize(
    ("user", "guest"),
    [
        ({"team_id": "T1"}, False),
        ({"team_id": "T1", "is_restricted": True}, True),
        ({"team_id": "T1", "is_restricted": True, "is_ultra_restricted": True}, True),
        ({"team_id": "T2", "is_stranger": True}, True),
        ({"team_id": "T2"}, True),
        ({"team_id": "T2", "enterprise_user": {"teams": ["T1", "T2"]}}, False),
    ],
)
async def test_guests_and_people_of_other_companies_are_told_apart(user: dict[str, Any], guest: bool) -> None:
    assert await People(cast("Any", Slack(user))).is_guest("T1", "U1") is guest


async def test_who_has_just_become_a_guest_is_one() -> None:
    """Names are remembered for an hour; what decides about erasing is asked anew."""
    slack = Slack({"team_id": "T1"})
    people = People(cast("Any", slack))
    assert await people.is_guest("T1", "U1") is False
    slack.user = {"team_id": "T1", "is_restricted": True}
    assert await people.is_guest("T1", "U1") is True


async def test_a_name_that_ends_in_half_a_character_can_be_kept() -> None:
    """JSON can say it, but neither Slack nor a database could keep what it stands in."""
    people = People(cast("Any", Slack({"profile": {"display_name": "Ann \ud83d"}, "tz": "Europe/Berlin"})))
    assert await people.names("T1", ["U1"]) == {"U1": "Ann \ufffd"}
