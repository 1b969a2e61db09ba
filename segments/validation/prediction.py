"""Whether half of the customers give the same segments as the other half: prediction strength.

Tibshirani and Walther (2005), Journal of Computational and Graphical Statistics 14: 511-528.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from segments.kmeans import fit, nearest
from segments.shapes import Floats, Labels
from segments.validation.enough import ENOUGH

SPLITS, MORE_SPLITS = 10, 50
CLOSE = 4.0
"""Standard errors: what is nearer to enough is looked at again over more splits, or chance would decide."""


@dataclass(frozen=True)
class Strength:
    """How much of the groups of one half the other half foretells, from 0 to 1: the mean over the splits."""

    mean: float
    error: float
    """Standard error over the splits."""

    @property
    def enough(self) -> bool:
        """The paper's rule: within one standard error of 0.8."""
        return self.mean + self.error >= ENOUGH


def strengths(points: Floats, counts: Sequence[int], *, seed: int = 0) -> dict[int, Strength]:
    """Of every count, over the same splits in halves; more of them where ten leave it open."""
    random = np.random.default_rng(seed)
    halves = [np.array_split(random.permutation(len(points)), 2) for _ in range(MORE_SPLITS)]
    return {count: _strength(points, count, halves) for count in counts}


def _strength(points: Floats, count: int, halves: list[list[Labels]]) -> Strength:
    values = [_of_split(points[learned], points[tested], count) for learned, tested in halves[:SPLITS]]
    found = _over(values)
    if abs(found.mean - ENOUGH) > CLOSE * found.error:
        return found
    return _over(values + [_of_split(points[learned], points[tested], count) for learned, tested in halves[SPLITS:]])


def _over(values: Sequence[float]) -> Strength:
    return Strength(float(np.mean(values)), float(np.std(values, ddof=1) / np.sqrt(len(values))))


def _of_split(learned: Floats, tested: Floats, count: int) -> float:
    own = fit(tested, count).labels
    return least_together(own, nearest(tested, fit(learned, count).centers), count)


def least_together(own: Labels, told: Labels, count: int) -> float:
    """The share of a segment's pairs that are also told to be together, in the segment where it is least.

    A segment of one has no pairs: that counts as nothing reproduced.
    """
    table = np.zeros((count, count))
    np.add.at(table, (own, told), 1)
    sizes = table.sum(axis=1)
    pairs = sizes * (sizes - 1)
    together = (table * (table - 1)).sum(axis=1)
    shares = np.where(pairs > 0, together / np.maximum(pairs, 1), 0.0)
    return float(shares[sizes > 0].min(initial=1.0))


def vote(found: Mapping[int, Strength]) -> int:
    """The largest count that is strong enough; 1 for none."""
    return max((count for count, strength in found.items() if strength.enough), default=1)
