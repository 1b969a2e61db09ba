"""The one way to the model: how many calls at once, who goes first, what is tried again."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception_type,
    wait_random_exponential,
)

from errors import ModelUnavailable
from flows.llm.task import In, Model, Out, Task
from flows.llm.usage import LABELS

LONGEST_WAIT = 20.0
"""Seconds between two tries, whatever the server asks for; whoever wants us to wait longer is 'unavailable'."""


class Gate:
    """Caps, queues and repeats calls. Live conversations before background jobs, teams in turn."""

    def __init__(self, model: Model, *, at_once: int, tries: int, first_wait: float = 0.5) -> None:
        self._model, self._free, self._tries, self._first_wait = model, at_once, tries, first_wait
        # Live and background each: team -> those of it who wait, the team that was served last at the end.
        self._waiting: dict[bool, OrderedDict[str, deque[asyncio.Future[None]]]] = {
            True: OrderedDict(),
            False: OrderedDict(),
        }

    @property
    def description(self) -> str:
        """For logs and people: who answers."""
        return "the rehearsal model" if self._model.rehearses else str(getattr(self._model, "description", "a model"))

    def bound(self, team: str, conversation: str, live: bool = True) -> Model:
        """The model as one conversation sees it."""
        return _Bound(self, self._model, team, conversation, live)

    async def close(self) -> None:
        close = getattr(self._model, "close", None)
        if close is not None:
            await close()

    async def run(
        self, task: Task[In, Out], inputs: In, on_text: Callable[[str], None] | None, team: str, live: bool
    ) -> Out:
        """Run `task` when there is room; try again what may work then. Raises ModelError."""
        attempts = AsyncRetrying(
            stop=lambda state: state.attempt_number >= self._tries or _asked_to_wait_too_long(state),
            wait=self._wait,
            retry=retry_if_exception_type(ModelUnavailable),
            reraise=True,
        )
        async for attempt in attempts:
            with attempt:
                async with self._room(team, live):
                    return await self._model.run(task, inputs, on_text)
        raise AssertionError("unreachable: the last attempt returns or raises")

    def _wait(self, state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.retry_after if isinstance(error, ModelUnavailable) else None
        jittered: float = wait_random_exponential(multiplier=self._first_wait, max=LONGEST_WAIT)(state)
        return max(asked or 0.0, jittered)

    @asynccontextmanager
    async def _room(self, team: str, live: bool) -> AsyncIterator[None]:
        if self._free > 0:
            self._free -= 1
        else:
            await self._queue(team, live)
        try:
            yield
        finally:
            self._free += 1
            self._admit()

    async def _queue(self, team: str, live: bool) -> None:
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting[live].setdefault(team, deque()).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._free += 1
                self._admit()
            raise

    def _admit(self) -> None:
        """Give a free place to whoever is next."""
        for teams in (self._waiting[True], self._waiting[False]):
            while self._free > 0 and teams:
                team, queue = teams.popitem(last=False)
                turn = queue.popleft()
                if queue:
                    teams[team] = queue
                if not turn.done():
                    self._free -= 1
                    turn.set_result(None)


class _Bound:
    """A model with a name tag: its calls are counted for a team and a conversation."""

    def __init__(self, gate: Gate, model: Model, team: str, conversation: str, live: bool) -> None:
        self._gate, self._model, self._team, self._live = gate, model, team, live
        self._labels = {"team": team, "conversation": conversation}

    @property
    def rehearses(self) -> bool:
        return self._model.rehearses

    async def run(self, task: Task[In, Out], inputs: In, on_text: Callable[[str], None] | None = None) -> Out:
        token = LABELS.set(self._labels)
        try:
            return await self._gate.run(task, inputs, on_text, self._team, self._live)
        finally:
            LABELS.reset(token)


def _asked_to_wait_too_long(state: RetryCallState) -> bool:
    error = state.outcome.exception() if state.outcome else None
    return isinstance(error, ModelUnavailable) and (error.retry_after or 0.0) > LONGEST_WAIT
