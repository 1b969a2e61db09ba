"""A rule that can be read aloud: what is left out of it, what is not, and that its figures are its own."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest

from segments.conditions import Branches, number, picked
from segments.facts import Facts, Truths
from segments.rules import rule
from segments.simplest import ABOUT_AS_WELL, f1, simplest

COUNT = 4_000


def seen(seed: int = 0) -> Facts:
    """Orders from 0 to 9, days from 0 to 99 and money from 0 to 999, none of which has to do with another."""
    random = np.random.default_rng(seed)
    numbers = np.column_stack([random.integers(0, most, COUNT) for most in (10, 100, 1_000)]).astype(np.float64)
    return Facts(("orders", "days", "money"), ("", "", ""), numbers, (), np.empty((COUNT, 0), np.bool_))


KNOWN = seen()
ORDERS, DAYS, MONEY = KNOWN.numbers.T


def said(branches: Branches) -> list[list[str]]:
    return [[condition.words for condition in branch] for branch in branches]


@pytest.mark.parametrize(
    ("branches", "members", "left"),
    [
        # Whoever is not in the first sentence need not be told so in the second.
        (
            ((number(KNOWN, 1, -inf, 50),), (number(KNOWN, 1, 50, inf), number(KNOWN, 0, 5, inf))),
            (DAYS <= 50) | (ORDERS > 5),
            [["days at most 50"], ["orders over 5"]],
        ),
        # One number goes on where the other ends.
        (
            ((number(KNOWN, 0, -inf, 2),), (number(KNOWN, 0, 2, 6),)),
            ORDERS <= 6,
            [["orders at most 6"]],
        ),
        # A condition that hardly decides is left out, one that does is not.
        (
            ((number(KNOWN, 1, -inf, 50), number(KNOWN, 2, -inf, 990)),),
            (DAYS <= 50) & (MONEY <= 990),
            [["days at most 50"]],
        ),
        (
            ((number(KNOWN, 1, -inf, 50), number(KNOWN, 2, -inf, 500)),),
            (DAYS <= 50) & (MONEY <= 500),
            [["days at most 50", "money at most 500"]],
        ),
    ],
)  # fmt: skip
def test_only_what_hardly_decides_is_left_out(branches: Branches, members: Truths, left: list[list[str]]) -> None:
    found = simplest(branches, KNOWN, members)
    assert said(found) == left
    assert f1(found, KNOWN, members) >= f1(branches, KNOWN, members) - ABOUT_AS_WELL


def test_a_rule_of_two_long_ways_is_cut_until_it_can_be_read_aloud() -> None:
    first = (number(KNOWN, 0, 5, inf), number(KNOWN, 1, -inf, 50), number(KNOWN, 2, -inf, 500))
    second = (number(KNOWN, 0, -inf, 5), number(KNOWN, 1, 50, inf), number(KNOWN, 2, 500, inf))
    found = simplest((first, second), KNOWN, picked((first, second), KNOWN))
    assert len(found) == 1 or max(map(len, found)) <= 2


def test_a_rule_that_picks_everybody_is_none() -> None:
    everybody = ((number(KNOWN, 1, -inf, 50),), (number(KNOWN, 1, 50, inf),))
    assert simplest(everybody, KNOWN, ORDERS < 9) == ()


def test_two_ways_are_two_short_sentences_and_the_figures_are_those_of_what_is_said() -> None:
    members = (DAYS <= 30) | (MONEY > 800)
    found = rule(KNOWN, members.astype(np.int64), 1, np.arange(COUNT))
    tested = slice(COUNT // 2, COUNT)
    told, right = found.of(KNOWN)[tested], members[tested]
    assert found.precision == pytest.approx((told & right).sum() / told.sum())
    assert found.recall == pytest.approx((told & right).sum() / right.sum())
    assert found.words.startswith(
        ("Days at most 30. Or: money over 800. This gets ", "Money over 800. Or: days at most")
    )


def test_what_the_first_cut_hides_is_found_by_beginning_elsewhere() -> None:
    """Days tell most at first sight, the three others all of it; who asks for days first has but two questions left."""
    random = np.random.default_rng(4)
    visits = random.integers(0, 10, COUNT).astype(np.float64)
    members = (ORDERS <= 5) & (MONEY <= 600) & (visits <= 5)
    days = np.where(members, random.integers(0, 50, COUNT), random.integers(15, 100, COUNT))
    numbers = np.column_stack([ORDERS, days, MONEY, visits])
    known = Facts((*KNOWN.names, "visits"), ("",) * 4, numbers, (), KNOWN.holds)
    [told] = said(rule(known, members.astype(np.int64), 1, np.arange(COUNT)).branches)
    assert sorted(told) == ["money at most 600", "orders at most 5", "visits at most 5"]
