"""What may be learnt from: columns that say something of a customer before they left, as numbers.

Left out are columns that give the answer away. One that is nearly everybody's own (an id) is learnt by heart; one that
by itself tells who left looks as if it was filled in afterwards (a reason, an end date); one that has the word in its
name is the outcome again. What tells nearly as much may be known before or after: `suspects` names it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.stats import rankdata

from segments.meanings import says
from segments.shapes import Floats, Texts

OWN = 0.5
"""From this share of different values on, a column of words is one of ids."""
DENSE = 0.5
"""And one of whole numbers, all different, if they fill this much of their range."""
GIVEN_AWAY = 0.97
"""Of two customers, one who left and one who stayed, how often the column alone says which is which."""
BY_ITSELF = "by itself it tells who left, as what is filled in afterwards does"
LARGEST = 1e15
"""Beyond it a number is a mistake of whoever wrote it, and its square no number."""
MOST_LEVELS = 20
FEWEST_OF_A_LEVEL = 10


@dataclass(frozen=True)
class Dropped:
    """A column that nothing is learnt from, and why, in words for people."""

    column: str
    why: str

    @property
    def tells_all(self) -> bool:
        """It was left out because it alone says who left."""
        return self.why == BY_ITSELF


@dataclass(frozen=True)
class Usable:
    """`names` of the columns of `matrix`: numbers as they are (NaN where missing), words as one column for each."""

    names: tuple[str, ...]
    matrix: Floats
    dropped: tuple[Dropped, ...]
    levels: tuple[int, ...] = ()
    """Which of them are words: 1 for who has it, 0 for the others."""
    tells: Mapping[str, float] = field(default_factory=dict)
    """Column of the file that is learnt from -> of two customers, one who left and one who stayed, how often it alone
    says which is which: 0.5 to 1, and 0 where so many words stand there that they would tell by chance."""


def usable(columns: Mapping[str, Floats | Texts], outcome: Floats) -> Usable:
    """`outcome`: 1 left, 0 stayed, NaN not known; only to see what gives it away. Columns in any order."""
    names: list[str] = []
    parts: list[Floats] = []
    dropped: list[Dropped] = []
    levels: list[int] = []
    tells: dict[str, float] = {}
    known = np.isfinite(outcome)
    for name in sorted(columns):
        values, words = columns[name], columns[name].dtype == object
        coded = _codes(values.astype(object)) if words else _numbers(values)
        why = _why_not(name, coded, words)
        alone = 0.0 if why else _tells(coded[known], outcome[known], words)
        if why or alone > GIVEN_AWAY:
            dropped.append(Dropped(name, why or BY_ITSELF))
            continue
        tells[name] = alone
        if not words:
            names.append(name)
            parts.append(coded)
            continue
        for level, has in _levels(values.astype(object)):
            levels.append(len(names))
            names.append(f"{name}: {level}")
            parts.append(has)
    matrix = np.column_stack(parts) if parts else np.empty((len(outcome), 0))
    return Usable(tuple(names), matrix, tuple(dropped), tuple(levels), tells)


def _why_not(name: str, coded: Floats, words: bool) -> str:
    """Empty where it may be learnt from, unless it gives the answer away."""
    if says(name, "churn"):
        return "its name says it is the outcome itself"
    there = coded[np.isfinite(coded)]
    different = len(np.unique(there))
    if different < 2 and len(there) in (0, len(coded)):
        return "it is the same for everybody"
    if words and different > max(MOST_LEVELS, OWN * len(there)):
        return "nearly everybody has their own"
    whole = not words and bool(np.all(there == np.round(there)))
    if whole and different == len(there) > 100 and different > DENSE * (there.max() - there.min() + 1):
        return "it numbers the customers"
    return ""


def _tells(coded: Floats, outcome: Floats, words: bool) -> float:
    """The larger of what the values tell and what it tells that there is none (area under the ROC curve)."""
    missing = ~np.isfinite(coded)
    as_told = coded.copy()
    if words:  # of words, by how many with that word left
        codes = np.where(missing, -1, coded).astype(np.int64) + 1
        sizes = np.bincount(codes)
        if sizes.max(initial=0) and len(sizes) > len(coded) / 5:
            return 0.0  # so many words that each would tell by chance
        as_told = (np.bincount(codes, weights=outcome) / np.maximum(sizes, 1))[codes]
    elif missing.any():
        as_told = np.where(missing, np.nanmedian(coded) if not missing.all() else 0.0, coded)
    return max(_area(as_told, outcome), _area(missing.astype(np.float64), outcome))


def _area(score: Floats, outcome: Floats) -> float:
    left = outcome > 0
    count, others = int(left.sum()), int((~left).sum())
    if not count or not others:
        return 0.5
    above = (float(rankdata(score)[left].sum()) - count * (count + 1) / 2) / (count * others)
    return max(above, 1 - above)


def _numbers(values: Floats | Texts) -> Floats:
    numbers = values.astype(np.float64)
    return np.where(np.isfinite(numbers), np.clip(numbers, -LARGEST, LARGEST), np.nan)


def _codes(values: Texts) -> Floats:
    said = np.array([str(value) if value is not None else "" for value in values])
    levels, codes = np.unique(said, return_inverse=True)
    return np.where(levels[codes.ravel()] == "", np.nan, codes.ravel().astype(np.float64))


def _levels(values: Texts) -> list[tuple[str, Floats]]:
    """The commonest words, each as 0 or 1; the rest have none of them."""
    said = np.array([str(value) if value is not None else "" for value in values])
    levels, counts = np.unique(said, return_counts=True)
    common = sorted(zip(-counts, levels, strict=True))[:MOST_LEVELS]
    return [
        (str(level) or "not said", (said == level).astype(np.float64))
        for count, level in common
        if -count >= min(FEWEST_OF_A_LEVEL, len(said) / 10)
    ]
