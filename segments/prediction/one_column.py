"""The best rule of a single column, which a model of all of them has to beat: who has one word there and who not, or
whose number is on which side of one cut."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from segments.prediction.usable import Usable
from segments.shapes import Floats, Labels

Bools = NDArray[np.bool_]
CUTS = 40
"""Tried in a column of numbers at most, at quantiles; a column of fewer numbers is cut at each of them."""
DIGITS = 3
"""That count, of a cut at a quantile: it is said as it is used."""


@dataclass(frozen=True)
class Rule:
    """`named`: `column: word` or `column: 5 or more`, and the share of those who left. `chance`: of each customer, by
    rules that were chosen without them; `has`: 1 for whom such a rule names, 0 for the others."""

    named: str
    left: float
    chance: Floats
    has: Floats


@dataclass(frozen=True)
class _Column:
    """`steps` of each customer: how many of the `cuts` are no higher than their number; -1 where there is none."""

    place: int
    cuts: Floats
    steps: Labels
    word: bool


@dataclass(frozen=True)
class _Side:
    """Who stands from the cut of that number on, or below it."""

    column: _Column
    cut: int
    above: bool

    def has(self, rows: Bools) -> Bools:
        steps = self.column.steps[rows]
        low, high = (self.cut + 1, len(self.column.cuts)) if self.above else (0, self.cut)
        return np.asarray((steps >= low) & (steps <= high), dtype=np.bool_)

    def named(self, name: str) -> str:
        at = f"{self.column.cuts[self.cut]:,.10g}"
        return name if self.column.word else f"{name}: {at} or more" if self.above else f"{name}: less than {at}"


def best_rule(learnt: Usable, rows: Floats, truth: Labels, folds: Labels) -> Rule | None:
    """`rows`: of those of whom the `truth` is known, 1 left. None where no column tells two sorts apart."""
    columns = [_column(place, values, place in learnt.levels) for place, values in enumerate(rows.T)]
    chance, has = np.zeros(len(truth)), np.zeros(len(truth))
    for fold in np.unique(folds):
        out = folds == fold
        found = _best(columns, ~out, truth)
        if found is None:
            chance[out] = truth[~out].mean()
            continue
        side, with_it, without = found
        has[out] = side.has(out)
        chance[out] = np.where(has[out] > 0, with_it, without)
    found = _best(columns, np.ones(len(truth), dtype=bool), truth)
    if found is None:
        return None
    side, with_it, _ = found
    return Rule(side.named(learnt.names[side.column.place]), with_it, chance, has)


def _column(place: int, values: Floats, word: bool) -> _Column:
    there = np.isfinite(values)
    cuts = np.ones(1) if word else _cuts(values[there])
    return _Column(place, cuts, np.where(there, np.searchsorted(cuts, values, side="right"), -1), word)


def _cuts(values: Floats) -> Floats:
    """Chosen without looking at who left."""
    different = np.unique(values)
    if len(different) <= CUTS:
        return different
    found = np.quantile(values, np.linspace(0, 1, CUTS + 1)[1:-1])
    return np.unique([float(f"{each:.{DIGITS}g}") for each in found])


def _best(columns: list[_Column], among: Bools, truth: Labels) -> tuple[_Side, float, float] | None:
    """-> which side of which cut tells most, and the shares that left of who is there and of who is not. Of sides on
    which more leave: the rule names who leaves."""
    sides = [(each, above) for each in columns for above in ((True,) if each.word else (True, False))]
    if not sides:
        return None
    left_of = truth[among]
    counted = [_counted(column, above, column.steps[among], left_of) for column, above in sides]
    count, left = np.concatenate([each for each, _ in counted]), np.concatenate([each for _, each in counted])
    others, others_left = len(left_of) - count, int(left_of.sum()) - left
    # One more of each sort, so that a word of a handful is never sure.
    shares, rest = (left + 0.5) / (count + 1), (others_left + 0.5) / (others + 1)
    losses = -(
        left * np.log(shares)
        + (count - left) * np.log(1 - shares)
        + others_left * np.log(rest)
        + (others - others_left) * np.log(1 - rest)
    )
    losses = np.where((shares > rest) & (count > 0) & (others > 0), losses, np.inf)
    best = int(np.argmin(losses))
    if not np.isfinite(losses[best]):
        return None
    starts = np.cumsum([0, *(len(each) for each, _ in counted)])
    which = int(np.searchsorted(starts, best, side="right")) - 1
    column, above = sides[which]
    return _Side(column, best - int(starts[which]), above), float(shares[best]), float(rest[best])


def _counted(column: _Column, above: bool, steps: Labels, left: Labels) -> tuple[Labels, Labels]:
    """-> for each cut, how many stand on that side of it, and how many of them left."""
    size = len(column.cuts) + 2
    count = np.bincount(steps + 1, minlength=size)[1:]
    gone = np.bincount(steps + 1, weights=left, minlength=size)[1:].astype(np.int64)
    below, gone_below = np.cumsum(count)[:-1], np.cumsum(gone)[:-1]
    return (count.sum() - below, gone.sum() - gone_below) if above else (below, gone_below)
