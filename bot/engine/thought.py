"""What a turn thinks: until it knows its outcome, until that is void, or until Segue stops."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from pydantic import BaseModel

from bot.engine.house import House
from bot.engine.reach import context_of
from bot.engine.snapshot import Snapshot
from bot.engine.timed import Stopwatch
from flows.runtime import Flow, Incoming, Outcome


class Thought:
    """Of one turn over `batch`; `over()` comes first, then what it gave."""

    def __init__(self, house: House, snapshot: Snapshot, batch: Sequence[Incoming], stopwatch: Stopwatch) -> None:
        self._stopwatch = stopwatch
        self._status = house.show_thinking(snapshot.conversation)
        self._showing = house.showing(snapshot.conversation)
        self._context = context_of(
            house, snapshot, batch[0], stopwatch=stopwatch, step=self._status.step, show=self._showing.show
        )
        self._task: asyncio.Task[Outcome] | None = None
        self.shown: Mapping[str, str] = {}
        """Name of what was shown before the end -> how it reads as far as is known."""

    async def over(self, flow: Flow, state: BaseModel, batch: list[Incoming]) -> asyncio.Task[Outcome]:
        """-> the task, done: with an outcome, an error, or cancelled."""
        self._task = asyncio.ensure_future(flow.turn(state, batch, self._context))
        try:
            await asyncio.wait({self._task})
        finally:
            self._task.cancel()
            self._status.over()
            self.shown = await self._showing.over()
        return self._task

    def void(self) -> None:
        """Its outcome would be about something that is no longer so."""
        if self._task is not None:
            self._task.cancel()

    def last_call(self) -> None:
        """Segue stops. What a model answered was paid for, and is thought to its end; no model is waited for or asked
        any more."""
        self._stopwatch.stop_asking(self.void)
