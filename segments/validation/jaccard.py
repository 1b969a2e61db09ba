"""Whether each segment comes back when customers are drawn anew: Jaccard's index over bootstraps.

Hennig (2007), Computational Statistics and Data Analysis 52: 258-271: below 0.6 a segment is not to be trusted, from
0.75 it is stable.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from segments.kmeans import fit
from segments.shapes import Floats, Labels
from segments.validation.enough import STABLE

DRAWS = 20


def stabilities(points: Floats, labels: Mapping[int, Labels], *, draws: int = DRAWS, seed: int = 0) -> dict[
    int, tuple[float, ...]
]:  # fmt: skip
    """For each count the mean of every segment, in the order of its labels."""
    random = np.random.default_rng(seed)
    drawn = [random.integers(0, len(points), len(points)) for _ in range(draws)]
    return {count: _of_count(points, own, count, drawn) for count, own in labels.items()}


def _of_count(points: Floats, own: Labels, count: int, drawn: Sequence[Labels]) -> tuple[float, ...]:
    rounds = []
    for draw in drawn:
        found = fit(points[draw], count, tries=2).labels
        once, first = np.unique(draw, return_index=True)
        rounds.append(likeness(own[once], found[first], count).max(axis=1))
    return tuple(float(value) for value in np.mean(rounds, axis=0))


def likeness(own: Labels, other: Labels, count: int, others: int | None = None) -> Floats:
    """Jaccard's index of every segment of the one with every segment of the other: shared members, of all of both."""
    table = shared(own, other, count, others or count)
    either = table.sum(axis=1, keepdims=True) + table.sum(axis=0, keepdims=True) - table
    return np.asarray(np.divide(table, either, out=np.zeros_like(table), where=either > 0))


def within(own: Labels, other: Labels, count: int, others: int) -> Floats:
    """Shared members of every segment of the one with every segment of the other, of all of the smaller."""
    table = shared(own, other, count, others)
    smaller = np.minimum(table.sum(axis=1, keepdims=True), table.sum(axis=0, keepdims=True))
    return np.asarray(np.divide(table, smaller, out=np.zeros_like(table), where=smaller > 0))


def shared(own: Labels, other: Labels, count: int, others: int, worth: Floats | None = None) -> Floats:
    """Members that every segment of the one has in common with every segment of the other, or what they are worth."""
    table = np.zeros((count, others))
    np.add.at(table, (own, other), 1 if worth is None else worth)
    return table


def vote(found: Mapping[int, tuple[float, ...]]) -> int:
    """The largest count whose every segment is stable; 1 for none."""
    return max((count for count, each in found.items() if each and min(each) >= STABLE), default=1)
