"""By which rule a colleague would know a member: one or two short sentences, and how often they are right."""

from __future__ import annotations

from typing import Any
from zlib import crc32

import numpy as np

from segments.conditions import Branches, Condition, Rule, number
from segments.facts import Facts, Truths
from segments.measures import cohens_d
from segments.shapes import Floats, Labels, Texts
from segments.simplest import f1, simplest

LEARNT_FROM = 20_000
DEPTH, BRANCHES = 3, 2
"""At most three conditions in a way to belong, and two such ways, before any of it is left out."""
TREES = 2
"""What a tree asks first decides what follows: the next one does without that column."""
CONDITION = 0.01
"""A condition more has to make the rule better by that much."""
CONSIDERED = 40
MOVED = 0.005
FEWEST = 15
"""Members in each half, for a rule to be learnt from one half and tested on the other."""


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


def _branches(known: Facts, members: Truths, rows: Labels) -> Branches:
    """The part of the tree that tells members best, and another one where that makes it better, of both no more than
    it needs."""
    from sklearn.tree import DecisionTreeClassifier  # slow to import, and a whole analysis may do without

    chosen = _considered(known, members, rows)
    table = np.column_stack([_column(known, each)[rows] for each in chosen]) if chosen else np.empty((len(rows), 0))
    target = members[rows]
    if not table.shape[1]:
        return ()
    table = np.where(np.isfinite(table), table, np.nanmedian(np.where(np.isfinite(table), table, np.nan), axis=0))
    least = max(2, int(0.05 * target.sum()))
    tree = DecisionTreeClassifier(max_depth=DEPTH, min_samples_leaf=least, class_weight="balanced", random_state=0)
    some = known.of(rows)
    paths, left = list[tuple[Condition, ...]](), list(range(len(chosen)))
    for _ in range(TREES):
        grown = tree.fit(table[:, left], target).tree_
        paths += [_path(grown, node, [chosen[each] for each in left], known) for node in range(1, grown.node_count)]
        if grown.node_count == 1 or len(left) == 1:
            break
        del left[grown.feature[0]]
    best: Branches = ()
    score = 0.0
    for _ in range(BRANCHES):
        tried = [(*best, path) for path in paths]
        reached = [_worth(each, some, target) for each in tried]
        highest = max(range(len(tried)), key=lambda index: (round(reached[index], 9), -index), default=None)
        if highest is None or reached[highest] <= score:
            break
        best, score = tried[highest], reached[highest]
    return simplest(best, some, target)


def _worth(branches: Branches, some: Facts, target: Truths) -> float:
    """F1, less what each condition costs whoever has to remember it."""
    return f1(branches, some, target) - CONDITION * sum(map(len, branches))


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
    return number(known, column, _rounded(low, values), _rounded(high, values))


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
