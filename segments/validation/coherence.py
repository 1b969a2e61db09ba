"""How wide segments are beside how far they lie apart, and how wide they would be by chance.

The more columns there are, the wider segments are, also where these tell real kinds apart: so the figure is told beside
that of the same rows with every column shuffled, in which nothing goes together, cut into as many.
"""

from __future__ import annotations

import numpy as np

from segments.kmeans import fit
from segments.points import points_of
from segments.shapes import Floats, Labels
from segments.validation.shuffled import alone, shuffled

DRAWN, DRAWS, TRIES = 3_000, 5, 2


def widths(points: Floats, labels: Labels) -> Floats:
    """Of each label: how far members are from their middle, by how far that is from the next segment's (both squared,
    the former on average). Endless where two middles are one; whoever is of no segment (-1) is not counted."""
    middles = _middles(points, labels)
    own = labels[labels >= 0]
    away = np.square(points[labels >= 0] - middles[own]).sum(axis=1)
    within = np.bincount(own, weights=away, minlength=len(middles)) / np.bincount(own, minlength=len(middles))
    between = np.square(middles[:, None] - middles[None]).sum(axis=2)
    np.fill_diagonal(between, np.inf)
    nearest = between.min(axis=1)
    return np.asarray(np.divide(within, nearest, out=np.full(len(middles), np.inf), where=nearest > 0))


def width_by_chance(points: Floats, count: int, seed: int = 0) -> float | None:
    """The middle one of as many segments of the same rows with every column shuffled (the levels of a category stay
    together); None where there is but one thing to shuffle."""
    random = np.random.default_rng(seed)
    some = points_of(points).sample(DRAWN, seed)
    parts = alone(some)
    if len(parts) < 2 or count < 2:
        return None
    found = list[float]()
    for _ in range(DRAWS):
        cloud = shuffled(some, parts, random)
        found.extend(widths(cloud, fit(cloud, count, tries=TRIES).labels))
    return float(np.median(found))


def _middles(points: Floats, labels: Labels) -> Floats:
    return np.vstack([points[labels == label].mean(axis=0) for label in range(int(labels.max()) + 1)])
