"""How well each topic is covered: by evidence, not by mention."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from interviews.answers import Answer, Question
from interviews.dimensions import Dimension, Topic


class Level(StrEnum):
    """How much is known about a topic."""

    NONE = "none"
    MENTIONED = "mentioned"
    """Only guesses, or an open question."""
    EVIDENCE = "evidence"
    """At least one claim that was counted or heard from somebody."""


def coverage(answers: Sequence[Answer]) -> dict[Topic, Level]:
    """Each dimension and matter -> its level, from the claims of `answers`."""
    raise NotImplementedError


def by_dimension(levels: dict[Topic, Level]) -> dict[Dimension, Level]:
    """The ten dimensions only, in their order: what a question card shows."""
    raise NotImplementedError


def thinnest(levels: dict[Topic, Level], asked: Sequence[Question]) -> list[Topic]:
    """Topics by need: least covered first, then those asked about least, then those that would change the result most."""
    raise NotImplementedError
