"""In which order to look at segments: value x growth x reach x evidence (PRODUCT A9)."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from math import prod

from interviews.answers import Value


class Grade(StrEnum):
    """How much of something, in words people use."""

    HIGH = "high"
    SOME = "some"
    LOW = "low"
    UNKNOWN = "unknown"


_WEIGHT = {Grade.HIGH: 3.0, Grade.SOME: 2.0, Grade.UNKNOWN: 1.5, Grade.LOW: 1.0}
"""What nobody knows counts for more than what is known to be low, and for less than what is known to be there."""


class Worth(Value):
    """What speaks for serving a segment; each grade is a reading, not a finding."""

    value: Grade = Grade.UNKNOWN
    growth: Grade = Grade.UNKNOWN
    reach: Grade = Grade.UNKNOWN
    evidence: Grade = Grade.UNKNOWN
    why: str = ""
    """One line: what puts it where it stands."""

    @property
    def score(self) -> float:
        return prod(_WEIGHT[grade] for grade in (self.value, self.growth, self.reach, self.evidence))


def in_order(worths: Sequence[Worth]) -> list[int]:
    """Places of the segments, the first to serve first; between equals the order given stays."""
    return sorted(range(len(worths)), key=lambda place: -worths[place].score)
