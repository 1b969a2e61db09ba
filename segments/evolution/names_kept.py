"""Who still has the name that people gave a segment: a name stays, and with another number of segments, or in another
file, it may stand on others than it was given to."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from segments.evolution.again import Again, brought
from segments.evolution.baseline import shortened
from segments.shapes import Customers, Labels
from segments.since import NameKept, Part

MANY = 0.2
"""Of those who had the name, or have it now: from this part on it is told that they are others."""


def names_kept(known: Again, customers: Customers, labels: Labels | None) -> tuple[NameKept, ...]:
    """Of each name that people gave and that many lost or got; in the order of their numbers. `labels`: where everybody
    stands in the new file. Nothing where nobody is known again."""
    if labels is None or known.names_of is None or not len(known.names_of.keys):
        return ()
    found = [each for each in _counted(known, customers, labels) if _others(each) >= MANY]
    return tuple(sorted(found, key=lambda each: each.number))


def _others(found: NameKept) -> float:
    """The larger part of those who lost the name and of those who got it."""
    return max((found.of - found.stay) / max(found.of, 1), found.joined / max(found.size, 1))


def _counted(known: Again, customers: Customers, labels: Labels) -> Iterator[NameKept]:
    before = known.names_of
    assert before is not None
    keys = shortened(customers.keys).astype(str)
    _, at_old, at_new = np.intersect1d(before.keys.astype(str), keys, return_indices=True)
    same = len(at_old) == len(before.keys) == len(keys)
    old, new, worth = before.labels[at_old], labels[at_new], brought(customers)
    money = None if worth is None else worth[at_new]
    for at, id in enumerate(before.baseline.names):
        if id not in known.given or id not in known.ids:
            continue
        own = known.ids.index(id)
        had, have = old == at, (new == own) & (old >= 0)
        if not had.any():
            continue
        elsewhere = [
            Part(number=int(other.removeprefix("s")), customers=int((had & (new == label)).sum()))
            for label, other in enumerate(known.ids)
            if label != own
        ]
        yield NameKept(
            number=int(id.removeprefix("s")),
            name=known.called[own],
            of=int(had.sum()),
            stay=int((had & have).sum()),
            money=None if money is None or not money[had].any() else float(money[had & have].sum() / money[had].sum()),
            elsewhere=tuple(sorted((each for each in elsewhere if each.customers), key=lambda each: -each.customers)),
            size=int(have.sum()),
            same=same,
        )
