"""Where no model is named for a workspace, or nobody knows yet which: nothing is asked there, not even by rule."""

from __future__ import annotations

from collections.abc import Callable

from errors import ModelError, ModelUnavailable, NoModel
from flows.llm.task import In, Model, OnText, Out, Task


class Nobody:
    """Stands where a gate does, and in place of its model. `why`: the error that whoever asks gets."""

    rehearses = False
    description = "no model"

    def __init__(self, why: Callable[[], ModelError]) -> None:
        self._why = why

    def bound(self, team: str, conversation: str, live: bool = True, channel: str = "") -> Model:
        return self

    async def run(self, task: Task[In, Out], inputs: In, on_text: OnText | None = None) -> Out:
        raise self._why()

    async def close(self) -> None:
        """There is nothing to let go of."""


def none_named() -> NoModel:
    return NoModel(
        "No language model is named for this workspace.",
        kept="What you wrote is kept.",
        now="Whoever runs Segue can name one in the file of SEGUE_WORKSPACES.",
    )


def not_known_whose() -> ModelUnavailable:
    return ModelUnavailable(
        "Slack has not said yet which organisation this workspace belongs to, so it is not known which model answers.",
        kept="What you wrote is kept.",
    )
