"""The one way to the model: how many calls at once, who goes first, what is tried again, when to leave it alone."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, wait_random_exponential

from errors import ModelError, ModelMisconfigured, ModelUnavailable
from flows.llm.task import In, Model, Out, Task
from flows.llm.turnstile import Turnstile
from flows.llm.usage import LABELS

LONGEST_WAIT = 20.0
"""Seconds between two tries, whatever the server asks for; whoever wants us to wait longer is 'unavailable'."""
TURNED_DOWN = 3
"""After so many calls in a row that an operator has to mend, the model is left alone for a while."""

OnText = Callable[[str], None]
Allowed = Callable[[str, str, bool], Awaitable[None]]
"""(team, conversation, whether somebody waits for it): raises BudgetSpent."""
Clock = Callable[[], float]


class Gate:
    """Caps, queues and repeats calls. Live conversations before background jobs; teams in turn, and their channels.

    `at_once`: calls at the same time. `tries`: of one call, the first included. `first_wait`: seconds, at
    most, before the second try; doubled for each further. `patience`: seconds after which no further try
    begins. `rest`: seconds for which a model that keeps turning us down is left alone. `allowed`: asked before
    every call whether it may be paid for.
    """

    def __init__(
        self, model: Model, *, at_once: int, tries: int, first_wait: float = 0.5, patience: float = 90.0,
        rest: float = 30.0, clock: Clock = time.monotonic, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        allowed: Allowed | None = None,
    ) -> None:  # fmt: skip
        self._model, self._turnstile = model, Turnstile(at_once)
        self._tries, self._first_wait, self._patience = tries, first_wait, patience
        self._clock, self._sleep, self._allowed = clock, sleep, allowed
        self._fuse = _Fuse(rest, clock)

    @property
    def description(self) -> str:
        """For logs and people: who answers."""
        return "the rehearsal model" if self._model.rehearses else str(getattr(self._model, "description", "a model"))

    def bound(self, team: str, conversation: str, live: bool = True, channel: str = "") -> Model:
        """The model as one conversation sees it. Not live: a job nobody waits for."""
        return _Bound(self, self._model, team, conversation, live, channel)

    async def close(self) -> None:
        close = getattr(self._model, "close", None)
        if close is not None:
            await close()

    async def run(
        self, task: Task[In, Out], inputs: In, on_text: OnText | None, team: str, conversation: str, live: bool,
        channel: str,
    ) -> Out:  # fmt: skip
        """Run `task` when there is room; try again what may work then. Raises ModelError."""
        began: list[float] = []
        stream = _Once(on_text) if on_text is not None else None
        attempts = AsyncRetrying(
            stop=lambda state: state.attempt_number >= self._tries or self._impatient(state, began[0]),
            wait=self._wait,
            retry=retry_if_exception_type(ModelUnavailable),
            sleep=self._sleep,
            reraise=True,
        )
        async for attempt in attempts:
            with attempt:
                async with self._turnstile.place(team, live, channel):
                    began = began or [self._clock()]
                    self._fuse.check()
                    if self._allowed is not None:
                        await self._allowed(team, conversation, live)
                    return await self._counted(task, inputs, stream.next_try() if stream else None)
        raise AssertionError("unreachable: the last attempt returns or raises")

    async def _counted(self, task: Task[In, Out], inputs: In, on_text: OnText | None) -> Out:
        try:
            result = await self._model.run(task, inputs, on_text)
        except ModelMisconfigured as error:
            self._fuse.turned_down(error)
            raise
        except ModelUnavailable:
            raise
        except ModelError:
            self._fuse.answered()
            raise
        self._fuse.answered()
        return result

    def _wait(self, state: RetryCallState) -> float:
        """Exponential and jittered; on top of what the server asked for, so that not all come back at once."""
        jittered: float = wait_random_exponential(multiplier=self._first_wait, max=LONGEST_WAIT)(state)
        return _asked(state) + jittered

    def _impatient(self, state: RetryCallState, began: float) -> bool:
        return _asked(state) > LONGEST_WAIT or self._clock() + state.upcoming_sleep - began > self._patience


class _Bound:
    """A model with a name tag: its calls are counted for a team and a conversation."""

    def __init__(self, gate: Gate, model: Model, team: str, conversation: str, live: bool, channel: str) -> None:
        self._gate, self._model, self._whose = gate, model, (team, conversation, live, channel)
        self._labels = {"team": team, "conversation": conversation}

    @property
    def rehearses(self) -> bool:
        return self._model.rehearses

    async def run(self, task: Task[In, Out], inputs: In, on_text: OnText | None = None) -> Out:
        token = LABELS.set(self._labels)
        try:
            return await self._gate.run(task, inputs, on_text, *self._whose)
        finally:
            LABELS.reset(token)


class _Fuse:
    """Blows when call after call is turned down, whoever makes it; after a rest one call goes ahead to see."""

    def __init__(self, rest: float, clock: Clock) -> None:
        self._rest, self._clock = rest, clock
        self._verdict: ModelMisconfigured | None = None
        self._in_a_row, self._rests_until = 0, 0.0

    def check(self) -> None:
        """Raises ModelMisconfigured while the model is left alone."""
        if self._verdict is None or self._in_a_row < TURNED_DOWN:
            return
        if self._clock() < self._rests_until:
            raise ModelMisconfigured(self._verdict.happened, kept=self._verdict.kept, now=self._verdict.now)
        self._rests_until = self._clock() + self._rest

    def turned_down(self, verdict: ModelMisconfigured) -> None:
        self._verdict, self._in_a_row = verdict, self._in_a_row + 1
        self._rests_until = self._clock() + self._rest

    def answered(self) -> None:
        self._verdict, self._in_a_row = None, 0


class _Once:
    """Pieces of one try only: of the first that says anything. What people read does not begin twice."""

    def __init__(self, on_text: OnText) -> None:
        self._on_text, self._heard = on_text, False

    def next_try(self) -> OnText | None:
        return None if self._heard else self._hear

    def _hear(self, piece: str) -> None:
        self._heard = True
        self._on_text(piece)


def _asked(state: RetryCallState) -> float:
    """Seconds the server asked us to wait."""
    error = state.outcome.exception() if state.outcome else None
    return (error.retry_after or 0.0) if isinstance(error, ModelUnavailable) else 0.0
