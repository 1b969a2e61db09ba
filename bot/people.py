"""What Slack says of people: what they are called, and by which clocks they live. Remembered for an hour."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.access import Clients
from bot.slack_answers import CALL_ERRORS
from bot.slack_markup import storable

log = logging.getLogger("segue.people")

REMEMBERED_SECONDS = 3600.0
MOST = 1000


@dataclass(frozen=True)
class Person:
    """`zone`: an IANA name; empty where Slack names none. `guest`: of this workspace, or somebody of another one."""

    name: str
    zone: str
    guest: bool = False


class People:
    """Whom Slack does not know has no name here."""

    def __init__(self, clients: Clients, clock: Callable[[], float] = time.monotonic) -> None:
        self._clients, self._clock = clients, clock
        self._known: dict[tuple[str, str], tuple[float, Person]] = {}

    async def names(self, team: str, users: Sequence[str]) -> Mapping[str, str]:
        """Slack user id -> what people call them."""
        found = await asyncio.gather(*(self.person(team, user) for user in users))
        return {user: each.name for user, each in zip(users, found, strict=True) if each is not None and each.name}

    async def zone(self, team: str, user: str) -> str:
        """-> the IANA name of somebody's time zone; empty where Slack does not say."""
        person = await self.person(team, user)
        return person.zone if person is not None else ""

    async def is_guest(self, team: str, user: str) -> bool | None:
        """At this moment. None: Slack does not say."""
        person = await self.person(team, user, anew=True)
        return person.guest if person is not None else None

    async def person(self, team: str, user: str, *, anew: bool = False) -> Person | None:
        until, known = self._known.get((team, user), (0.0, None))
        if known is not None and self._clock() < until and not anew:
            return known
        try:
            answer = await self._clients.of(team).api_call("users.info", params={"user": user})
        except CALL_ERRORS as error:
            log.info("who %s is was not said: %s", user, error)
            return None
        person = _person(answer.get("user") or {}, team)
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[team, user] = (self._clock() + REMEMBERED_SECONDS, person)
        return person


def _person(user: Mapping[str, Any], team: str) -> Person:
    """https://docs.slack.dev/reference/objects/user-object"""
    profile = user.get("profile") or {}
    names = (profile.get("display_name"), user.get("real_name"), user.get("name"))
    # On Enterprise Grid one is at home in several workspaces.
    homes = {user.get("team_id") or team, *((user.get("enterprise_user") or {}).get("teams") or ())}
    guest = any(user.get(each) for each in ("is_restricted", "is_ultra_restricted", "is_stranger")) or team not in homes
    return Person(next((storable(str(name)) for name in names if name), ""), storable(str(user.get("tz") or "")), guest)
