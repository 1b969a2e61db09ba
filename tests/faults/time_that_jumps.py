"""An event loop whose clock jumps: where nothing is under way but waiting, what is waited for is there at once."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable
from typing import Any, TypeVar

from store.connection import Store, Transaction

T = TypeVar("T")
LOOK_SECONDS = 0.002


class NothingWillHappen(AssertionError):
    """Somebody waits for what cannot come: no timer is set, and nothing is under way."""


class JumpingLoop(asyncio.SelectorEventLoop):
    """`under_way` counts what happens outside of it, in threads: meanwhile the clock stands."""

    def __init__(self) -> None:
        self._now, self.under_way = 0.0, 0
        super().__init__(_Selector(self))

    def time(self) -> float:
        return self._now

    def jump(self, seconds: float) -> None:
        self._now += seconds

    def run_in_executor(self, executor: Any, function: Callable[..., T], *args: Any) -> asyncio.Future[T]:
        future = super().run_in_executor(executor, function, *args)
        self.under_way += 1
        future.add_done_callback(self._over)
        return future

    async def shutdown_default_executor(self, *more: Any) -> None:
        """Its end is told by a thread of its own."""
        self.under_way += 1
        try:
            await super().shutdown_default_executor(*more)
        finally:
            self.under_way -= 1

    def _over(self, future: asyncio.Future[Any]) -> None:
        self.under_way -= 1


class _Selector(selectors.DefaultSelector):
    def __init__(self, loop: JumpingLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is not None and timeout <= 0:
            return super().select(0)
        while self._loop.under_way:
            if events := super().select(LOOK_SECONDS):
                return events
        if events := super().select(0):
            return events
        if timeout is None:
            raise NothingWillHappen
        self._loop.jump(timeout)
        return []


class CountedStore(Store):
    """Its threads are seen by the loop. Cut off as by a kill, it keeps what was handed in, and nobody hears of it."""

    async def open(self) -> None:
        await self._counted(super().open())

    async def write(self, work: Callable[[Transaction], T]) -> T:
        return await self._counted(super().write(work))

    async def read(self, work: Callable[[Transaction], T]) -> T:
        return await self._counted(super().read(work))

    async def _counted(self, waiting: Any) -> Any:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, JumpingLoop)
        task = asyncio.ensure_future(waiting)
        loop.under_way += 1
        task.add_done_callback(loop._over)
        return await asyncio.shield(task)

    def cut_off(self) -> None:
        for thread in (self._writer, self._reader):
            if thread is not None:
                thread.stop()
        self._writer = self._reader = None
        if self._lock_file is not None:
            self._lock_file.close()
            self._lock_file = None
