"""The form in which a study is chosen to be taken elsewhere: by the side door, before any queue."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.access import Access
from bot.engine.bound import Clients
from bot.export.formats import CHOICES
from bot.listeners.export import OpenExport
from bot.study_files import Names, TeamStudyFiles
from bot.views.export import export_form
from store.connection import Store


class Offering:
    """Opens it with the studies of which whoever asks may read something. Raises what Slack and the store raise."""

    def __init__(
        self, store: Store, clients: Clients, access: Access, names: Names, clock: Callable[[], float]
    ) -> None:
        self._store, self._clients, self._access, self._names, self._clock = store, clients, access, names, clock

    async def offer(self, asked: OpenExport) -> None:
        listed, direct = await asyncio.gather(
            self.study_files(asked.team, asked.user).listed(), self._direct(asked.team, asked.user)
        )
        view = export_form(listed, CHOICES, direct, chosen=asked.study)
        await self._clients.of(asked.team).api_call("views.open", json={"trigger_id": asked.trigger, "view": view})

    def study_files(self, team: str, user: str) -> TeamStudyFiles:
        """The studies of a team, for one person."""
        return TeamStudyFiles(
            self._store,
            self._access,
            self._names,
            team=team,
            user=user,
            workspace=self._clients.workspace(team),
            clock=self._clock,
        )

    async def _direct(self, team: str, user: str) -> str:
        """-> id of the direct message with somebody, where their file will be: files take no person for a channel."""
        opened = await self._clients.of(team).api_call("conversations.open", json={"users": user})
        return str(opened["channel"]["id"])
