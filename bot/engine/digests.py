"""The digests of a channel, drawn from committed data for whoever opens them: what they may see, and nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.access import Access
from bot.engine.admission import ASKER_OUT, NOT_YOURS
from bot.engine.bound import Clients
from bot.listeners.digests import OpenDigestForm, OpenDigests
from bot.people import People
from bot.views.digests import DigestEntry, digest_form, digests
from bot.views.rhythm import on_day
from store import news, schedules
from store.connection import Store
from store.schedules import RUNNING, Kept
from studies.rhythm import local
from studies.schedule import MOST_IN_A_CHANNEL

SOON = 0.8
"""Seconds: what was just done is shown once it has had time to happen."""
MOST_STUDIES = 200
SECONDS = 1.5
"""How long Slack may take to say who somebody is: a form opens within three, with or without it."""
ANYWHERE = "UTC"


class Digests:
    """Opens and draws their modals. Raises what Slack and the store raise."""

    def __init__(self, store: Store, clients: Clients, access: Access, people: People) -> None:
        self._store, self._clients, self._access, self._people = store, clients, access, people

    async def show(self, asked: OpenDigests) -> None:
        if asked.note:
            await asyncio.sleep(SOON)
        view = await self._list(asked)
        client = self._clients.of(asked.team)
        if asked.view_id:
            arguments = {"view_id": asked.view_id, "hash": asked.hash, "view": view}
            await client.api_call("views.update", json=arguments)
        else:
            await client.api_call("views.open", json={"trigger_id": asked.trigger, "view": view})

    async def open_form(self, asked: OpenDigestForm) -> str:
        """-> why it does not open, in words; empty when it does."""
        id = asked.schedule
        kept = await self._store.read(lambda tx: schedules.get(tx, asked.team, id)) if id else None
        if words := await self._withheld(asked, kept):
            self._access.denied(asked.team, asked.user, "digest", id)
            return words
        about = {kept.plan.study} if kept else set()
        zone, studies = await asyncio.gather(self._zone(asked), self._studies(asked, about))
        view = digest_form(
            channel=asked.channel, zone=zone, studies=studies, schedule=kept.id if kept else "",
            plan=kept.plan if kept else None,
        )  # fmt: skip
        method = "views.push" if asked.over else "views.open"
        await self._clients.of(asked.team).api_call(method, json={"trigger_id": asked.trigger, "view": view})
        return ""

    async def _withheld(self, asked: OpenDigestForm, kept: Kept | None) -> str:
        """Why this person may not change it; empty for a new one."""
        if kept is None:
            return ASKER_OUT if asked.schedule else ""
        if kept.plan.personal:
            return "" if kept.owner == asked.user else NOT_YOURS
        return "" if await self._may_see(asked, kept.plan.channel) else ASKER_OUT

    async def _list(self, asked: OpenDigests) -> dict[str, Any]:
        there: list[Kept] = []
        if not asked.channel.startswith("D"):
            if await self._may_see(asked, asked.channel):
                there = await self._store.read(lambda tx: schedules.in_channel(tx, asked.team, asked.channel))
            else:
                self._access.denied(asked.team, asked.user, "digest", asked.channel)
        own = await self._store.read(lambda tx: schedules.personal(tx, asked.team, asked.user))
        titles = dict(await self._studies(asked, {each.plan.study for each in (*there, *own)}))
        names = await self._named(asked.team, sorted({each.owner for each in (*there, *own)}))
        entries = [_entry(each, names, titles) for each in (*there, *own)]
        return digests(entries, channel=asked.channel, note=asked.note, full=len(there) >= MOST_IN_A_CHANNEL)

    async def _may_see(self, asked: OpenDigests | OpenDigestForm, channel: str) -> bool:
        return await self._access.may_read(asked.team, asked.user, channel)

    async def _studies(self, asked: OpenDigests | OpenDigestForm, named: set[str]) -> list[tuple[str, str]]:
        """-> id and title of those that began where this person may read: the newest, and those `named` by id."""
        found = await self._store.read(lambda tx: news.studies(tx, asked.team, MOST_STUDIES, named))
        try:
            async with asyncio.timeout(SECONDS):
                readable = await self._access.readable(asked.team, asked.user, (place for _, _, place in found))
        except TimeoutError:
            return []
        return [(id, title) for id, title, place in found if place in readable]

    async def _zone(self, asked: OpenDigestForm) -> str:
        try:
            async with asyncio.timeout(SECONDS):
                return await self._people.zone(asked.team, asked.user) or ANYWHERE
        except TimeoutError:
            return ANYWHERE

    async def _named(self, team: str, users: list[str]) -> Mapping[str, str]:
        try:
            async with asyncio.timeout(SECONDS):
                return await self._people.names(team, users)
        except TimeoutError:
            return {}


def _entry(kept: Kept, names: Mapping[str, str], titles: Mapping[str, str]) -> DigestEntry:
    following = ""
    if kept.next_at is not None:
        following = on_day(local(kept.plan.rhythm, datetime.fromtimestamp(kept.next_at, UTC)))
    running = kept.state == RUNNING and bool(following)
    return DigestEntry(
        kept.id, kept.plan, names.get(kept.owner, ""), following, running, titles.get(kept.plan.study, "")
    )
