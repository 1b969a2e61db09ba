"""Where no model is named for a workspace: nothing is asked there, not even by rule."""

from __future__ import annotations

from errors import NoModel
from flows.llm.task import In, Model, OnText, Out, Task


class Nobody:
    """Stands where a gate does, and in place of its model."""

    rehearses = False
    description = "no model"

    def bound(self, team: str, conversation: str, live: bool = True, channel: str = "") -> Model:
        return self

    async def run(self, task: Task[In, Out], inputs: In, on_text: OnText | None = None) -> Out:
        """Raises NoModel."""
        raise NoModel(
            "No language model is named for this workspace.",
            kept="What you wrote is kept.",
            now="Whoever runs Segue can name one in the file of SEGUE_WORKSPACES.",
        )

    async def close(self) -> None:
        """There is nothing to let go of."""
