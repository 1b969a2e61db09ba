"""The seam: a task has a name, a prompt file and typed inputs and result; a model runs tasks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict

In = TypeVar("In", bound=BaseModel)
Out = TypeVar("Out", bound=BaseModel)
OnText = Callable[[str], None]


@dataclass(frozen=True)
class Task(Generic[In, Out]):
    """One thing a model is asked to do. `flows/prompts/<name>.md` is its brief."""

    name: str
    inputs: type[In]
    result: type[Out]


class Picture(BaseModel):
    """What a task leads to that is drawn instead of written: a file as the server sent it, PNG, JPEG or WebP."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    data: bytes


class Model(Protocol):
    """Anything that runs tasks: a real model, the rehearsal model, a script in a test."""

    @property
    def rehearses(self) -> bool:
        """It is the rehearsal model: rules instead of a language model, and people are told so."""
        ...

    async def run(self, task: Task[In, Out], inputs: In, on_text: OnText | None = None) -> Out:
        """-> a valid `task.result`. Raises ModelError (errors.py), nothing else.

        `on_text` receives pieces of text as they come, where task and model allow streaming. They come from
        one try only: when a later try answers, the result is what counts.
        """
        ...


@dataclass(frozen=True)
class Usage:
    """What one call to a model cost, kept also when its turn was cancelled.

    Tokens are the server's count; where it answered without counting, or we stopped waiting for it, an
    estimate of four bytes a token; where it did not answer, zero.
    """

    task: str
    model: str
    prompt_tokens: int
    completion_tokens: int
    cached_tokens: int
    cost_usd: float | None
    """None where the price of the model is not known."""
    seconds: float
    outcome: str
    """`ok`, `cancelled`, or the name of the error."""
