"""How many at once, and who goes first."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Turnstile:
    """At most `places` at once. Live before background; teams in turn, of a team its channels in turn, and of a channel
    the first to come.

    Where there are several places, background work leaves one of them free, so that a person never waits
    for a long job alone.
    """

    def __init__(self, places: int) -> None:
        if places < 1:
            raise ValueError("a turnstile needs a place")
        self._free = places
        self._kept_free = {True: 0, False: min(1, places - 1)}
        # Live and background each: team -> channel -> those who wait, the team and the channel served last at the end.
        self._waiting: dict[bool, OrderedDict[str, OrderedDict[str, deque[asyncio.Future[None]]]]] = {
            True: OrderedDict(),
            False: OrderedDict(),
        }

    @asynccontextmanager
    async def place(self, team: str, live: bool, channel: str = "") -> AsyncIterator[None]:
        """Wait for a place, hold it, give it back."""
        # Whoever waits was let in as soon as there was room: a free place has nobody waiting for it.
        if self._free > self._kept_free[live]:
            self._free -= 1
        else:
            await self._queue(team, channel, live)
        try:
            yield
        finally:
            self._give_back()

    async def _queue(self, team: str, channel: str, live: bool) -> None:
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting[live].setdefault(team, OrderedDict()).setdefault(channel, deque()).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._give_back()
            else:
                self._leave(team, channel, live, turn)
            raise

    def _leave(self, team: str, channel: str, live: bool, turn: asyncio.Future[None]) -> None:
        channels = self._waiting[live].get(team, OrderedDict())
        queue = channels.get(channel, deque())
        if turn in queue:
            queue.remove(turn)
            if not queue:
                del channels[channel]
            if not channels:
                del self._waiting[live][team]

    def _give_back(self) -> None:
        """One place more, for whoever is next."""
        self._free += 1
        for live in (True, False):
            teams = self._waiting[live]
            while teams and self._free > self._kept_free[live]:
                team, channels = next(iter(teams.items()))
                channel, queue = next(iter(channels.items()))
                turn = queue.popleft()
                if not queue:
                    del channels[channel]
                if not channels:
                    del teams[team]
                if turn.cancelled():  # in this very instant: it had no time to leave
                    continue
                if queue:
                    channels.move_to_end(channel)
                if channels:
                    teams.move_to_end(team)
                self._free -= 1
                turn.set_result(None)
