"""What the making of a persona knows between two turns."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from flows.origin_replies import Given
from flows.runtime import File
from personas.fidelity import Score
from personas.passages import Link, Passage, facts_of, nearest
from personas.schema import OfSegment, Persona

MOST_PASSAGES = 60
"""Passages that travel with a card: those nearest to the brief, of however much material there is."""


class Start(BaseModel):
    """With what a thread begins that another one hands on: a brief with its material, or a whole card."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    brief: str = ""
    decision: str = ""
    """What the team has to decide."""
    passages: tuple[Passage, ...] = ()
    persona: Persona | None = None
    given: tuple[Given, ...] = ()
    """Where the passages are from."""
    segment: OfSegment | None = None
    """Whose facts they are, if they were counted in a file."""
    taken_from: str = ""
    by_hand: bool = False
    """Of a whole card: as in `PersonaState`."""


class Phase(StrEnum):
    NEW = "new"
    WAITING = "waiting"
    """Asked who it should be; or declined and offered another; or stopped on the way."""
    MAKING = "making"
    MADE = "made"
    GONE = "gone"
    """Deleted, with everything that hung on it."""


class Stage(StrEnum):
    """A job is done in steps; each is one turn, kept before the next begins."""

    READ = "read"
    """One file or page at a time."""
    PROPOSE = "propose"
    WRITE = "write"
    CHECK = "check"
    ASK = "ask"
    DRAW = "draw"


class Job(BaseModel):
    """What is being made, and how far it has come. What an earlier step paid for is not paid for again."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    """Of what was said that began it."""
    wants: Literal["card", "proposals", "guide", "face"] = "card"
    """`guide`: the questions alone, for another decision. `face`: another picture."""
    many: int = 4
    """How many personas are to be proposed."""
    asker: str
    """Slack user id."""
    files: tuple[File, ...] = ()
    """Still to be read."""
    pages: tuple[str, ...] = ()
    """Addresses still to be read."""
    confirmed: bool = False
    """The pages were chosen from those a site leads to: it is not asked about again."""
    stage: Stage = Stage.READ
    steps: int = 0
    """How many were taken; a step that was put off by another is known by its number."""
    draft: Persona | None = None
    faults: tuple[str, ...] = ()
    """What was wrong with a first draft, which is written once more."""
    rewritten: bool = False
    stopped: bool = False


class PersonaState(BaseModel):
    """One thread in which a persona is made, and the card that stands there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int = 2
    phase: Phase = Phase.NEW
    brief: str = ""
    decision: str = ""
    """What the team has to decide, in its own words; empty until it says so."""
    materials: int = 0
    """How many files and pages were read; numbers the passages."""
    passages: tuple[Passage, ...] = ()
    given: tuple[Given, ...] = ()
    """The files and pages that were given, here or in the thread that handed them on."""
    segment: OfSegment | None = None
    """Whose facts are among the passages."""
    persona: Persona | None = None
    cards: int = 0
    """Version of the persona: one more with each card that is made, and each edit."""
    made: int = 0
    """Version with which that card was made; later ones are edits of it."""
    card: str = ""
    """Name of the card that stands in the thread."""
    notices: int = 0
    begun: tuple[str, ...] = ()
    """Keys of the presses that began an interview: each begins one."""
    job: Job | None = None
    plan: str = ""
    """Name of the message that shows how far the job has come."""
    offered: tuple[Link, ...] = ()
    """Pages that one which was read leads to; they are read once somebody says which."""
    read: tuple[str, ...] = ()
    """Addresses that were read."""
    proposed: tuple[str, ...] = ()
    """Briefs of the personas that were proposed."""
    met: tuple[int, ...] = ()
    """Numbers of those that have a thread of their own by now."""
    archived: bool = False
    asked_to_erase: str = ""
    """Name of the question whether to delete her, which shrinks once she is deleted."""
    sample: bool = False
    """The persona that comes along to be tried."""
    taken_from: str = ""
    """Name of the file that the card was taken over from; empty where it was made here."""
    by_hand: bool = False
    """It is the sample, which was written by hand, mended, copied or about to be replaced."""
    face: str = ""
    """Key of the picture."""
    scores: dict[str, Score] = {}
    """Id of an interview that is over -> how well the persona held up in it."""
    faces: int = 0
    """How many pictures there were."""
    told_gone: bool = False
    """That she was deleted was said to somebody who wrote on."""
    told_how: bool = False
    """How to go on was said; whoever talks with others here is not told again."""
    language: str = ""
    """What was spoken, once the card is gone that says so."""

    @property
    def came_ready(self) -> bool:
        """Whether no model wrote the card."""
        return self.sample or self.by_hand or bool(self.taken_from)

    def without_sample(self) -> PersonaState:
        """The team's own from here on: what came along with the sample is left behind."""
        if not self.sample:
            return self
        left = {"sample": False, "by_hand": True, "brief": "", "decision": "", "passages": (), "materials": 0}
        return self.model_copy(update=left)

    def named_notice(self, kind: str) -> tuple[PersonaState, str]:
        """-> (state, a name no other reply of this conversation has)."""
        return self.model_copy(update={"notices": self.notices + 1}), f"{kind}-{self.notices + 1}"

    def with_material(self, found: Sequence[Passage], brief: str) -> PersonaState:
        """With more passages; where there are too many, all facts and those that share most words with the brief."""
        facts = facts_of(self.passages)
        others = [each for each in (*self.passages, *found) if each.fact is None]
        passages = (*facts, *nearest(others, brief, max(0, MOST_PASSAGES - len(facts))))
        return self.model_copy(update={"passages": passages, "materials": self.materials + 1})


def from_version_1(stored: dict[str, Any]) -> dict[str, Any]:
    """Before jobs were done in steps; the card was called by its number."""
    return {**stored, "version": 2, "card": f"card-{stored['cards']}" if stored.get("cards") else ""}
