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

    async def forget(self, team: str) -> None:
        """Segue is no longer there."""
        if reconcile := self._of.pop(team, None):
            await reconcile.stop()

    async def stop(self) -> None:
        await asyncio.gather(*(each.stop() for each in self._of.values()))
