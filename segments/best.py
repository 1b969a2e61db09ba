"""The best customers: who they are, and who resembles them and is not one yet."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segments.facts import Facts, Truths, facts, money
from segments.features.columns import scaled
from segments.meanings import plain, says
from segments.rules import shuffled
from segments.shapes import Customers, Floats, Texts
from segments.shares import at_least, percent

SHARE = 0.1
FEWEST = 20
NEIGHBOURS, KNOWN, BATCH = 5, 2_000, 2_000
FEW = 0.25
"""Share of the others: where more resemble the best, nothing but the money sets the best apart."""
AS_NEAR = 0.5
"""Somebody resembles the best who is as near to them as half of the best are to each other."""


@dataclass(frozen=True)
class Best:
    """`members` and `alike` have a truth for each customer, in the order of the customers. Nobody is `alike` where too
    many would be: in columns that say nothing of the best, half of all are as near to them as they to each other."""

    members: Truths
    alike: Truths
    words: tuple[str, ...]


def best(customers: Customers, share: float = SHARE) -> Best | None:
    """The `share` of customers who bring most, by the money (segments/money.py); None where there is none,
    or too few customers to say who resembles whom."""
    known = facts(customers)
    column = money(known)
    if column is None or customers.count < 2 * FEWEST:
        return None
    name, unit = known.names[column], known.units[column]
    value = np.nan_to_num(known.numbers[:, column])
    count = max(FEWEST, round(share * customers.count))
    members = _first(value, customers.keys, count)
    alike = _alike(known, members, customers.keys)
    many = int(alike.sum()) > FEW * (customers.count - count)
    if many:
        alike = np.zeros_like(alike)
    least, brought = float(value[members].min()), float(value[members].sum() / value.sum())
    last = f"{at_least(least)} {unit}".strip()
    first = f"The best {count:,} by {plain(name)} bring {percent(brought)} of it, each at least {last}."
    second = f"{int(alike.sum()):,} others resemble them and are not among them yet."
    if alike.sum() == 1:
        second = "One other resembles them and is not among them yet."
    if not alike.any():
        second = "Nobody else resembles them as closely as they resemble each other."
    return Best(members, alike, (first,) if many else (first, second))


def to_list(customers: Customers, found: Best | None) -> Truths | None:
    """-> who resembles the best, where these are customers, of whom a list is made; None where nobody is listed."""
    return found.alike if found and found.alike.any() and customers.whom == "customers" else None


def _first(value: Floats, keys: Texts, count: int) -> Truths:
    """Of two who bring as much, the one whose key comes first."""
    order = sorted(range(len(value)), key=lambda row: (-value[row], str(keys[row])))
    members = np.zeros(len(value), dtype=np.bool_)
    members[order[:count]] = True
    return members


def _alike(known: Facts, members: Truths, keys: Texts) -> Truths:
    """Near to five of the best, in everything but money."""
    points = _compared(known)
    alike = np.zeros(len(members), dtype=np.bool_)
    if not points.shape[1]:
        return alike
    those = np.flatnonzero(members)
    around = points[those[shuffled(keys[those])[:KNOWN]]]
    within = float(np.quantile(_distance(around, around, itself=True), AS_NEAR))
    others = np.flatnonzero(~members)
    alike[others] = _distance(points[others], around) <= within
    return alike


def _compared(known: Facts) -> Floats:
    kept = [index for index, name in enumerate(known.names) if not says(name, "money") and not says(name, "protected")]
    things = [index for index, (feature, _) in enumerate(known.things) if not says(feature, "protected")]
    numbers = [scaled(known.numbers[:, index]) for index in kept]
    return np.column_stack([*numbers, *(known.holds[:, index].astype(np.float64) for index in things)]) if (
        numbers or things
    ) else np.empty((len(known.numbers), 0))  # fmt: skip


def _distance(points: Floats, around: Floats, itself: bool = False) -> Floats:
    """To the fifth nearest; of one of them, itself is not counted."""
    from sklearn.neighbors import NearestNeighbors

    count = min(NEIGHBOURS + itself, len(around))
    near = NearestNeighbors(n_neighbors=count).fit(around)
    batches = [near.kneighbors(points[start : start + BATCH])[0][:, -1] for start in range(0, len(points), BATCH)]
    return np.concatenate(batches) if batches else np.empty(0)
