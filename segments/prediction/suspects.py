"""Columns that may have been filled in after customers left: they tell more than one knows beforehand, as a rule.

By figures alone it cannot be seen when something was known. A column is suspected where it alone tells nearly who left,
or where what stands in it stands nearly only with those who left, or who stayed; whoever knows the file says which.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from segments.intervals import of_share
from segments.measures import log_odds
from segments.prediction.usable import MOST_LEVELS, Usable
from segments.shapes import Floats, Texts
from segments.shares import percent

NEARLY = 0.85
"""Of two customers, one who left and one who stayed, how often the column alone says which is which."""
ONLY = 0.9
"""Of those with something in a column, who all left, or all stayed: surely more than so many, ..."""
TIMES = 50.0
"""... and the odds are so many times those of the others."""
SURELY = 1.96


@dataclass(frozen=True)
class Suspect:
    """A column, and what it tells by itself, in words."""

    column: str
    words: str


def suspects(columns: Mapping[str, Floats | Texts], learnt: Usable, outcome: Floats) -> tuple[Suspect, ...]:
    """Of the columns that are learnt from, those that tell most first. `outcome`: 1 left, 0 stayed, NaN not known."""
    found = sorted(learnt.tells.items(), key=lambda each: (-each[1], each[0]))
    named = ((name, _words(name, tells, columns[name], outcome)) for name, tells in found)
    return tuple(Suspect(name, words) for name, words in named if words)


def _words(name: str, tells: float, values: Floats | Texts, outcome: Floats) -> str:
    """Empty where nothing is suspected."""
    if tells >= NEARLY:
        return f"“{name}” alone tells {100 * tells:.0f} of 100 pairs apart, of one who left and one who stayed"
    return next(_nearly_only(name, values, outcome), "")


def _nearly_only(name: str, values: Floats | Texts, outcome: Floats) -> Iterator[str]:
    """Where what stands in the column stands nearly only with one outcome."""
    known = np.isfinite(outcome)
    total, gone = int(known.sum()), int((outcome[known] > 0).sum())
    for called, count, left in _there(name, values[known], outcome[known] > 0):
        if not 0 < count < total:
            continue
        mostly = 2 * left > count
        here, others = (left, gone - left) if mostly else (count - left, total - gone - count + left)
        odds = log_odds(here, count, others, total - count)
        if of_share(here / count, count, SURELY)[0] > ONLY and odds > np.log(TIMES):
            shares = percent(here / count), percent(others / (total - count))
            yield f"Of those with {called} {shares[0]} {'left' if mostly else 'stayed'}, of the others {shares[1]}"


def _there(name: str, values: Floats | Texts, left: np.ndarray) -> Iterator[tuple[str, int, int]]:
    """That something stands there (a number other than 0), and each common word: how many have it, and left."""
    if values.dtype != object:
        numbers = values.astype(np.float64)
        has = np.isfinite(numbers) & (numbers != 0)
        yield f"“{name}”", int(has.sum()), int(left[has].sum())
        return
    levels, codes = np.unique([str(each) if each is not None else "" for each in values], return_inverse=True)
    counts, gone = np.bincount(codes), np.bincount(codes, weights=left).astype(np.int64)
    there = levels != ""
    yield f"“{name}”", int(counts[there].sum()), int(gone[there].sum())
    for place in np.argsort(-counts, kind="stable")[:MOST_LEVELS].tolist():
        if there[place]:
            yield f"“{name}: {levels[place]}”", int(counts[place]), int(gone[place])
