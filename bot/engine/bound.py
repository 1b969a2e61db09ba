"""Who thinks, as the engine knows it."""

from __future__ import annotations

from typing import Protocol

from flows.llm.task import Model


class Bound(Protocol):
    """Gives the model for one conversation (flows/llm/gate.py)."""

    def bound(self, team: str, conversation: str, live: bool = True) -> Model: ...
