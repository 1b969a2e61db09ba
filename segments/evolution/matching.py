"""Which of the new segments is which of the old ones: names and ids stay with the customers they were given for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import cdist

from segments.facts import Truths
from segments.shapes import Floats, Labels, Texts
from segments.validation.jaccard import likeness, shared, within

ALIKE = 0.3
"""Shared customers, of all of both, from which a segment is still the same one."""
SHARED = 0.3
"""Of the customers of the smaller file: below, too few are in both to match by them."""
MOST = 0.5
"""Shared customers, of all of the smaller one, from which a segment that people named is still the same one."""
KNOWN_BY_MONEY = 1.5
"""A segment is known by its money from this many times as much as its customers would bring on average."""
PIECE = 0.25
"""Of its customers, whom a piece has at least that keeps its name for the money they bring."""


@dataclass(frozen=True)
class Match:
    """For each new segment, in the order of its label: the number of the old one it is, or -1 for a new one."""

    old: tuple[int, ...]
    by: str
    """`customers` or `centres`."""


def match(
    before: tuple[Texts, Labels, Floats],
    after: tuple[Texts, Labels, Floats],
    called: Collection[int] = (),
    worth: Floats | None = None,
) -> Match:
    """Each: the customers' keys, their labels, and the centres in one space. The best as a whole (Hungarian). `called`:
    old ones whose names people gave. They go first, and a part of one is still that one, so that no name is lost: the
    part that has most of its customers, or, where it is known by its money, most of that. `worth`: what each customer
    of the new file brings; None where there is no money in it."""
    (old_keys, old_labels, old_centers), (new_keys, new_labels, new_centers) = before, after
    _, at_old, at_new = np.intersect1d(old_keys.astype(str), new_keys.astype(str), return_indices=True)
    own, other = old_labels[at_old], new_labels[at_new]
    placed = (own >= 0) & (other >= 0)
    if placed.any() and placed.sum() >= SHARED * min(len(old_keys), len(new_keys)):
        alike = likeness(own[placed], other[placed], len(old_centers), len(new_centers))
        if called:
            rows = list(called)
            still = within(own[placed], other[placed], *alike.shape) >= MOST
            if worth is not None:
                alike[rows] = _by_money(alike, still, own[placed], other[placed], worth[at_new][placed])[rows]
            alike[rows] += still[rows]
        return Match(_assigned(alike, ALIKE), "customers")
    # Without customers in common: nearer to its old place than half the way to the next old segment.
    apart = cdist(old_centers, old_centers) + np.diag(np.full(len(old_centers), np.inf))
    reach = apart.min() / 2 if len(old_centers) > 1 else np.inf
    near = -cdist(old_centers, new_centers)
    return Match(_assigned(near, -reach), "centres")


def _by_money(alike: Floats, still: Truths, own: Labels, other: Labels, worth: Floats) -> Floats:
    """`alike`, and in the rows of segments that are known by their money, how much of it each large piece has: 0.5 to
    1, more than any smaller piece is alike."""
    customers, money = (shared(own, other, len(alike), alike.shape[1], each) for each in (None, worth))
    of_each, brought = customers.sum(axis=1, keepdims=True), money.sum(axis=1, keepdims=True)
    known_by_it = brought * customers.sum() > KNOWN_BY_MONEY * of_each * money.sum()
    large = still & (customers >= PIECE * of_each) & known_by_it
    part = np.divide(money, brought, out=np.zeros_like(money), where=brought > 0)
    return np.where(large, 0.5 + part / 2, alike)


def _assigned(alike: Floats, least: float) -> tuple[int, ...]:
    rows, columns = linear_sum_assignment(alike, maximize=True)
    found = {int(new): int(old) for old, new in zip(rows, columns, strict=True) if alike[old, new] >= least}
    return tuple(found.get(new, -1) for new in range(alike.shape[1]))
