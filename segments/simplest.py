"""A rule that can be read aloud: of those that tell members about as well, the one with the fewest conditions."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf, isinf

from segments.conditions import Branches, Condition, number, picked
from segments.facts import Facts, Truths

ABOUT_AS_WELL = 0.02
"""Of the F1 of the rule that nothing was left out of."""
MOST_IN_ONE, MOST_IN_TWO = 3, 2
"""Conditions of a rule that is one sentence, and of each sentence where there are two."""


def f1(branches: Branches, known: Facts, members: Truths) -> float:
    """The harmonic mean of how many it picks are members and how many members it picks, 0 to 1."""
    those = picked(branches, known)
    return 2 * float((those & members).sum()) / max(1, int(those.sum() + members.sum()))


def simplest(branches: Branches, known: Facts, members: Truths) -> Branches:
    """One thing after the other is left out, that which costs least first, for as long as the rule is about as good,
    and further until it can be read aloud. Nothing is left of a rule that picks everybody."""
    enough = f1(branches, known, members) - ABOUT_AS_WELL
    while found := [(f1(each, known, members), each) for each in _with_less(branches, known)]:
        reached, shorter = max(found, key=lambda each: (round(each[0], 9), -_letters(each[1])))
        if reached < enough and _can_be_read_aloud(branches):
            break
        branches = shorter
    return branches if branches and not picked(branches, known).all() else ()


def _can_be_read_aloud(branches: Branches) -> bool:
    return max(map(len, branches), default=0) <= (MOST_IN_ONE if len(branches) == 1 else MOST_IN_TWO)


def _with_less(branches: Branches, known: Facts) -> Iterator[Branches]:
    """Each rule that has a sentence, a condition or an end of a number less; a sentence keeps one condition."""
    for at, branch in enumerate(branches):
        before, after = branches[:at], branches[at + 1 :]
        if before or after:
            yield (*before, *after)
        for place, condition in enumerate(branch):
            others = (*branch[:place], *branch[place + 1 :])
            if others:
                yield (*before, others, *after)
            for wider in _wider(condition, known):
                yield (*before, (*branch[:place], wider, *branch[place + 1 :]), *after)


def _wider(condition: Condition, known: Facts) -> Iterator[Condition]:
    """A number between two others is one above the lower, or one at most the higher."""
    if condition.level is None and not isinf(condition.low) and not isinf(condition.high):
        yield number(known, condition.column, condition.low, inf)
        yield number(known, condition.column, -inf, condition.high)


def _letters(branches: Branches) -> int:
    return sum(len(condition.words) for branch in branches for condition in branch)
