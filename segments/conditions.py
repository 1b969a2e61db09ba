"""A rule as it is said: conditions that somebody fulfils or does not, and how often it is right."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segments.facts import Facts, Truths, amount, of_hundred
from segments.meanings import plain
from segments.shares import figure


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


Branches = tuple[tuple[Condition, ...], ...]
"""Ways in which somebody belongs: the conditions of one are joined by *and*."""


@dataclass(frozen=True)
class Rule:
    """Each of `branches` is a way to belong, a sentence. None: nothing known tells members from others."""

    branches: Branches
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
        return picked(self.branches, known)

    @property
    def words(self) -> str:
        if not self.branches:
            return "Nothing in the file tells a member from the others."
        said = ". Or: ".join(" and ".join(condition.words for condition in branch) for branch in self.branches)
        tested = f"{self.whom} it was not learnt from" if self.held_out else f"the {self.whom} it was learnt from"
        return (
            f"{said[0].upper()}{said[1:]}. This gets {of_hundred(self.accuracy)} of 100 {self.whom} right: "
            f"{of_hundred(self.precision)} of 100 it picks are members, "
            f"and it finds {of_hundred(self.recall)} of 100 members (tried on {tested})."
        )


def picked(branches: Branches, known: Facts) -> Truths:
    """Whoever fulfils all conditions of one of the ways."""
    found = np.zeros(len(known.numbers), dtype=np.bool_)
    for branch in branches:
        found |= np.logical_and.reduce([condition.of(known) for condition in branch])
    return found


def number(known: Facts, column: int, low: float, high: float) -> Condition:
    """A number above `low` and at most `high`, in the words and the unit of the file."""
    name, unit = plain(known.names[column]), known.units[column]
    if np.isinf(low):
        words = f"{name} at most {amount(high, unit)}"
    elif np.isinf(high):
        words = f"{name} over {amount(low, unit)}"
    else:
        words = f"{name} over {figure(low)} and at most {amount(high, unit)}"
    return Condition(column, words, low, high)
