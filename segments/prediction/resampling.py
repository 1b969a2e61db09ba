"""How sure a figure is of just these customers: they are drawn anew, with what happened to each (Efron 1979).

Where two guesses are compared, both are held against the same draw: what the customers of a draw have in common then
makes no difference between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from segments.shapes import Floats

FEWEST, MOST = 200, 1_000
"""Draws: with very many customers a few say as much, and more would take minutes."""
ROOM = 20_000_000
"""Customers that are drawn in all."""
COVERED = 0.95


@dataclass(frozen=True)
class Between:
    """Where 95 of 100 draws lie."""

    low: float
    high: float

    def has(self, value: float) -> bool:
        return self.low <= value <= self.high


def drawn(count: int) -> Iterator[Floats]:
    """-> of each of `count` customers, how often they were drawn; the same draws each time."""
    random = np.random.default_rng(0)
    for _ in range(int(np.clip(ROOM // max(1, count), FEWEST, MOST))):
        yield np.bincount(random.integers(0, count, count), minlength=count).astype(np.float64)


def between(values: Iterable[float]) -> Between:
    low, high = np.quantile(np.fromiter(values, dtype=np.float64), [(1 - COVERED) / 2, (1 + COVERED) / 2])
    return Between(float(low), float(high))
