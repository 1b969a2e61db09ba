"""What a turn reads, bound to whoever acts in it: access is checked where it is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.access import Access
from bot.engine.bound import Clients
from bot.engine.news import TeamNews
from bot.engine.offering import Offering
from bot.library import TeamLibrary
from bot.memory import TeamMemory
from bot.people import People
from bot.permalinks import permalink
from flows.keeping import Keeping
from flows.libraries import Library
from flows.memories import Memory
from flows.news import Newsroom
from flows.runtime import Audience, File, Flow, Sheet
from flows.study_files import StudyFiles
from personas.formats import Imported
from store.connection import Store
from store.conversations import Conversation


@dataclass(frozen=True)
class Reader:
    """For one turn. The methods are those of a turn's context (flows/runtime.py), by the same names."""

    store: Store
    clients: Clients
    access: Access
    people: People
    flows: Mapping[str, Flow]
    offering: Offering
    conversation: Conversation
    user: str
    """Slack user id of whoever acts."""

    @property
    def team(self) -> str:
        return self.conversation.team_id

    def link(self, ts: str) -> str | None:
        held = self.conversation
        return permalink(self._workspace(), held.channel, ts, held.thread_ts) if ts else None

    async def audience(self, channel: str, user: str) -> Audience | None:
        return await self.access.audience(self.conversation, channel, user)

    async def names(self, users: Sequence[str]) -> Mapping[str, str]:
        return await self.people.names(self.team, users)

    async def read_file(self, file: File, number: int) -> Sheet:
        return await self.clients.read_file(self.team, file, number)

    async def read_page(self, address: str, number: int) -> Sheet:
        return await self.clients.read_page(address, number)

    async def read_card(self, file: File) -> Imported:
        return await self.clients.read_card(self.team, file)

    def library(self) -> Library:
        held = self.conversation
        return TeamLibrary(self.store, self.access, team=self.team, user=self.user, own=held.id, channel=held.channel)

    def study_files(self) -> StudyFiles:
        return self.offering.study_files(self.team, self.user)

    def keeping(self) -> Keeping:
        return self.offering.keeping(self.team, self.user)

    def memory(self) -> Memory:
        return TeamMemory(self.store, self.access, self.conversation, self.user, self._workspace())

    def news(self) -> Newsroom:
        return TeamNews(
            self.store, self.access, self.people, self.flows, team=self.team,
            bot_user=lambda: self.clients.bot_user(self.team), workspace=self._workspace,
        )  # fmt: skip

    def _workspace(self) -> str:
        """The address with which permalinks begin; empty where it is not known."""
        return self.clients.workspace(self.team)
