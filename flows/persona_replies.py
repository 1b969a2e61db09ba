"""What is said around personas, as values: `bot/views` turns each into Slack calls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from flows.origin_replies import Given
from personas.fidelity import Score
from personas.passages import Link, Passage
from personas.schema import GuideQuestion, Persona, Statement
from personas.synthesis import Synthesis
from studies.provenance import Provenance

UNSCORED = Score()


@dataclass(frozen=True)
class Task:
    """A step of a longer job, as people see it."""

    title: str
    status: Literal["pending", "in_progress", "complete", "error"]


@dataclass(frozen=True)
class Plan:
    """How far a longer job has come."""

    name: str
    tasks: tuple[Task, ...]
    about: str = ""
    """Who is made, as far as is known; of proposals, who they are; of segments, the file."""
    kind: Literal["persona", "proposals", "segments"] = "persona"
    """What is made; `proposals`: who is worth meeting is looked for."""
    finished: bool = False
    """Nothing is left to do: it shrinks to one line."""
    stopped: bool = False
    changes: str = ""
    """Name of the plan whose place it takes."""
    cost: str = ""
    """What the job will about cost, in words; empty where nothing is paid."""


@dataclass(frozen=True)
class PersonaCard:
    """A persona, each statement with where it comes from."""

    name: str
    persona: Persona
    foremost: tuple[Statement, ...]
    """The lines that tell most of the persona."""
    rehearsing: bool
    face: str = ""
    """Where Slack can fetch the picture; empty where it cannot."""
    archived: bool = False
    changes: str = ""
    """Name of the card whose place it takes."""
    taken_from: str = ""
    """Name of the file that it was taken over from; empty where it was made here."""
    sample: bool = False
    """The persona that comes along to be tried: it goes with one press."""
    interviews: int = 0
    """How many that were held with it are over; `score` is of all of them."""
    score: Score = UNSCORED


@dataclass(frozen=True)
class Proposal:
    """Somebody worth meeting, and why."""

    name: str
    who: str
    why: str
    places: tuple[str, ...] = ()
    """Where the material speaks of such people: `prices.md, Late fees`."""


@dataclass(frozen=True)
class ProposalsCard:
    """Personas that could be made, each with a button."""

    name: str
    proposals: tuple[Proposal, ...]
    rehearsing: bool


@dataclass(frozen=True)
class PagesOffered:
    """Further pages of a site that was read: which of them should be read too?"""

    name: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class WholeCard:
    """Every line of a card, with where it comes from."""

    name: str
    persona: Persona
    passages: Mapping[str, Passage]
    """Id -> the passages that are cited."""
    given: tuple[Given, ...] = ()
    """The material they stand in."""
    origins: Mapping[str, Provenance] = field(default_factory=dict)
    """Upload -> what somebody said of where it is from."""


@dataclass(frozen=True)
class GuideShown:
    """The questions that were made for a decision, each with what it decides."""

    name: str
    persona: Persona


@dataclass(frozen=True)
class FormAsked:
    """In which form should a card be exported?"""

    name: str
    persona: Persona
    forms: Mapping[str, str]
    """Name of a form -> what people call it."""


@dataclass(frozen=True)
class EraseAsked:
    """Before a persona is deleted: what goes, and a button that does it."""

    name: str
    text: str


@dataclass(frozen=True)
class CardGone:
    """The persona was deleted: nothing can be done with the card that stands in the thread."""

    name: str
    persona: str
    """Its name."""
    changes: str
    """Name of the card."""


@dataclass(frozen=True)
class InterviewAt:
    """Where the interview is that was begun from a card."""

    name: str
    persona: Persona
    link: str


@dataclass(frozen=True)
class RolePlayHead:
    """The first message of an interview with a persona."""

    name: str
    persona: Persona
    face: str = ""
    direct: bool = False
    """In a direct message: no thread, one asks right there."""
    over: bool = False
    """Summed up: nothing is left to press."""
    changes: str = ""
    """Name of the head whose place it takes."""


@dataclass(frozen=True)
class AboutHead:
    """A message is laid before a persona: who answers, and what about."""

    name: str
    persona: Persona
    text: str
    """The message, as people read it."""
    link: str | None
    """Its address, where the answer stands in another thread."""
    face: str = ""
    outsiders: int = 0
    """How many of those who read along cannot open the card."""
    joinable: bool = False
    """Anybody may join where it stands, and could not open the card either."""


@dataclass(frozen=True)
class GuideAsked:
    """A question of the guide, put in Segue's voice."""

    name: str
    question: GuideQuestion
    number: int
    total: int


@dataclass(frozen=True)
class PersonaSays:
    """What the persona answers, under its own name."""

    name: str
    persona: str
    """Its name."""
    text: str
    face: str = ""
    """Where Slack can fetch the picture; empty where it cannot."""
    note: str = ""
    """What was found afterwards not to go with the card, beside the words."""
    changes: str = ""
    """Name of the message that gets the note."""


@dataclass(frozen=True)
class SynthesisCard:
    """What an interview with a persona says, each claim with the words it stands on."""

    name: str
    persona: Persona
    synthesis: Synthesis
    links: Mapping[str, str]
    """Id of an answer -> the address of its message."""
    answers: int
    rehearsing: bool
    score: Score = UNSCORED
    of_file: bool = False
    """Whether she was made of what a file says, and knows nothing else."""
    answerable: str = ""
    """A question that the file answers; empty where it answers none of those that people ask."""


@dataclass(frozen=True)
class SynthesisPreview:
    """What would be posted, where, and who would see it; nothing has been posted yet."""

    name: str
    persona: Persona
    synthesis: Synthesis
    links: Mapping[str, str]
    channel: str
    """Empty where none has been chosen."""
    people: int | None = None
    """How many are in that channel; None where whoever asks, or Segue, is not."""
    outside: int = 0
    """How many of them cannot open the quotes."""
    changes: str = ""
    """Name of the preview whose place it takes."""
    rehearsing: bool = False


@dataclass(frozen=True)
class SharedSynthesis:
    """What was learned, in the channel."""

    name: str
    persona: Persona
    synthesis: Synthesis
    links: Mapping[str, str]
    channel: str
    thread: str | None
    """The address of the interview."""
    rehearsing: bool = False
