"""What a flow says, as values: `bot/views` turns each into Slack calls.

A reply has a `name`, unique in its conversation, by which later turns can ask when it was shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from interviews.answers import Question
from interviews.coverage import Level
from interviews.dimensions import Dimension
from interviews.summary import Summary

Offer = Literal["skip", "pause", "resume", "finish", "retry", "missing", "example", "not_answer"]
"""The buttons a reply may carry; each is also a plain word."""


@dataclass(frozen=True)
class Introduction:
    """Segue presents itself and asks for the project."""

    name: str
    total: int
    """How many questions will follow."""
    rehearsing: bool
    """The rehearsal model answers; it says so."""


@dataclass(frozen=True)
class QuestionCard:
    """The next question, with progress and coverage."""

    name: str
    question: Question
    number: int
    """Counted questions so far, this one included; skipped ones do not count."""
    total: int
    coverage: Mapping[Dimension, Level]
    before: str = ""
    """A short line before the question: the answer to something the team asked back, or what was skipped."""
    offers: tuple[Offer, ...] = ("skip", "pause", "example", "missing", "not_answer", "finish")
    introduction: Introduction | None = None
    """Set when the mention already said the project and this card is the first message."""


Fate = Literal["answered", "skipped", "asked again below", "taken back", "left open"]
"""What became of a question whose card has done its work."""


@dataclass(frozen=True)
class SettledCard:
    """A question's card shrinks to one line once there is nothing more to press on it."""

    name: str
    card: str
    """Name of the card that shrinks."""
    question: Question
    number: int
    total: int
    fate: Fate


@dataclass(frozen=True)
class SummaryCard:
    """The end of an interview."""

    name: str
    summary: Summary
    project: str
    answered: int
    rehearsing: bool
    segment_note: str = ""


@dataclass(frozen=True)
class Notice:
    """A short message: what happened, what was kept, what to do now."""

    name: str
    text: str
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True)
class DirectNote:
    """A direct message to one person about this conversation."""

    name: str
    user: str
    text: str
    offers: tuple[Offer, ...] = field(default=("resume",))


Reply = Introduction | QuestionCard | SettledCard | SummaryCard | Notice | DirectNote
