"""What a persona is: a card on which every statement says where it comes from.

A persona is synthetic: a hypothesis about a kind of customer, not a finding. Each statement cites the brief (what
the team asked for), a passage of the product's own material, a fact that was counted in a file of customers, or is
marked as an assumption.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Value(BaseModel):
    """What cannot change, and takes no field it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Line = Annotated[str, Field(max_length=1000)]
SYNTHETIC = "Synthetic: an invented person, a hypothesis and not a finding."
"""What stands on every card, wherever it goes."""
MOST_STATEMENTS, MOST_TOPICS, MOST_LINES = 60, 40, 40
"""On one card; lines of each other kind."""


class Part(StrEnum):
    """The parts of a card, in the order in which they are read."""

    GOALS = "goals"
    CHALLENGES = "challenges"
    NEEDS = "needs"
    PAIN_POINTS = "pain points"
    PERSONALITY = "personality"
    BACKGROUND = "background"
    HOBBIES = "hobbies"
    BEHAVIOUR = "behaviour patterns"
    CHANNELS = "preferred channels"
    ACCESSIBILITY = "accessibility needs"
    TRIGGERS = "buying triggers"
    OBJECTIONS = "objections"


LETTERS = dict(zip(Part, "GCNPYBHVLATO", strict=True))
"""Part of the card -> the letter its statements are called by: `G1`."""


class Origin(StrEnum):
    """Where a statement comes from."""

    BRIEF = "brief"
    """The team said so when it asked for the persona."""
    MATERIAL = "material"
    """A passage of the product's own material supports it."""
    FILE = "file"
    """It was counted in a file of customers, of the segment that the persona stands for."""
    TEAM = "team"
    """Somebody of the team wrote it onto the card."""
    ASSUMPTION = "assumption"
    """Nothing supports it: invented, so that there is somebody to talk to."""


PASSAGES = (Origin.MATERIAL, Origin.FILE)
"""Of these a passage or a fact stands behind what is said, and `ref` is its id."""


class Source(Value):
    """`ref`: id of the passage or fact (`m1.4`); empty where the origin has none."""

    origin: Origin
    ref: str = ""


ASSUMED = Source(origin=Origin.ASSUMPTION)


class Statement(Value):
    """One thing that is true of the persona. `id` is its letter and number on the card: `G1`."""

    id: str
    part: Part
    text: Line
    sources: tuple[Source, ...] = (ASSUMED,)

    @property
    def assumed(self) -> bool:
        """Whether nothing but imagination carries it."""
        return all(source.origin is Origin.ASSUMPTION for source in self.sources)

    @property
    def counted(self) -> bool:
        """Whether a file says so of people like the persona."""
        return any(source.origin is Origin.FILE for source in self.sources)


class State(StrEnum):
    """How much the persona knows of a topic."""

    KNOWS = "knows"
    HALF = "half"
    WRONG = "wrong"
    UNAWARE = "unaware"


class Knowledge(Value):
    """One topic, what the persona believes of it, and the one event that belief comes from."""

    topic: Line
    state: State
    belief: Line
    event: Line = ""
    sources: tuple[Source, ...] = (ASSUMED,)


class Speech(Value):
    """How the persona talks. `samples` set the tone; they are never recited."""

    style: Line
    samples: tuple[Line, ...] = Field((), max_length=MOST_LINES)
    moods: tuple[Line, ...] = Field((), max_length=MOST_LINES)
    """What makes it warm up, close up or joke: `jokes when embarrassed`."""


class Behaviour(Value):
    """How the persona behaves in an interview, each from 1 (hardly) to 5 (very)."""

    verbosity: int = Field(3, ge=1, le=5)
    disclosure: int = Field(3, ge=1, le=5)
    """How much it tells unasked."""
    agreeableness: int = Field(3, ge=1, le=5)
    expertise: int = Field(2, ge=1, le=5)


class OfSegment(Value):
    """The segment of a file that a persona stands for. `number`: as people see it; `link`: where it was told."""

    file: Line
    number: int
    name: Line
    link: str = Field("", max_length=500)
    taken_in: bool = False
    """Only a card from a file says so: that other file was not seen here."""


class GuideQuestion(Value):
    """A question for the interview, and what the team decides by its answer."""

    id: str
    """`g1`"""
    text: Line
    decides: Line


class Persona(Value):
    """A card. Running interviews keep the version they were begun with."""

    version: Literal[1] = 1
    name: str = Field(pattern=r"\S", max_length=60)
    age_band: str = Field(max_length=40)
    occupation: str = Field(max_length=200)
    quote: str = Field(max_length=300)
    """One line the persona would say; not a quotation of anybody."""
    brief: str = Field(max_length=4000)
    """What the team asked for, in its own words."""
    statements: tuple[Statement, ...] = Field(max_length=MOST_STATEMENTS)
    knowledge: tuple[Knowledge, ...] = Field((), max_length=MOST_TOPICS)
    speech: Speech
    behaviour: Behaviour = Behaviour()
    limits: tuple[Line, ...] = Field((), max_length=MOST_LINES)
    """What the persona would not know, would not tell, and does not talk about."""
    decision: str = Field("", max_length=400)
    """What the team has to decide, in its own words: the guide is made for it. Empty where it has not said."""
    guide: tuple[GuideQuestion, ...] = Field((), max_length=MOST_LINES)
    language: str = "en"
    segment: OfSegment | None = None
    """Where she comes from, if she was made of a segment that was found in a file."""

    @model_validator(mode="after")
    def _called_apart(self) -> Persona:
        """A line is known by its id: no two have the same."""
        ids = [*(each.id for each in self.statements), *(each.id for each in self.guide)]
        if len(ids) != len(set(ids)):
            raise ValueError("two lines have the same id")
        return self

    def of(self, part: Part) -> tuple[Statement, ...]:
        return tuple(statement for statement in self.statements if statement.part is part)

    @property
    def first_name(self) -> str:
        return self.name.split()[0]
