"""Who moved from where to where between two files. Shares hide it: they stay while a quarter of the customers move."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from segments.shapes import Labels, Texts


@dataclass(frozen=True)
class Move:
    """`before` and `after` are labels of one and the same segments; -1 is nobody's."""

    before: int
    after: int
    customers: int


@dataclass(frozen=True)
class Movers:
    """`moves`: the largest first. Customers of both files either stayed or moved."""

    moves: tuple[Move, ...]
    stayed: int
    moved: int
    came: int
    """Only in the new file."""
    gone: int
    """Only in the old one."""


def movers(before: tuple[Texts, Labels], after: tuple[Texts, Labels]) -> Movers:
    """Of each file: the customers' keys and, in the same order, their labels; both sides shortened alike."""
    keys, at_old, at_new = np.intersect1d(before[0].astype(str), after[0].astype(str), return_indices=True)
    old, new = before[1][at_old], after[1][at_new]
    ways = Counter((int(a), int(b)) for a, b in zip(old, new, strict=True) if a != b)
    moves = [Move(*way, customers) for way, customers in sorted(ways.items(), key=lambda each: (-each[1], each[0]))]
    moved = int((old != new).sum())
    came, gone = len(after[0]) - len(keys), len(before[0]) - len(keys)
    return Movers(tuple(moves), len(keys) - moved, moved, came, gone)
