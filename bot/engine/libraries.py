"""The library of personas, drawn from committed data for whoever opens it: what they may see, and nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from bot.access import Access
from bot.engine.bound import Clients
from bot.engine.windows import shown_anew
from bot.library import TeamLibrary
from bot.listeners.aside import AskPersona
from bot.listeners.library import OpenLibrary
from bot.names import LIBRARY_SEARCH
from bot.permalinks import permalink
from bot.views.asking import ask_form
from bot.views.library import PER_PAGE, LibraryEntry, library
from store import conversations
from store.connection import Store, Transaction
from store.personas import Kept

MOST_CHOICES = 100
SOON = 0.8
"""Seconds."""


class Libraries:
    """Opens and turns the pages of the library's modal. Raises what Slack and the store raise."""

    def __init__(self, store: Store, clients: Clients, access: Access, face_url: Callable[[str], str]) -> None:
        self._store, self._clients, self._access, self._face_url = store, clients, access, face_url

    async def show(self, asked: OpenLibrary) -> None:
        """What was just done there is shown once it has had time to happen."""
        if asked.page.note:
            await asyncio.sleep(SOON)
        view = await self._view(asked)
        client = self._clients.of(asked.team)
        if asked.view_id:
            arguments = {"view_id": asked.view_id, "hash": asked.hash, "view": view}
            await client.api_call("views.update", json=arguments)
        else:
            await client.api_call("views.open", json={"trigger_id": asked.trigger, "view": view})

    async def answer(self, asked: OpenLibrary) -> dict[str, Any]:
        """To the window's own button: the window with whom the words found, or why it stands as it did."""
        return await shown_anew(self._view(asked), LIBRARY_SEARCH)

    async def ask(self, asked: AskPersona) -> None:
        """The form in which a persona is chosen to say something to a message."""
        shelf = TeamLibrary(self._store, self._access, team=asked.team, user=asked.user)
        listed = await shelf.listed(most=MOST_CHOICES)
        view = ask_form([(each.id, f"{each.name}, {each.occupation}") for each in listed], asked.about)
        await self._clients.of(asked.team).api_call("views.open", json={"trigger_id": asked.trigger, "view": view})

    async def first_of(self, team: str, user: str, most: int) -> list[LibraryEntry]:
        """-> the few that were changed last, for App Home."""
        shelf = TeamLibrary(self._store, self._access, team=team, user=user)
        listed = await shelf.listed(most=most)
        return await self._store.read(lambda tx: [self._entry(tx, each) for each in listed])

    async def _view(self, asked: OpenLibrary) -> dict[str, Any]:
        page, shelf = asked.page, TeamLibrary(self._store, self._access, team=asked.team, user=asked.user)
        listed = await shelf.listed(words=page.words, archived=page.archived, most=PER_PAGE + 1, after=page.after)
        entries = await self._store.read(lambda tx: [self._entry(tx, each) for each in listed[:PER_PAGE]])
        some_away = not listed and not page.archived and bool(await shelf.listed(archived=True, most=1))
        return library(entries, page, more=len(listed) > PER_PAGE, some_away=some_away)

    def _entry(self, tx: Transaction, kept: Kept) -> LibraryEntry:
        held = conversations.get(tx, kept.id)
        link = None
        if held and held.thread_ts:
            link = permalink(self._clients.workspace(held.team_id), held.channel, held.thread_ts, None)
        face = self._face_url(kept.face) if kept.face else ""
        return LibraryEntry(kept.id, kept.name, kept.occupation, kept.quote, link, face)
