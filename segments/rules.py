"""By which rule a colleague would know a member: one that can be said in a sentence, and how often it is right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from zlib import crc32

import numpy as np

from segments.facts import Facts, Truths, amount, of_hundred
from segments.meanings import plain
from segments.measures import cohens_d
from segments.shapes import Floats, Labels, Texts
from segments.shares import figure

LEARNT_FROM = 20_000
DEPTH, BRANCHES = 3, 2
"""At most three conditions joined by *and*, and two such by *or*."""
CONDITION = 0.01
"""A condition more has to make the rule better by that much."""
CONSIDERED = 40
MOVED = 0.005
FEWEST = 15
"""Members in each half, for a rule to be learnt from one half and tested on the other."""


@dataclass(frozen=True)
class Condition:
    """A number above `low` and at most `high`, or a thing that holds (or does not)."""

    column: int
    words: str
    low: float = -np.inf
    high: float = np.inf
    level: int | None = None
    holds: bool = True

    def of(self, known: Facts) -> Truths:
        """For each customer; what is not given fulfils no condition on a number."""
        if self.level is not None:
            return np.asarray(known.holds[:, self.level] == self.holds)
        values = known.numbers[:, self.column]
        with np.errstate(invalid="ignore"):
            return (values > self.low) & (values <= self.high)


@dataclass(frozen=True)
class Rule:
    """`branches` are joined by *or*, the conditions of one by *and*. None: nothing known tells members from others."""

    branches: tuple[tuple[Condition, ...], ...]
    precision: float
    """Of those it picks, how many are members."""
    recall: float
    """Of the members, how many it picks."""
    accuracy: float
    """Of all customers, how many it puts on the right side."""
    held_out: bool
    """Whether these three come from customers it was not learnt from."""
    whom: str = "customers"

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def of(self, known: Facts) -> Truths:
        picked = np.zeros(len(known.numbers), dtype=np.bool_)
        for branch in self.branches:
            picked |= np.logical_and.reduce([condition.of(known) for condition in branch])
        return picked

    @property
    def words(self) -> str:
        if not self.branches:
            return "Nothing in the file tells a member from the others."
        said = ", or ".join(" and ".join(condition.words for condition in branch) for branch in self.branches)
        tested = f"{self.whom} it was not learnt from" if self.held_out else f"the {self.whom} it was learnt from"
        return (
            f"{said[0].upper()}{said[1:]}. This gets {of_hundred(self.accuracy)} of 100 {self.whom} right: "
            f"{of_hundred(self.precision)} of 100 it picks are members, "
            f"and it finds {of_hundred(self.recall)} of 100 members (tried on {tested})."
        )


def shuffled(keys: Texts) -> Labels:
    """Rows by their keys: whatever their order in the file, the first half are the same customers."""
    order = sorted(range(len(keys)), key=lambda row: (crc32(str(keys[row]).encode()), str(keys[row])))
    return np.array(order, dtype=np.int64)


def rule(known: Facts, labels: Labels, label: int, order: Labels) -> Rule:
    """Learnt by a shallow tree from the first half of `order`, rounded, and tested as it is said on the other half."""
    members = labels == label
    first, second = order[: len(order) // 2], order[len(order) // 2 :]
    held_out = bool(min(members[first].sum(), members[second].sum()) >= FEWEST)
    learnt, tested = (first[:LEARNT_FROM], second) if held_out else (order[:LEARNT_FROM], order)
    branches = _branches(known, members, learnt)
    found = Rule(branches, 0.0, 0.0, 0.0, held_out)
    picked, right = found.of(known)[tested], members[tested]
    hits = int((picked & right).sum())
    return Rule(
        branches,
        hits / max(1, int(picked.sum())),
        hits / max(1, int(right.sum())),
        float((picked == right).mean()),
        held_out,
        known.whom,
    )


def _branches(known: Facts, members: Truths, rows: Labels) -> tuple[tuple[Condition, ...], ...]:
    """The part of the tree that tells members best, and another one where that makes it better."""
    from sklearn.tree import DecisionTreeClassifier  # slow to import, and a whole analysis may do without

    chosen = _considered(known, members, rows)
    table = np.column_stack([_column(known, each)[rows] for each in chosen]) if chosen else np.empty((len(rows), 0))
    target = members[rows]
    if not table.shape[1]:
        return ()
    table = np.where(np.isfinite(table), table, np.nanmedian(np.where(np.isfinite(table), table, np.nan), axis=0))
    least = max(2, int(0.05 * target.sum()))
    tree = DecisionTreeClassifier(max_depth=DEPTH, min_samples_leaf=least, class_weight="balanced", random_state=0)
    tree.fit(table, target)
    some = known.of(rows)
    paths = [_path(tree.tree_, node, chosen, known) for node in range(1, tree.tree_.node_count)]
    best: tuple[tuple[Condition, ...], ...] = ()
    score = 0.0
    for _ in range(BRANCHES):
        tried = [(*best, path) for path in paths]
        reached = [_worth(each, some, target) for each in tried]
        highest = max(range(len(tried)), key=lambda index: (round(reached[index], 9), -index), default=None)
        if highest is None or reached[highest] <= score:
            break
        best, score = tried[highest], reached[highest]
    return _joined(best, known)


def _worth(branches: tuple[tuple[Condition, ...], ...], some: Facts, target: Truths) -> float:
    """F1, less what each condition costs whoever has to remember it."""
    picked = Rule(branches, 0, 0, 0, False).of(some)
    right = 2 * float((picked & target).sum()) / max(1, int(picked.sum() + target.sum()))
    return right - CONDITION * sum(map(len, branches))


def _joined(branches: tuple[tuple[Condition, ...], ...], known: Facts) -> tuple[tuple[Condition, ...], ...]:
    """Two that differ only in where one number ends and goes on, or in what holds or does not, are one."""
    if len(branches) != 2:
        return branches
    if len(branches[0]) == 1 and branches[0][0].level is not None:
        # Whoever does not fulfil the first branch need not be told so in the second.
        told = tuple(each for each in branches[1] if each.level != branches[0][0].level)
        branches = (branches[0], told) if told else branches
    first, second = (set(branch) for branch in branches)
    mine, theirs = first - second, second - first
    if len(mine) != 1 or len(theirs) != 1:
        return branches
    (one,), (other,) = mine, theirs
    shared = tuple(each for each in branches[0] if each in second)
    if one.level is not None and one.level == other.level and shared:
        return (shared,)
    touching = one.level is None and one.column == other.column and other.level is None
    if not touching or not (one.low == other.high or one.high == other.low):
        return branches
    low, high = min(one.low, other.low), max(one.high, other.high)
    joined = () if np.isinf(low) and np.isinf(high) else (_number(known, one.column, low, high),)
    both = (*joined, *shared)
    return (both,) if both else ()


def _considered(known: Facts, members: Truths, rows: Labels) -> list[tuple[int, int | None]]:
    """The columns that differ most: a number by its place, a thing by its own."""
    found: list[tuple[float, int, int | None]] = []
    inside, outside = rows[members[rows]], rows[~members[rows]]
    if not len(inside) or not len(outside):
        return []
    for column in range(len(known.names)):
        values = known.numbers[:, column]
        found.append((abs(cohens_d(values[inside], values[outside])), column, None))
    if known.things:
        shares = known.holds[inside].mean(axis=0) - known.holds[outside].mean(axis=0)
        found += [(2 * abs(float(share)), -1, level) for level, share in enumerate(shares)]
    found.sort(key=lambda each: (-round(each[0], 9), each[1], each[2] or 0))
    return [(column, level) for _, column, level in found[:CONSIDERED]]


def _column(known: Facts, which: tuple[int, int | None]) -> Any:
    column, level = which
    return known.numbers[:, column] if level is None else known.holds[:, level].astype(np.float64)


def _path(tree: Any, leaf: int, chosen: list[tuple[int, int | None]], known: Facts) -> tuple[Condition, ...]:
    """The conditions that lead to a leaf, those on one number joined, with thresholds a person can remember."""
    bounds: dict[int, tuple[float, float]] = {}
    for node, right in _steps(tree, leaf):
        feature, threshold = int(tree.feature[node]), float(tree.threshold[node])
        low, high = bounds.get(feature, (-np.inf, np.inf))
        bounds[feature] = (max(low, threshold), high) if right else (low, min(high, threshold))
    return tuple(_condition(known, chosen[feature], low, high) for feature, (low, high) in bounds.items())


def _steps(tree: Any, leaf: int) -> list[tuple[int, bool]]:
    parents = {
        int(child): (node, side == 1)
        for node in range(tree.node_count)
        for side, child in enumerate((tree.children_left[node], tree.children_right[node]))
        if child >= 0
    }
    steps, at = [], leaf
    while at in parents:
        steps.append(parents[at])
        at = parents[at][0]
    return steps[::-1]


def _condition(known: Facts, which: tuple[int, int | None], low: float, high: float) -> Condition:
    column, level = which
    if level is not None:
        return Condition(-1, known.said(level, low > 0), level=level, holds=low > 0)
    values = known.numbers[:, column]
    return _number(known, column, _rounded(low, values), _rounded(high, values))


def _number(known: Facts, column: int, low: float, high: float) -> Condition:
    name, unit = plain(known.names[column]), known.units[column]
    if np.isinf(low):
        words = f"{name} at most {amount(high, unit)}"
    elif np.isinf(high):
        words = f"{name} over {amount(low, unit)}"
    else:
        words = f"{name} over {figure(low)} and at most {amount(high, unit)}"
    return Condition(column, words, low, high)


def _rounded(threshold: float, values: Floats) -> float:
    """The roundest number that hardly puts anybody on the other side; of whole numbers a whole one."""
    if np.isinf(threshold):
        return threshold
    known = values[np.isfinite(values)]
    exact = float(np.floor(threshold)) if (known == np.round(known)).all() else threshold
    for digits in (1, 2, 3):
        rounder = float(f"{exact:.{digits}g}")
        between = (known > min(rounder, exact)) & (known <= max(rounder, exact))
        if between.sum() <= MOVED * len(known):
            return rounder
    return float(f"{exact:.0f}") if abs(exact) >= 100 else float(f"{exact:.3g}")
