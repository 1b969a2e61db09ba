"""Which segments of before the new ones are: by that they keep their ids, and their names as far as these fit
(calling.py)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import count

import numpy as np

from segments.evolution.baseline import NOTHING_SAID, Earlier, shortened, theirs
from segments.evolution.frozen import places
from segments.evolution.matching import match
from segments.money import money_in
from segments.shapes import Clustering, Customers, Floats, Understanding
from segments.standing import Corrections


@dataclass(frozen=True)
class Before:
    """`held`: the analysis that this one is held against. `own`: where people called or corrected something, that of
    their thread, whose names and ids go before; so is where the same file is looked at once more. `ids` by label, where
    this very analysis was told already. `given`: the highest number that a segment of their thread had. `said`: by
    people, in their thread."""

    held: Earlier | None = None
    own: Earlier | None = None
    ids: tuple[str, ...] = ()
    given: int = 0
    said: Corrections = NOTHING_SAID

    @property
    def names(self) -> dict[str, str]:
        """Id -> what a segment was called."""
        found = self.held.baseline.names if self.held else {}
        return found | (self.own.baseline.names if self.own else {})


@dataclass(frozen=True)
class Again:
    """Of each segment, in the order of the labels: its id; what it was called, empty where it is a new one; and `old`,
    the number of the one that it is among those it is held against, -1 for none.
    `ended`: names of those that are there no longer. `given`: ids whose names people gave. `names_of`: the analysis
    that the names are of, None where none can be compared."""

    ids: tuple[str, ...]
    called: tuple[str, ...]
    old: tuple[int, ...]
    ended: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()
    names_of: Earlier | None = None


def again(
    before: Before, understanding: Understanding, customers: Customers, clustering: Clustering | None
) -> Again:  # fmt: skip
    """`clustering`: the new segments, None for none. What cannot be compared counts as not there."""
    segments = range(clustering.count if clustering else 0)
    held, own = (
        each if each is not None and is_comparable(each, understanding, customers) else None
        for each in (before.held, before.own)
    )
    like, given = own or held, max([before.given, *(each.baseline.given for each in (held, own) if each)])
    theirs_by_then = [theirs(before.said, each) for each in (held, own)]
    old = _matched(held, customers, clustering, theirs_by_then[0])
    ids, names = before.ids, like.baseline.names if like else {}
    said = before.said.taken_back | before.said.names
    names = names | {id: name for id, name in said.items() if id in names}
    if len(ids) != len(segments):
        known = old if like is held else _matched(own, customers, clustering, theirs_by_then[1])
        following, there = count(given + 1), list(names)
        ids = tuple(there[one] if one >= 0 else f"s{next(following)}" for one in known)
    ended = frozenset(name for id, name in names.items() if id not in ids)
    return Again(ids, tuple(names.get(id, "") for id in ids), old, ended, theirs(before.said, like), like)


def is_comparable(before: Earlier, understanding: Understanding, customers: Customers) -> bool:
    """Whether both files are of one kind, and this one has all that the earlier segments were made of."""
    return before.baseline.kind is understanding.kind and not lacking(before, customers)


def lacking(before: Earlier, customers: Customers) -> tuple[str, ...]:
    """What the earlier segments were made of and these customers don't have."""
    there = {*customers.names, *customers.categories}
    return tuple(name for name in before.baseline.model.features if name not in there)


def _matched(
    before: Earlier | None, customers: Customers, clustering: Clustering | None, named: Collection[str]
) -> tuple[int, ...]:
    """-> the number of the earlier segment that each one is; -1 for a new one."""
    if before is None or clustering is None:
        return (-1,) * (clustering.count if clustering else 0)
    model, labels = before.baseline.model, clustering.labels
    where = places(model, customers)
    centers = np.array([where[labels == label].mean(axis=0) for label in range(clustering.count)])
    called = [number for number, segment in enumerate(model.segments) if segment.id in named]
    were, are = (before.keys, before.labels, model.centers), (shortened(customers.keys), labels, centers)
    return match(were, are, called, brought(customers)).old


def brought(customers: Customers) -> Floats | None:
    """The money of each customer, as it is counted in this file; None where there is none."""
    column = money_in(customers.names, customers.raw, customers.money)
    return None if column is None else np.clip(np.nan_to_num(customers.raw[:, column]), 0, None)
