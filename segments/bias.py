"""Protected attributes behind a segment: whether segments stand for one, what does so in its place, who gets less."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from segments.facts import thing
from segments.features.attributes import protected_groups
from segments.intervals import of_difference, z_of
from segments.meanings import plain, says
from segments.measured import MISSING
from segments.measures import rand
from segments.shapes import Customers, Floats, Labels, Texts
from segments.shares import percent

STANDS_FOR = 0.2
"""Cramér's V from which an association is worth a word (Cohen 1988 calls 0.1 small and 0.3 medium)."""
PROXY = 0.3
CHANCE, DRAWS, MOST_DRAWS = 0.99, 199, 1_999
"""In 99 of 100 files in which nothing stands for anything, nothing is said to: of several tables each is held against a
chance that much rarer, and drawn that much oftener, up to MOST_DRAWS: beyond ten the limit is less sure, beyond
twenty somewhat low."""
GAP = 0.05
FEWEST = 30
SAME = 0.9


@dataclass(frozen=True)
class Behind:
    """How far segments and a protected attribute tell each other. `chance` is what shuffling gives at most, of all the
    attributes together, in 99 of 100 files."""

    attribute: str
    strength: float
    """Cramér's V, corrected for bias (Bergsma 2013)."""
    information: float
    """Normalised mutual information."""
    chance: float
    guessed: tuple[float, float]
    """Customers whose group one guesses right, without and with knowing the segment."""
    guessed_back: tuple[float, float]
    """And whose segment, without and with knowing the group."""
    proxies: tuple[str, ...]
    """Other columns that say the same and tell the segments apart, too."""
    flagged: bool
    compared: bool
    """Whether it was among what was clustered."""
    words: str


@dataclass(frozen=True)
class Gap:
    """An outcome of a group against everybody else's, with its interval."""

    outcome: str
    attribute: str
    group: str
    here: float
    others: float
    low: float
    high: float
    flagged: bool
    words: str


@dataclass(frozen=True)
class Bias:
    """What was looked for and what was found: an entry of `behind` for each attribute, of `gaps` for each group and
    outcome."""

    behind: tuple[Behind, ...]
    gaps: tuple[Gap, ...]
    words: tuple[str, ...]
    """What a person is told: what was found, or that nothing was, or that nothing could be looked for."""


def bias(customers: Customers, labels: Labels) -> Bias:
    """`labels` of -1 are nobody's. An attribute counts as protected by its name, or because it was set aside."""
    groups = _protected(customers)
    if not groups:
        return Bias((), (), ("No column says sex, age, origin or the like, so fairness could not be looked at.",))
    behind = tuple(_behind(customers, labels, name, values, len(groups)) for name, values in sorted(groups.items()))
    gaps = tuple(_gaps(customers, groups))
    said = [each.words for each in behind if each.flagged] + [each.words for each in gaps if each.flagged]
    looked = ", ".join(plain(name) for name in sorted(groups))
    return Bias(behind, gaps, tuple(said) or (f"Segments do not stand for {looked}, and no outcome differs by it.",))


def _protected(customers: Customers) -> dict[str, Texts]:
    """Set aside, or compared with the rest."""
    numbers = {
        name: protected_groups(customers.raw[:, index], "number")
        for index, name in enumerate(customers.names)
        if says(name, "protected")
    }
    words = {name: values for name, values in customers.categories.items() if says(name, "protected")}
    return {**numbers, **words, **customers.protected}


