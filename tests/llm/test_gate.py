"""How many at once, who goes first, what is tried again, and when a model is left alone."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from errors import ModelMisconfigured, ModelUnavailable
from flows.llm.gate import Gate
from flows.llm.task import Model
from tests.llm.asking import ASK, DRAFT, INPUTS
from tests.model_scripts import ScriptedModel, Thought

DOWN = ModelUnavailable("It is down.")
WRONG = ModelMisconfigured("The key is wrong.", kept="All is kept.", now="Check it.")


@dataclass
class Time:
    """A clock that only sleeping moves."""

    now: float = 1000.0
    waits: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


def gate(model: Model, time: Time | None = None, **more: Any) -> Gate:
    time = time or Time()
    return Gate(model, **{"at_once": 2, "tries": 3, "clock": time, "sleep": time.sleep, **more})


async def settled() -> None:
    """Everybody who can go on has gone on."""
    for _ in range(20):
        await asyncio.sleep(0)


class Crowd:
    """Calls through one gate, each thought about until it is finished by name."""

    def __init__(self, at_once: int) -> None:
        self.model = ScriptedModel()
        self.gate = gate(self.model, at_once=at_once)
        self.calls: dict[str, asyncio.Task[Any]] = {}
        self.begun: list[str] = []
        self._thoughts: dict[str, Thought] = {}

    async def comes(self, *names: str, live: bool = True) -> None:
        """`b2` is the second call of team b."""
        for name in names:
            self.calls[name] = asyncio.create_task(self._call(name, live))
            await settled()

    async def finishes(self, name: str) -> None:
        self._thoughts[name].go_on.set()
        await self.calls[name]
        await settled()

    async def gives_up(self, name: str) -> None:
        self.calls[name].cancel()
        await asyncio.wait({self.calls[name]})
        await settled()

    async def _call(self, name: str, live: bool) -> None:
        inputs = INPUTS.model_copy(update={"project": name})
        await self.gate.bound(name[0], name, live).run(ASK, inputs)

    def expects(self, calls: int) -> Crowd:
        """A thought for each call, named when the call begins."""
        for _ in range(calls):
            thought = Thought(DRAFT)
            self.model.answers(ASK, thought)  # type: ignore[arg-type]
            self._queue = [*getattr(self, "_queue", []), thought]
        return self

    def running(self) -> list[str]:
        """Who has begun so far, in order."""
        for (_, inputs), thought in zip(self.model.history, self._queue, strict=False):
            self._thoughts[inputs.project] = thought  # type: ignore[attr-defined]
        return list(self._thoughts)
