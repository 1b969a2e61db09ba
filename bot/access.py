"""Who may read: the members of the channel a conversation is held in. Asked of Slack, and remembered for a minute."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack_answers import CALL_ERRORS, meaning_of
from flows.runtime import Audience
from store.conversations import Conversation

log = logging.getLogger("segue.access")

REMEMBERED_SECONDS = 60.0
PAGE = 999
MANY = 20
"""Of more channels not each is asked who is in it, but once which ones the person is in: Slack limits how often."""
MOST_REMEMBERED = 10_000
"""Channels of all workspaces whose members are remembered."""
NOT_DIRECT = "public_channel,private_channel,mpim"
NOT_THERE = {"channel_not_found", "not_in_channel"}
"""Slack's answer for a channel that is gone, or that Segue is no member of: asking again changes nothing."""


class Clients(Protocol):
    """Gives the Slack client of a workspace (bot/clients.py)."""

    def of(self, team: str) -> AsyncWebClient: ...

    def bot_user(self, team: str) -> str: ...


class Door(Protocol):
    """Every refusal passes here (bot/audit.py): `what` of ours it is about, `where`: the channel, or the id named."""

    def __call__(self, team: str, user: str, what: str, where: str) -> None: ...


def _unheard(team: str, user: str, what: str, where: str) -> None:
    """Nobody keeps a log."""


class Access:
    """Membership. What Slack does not say is denied; whoever turns somebody away says so to `denied`, once."""

    def __init__(
        self,
        clients: Clients,
        clock: Callable[[], float] = time.monotonic,
        denied: Door = _unheard,
    ) -> None:
        self._clients, self._clock, self.denied = clients, clock, denied
        self._members: dict[tuple[str, str], tuple[float, frozenset[str]]] = {}
        self._joined: dict[tuple[str, str], tuple[float, frozenset[str]]] = {}
        """(team, user) -> until when it counts, and the channels they share with Segue, or that are public."""

    async def may_read(self, team: str, user: str, channel: str, *, anew: bool = False) -> bool:
        """Whether `user` is a member of `channel`, at most a minute ago, or at this moment when asked `anew`."""
        return user in (await self.members(team, channel, anew=anew) or ())

    async def is_outside(self, team: str, user: str, channel: str) -> bool:
        """Whether Slack says at this moment that `user` is not in `channel`: somebody may just have joined, or left."""
        members = await self.members(team, channel, anew=True)
        return bool(members) and user not in (members or ())

    async def readable(self, team: str, user: str, channels: Iterable[str]) -> frozenset[str]:
        """-> those of the channels that `user` may read. Asked about all at once: somebody waits for it."""
        places = frozenset(channels)
        at_once = self._not_asked_about(team, places) if len(places) > MANY else frozenset[str]()
        joined = await self._joined_by(team, user) if len(at_once) > MANY else None
        if joined is None:
            return await self._one_by_one(team, user, places)
        return (at_once & joined) | await self._one_by_one(team, user, places - at_once)

    async def _one_by_one(self, team: str, user: str, channels: frozenset[str]) -> frozenset[str]:
        places = sorted(channels)
        allowed = await asyncio.gather(*(self.may_read(team, user, place) for place in places))
        return frozenset(place for place, may in zip(places, allowed, strict=True) if may)

    def _not_asked_about(self, team: str, channels: frozenset[str]) -> frozenset[str]:
        """Those nobody asked about within the last minute; direct messages are asked about alone."""
        now = self._clock()
        known = {place for (of, place), (until, _) in self._members.items() if of == team and now < until}
        return frozenset(place for place in channels - known if not place.startswith("D"))

    async def _joined_by(self, team: str, user: str) -> frozenset[str] | None:
        """Which channels `user` is in, of those Segue can see, at most a minute old. None: Slack does not say."""
        until, channels = self._joined.get((team, user), (0.0, frozenset[str]()))
        if self._clock() >= until:
            asked_at = self._clock()
            self._joined = {key: known for key, known in self._joined.items() if known[0] > asked_at}
            try:
                asked = {"user": user, "types": NOT_DIRECT}
                found = await self._pages(team, "users.conversations", asked, "channels")
            except CALL_ERRORS as error:
                log.info("where %s is was not said: %s", user, error)
                return None
            channels = frozenset(str(each.get("id")) for each in found)
            self._joined[team, user] = (asked_at + REMEMBERED_SECONDS, channels)
        return channels

    async def members(self, team: str, channel: str, *, anew: bool = False) -> frozenset[str] | None:
        """Who is in `channel`, at most a minute old, or of this moment when asked `anew`. None: Slack does not say.

        Nobody, for all that Segue may tell, where Segue is no member or the channel is gone.
        """
        until, members = self._members.get((team, channel), (0.0, frozenset[str]()))
        if anew or self._clock() >= until:
            try:
                members = await self._ask(team, channel)
            except CALL_ERRORS as error:
                log.info("who is in %s was not said: %s", channel, error)
                self._members.pop((team, channel), None)
                return frozenset() if meaning_of(error).error in NOT_THERE else None
            self._remember(team, channel, members)
        return members

    def _remember(self, team: str, channel: str, members: frozenset[str]) -> None:
        if len(self._members) >= MOST_REMEMBERED:
            now = self._clock()
            self._members = {place: known for place, known in self._members.items() if now < known[0]}
        if len(self._members) >= MOST_REMEMBERED:
            self._members.clear()
        self._members[team, channel] = (self._clock() + REMEMBERED_SECONDS, members)

    async def open_to_all(self, team: str) -> frozenset[str] | None:
        """Those of Segue's channels that anybody may join, and read back in. None: Slack does not say."""
        try:
            found = await self._pages(team, "users.conversations", {"types": "public_channel"}, "channels")
        except CALL_ERRORS as error:
            log.info("which channels are public was not said: %s", error)
            return None
        return frozenset(str(each.get("id")) for each in found)

    async def audience(self, conversation: Conversation, channel: str, user: str) -> Audience | None:
        """Who would see a post in `channel`, and how many of them are not where the conversation is held."""
        team = conversation.team_id
        there, segue = await self.members(team, channel, anew=True), self._clients.bot_user(team)
        if there is None or user not in there or segue not in there:
            return None
        held = await self.members(team, conversation.channel) or frozenset()
        return Audience(people=len(there - {segue}), outside=len(there - held))

    async def _ask(self, team: str, channel: str) -> frozenset[str]:
        return frozenset(await self._pages(team, "conversations.members", {"channel": channel}, "members"))

    async def _pages(self, team: str, method: str, asked: dict[str, Any], name: str) -> list[Any]:
        found: list[Any] = []
        cursor = ""
        while True:
            arguments = {**asked, "limit": PAGE, "cursor": cursor}
            answer = await self._clients.of(team).api_call(method, params=arguments)
            found += answer.get(name) or []
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return found
