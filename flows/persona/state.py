"""What the making of a persona knows between two turns."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from interviews.language import content_stems
from personas.passages import Passage
from personas.schema import Persona

MOST_PASSAGES = 60
"""Passages that travel with a card: those nearest to the brief, of however much material there is."""


class Phase(StrEnum):
    NEW = "new"
    WAITING = "waiting"
    """Asked who it should be, or declined and offered another."""
    MADE = "made"


class PersonaState(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int = 1
    phase: Phase = Phase.NEW
    brief: str = ""
    materials: int = 0
    """How many files were read; numbers the passages."""
    passages: tuple[Passage, ...] = ()
    persona: Persona | None = None
    cards: int = 0
    """How many cards were shown: a new one after each further material."""
    notices: int = 0
    begun: tuple[str, ...] = ()
    """Keys of the presses that began an interview: each begins one."""

    def named_notice(self, kind: str) -> tuple[PersonaState, str]:
        """-> (state, a name no other reply of this conversation has)."""
        return self.model_copy(update={"notices": self.notices + 1}), f"{kind}-{self.notices + 1}"

    def with_material(self, found: Sequence[Passage], brief: str) -> PersonaState:
        """With more passages; where there are too many, those that share most words with the brief."""
        wanted = content_stems(brief)
        every = [*self.passages, *found]
        ranked = sorted(every, key=lambda each: -len(content_stems(each.text) & wanted))[:MOST_PASSAGES]
        kept = {each.id for each in ranked}
        passages = tuple(each for each in every if each.id in kept)
        return self.model_copy(update={"passages": passages, "materials": self.materials + 1})