def _behind(customers: Customers, labels: Labels, name: str, values: Texts, looked_at: int) -> Behind:
    """`looked_at`: how many attributes are."""
    table = crossed(labels, values)
    strength, chance = cramers_v(table), _by_chance(table, looked_at)
    flagged = bool(strength >= STANDS_FOR and strength > chance)
    without, knowing = _guessed(table)
    proxies = tuple(_proxies(customers, labels, name, values))
    compared = name not in customers.protected
    said = f"Segments hardly say anything of {plain(name)}."
    if flagged:
        aside = "It was not compared itself; other columns tell of it."
        advice = "Leave it out and see whether the segments stay." if compared else aside
        instead = f" {', '.join(map(plain, proxies))} may stand in its place." if proxies else ""
        said = f"Segments partly stand for {plain(name)} ({_farthest(labels, name, values)}).{instead} {advice}"
    return Behind(
        name,
        strength,
        _information(table),
        chance,
        (without, knowing),
        _guessed(table.T),
        proxies,
        flagged,
        compared,
        said,
    )


def _farthest(labels: Labels, name: str, values: Texts) -> str:
    """The group of which segments have most and least: `senior citizen is yes: 27 % of segment 2, 4 % of segment 4`."""
    table = crossed(labels, values)
    groups = sorted(set(values[labels != -1].tolist()), key=str)
    numbers = sorted(set(labels[labels != -1].tolist()), key=str)
    shares = table / table.sum(axis=1, keepdims=True)
    spread = shares.max(axis=0) - shares.min(axis=0)
    # Of two groups, of which one is as far apart as the other, the smaller.
    column = min(range(len(groups)), key=lambda at: (-round(float(spread[at]), 9), float(table[:, at].sum())))
    most, least = int(shares[:, column].argmax()), int(shares[:, column].argmin())
    there = [f"{percent(float(shares[row, column]))} of segment {numbers[row] + 1}" for row in (most, least)]
    return f"{thing(name, groups[column])}: {', '.join(there)}"


def _proxies(customers: Customers, labels: Labels, name: str, values: Texts) -> list[str]:
    """Columns that tell the attribute and the segments, both by more than chance, the strongest first."""
    others = {each: protected_groups(customers.raw[:, index], "number") for index, each in enumerate(customers.names)}
    others |= customers.categories
    found = []
    for other, known in others.items():
        if other == name or says(other, "protected"):
            continue
        tables = crossed(values, known), crossed(labels, known)
        tells, used = map(cramers_v, tables)
        # Of a small file with many levels, chance alone gives as much.
        if min(tells, used) >= PROXY and all(cramers_v(each) > _by_chance(each, len(others)) for each in tables):
            found.append((-tells, other))
    return [other for _, other in sorted(found)]


def _gaps(customers: Customers, groups: Mapping[str, Texts]) -> list[Gap]:
    pairs = [
        (outcome, name, group)
        for outcome, values in sorted(customers.outcomes.items())
        if set(np.unique(values[np.isfinite(values)]).tolist()) <= {0.0, 1.0}
        for name, known in sorted(groups.items())
        for group in _told_apart(known)
    ]
    z = z_of(max(1, len(pairs)))
    found = [
        _gap(customers.outcomes[outcome], groups[name] == group, (outcome, name, group), z)
        for outcome, name, group in pairs
    ]
    return sorted(filter(None, found), key=lambda each: (-abs(each.here - each.others), each.group))


def _told_apart(known: Texts) -> list[str]:
    """The groups, the smallest first; of two, the smaller alone: the other says the same."""
    counts = Counter(each for each in known.tolist() if each != MISSING)
    found = sorted(counts, key=lambda group: (counts[group], group))
    return found[:1] if len(found) == 2 else found


def _gap(values: Floats, group: np.ndarray, names: tuple[str, str, str], z: float) -> Gap | None:
    known = np.isfinite(values)
    here, there = values[known & group], values[known & ~group]
    if min(len(here), len(there)) < FEWEST:
        return None
    mine, theirs = float(here.mean()), float(there.mean())
    low, high = of_difference(mine, len(here), theirs, len(there), z)
    flagged = (low > 0 or high < 0) and abs(mine - theirs) >= GAP
    outcome, attribute, which = names
    said = (
        f"{thing(attribute, which)}: {plain(outcome)} {percent(mine)}, everybody else {percent(theirs)} "
        f"(difference from {100 * low:+.0f} to {100 * high:+.0f} points)."
    )
    return Gap(outcome, attribute, which, mine, theirs, low, high, flagged, f"{said[0].upper()}{said[1:]}")


