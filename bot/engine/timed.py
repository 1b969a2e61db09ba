"""How long a turn waits for models: what is left of its time is ours."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bot.watch import Watch
from flows.llm.task import In, Model, OnText, Out, Task


class Stopwatch:
    """Seconds in which at least one model was asked; calls side by side count once."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._asked, self._since, self._seconds = 0, 0.0, 0.0
        self._answered = False
        self._give_up: Callable[[], None] | None = None

    @property
    def total(self) -> float:
        """Seconds since it was started."""
        return time.monotonic() - self._began

    @property
    def seconds(self) -> float:
        return self._seconds + (time.monotonic() - self._since if self._asked else 0.0)

    def stop_asking(self, give_up: Callable[[], None]) -> None:
        """From now on no model is asked. `give_up`: called at once where one has still to answer, or where none did and
        nothing is paid for; otherwise when another one would be asked."""
        self._give_up = give_up
        if self._asked or not self._answered:
            give_up()

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Raises CancelledError where no model is asked any more."""
        if self._give_up is not None:
            self._give_up()
            raise asyncio.CancelledError
        if not self._asked:
            self._since = time.monotonic()
        self._asked += 1
        try:
            yield
        finally:
            self._asked -= 1
            self._answered = True
            if not self._asked:
                self._seconds += time.monotonic() - self._since


@dataclass(frozen=True)
class TimedModel:
    """A model whose time is taken, and whose calls are spans of the turn's trace."""

    model: Model
    stopwatch: Stopwatch
    watch: Watch
    team: str
    conversation: str

    @property
    def rehearses(self) -> bool:
        return self.model.rehearses

    async def run(self, task: Task[In, Out], inputs: In, on_text: OnText | None = None) -> Out:
        with self.stopwatch.asking():
            ids = {"team": self.team, "conversation": self.conversation, "task": task.name}
            return await self.watch.during("model", self.model.run(task, inputs, on_text), **ids)
