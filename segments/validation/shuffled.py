"""Whether segments are more than a table of attributes that have nothing to do with each other.

Customers who are yes or no in two things stand in four corners, and corners come back from any half and are tighter
than any cloud; when the two are independent that is a table, and no kinds of customers. So what comes in steps (yes or
no, the levels of a category, answers from 1 to 5) is shuffled, each by itself, and what does not is left together: real
segments are tighter than that.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from segments.kmeans import fit
from segments.shapes import Floats

CLOUDS = 10
TRIES = 2
STEPS = 10
"""Different values up to which a measure comes in steps."""
SMALLEST = 1e-12


def against_shuffled(points: Floats, counts: Sequence[int], *, seed: int = 0) -> dict[int, float]:
    """By how many standard errors k segments are tighter than in shuffled tables; empty where nothing is to shuffle."""
    parts = blocks(points)
    if len(parts) < 2:
        return {}
    random = np.random.default_rng(seed)
    found = _spreads(points, counts)
    clouds = np.array([_spreads(shuffled(points, parts, random), counts) for _ in range(CLOUDS)])
    deviations = np.maximum(clouds.std(axis=0, ddof=1) * math.sqrt(1 + 1 / CLOUDS), 1e-6)
    return dict(zip(counts, ((clouds.mean(axis=0) - found) / deviations).tolist(), strict=True))


def blocks(points: Floats) -> list[list[int]]:
    """Columns that stay together: all that come in no steps, and those of which only one can hold (a category)."""
    different = [len(np.unique(column)) for column in points.T]
    smooth = [at for at, count in enumerate(different) if count > STEPS]
    found = [smooth] if smooth else []
    found += [[at] for at, count in enumerate(different) if 2 < count <= STEPS]
    yes_or_no = [at for at, count in enumerate(different) if count == 2]
    holds = (points[:, yes_or_no] > points[:, yes_or_no].min(axis=0)).astype(np.float64)
    together = holds.T @ holds
    left = list(range(len(yes_or_no)))
    while left:
        category = [left.pop(0)]
        while alone := [other for other in left if not together[other, category].any()]:
            # The most frequent first: what fills the category up to everybody is of it.
            category.append(max(alone, key=lambda other: (together[other, other], -other)))
            left.remove(category[-1])
        found.append([yes_or_no[at] for at in category])
    return found


def alone(points: Floats) -> list[list[int]]:
    """The same with every column that comes in no steps by itself."""
    return [part for each in blocks(points) for part in (_singly(each) if _is_smooth(points, each) else [each])]


def _singly(columns: list[int]) -> list[list[int]]:
    return [[at] for at in columns]


def _is_smooth(points: Floats, columns: list[int]) -> bool:
    return len(np.unique(points[:, columns[0]])) > STEPS


def shuffled(points: Floats, parts: list[list[int]], random: np.random.Generator) -> Floats:
    cloud = points.copy()
    for part in parts:
        cloud[:, part] = points[random.permutation(len(points))][:, part]
    return cloud


def _spreads(points: Floats, counts: Sequence[int]) -> Floats:
    return np.array([math.log(max(fit(points, count, tries=TRIES).spread, SMALLEST)) for count in counts])
