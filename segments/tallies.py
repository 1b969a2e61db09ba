"""How many have what, of all and of each segment: plain values, without the libraries that count them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tally:
    """How many have a value of a column."""

    words: str
    """What they have: `contract is two year`, `with streaming tv`, `came back on a later day`."""
    each: tuple[int, ...]
    """Of each segment by its label; one figure, of all, where there are no segments."""
    left: int = 0
    """Who have it and belong to no segment."""

    @property
    def count(self) -> int:
        """Of all."""
        return sum(self.each) + self.left


@dataclass(frozen=True)
class Average:
    """The usual value of a measure, as it is told: `64.8`, `45 days`."""

    words: str
    """Which measure, and which figure of it: `tenure (average)`, `money per order (typical)`."""
    all: str
    each: tuple[str, ...] = ()
    """Of each segment by its label; none where there are no segments. Empty where nobody's value is known."""
    known: int = 0
    """Of how many it is known; 0: of all."""
