"""What a turn wants kept beside its own state, as values: the engine writes them in the turn's transaction.

A persona is known by the conversation it was made in: that conversation is its thread, its history and its owner.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from personas.passages import Passage
from personas.schema import Persona
from personas.synthesis import Synthesis


@dataclass(frozen=True)
class PersonaKept:
    """A new version of the persona of this conversation."""

    persona: Persona
    passages: tuple[Passage, ...]
    changed_by: str
    """Slack user id."""
    version: int
    """Counted from 1; a version that is kept already stays as it is."""
    face: str = ""
    """Key of the picture."""
    picture: bytes = b""
    """PNG; empty where it is kept already."""


@dataclass(frozen=True)
class PersonaShelved:
    """The persona of this conversation leaves the library, or comes back; interviews that run go on."""

    archived: bool


@dataclass(frozen=True)
class PersonaErased:
    """The persona of this conversation goes: every version, its interviews with what was said, its insights."""


@dataclass(frozen=True)
class InterviewHeld:
    """This conversation is an interview with a persona, in that version of it."""

    persona_id: str
    version: int


@dataclass(frozen=True)
class InsightsKept:
    """What this interview led to, claim by claim; takes the place of what was kept of it before."""

    persona_id: str
    version: int
    synthesis: Synthesis
    posted: Mapping[str, str]
    """Id of an answer -> the ts of its message."""


Record = PersonaKept | PersonaShelved | PersonaErased | InterviewHeld | InsightsKept
