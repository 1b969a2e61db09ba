"""How many steps are taken at once, and whose turn it is: no workspace waits because another one has much to do."""

from __future__ import annotations

import asyncio
import os
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

HELD_SECONDS = 60.0
"""So long a place is kept for whoever was told that it is theirs."""

Task = tuple[str, str]
"""(team, id of a task)"""


def cores_to_spare() -> int:
    """All but one, which answers people meanwhile."""
    return max(1, (os.cpu_count() or 1) - 1)


class Places:
    """Next is the workspace that has the fewest places, among these the one that was not next for longest."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._taken: Counter[str] = Counter()
        self._waiting: dict[str, deque[asyncio.Future[None]]] = {}
        self._served: dict[str, int] = {}
        """Team -> when it was next, counted on."""
        self._held: dict[Task, asyncio.TimerHandle] = {}

    def is_free(self, task: Task) -> bool:
        """Whether that task would not have to wait now."""
        return task in self._held or (not self._waiting and self._taken.total() < self._most)

    async def hold(self, task: Task) -> None:
        """Waits until it is its turn, and keeps the place for it for a while."""
        if task not in self._held:
            await self._enter(task[0])
            self._held[task] = asyncio.get_running_loop().call_later(HELD_SECONDS, self.give_up, task)

    def give_up(self, task: Task) -> None:
        if task in self._held:
            self._held.pop(task).cancel()
            self._leave(task[0])

    @asynccontextmanager
    async def place(self, task: Task) -> AsyncIterator[None]:
        if task in self._held:
            self._held.pop(task).cancel()
        else:
            await self._enter(task[0])
        try:
            yield
        finally:
            self._leave(task[0])

    async def _enter(self, team: str) -> None:
        turn = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(team, deque()).append(turn)
        self._go_on()
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._leave(team)
            raise

    def _leave(self, team: str) -> None:
        self._taken[team] -= 1
        self._taken += Counter()  # Whoever has none is no longer counted.
        self._go_on()

    def _go_on(self) -> None:
        while self._waiting and self._taken.total() < self._most:
            team = min(self._waiting, key=lambda each: (self._taken[each], self._served.get(each, 0)))
            turn = self._waiting[team].popleft()
            if not self._waiting[team]:
                del self._waiting[team]
            if not turn.done():
                self._taken[team] += 1
                self._served[team] = max(self._served.values(), default=0) + 1
                turn.set_result(None)
