"""What was learned in a study, for one person: only what was said where that person may read."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.access import Access
from store import claims, insights
from store.connection import Store
from studies.learned import Insight, Loose


class TeamMemory:
    """The memory of a study, bound to whoever looks into it. Asked of Slack at every read."""

    def __init__(self, store: Store, access: Access, *, team: str, study: str, user: str) -> None:
        self._store, self._access, self._team, self._study, self._user = store, access, team, study, user

    async def loose(self) -> Sequence[Loose]:
        return await self._store.read(lambda tx: claims.loose(tx, self._team, self._study))

    async def insights(self) -> Sequence[Insight]:
        return await self._store.read(lambda tx: insights.of_study(tx, self._team, self._study))

    async def insight(self, id: str) -> Insight | None:
        found = await self._store.read(lambda tx: insights.get(tx, self._team, id))
        if found is None or found.study != self._study or not self._user:
            return None
        return found.seen_in(await readable(self._access, self._team, self._user, found))


async def readable(access: Access, team: str, user: str, *some: Insight) -> frozenset[str]:
    """-> those of the channels in which their claims were made that this person may read now."""
    places = sorted({each.channel for insight in some for each in insight.members})
    allowed = await asyncio.gather(*(access.may_read(team, user, place) for place in places))
    return frozenset(place for place, may in zip(places, allowed, strict=True) if may)
