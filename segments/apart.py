"""What sets the segments apart, side by side: each segment's usual value of a measure, or its share of those who have
something, beside everybody's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from segments.facts import Facts, Truths, facts
from segments.meanings import clipped, truth
from segments.measured import LEAVING_OUT, MISSING, OTHERS
from segments.measures import cohens_h
from segments.shapes import Customers, Floats, Labels
from segments.shares import figure, percent
from segments.told import Apart, Usual
from segments.traits import APPLIES, SHARE, SMALL, difference
from segments.usual import NEARLY_ALL, kind_of, usual

MOST = 8
"""Measures and categories together, one of each column."""
FAR = 1.5
"""In spreads of everybody, or as Cohen's h: whoever is as far from everybody is as far as it is shown."""
OF_MEMBERS = "share"


@dataclass(frozen=True)
class _Side:
    """One column, of each segment and of everybody. `size`: how far the segment is from the others in which it is
    farthest, as Cohen's d or h, which are on one scale."""

    column: str
    name: str
    size: float
    told: tuple[str, ...]
    far: Floats
    everybody: str


def apart(customers: Customers, labels: Labels, count: int) -> Apart | None:
    """-> by what they differ most, numbers and categories alike, the most telling first; None where there is nothing.

    Of each number the same figure as in the sentences (segments/usual.py), and behind its name which one that is, and
    of how many where it is not known of nearly all; of a column of categories the one that tells most, with its share
    of those to whom it applies, and behind its name who is left out. What words stand in texts is told elsewhere."""
    known = facts(replace(customers, texts=None))
    parts = [labels == label for label in range(count)]
    found = sorted(
        [*_numbers(known, parts), *_shares(known, parts)], key=lambda each: (-round(each.size, 9), each.name)
    )
    first: dict[str, _Side] = {}
    for each in found:
        first.setdefault(each.column, each)
    if not (shown := list(first.values())[:MOST]):
        return None
    return Apart(
        features=tuple(each.name for each in shown),
        rows=tuple(
            tuple(Usual(each.told[row], round(float(each.far[row]), 3)) for each in shown) for row in range(count)
        ),
        everybody=tuple(each.everybody for each in shown),
    )


def _numbers(known: Facts, parts: Sequence[Truths]) -> Iterator[_Side]:
    """Those that are known of somebody in each segment."""
    for index, name in enumerate(known.names):
        values, uneven = known.numbers[:, index], known.skewed[index]
        given = np.isfinite(values)
        inside = [values[part & given] for part in parts]
        if not all(len(each) for each in inside):
            continue
        outside = [values[~part & given] for part in parts]
        whole = values[given]
        told = [usual(each, uneven) for each in inside]
        size = max(abs(difference(*each, uneven)) for each in zip(inside, outside, strict=True))
        far = (np.array(told) - usual(whole, uneven)) / _spread(whole)
        kind = kind_of(uneven) if given.mean() >= NEARLY_ALL else f"{kind_of(uneven)}, of {percent(given.mean())}"
        everybody = figure(usual(whole, uneven))
        yield _Side(name, f"{name} ({kind})", size, tuple(map(figure, told)), _shown(far), everybody)


def _shares(known: Facts, parts: Sequence[Truths]) -> Iterator[_Side]:
    """Those that arise for most of each segment, and in which one of them differs by more than a little."""
    everyone = np.ones(len(known.numbers), dtype=np.bool_)
    for index, (column, level) in enumerate(known.things):
        # Of yes and no the yes, also where a third level says that neither can be.
        if level in (MISSING, OTHERS) or (column in known.applies and truth(level) is False):
            continue
        applies, aside = everyone, ""
        if column in known.applies and truth(level) is not None:
            not_applied, applies = known.applies[column]
            aside = f", {LEAVING_OUT} “{clipped(not_applied)}”"
        holds = known.holds[:, index] & applies
        if any((part & applies).sum() < max(1, APPLIES * part.sum()) for part in parts):
            continue
        here = [float(holds[part].sum() / (part & applies).sum()) for part in parts]
        there = [float(holds[~part].sum() / max(1, (~part & applies).sum())) for part in parts]
        pairs = zip(here, there, strict=True)
        size = max((abs(cohens_h(*pair)) for pair in pairs if abs(pair[0] - pair[1]) >= SHARE), default=0.0)
        if size < SMALL:
            continue
        whole = float(holds.sum() / applies.sum())
        far = np.array([cohens_h(each, whole) for each in here])
        name = f"{clipped(column)}: {clipped(level)} ({OF_MEMBERS}{aside})"
        yield _Side(column, name, size, tuple(map(percent, here)), _shown(far), percent(whole))


def _spread(values: Floats) -> float:
    """Half the distance between their quarters; the standard deviation where the quarters are alike."""
    low, high = np.quantile(values, [0.25, 0.75])
    return float((high - low) / 2 or values.std() or 1.0)


def _shown(far: Floats) -> Floats:
    return np.clip(far, -FAR, FAR) / FAR
