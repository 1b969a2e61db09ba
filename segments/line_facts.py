"""What a line of a report is, by which questions about it are answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Piece(NamedTuple):
    """What a line says of one segment, by its number."""

    segment: int
    text: str


@dataclass(frozen=True)
class Line:
    """`id`: `r1` the rows, `e1` everybody, `d1` the decision, `c1` segments side by side, `s2.1` segment 2, `h1` how
    many have what, `b1` the best customers, `f1` what is likely to come, `k1` what to keep in mind, `t1` since the file
    before, `n1` how it was done."""

    id: str
    text: str
    of: tuple[Piece, ...] = ()
    """Empty where it speaks of everybody."""


class Fact(NamedTuple):
    weight: int
    """Of a long report those with the highest are left out first."""
    text: str
    of: tuple[Piece, ...] = ()
