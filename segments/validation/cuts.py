"""Whether more segments are kinds of their own, or pieces of the kinds that fewer segments leave whole.

Where each of the many lies within one of the few, every piece is held against its nearest neighbour of the same whole,
along the line from middle to middle. One heap, of whatever shape, has nowhere fewer than at both of two places to
either side: so between two kinds there must be fewer customers than about either middle, by more than chance.

Numbers come in steps: one and two are as near as can be, and between them is nothing. So that this is not taken for a
gap between kinds, what comes in steps is spread evenly over half the way to its nearest neighbour first.
"""

from __future__ import annotations

import numpy as np

from segments.shapes import Floats, Labels

WITHIN = 0.95
"""Share of a segment that must lie in one of the few for it to be a piece of that."""
SHARED = 0.05
"""Of the customers, who have one and the same value: the measure then comes in steps."""
FEWEST = 10
"""Customers of a piece: of fewer nothing is said."""
REACH = 1 / 6
"""How far to either side customers are counted, in parts of the way from middle to middle."""


def shallowest(points: Floats, few: Labels, many: Labels, seed: int = 0) -> float | None:
    """-> by how many standard errors there are fewer customers between two pieces than about their middles, where that
    is least; None where the many are no pieces of the few. The labels are from 0."""
    table = np.zeros((int(few.max()) + 1, int(many.max()) + 1))
    np.add.at(table, (few, many), 1)
    if (table.max(axis=0) < WITHIN * table.sum(axis=0)).any():
        return None
    spread, owner, depths = evened(points, seed), table.argmax(axis=0), list[float]()
    for whole in range(len(table)):
        pieces = [spread[many == each] for each in np.flatnonzero(owner == whole) if table[whole, each] >= FEWEST]
        depths += [depth(piece, _nearest(at, pieces)) for at, piece in enumerate(pieces) if len(pieces) > 1]
    return min(depths, default=None)


def depth(one: Floats, other: Floats) -> float:
    """By how many standard errors there are fewer halfway than about the middle of whoever has fewer there."""
    begin, way = one.mean(axis=0), other.mean(axis=0) - one.mean(axis=0)
    length = float(way @ way)
    if length == 0:
        return 0.0
    along = (np.vstack([one, other]) - begin) @ way / length
    here, between, there = (int((np.abs(along - at) <= REACH).sum()) for at in (0.0, 0.5, 1.0))
    least = min(here, there)
    return float((least - between) / np.sqrt(max(least + between, 1)))


def evened(points: Floats, seed: int = 0) -> Floats:
    """With what comes in steps, of three values or more, spread over half the way to its nearest neighbour."""
    random, spread = np.random.default_rng(seed), points.copy()
    for place, column in enumerate(points.T):
        values, at, counts = np.unique(column, return_inverse=True, return_counts=True)
        if len(values) > 2 and counts.max() > SHARED * len(column):
            ways = np.diff(values)
            reach = np.minimum(np.append(ways, ways[-1]), np.insert(ways, 0, ways[0])) / 2
            spread[:, place] += random.uniform(-1, 1, len(column)) * reach[at]
    return spread


def _nearest(at: int, pieces: list[Floats]) -> Floats:
    """The one whose middle is nearest to that of the one `at`."""
    own = pieces[at].mean(axis=0)
    others = [each for number, each in enumerate(pieces) if number != at]
    return min(others, key=lambda each: float(np.square(each.mean(axis=0) - own).sum()))
