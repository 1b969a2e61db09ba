"""How well each topic is covered: by evidence, not by mention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum

from interviews.answers import Answer, Basis, Question
from interviews.dimensions import LORE, Dimension, Topic


class Level(StrEnum):
    """How much is known about a topic."""

    NONE = "none"
    MENTIONED = "mentioned"
    """Only guesses."""
    EVIDENCE = "evidence"
    """At least one claim that was counted or heard from somebody."""


def coverage(answers: Sequence[Answer]) -> dict[Topic, Level]:
    """Each dimension and matter -> its level, from the claims of `answers`. What is skipped or open covers nothing."""
    levels: dict[Topic, Level] = dict.fromkeys(LORE, Level.NONE)
    said = (claim for answer in answers if not answer.skipped for claim in answer.claims)
    for claim in (claim for claim in said if claim.basis is not Basis.OPEN):
        known = claim.basis in (Basis.COUNTED, Basis.HEARD)
        topics: tuple[Topic, ...] = (*claim.dimensions, *claim.matters)
        for topic in topics:
            if known:
                levels[topic] = Level.EVIDENCE
            elif levels[topic] is Level.NONE:
                levels[topic] = Level.MENTIONED
    return levels


def by_dimension(levels: Mapping[Topic, Level]) -> dict[Dimension, Level]:
    """The ten dimensions only, in their order: what a question card shows."""
    return {dimension: levels.get(dimension, Level.NONE) for dimension in Dimension}


def thinnest(levels: Mapping[Topic, Level], asked: Sequence[Question]) -> list[Topic]:
    """Topics by need: least covered first, then least asked about, then those that would change the result most."""
    depth = list(Level)
    times = Counter(question.about for question in asked)
    return sorted(LORE, key=lambda topic: (depth.index(levels[topic]), times[topic], -LORE[topic].weight))
