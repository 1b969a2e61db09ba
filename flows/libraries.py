"""The team's personas as conversations see them: found in the library, interviewed, scored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from pydantic import BaseModel, ConfigDict

from flows.origin_replies import Given
from personas.fidelity import Score
from personas.passages import Passage
from personas.schema import Persona
from studies.provenance import Provenance

INTERVIEW_AT = "interview_at"
"""An interview with a persona has begun: `value` is its address."""


class Seed(BaseModel):
    """A persona as she is at one moment: her card, the material near it, and where both are kept."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    persona: Persona
    passages: tuple[Passage, ...] = ()
    persona_id: str = ""
    """Id of the conversation she was made in."""
    version: int = 1
    face: str = ""
    """Key of her picture."""
    outsiders: int = 0
    """How many of those who read along cannot open the card: they are not in the channel it was made in."""
    joinable: bool = False
    """Anybody may join where she is met, and read along later; the card was made in a closed channel."""


class About(BaseModel):
    """A message that is laid before a persona, as people read it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    persona_id: str = ""
    message: str = ""


class Scoring(BaseModel):
    """How well the persona of that version held up in an interview."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    interview: str
    """Id of its conversation."""
    version: int
    score: Score


ERASED = "erased"
"""The persona of this interview was deleted, and nothing of it is left: `value` is an `Erased`."""


class Erased(BaseModel):
    """What outlives an interview that was erased."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    waits: bool = False
    """Somebody had asked something and was not answered yet."""
    language: str = ""


class Library(Protocol):
    """The team's personas, as far as whoever asks may see them."""

    async def persona(self, id: str) -> Seed | None: ...

    async def others(self) -> Sequence[Persona]:
        """All but the one of this conversation."""
        ...

    async def origins(self, given: Sequence[Given]) -> Mapping[str, Provenance]:
        """-> upload -> what somebody said of where it is from, as far as it was given in this channel."""
        ...


class EmptyLibrary:
    """There is none yet."""

    async def persona(self, id: str) -> Seed | None:
        return None

    async def others(self) -> Sequence[Persona]:
        return ()

    async def origins(self, given: Sequence[Given]) -> Mapping[str, Provenance]:
        return {}
