"""A channel slows itself and no other: so many of its turns at once, the rest in the order of coming."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

TURNS_AT_ONCE = 8


class Channels:
    """Whoever has had a turn goes to the end of its channel's queue."""

    def __init__(self) -> None:
        self._places: WeakValueDictionary[tuple[str, str], asyncio.Semaphore] = WeakValueDictionary()
        """Of the channels in which somebody has a turn or waits for one."""

    @asynccontextmanager
    async def place(self, team: str, channel: str) -> AsyncIterator[bool]:
        """Wait for a place in the channel, hold it, give it back. Yields whether one was free at once."""
        places = self._places.setdefault((team, channel), asyncio.Semaphore(TURNS_AT_ONCE))
        free = not places.locked()
        async with places:
            yield free
