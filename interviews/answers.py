"""Questions, answers, and the claims an answer contains."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from interviews.dimensions import Dimension, Matter


class Value(BaseModel):
    """A domain value: immutable, compared by content, plain JSON when stored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Question(Value):
    """One question as it was asked. `id` is `q1`, `q2`, ... within its interview; `q0` asks for the project."""

    id: str
    text: str
    why: str
    """Half a line: why this is asked."""
    about: Dimension | Matter
    follow_up: bool = False
    """It stays with the last answer instead of opening a new topic."""


class Basis(StrEnum):
    """How the respondent knows: METHOD's label of every claim."""

    COUNTED = "counted"
    HEARD = "heard"
    GUESS = "guess"
    OPEN = "open"


class Claim(Value):
    """One thing an answer says. `quote` is verbatim from the answer, after white-space folding."""

    id: str
    """`a3.1`: the first claim of answer a3."""
    text: str
    quote: str
    basis: Basis
    source: str | None = None
    """Who told or measured it, if it was said."""
    denominator: str | None = None
    """Of how many, if a number was given with it."""
    dimensions: tuple[Dimension, ...] = ()
    matters: tuple[Matter, ...] = ()
    aside: bool = False
    """Mentioned in passing, beside what was asked: often the most important thing said."""


class Part(Value):
    """One Slack message of an answer."""

    ts: str
    """Slack's timestamp of the message: its identity in the channel and its order."""
    author: str
    """Slack user id."""
    text: str
    """As people read it: entities decoded, our own mention removed."""
    edited: str = ""
    """Slack's timestamp of the edit it is the outcome of; empty for the first wording."""
    replaces: tuple[str, ...] = ()
    """Ts of the messages whose words it took the place of, when it was reworded in a form."""


class Answer(Value):
    """Everything said between one question and the next, by one or several people, in Slack's order."""

    id: str
    """`a3` answers `q3`."""
    parts: tuple[Part, ...] = ()
    claims: tuple[Claim, ...] = ()
    unanswered: tuple[str, ...] = ()
    """The parts of the question that got no answer."""
    to_look_up: tuple[str, ...] = ()
    """What this person cannot know but could look up: a to-do, not a question."""
    contradicts: tuple[str, ...] = ()
    """Ids of earlier claims this answer cannot be true together with."""
    skipped: bool = False
    read: bool = False
    """Its claims were drawn from its present parts."""

    @property
    def text(self) -> str:
        return "\n".join(part.text for part in self.parts)
