"""Looks for what was missed, in each workspace by itself: one that is slow keeps no other waiting."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from bot.engine.reconcile import Clients, Reconcile
from flows.runtime import Incoming
from store.connection import Store


class Reconciles:
    """One Reconcile for each workspace. `teams` tells which there are now."""

    def __init__(
        self,
        store: Store,
        clients: Clients,
        accept: Callable[[Incoming], Awaitable[object]],
        *,
        teams: Callable[[], list[str]],
        hours: float,
        paced: bool,
        clock: Callable[[], float],
    ) -> None:
        self._teams = teams
        self._of: dict[str, Reconcile] = {}
        self._looking: asyncio.Task[None] | None = None

        def new(team: str) -> Reconcile:
            return Reconcile(store, clients, accept, team=team, hours=hours, paced=paced, clock=clock)

        self._new = new

    def events_come(self, heard_until: float) -> None:
        """Everywhere; the last thing heard before was at `heard_until` (Unix seconds, 0 after a start)."""
        for team in self._teams():
            self.look(team, heard_until)

    def look(self, team: str, heard_until: float) -> None:
        """In one workspace."""
        if team not in self._of:
            self._of[team] = self._new(team)
        self._of[team].socket_opened(heard_until)

    def keep_looking(self, every: float, clock: Callable[[], float]) -> None:
        """Where no socket opens there is no sign of a gap: so look each `every` seconds."""

        async def look() -> None:
            while True:
                await asyncio.sleep(every)
                self.events_come(clock() - every)

        self._looking = asyncio.create_task(look())

    async def forget(self, team: str) -> None:
        """Segue is no longer there."""
        if reconcile := self._of.pop(team, None):
            await reconcile.stop()

    async def stop(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)
        await asyncio.gather(*(each.stop() for each in self._of.values()))
