"""A channel slows itself and no other: so many of its turns at once, the rest in the order of coming."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from weakref import WeakValueDictionary

TURNS_AT_ONCE = 8


class Channels:
    """Whoever has had a turn goes to the end of its channel's queue."""

    def __init__(self) -> None:
        self._places: WeakValueDictionary[tuple[str, str], asyncio.Semaphore] = WeakValueDictionary()
        """Of the channels in which somebody has a turn or waits for one."""

    @asynccontextmanager
    async def place(self, team: str, channel: str, *, long: bool = False) -> AsyncIterator[bool]:
        """Wait for a place in the channel, hold it, give it back. Yields whether one was free at once.

        `long`: it may take minutes, so it takes no place that people in the channel would have to wait for. Where
        there is no channel, nobody talks: there it takes one too.
        """
        apart = long and channel != ""
        places = self._places.setdefault((team, channel), asyncio.Semaphore(TURNS_AT_ONCE))
        free = apart or not places.locked()
        async with nullcontext() if apart else places:
            yield free