def dropped(cluster: Callable[[frozenset[str]], Labels], labels: Labels, names: frozenset[str]) -> tuple[float, str]:
    """The segments once more without these columns: how alike they are (adjusted Rand index), and in words.

    `cluster` makes them: the same way as before, of the same customers in the same order.
    """
    again = cluster(names)
    index = rand(labels, again)
    said = " and ".join(sorted(map(plain, names)))
    if index >= SAME:
        return index, f"Without {said} the segments stay the same (ARI {index:.2f}): leave it out, nothing is lost."
    if index >= 0.5:
        return (
            index,
            f"Without {said} some customers change segments (ARI {index:.2f}): compare before you decide.",
        )
    return index, f"Without {said} these are other segments (ARI {index:.2f}): they rest on it to a large part."


def crossed(first: np.ndarray, second: np.ndarray) -> Floats:
    """How many have each pair; whoever belongs to nobody (-1) is not counted."""
    kept = first != -1 if first.dtype.kind in "iu" else np.ones(len(first), dtype=np.bool_)
    (rows, of_rows), (columns, of_columns) = _numbered(first[kept]), _numbered(second[kept])
    counts = np.bincount(of_rows * columns + of_columns, minlength=rows * columns)
    return counts.reshape(rows, columns).astype(np.float64)


def _numbered(values: np.ndarray) -> tuple[int, Labels]:
    """How many different ones, and for each which, in the order of their words."""
    listed = values.tolist()
    place = {each: number for number, each in enumerate(sorted(set(listed), key=str))}
    return len(place), np.array([place[each] for each in listed], dtype=np.int64)


def cramers_v(table: Floats) -> float:
    """0 to 1, corrected so that it is 0 on average where there is nothing."""
    total, rows, columns = table.sum(), table.shape[0], table.shape[1]
    if total < 2 or min(rows, columns) < 2:
        return 0.0
    expected = table.sum(axis=1, keepdims=True) * table.sum(axis=0, keepdims=True) / total
    squared = float((((table - expected) ** 2) / np.maximum(expected, 1e-12)).sum() / total)
    squared = max(0.0, squared - (rows - 1) * (columns - 1) / (total - 1))
    narrower = min(rows - (rows - 1) ** 2 / (total - 1), columns - (columns - 1) ** 2 / (total - 1)) - 1
    return float(min(1.0, np.sqrt(squared / narrower))) if narrower > 0 else 0.0


def _by_chance(table: Floats, looked_at: int) -> float:
    """The largest V that is to be expected of tables with the same sums, drawn at random, where so many are
    `looked_at`."""
    from scipy.stats import random_table

    rows, columns = table.sum(axis=1).astype(np.int64), table.sum(axis=0).astype(np.int64)
    draws = min(DRAWS * max(1, looked_at), MOST_DRAWS)
    drawn = random_table(rows, columns).rvs(draws, random_state=np.random.default_rng(0))
    return float(np.quantile([cramers_v(each) for each in drawn], 1 - (1 - CHANCE) / max(1, looked_at)))


def _information(table: Floats) -> float:
    """Mutual information over the mean of both entropies."""
    shares = table / max(1.0, table.sum())
    together, first, second = _entropy(shares.ravel()), _entropy(shares.sum(axis=1)), _entropy(shares.sum(axis=0))
    return float(2 * (first + second - together) / (first + second)) if first + second > 0 else 0.0


def _entropy(shares: Floats) -> float:
    there = shares[shares > 0]
    return float(-(there * np.log(there)).sum())


def _guessed(table: Floats) -> tuple[float, float]:
    total = max(1.0, float(table.sum()))
    return float(table.sum(axis=0).max()) / total, float(table.max(axis=1).sum()) / total
