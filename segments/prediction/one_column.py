"""The best rule of a single column, which a model of all of them has to beat: who has one word there, and who not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segments.prediction.usable import Usable
from segments.shapes import Floats, Labels


@dataclass(frozen=True)
class Rule:
    """`named`: `column: word`, and the share of those who left. `chance`: of each customer, by rules that were chosen
    without them."""

    named: str
    left: float
    chance: Floats


def best_rule(learnt: Usable, rows: Floats, truth: Labels, folds: Labels) -> Rule | None:
    """`rows`: of those of whom the `truth` is known, 1 left. None where no column is of words."""
    if not learnt.levels:
        return None
    has = rows[:, list(learnt.levels)] > 0
    chance = np.zeros(len(truth))
    for fold in np.unique(folds):
        out = folds == fold
        place, with_it, without = _best(has[~out], truth[~out])
        chance[out] = np.where(has[out, place], with_it, without)
    place, with_it, _ = _best(has, truth)
    return Rule(learnt.names[learnt.levels[place]], with_it, chance)


def _best(has: np.ndarray, truth: Labels) -> tuple[int, float, float]:
    """-> which word tells most, and the shares that left of who has it and of who has not. Of words that more leave
    with than without: the rule names who leaves."""
    count, left = has.sum(axis=0), has[truth > 0].sum(axis=0)
    others, others_left = len(truth) - count, int(truth.sum()) - left
    # One more of each sort, so that a word of a handful is never sure.
    shares, rest = (left + 0.5) / (count + 1), (others_left + 0.5) / (others + 1)
    losses = -(
        left * np.log(shares)
        + (count - left) * np.log(1 - shares)
        + others_left * np.log(rest)
        + (others - others_left) * np.log(1 - rest)
    )
    place = int(np.argmin(np.where(shares > rest, losses, np.inf)))
    return place, float(shares[place]), float(rest[place])
