"""What somebody may take along or have forgotten is offered in a window: by the side door, before any queue."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.access import Access
from bot.engine.bound import Clients
from bot.export.formats import CHOICES
from bot.keeping import TeamKeeping
from bot.listeners.export import OpenExport
from bot.listeners.personal import OpenPersonal
from bot.people import People
from bot.study_files import TeamStudyFiles
from bot.views.export import export_form
from bot.views.personal import personal_form, personal_refused
from flows.keeping import FORGET_STUDY, not_to_forget
from store.connection import Store


class Offering:
    """Opens it with the studies of which whoever asks may read something. Raises what Slack and the store raise."""

    def __init__(
        self, store: Store, clients: Clients, access: Access, people: People, clock: Callable[[], float]
    ) -> None:
        self._store, self._clients, self._access, self._people, self._clock = store, clients, access, people, clock

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
            self._people.names,
            team=team,
            user=user,
            workspace=self._clients.workspace(team),
            clock=self._clock,
        )

    async def offer_own(self, asked: OpenPersonal) -> None:
        """The window that says what is kept, what goes and what stays; over another one, where it was opened there."""
        keeping = self.keeping(asked.team, asked.user)
        refused = await not_to_forget(keeping, asked.study) if asked.what == FORGET_STUDY else ""
        if refused:
            view = personal_refused(asked.what, refused)
        else:
            (kept, of_study), direct = await asyncio.gather(
                keeping.counted(asked.study), self._direct(asked.team, asked.user)
            )
            view = personal_form(asked.what, direct, kept, of_study, asked.study)
        method = "views.push" if asked.over else "views.open"
        await self._clients.of(asked.team).api_call(method, json={"trigger_id": asked.trigger, "view": view})

    def keeping(self, team: str, user: str) -> TeamKeeping:
        """What is kept of one person."""
        return TeamKeeping(self._store, self._access, self._people, team=team, user=user, clock=self._clock)

    async def _direct(self, team: str, user: str) -> str:
        """-> id of the direct message with somebody, where their file will be: files take no person for a channel."""
        opened = await self._clients.of(team).api_call("conversations.open", json={"users": user})
        return str(opened["channel"]["id"])
