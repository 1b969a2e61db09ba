"""The six criteria of a segment, after Kotler and Keller, and Lehmann and Winer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from interviews.summary import Criterion


@dataclass(frozen=True)
class Standard:
    """When a criterion is met, and what to find out while nobody knows."""

    asks: str
    met_when: str
    would_tell: str
    """What would tell us, as a whole sentence, when nothing better is known."""


STANDARDS: Mapping[Criterion, Standard] = {
    Criterion.SIZABLE: Standard(
        "Is it big enough to matter?",
        "There is an estimate of share and value, and it is above the team's own threshold.",
        "Count how many there are, and set the number from which they matter to you.",
    ),
    Criterion.IDENTIFIABLE: Standard(
        "Can it be named by something better than a letter?",
        "A colleague could apply the rule to a customer.",
        "Give the rule to a colleague with twenty customers and see where the two of you differ.",
    ),
    Criterion.REACHABLE: Standard(
        "Can we speak to these and not to all?",
        "There is a medium, place or list that reaches mostly them.",
        "Find one list or place and count how many on it belong here.",
    ),
    Criterion.RESPONDS: Standard(
        "Would another offer, price or message change what they do?",
        "There is at least one thing to which they react unlike the others, and we know how.",
        "Make these and others the same offer and compare what they do.",
    ),
    Criterion.COHERENT: Standard(
        "Are its members like each other?",
        "They differ less from each other than from the rest.",
        "Talk to five of them and note where they disagree.",
    ),
    Criterion.STABLE: Standard(
        "Will it be there next year?",
        "It stays the same under resampling and over time.",
        "Apply the rule again in three months and count who moved.",
    ),
}
"""Each criterion -> its standard, in the order in which a segment is judged."""
