"""A model that says what the test wrote down for it."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from flows.llm.json_schema import plain_field
from flows.llm.task import In, Model, Out, Task

Reply = BaseModel | BaseException | Callable[[Any], BaseModel]
"""A result, an error to raise, or a function of the inputs."""


@dataclass
class Thought:
    """A reply that is thought about until the test says go."""

    reply: Reply
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    go_on: asyncio.Event = field(default_factory=asyncio.Event)


class ScriptedModel:
    """A queue of replies per task, and a history of what was asked.

    `otherwise` answers tasks for which nothing is left; without it, being asked is an AssertionError.
    """

    rehearses = False
    description = "a script"

    def __init__(self, *, otherwise: Model | None = None) -> None:
        self.history: list[tuple[str, BaseModel]] = []
        self.running = 0
        self.most_at_once = 0
        self._replies: dict[str, deque[Reply | Thought]] = defaultdict(deque)
        self._otherwise = otherwise

    def answers(self, task: Task[Any, Any], *replies: Reply) -> ScriptedModel:
        """Further replies to `task`, in order."""
        self._replies[task.name].extend(replies)
        return self

    def thinks(self, task: Task[Any, Any], reply: Reply) -> Thought:
        """A further reply to `task` that waits: `await thought.begun.wait()`, act, `thought.go_on.set()`."""
        thought = Thought(reply)
        self._replies[task.name].append(thought)
        return thought

    def asked(self, task: Task[In, Out]) -> list[In]:
        """The inputs with which `task` was run so far."""
        return [task.inputs.model_validate(inputs) for name, inputs in self.history if name == task.name]

    def left(self) -> dict[str, int]:
        """Task -> replies nobody has asked for yet."""
        return {name: len(replies) for name, replies in self._replies.items() if replies}

    async def run(self, task: Task[In, Out], inputs: In, on_text: Callable[[str], None] | None = None) -> Out:
        self.history.append((task.name, inputs))
        if not self._replies[task.name]:
            if self._otherwise is not None:
                return await self._otherwise.run(task, inputs, on_text)
            before = sum(name == task.name for name, _ in self.history) - 1
            raise AssertionError(
                f"the script has no reply left for {task.name} (asked {before} times before): {inputs}"
            )
        reply = self._replies[task.name].popleft()
        self.running += 1
        self.most_at_once = max(self.most_at_once, self.running)
        try:
            if isinstance(reply, Thought):
                reply.begun.set()
                await reply.go_on.wait()
                reply = reply.reply
            result = _said(reply, inputs)
        finally:
            self.running -= 1
        assert isinstance(result, task.result), f"the script answers {task.name} with {result!r}"
        if on_text is not None and (plain := plain_field(task.result)) is not None:
            for word in getattr(result, plain).split(" "):
                on_text(word + " ")
        return result


def _said(reply: Reply, inputs: BaseModel) -> BaseModel:
    if isinstance(reply, BaseModel):
        return reply
    if isinstance(reply, BaseException):
        raise reply
    return reply(inputs)
