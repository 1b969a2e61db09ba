"""The ten dimensions of segmentation, and the matters an interview must settle besides them.

The dimensions follow the usual bases of market segmentation (Kotler and Keller, *Marketing
Management*). Matters are what trial interviews missed when they asked for the dimensions alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Dimension(StrEnum):
    """A basis on which customers can differ."""

    DEMOGRAPHIC = "demographic"
    GEOGRAPHIC = "geographic"
    BEHAVIOURAL = "behavioural"
    PSYCHOGRAPHIC = "psychographic"
    MOTIVATION = "motivation"
    VALUE = "value"
    TEMPORAL = "temporal"
    RELATIONSHIP = "relationship"
    CHANNEL = "channel"
    DISTINGUISHING = "distinguishing"


class Matter(StrEnum):
    """What the team must say besides the dimensions: without it no order of segments is possible."""

    DECISION = "decision"
    """Which decision the segmentation serves, by when, and from which size a segment matters."""
    STAGE = "stage"
    """Whether the product is live: before launch nobody has a 'last time' to tell about."""
    MONEY = "money"
    """Who pays whom, for what, how much."""
    SIDES = "sides"
    """Who buys and who uses; the two sides, if it is a market."""


Topic = Dimension | Matter
"""What a question can be about."""


@dataclass(frozen=True)
class Lore:
    """What people are told about a topic."""

    title: str
    """Two or three words, as a heading."""
    worth_knowing: str
    """One line: what a useful answer contains."""
    weight: int
    """How much an answer usually changes the segments, 1 to 5."""


LORE: Mapping[Topic, Lore] = {
    Dimension.DEMOGRAPHIC: Lore(
        "Who they are", "Age, role, income, household or company size, where it changes what you would do.", 2
    ),
    Dimension.GEOGRAPHIC: Lore("Where they are", "Where they live, work and buy; the language; town or country.", 2),
    Dimension.BEHAVIOURAL: Lore(
        "What they do", "What they did last time, how often, with what, and where they stopped.", 5
    ),
    Dimension.PSYCHOGRAPHIC: Lore(
        "How they think", "Attitudes, interests and worries; first to try something new, or last.", 3
    ),
    Dimension.MOTIVATION: Lore(
        "What they need", "What they want to get done, what they suffer from today, what they tried before.", 5
    ),
    Dimension.VALUE: Lore(
        "What they are worth", "What they pay, what they cost you, who is expensive to look after.", 4
    ),
    Dimension.TEMPORAL: Lore("When it matters", "The hour, the season, the event in a life: when the need appears.", 3),
    Dimension.RELATIONSHIP: Lore(
        "How they stand to you", "New, active, slipping or gone; why they came and why they left.", 4
    ),
    Dimension.CHANNEL: Lore(
        "How to reach them", "Where they can be reached, whom they trust, which words they use.", 4
    ),
    Dimension.DISTINGUISHING: Lore("What sets them apart", "In one sentence: what nobody else has or does.", 4),
    Matter.DECISION: Lore(
        "The decision", "What you will decide with this, by when, and how big a group must be to count.", 5
    ),
    Matter.STAGE: Lore("How far you are", "Whether people use it already, or what stands between you and that.", 5),
    Matter.MONEY: Lore("The money", "Who pays whom, for what, and how much.", 4),
    Matter.SIDES: Lore("Who buys, who uses", "Whether the buyer is also the user; the two sides of a market.", 4),
}
"""Each topic -> what people are told about it. The order is that of the summary."""


def topic(key: str) -> Topic:
    """The topic with this key (`geographic`, `money`). Raises ValueError for a key that is none."""
    return Dimension(key) if key in {each.value for each in Dimension} else Matter(key)
