"""Customers in an order of their own: the same whatever the order of the file's rows and columns was."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segments.shapes import Floats, Labels

DECIMALS = 9
"""What differs less than this is the same: sums in another order end in other last digits."""


@dataclass(frozen=True)
class Points:
    """`values[i]` is the customer `order[i]` of the file, in the columns that tell customers apart, each once."""

    values: Floats
    order: Labels
    columns: Labels
    """Which columns of the file's these are."""
    likeness: Labels
    """For each column of the file, which of these it equals; -1 where it is constant."""
    first: Floats
    """What stands in the file's columns in some row: all there is of constant ones."""
    distinct: int
    """How many different customers there are."""
    filled: int
    """Cells that were missing or endless and got the middle value of their column."""

    @property
    def count(self) -> int:
        return len(self.values)

    def sample(self, most: int, seed: int = 0) -> Floats:
        """At most so many of the customers, always the same ones."""
        return self.values[self.sampled(most, seed)]

    def sampled(self, most: int, seed: int = 0) -> Labels:
        if self.count <= most:
            return np.arange(self.count, dtype=np.int64)
        chosen = np.random.default_rng(seed).choice(self.count, most, replace=False)
        return np.sort(chosen).astype(np.int64)

    def like(self, table: Floats) -> Floats:
        """Another table of the file's rows and columns, in this order of them."""
        return np.asarray(table[self.order][:, self.columns])

    def in_file_order(self, labels: Labels) -> Labels:
        back = np.empty(self.count, dtype=np.int64)
        back[self.order] = labels
        return back

    def in_all_columns(self, centers: Floats) -> Floats:
        constant = np.broadcast_to(self.first, (len(centers), len(self.first)))
        return np.where(self.likeness >= 0, centers[:, self.likeness], constant)


def points_of(scaled: Floats) -> Points:
    """Constant columns tell nothing and a column that is there twice counts once: both are left out."""
    table = np.asarray(scaled, dtype=np.float64)
    if table.ndim == 1:
        table = table[:, None]
    none = np.empty(0, dtype=np.int64)
    if table.size == 0:
        return Points(np.empty((len(table), 0)), np.arange(len(table)), none, none, np.empty(0), 0, 0)
    table, filled = _filled(table)
    table = np.round(table, DECIMALS) + 0.0
    columns, likeness = _columns(table)
    values = table[:, columns]
    if not len(columns):
        return Points(values, np.arange(len(values)), columns, likeness, table[0], 1, filled)
    order = np.lexsort(values.T[::-1]).astype(np.int64)
    values = np.ascontiguousarray(values[order])
    distinct = 1 + int((values[1:] != values[:-1]).any(axis=1).sum())
    return Points(values, order, columns, likeness, table[0], distinct, filled)


def _filled(table: Floats) -> tuple[Floats, int]:
    known = np.isfinite(table)
    if known.all():
        return table, 0
    table = table.copy()
    for column in range(table.shape[1]):
        there = known[:, column]
        table[~there, column] = np.median(table[there, column]) if there.any() else 0.0
    return table, int((~known).sum())


def _columns(table: Floats) -> tuple[Labels, Labels]:
    """Those that vary, each once, sorted by what stands in them and not by where they stand; and who equals whom."""
    contents = [np.ascontiguousarray(column).tobytes() for column in table.T]
    seen: dict[bytes, int] = {}
    for column in np.flatnonzero((table != table[:1]).any(axis=0)):
        seen.setdefault(contents[column], int(column))
    kept = list(seen.values())
    # Sorted before it is summed: the order of the columns must not show in the last digits.
    along = np.sort(table[:, kept], axis=1).sum(axis=1)
    keys = {column: _key(table[:, column], along) for column in kept}
    kept.sort(key=lambda column: keys[column])
    at = {contents[column]: place for place, column in enumerate(kept)}
    likeness = np.array([at.get(content, -1) for content in contents], dtype=np.int64)
    return np.array(kept, dtype=np.int64), likeness


def _key(column: Floats, along: Floats) -> tuple[bytes, bytes]:
    """The same in any order of the rows; the second part tells columns of the same values apart (one-hot ones)."""
    return np.sort(column).tobytes(), np.sort(np.round(column * along, DECIMALS)).tobytes()
