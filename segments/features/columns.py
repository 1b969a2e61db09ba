"""A column as customers can be compared by it: numbers, or words with what is rare put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import pairwise

import numpy as np

from segments.meanings import truth
from segments.measured import MISSING, OTHERS
from segments.shapes import Floats, Texts

SKEWED = 2.0
"""From here on a number is compared by its logarithm: a few very large ones would decide everything."""
RARE, FEWEST, MOST_LEVELS = 0.01, 5, 25
"""A level is one of its own when 1 % of the customers and five of them have it; at most 25 are."""
_WORDS = {True: "yes", False: "no"}
_NOTHING = {"", "nan", "none", "null", "n/a", "na", "nat", "<na>"}

Values = Sequence[object] | np.ndarray


def missing(value: object) -> bool:
    """Nothing, not a number, or a word for nothing."""
    if value is None or value is np.ma.masked:
        return True
    return bool(value != value) or (isinstance(value, str) and value.strip().casefold() in _NOTHING)


def numbers(values: Values) -> Floats:
    """NaN where nothing is."""
    if isinstance(values, np.ndarray) and values.dtype.kind in "iufb":
        return np.asarray(np.ma.filled(np.ma.asarray(values, dtype=np.float64), np.nan), dtype=np.float64)
    return np.array([np.nan if missing(each) else _number(each) for each in values], dtype=np.float64)


def _number(value: object) -> float:
    try:
        found = float(str(value))
    except ValueError:
        return np.nan
    return found if np.isfinite(found) else np.nan


def days(values: Values) -> Floats:
    """Days before the latest of them."""
    seconds = np.array([_seconds(each) for each in values], dtype=np.float64)
    return (np.nanmax(seconds) - seconds) / 86400 if np.isfinite(seconds).any() else seconds


def _seconds(value: object) -> float:
    """Since 1970."""
    if missing(value):
        return np.nan
    if isinstance(value, np.datetime64):
        return float(value.astype("datetime64[s]").astype(np.int64))
    try:
        moment = value if isinstance(value, date) else datetime.fromisoformat(str(value))
    except ValueError:
        return np.nan
    at = moment if isinstance(moment, datetime) else datetime(moment.year, moment.month, moment.day)
    return at.replace(tzinfo=UTC).timestamp()


def known(values: Values) -> tuple[int, int, str]:
    """How many are given, how many different ones, and one of them."""
    if isinstance(values, np.ndarray) and values.dtype.kind in "iufbM":
        given = np.unique(np.ma.compressed(np.ma.asarray(values)), return_counts=True)
        there = ~(np.isnan(given[0]) if values.dtype.kind == "f" else np.zeros(len(given[0]), dtype=bool))
        return int(given[1][there].sum()), int(there.sum()), str(given[0][there][0]) if there.any() else ""
    counts = Counter(str(each) for each in values if not missing(each))
    return counts.total(), len(counts), min(counts, default="")


def levels(values: Values) -> Texts:
    """Each in words; what is not given is a level like any other."""
    known: dict[object, str] = {}
    found = np.empty(len(values), dtype=object)
    for index, value in enumerate(values):
        if missing(value):
            found[index] = MISSING
        elif isinstance(value, (bool, np.bool_)):
            found[index] = _WORDS[bool(value)]
        elif (text := known.get(value)) is not None:
            found[index] = text
        else:
            found[index] = known[value] = " ".join(str(value).split()).removesuffix(".0")
    return found


def pooled(found: Texts) -> tuple[Texts, int]:
    """With rare levels as `others`, and how many those were. One rare level alone stays what it is."""
    counts = Counter(found.tolist())
    least = max(FEWEST, RARE * len(found))
    kept = [level for level, count in sorted(counts.items(), key=lambda each: (-each[1], each[0])) if count >= least]
    rare = set(counts) - set(kept[:MOST_LEVELS]) - {MISSING}
    if len(rare) < 2:
        return found, 0
    together = np.array([OTHERS if level in rare else level for level in found], dtype=object)
    return together, len(rare)


def outcome(values: Values) -> tuple[str, Floats] | None:
    """Which level counts as 1 (empty for a number), and the values; None where there are three or more levels."""
    given = levels(values)
    known = sorted({level for level in given.tolist() if level != MISSING})
    if len(known) == 2:
        positive = next((level for level in known if truth(level)), "")
        against = next((level for level in known if truth(level) is False), "")
        counts = Counter(given.tolist())
        chosen = positive or next((level for level in known if against and level != against), "")
        chosen = chosen or min(known, key=lambda level: (counts[level], level))
        return chosen, np.array([np.nan if level == MISSING else float(level == chosen) for level in given])
    as_numbers = numbers(values)
    if len(known) > 2 and np.isfinite(as_numbers).sum() == len(given) - (given == MISSING).sum():
        return "", as_numbers
    return None


def bands(values: Floats) -> Texts:
    """Fifths of a number that is looked at as a category, as `18 to 34`."""
    found = np.full(len(values), MISSING, dtype=object)
    known = np.isfinite(values)
    if not known.any():
        return found
    edges = np.unique(np.quantile(values[known], [0, 0.2, 0.4, 0.6, 0.8, 1]))
    if len(edges) <= 2:
        found[known] = [f"{value:g}" for value in values[known]]
        return found
    which = np.clip(np.searchsorted(edges, values[known], side="right") - 1, 0, len(edges) - 2)
    told = [f"{low:g} to {high:g}" for low, high in pairwise(edges)]
    found[known] = np.array(told, dtype=object)[which]
    return found


def scaled(values: Floats) -> Floats:
    """Mean 0 and variance 1; a skewed amount by its logarithm, in units of its own middle, so that no currency matters.
    What is not given stands in the middle."""
    known = np.isfinite(values)
    measured = values.copy()
    if skewed(values):
        measured[known] = np.log1p(values[known] / np.median(values[known & (values > 0)]))
    spread = measured[known].std()
    centred = (measured - measured[known].mean()) / (spread if spread > 0 else 1.0)
    return np.where(known, np.clip(centred, -5, 5), 0.0)


def skewed(values: Floats) -> bool:
    known = values[np.isfinite(values)]
    if not len(known) or known.min() < 0 or known.std() == 0:
        return False
    return bool((((known - known.mean()) / known.std()) ** 3).mean() > SKEWED)
