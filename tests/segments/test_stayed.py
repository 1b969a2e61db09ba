"""Money of customers who left already is told apart where that turns the order of segments round."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from segments.shapes import Customers
from segments.stayed import of_those_who_stayed
from segments.told import Segment

LABELS = np.repeat([0, 1], [60, 40])
SEGMENTS = tuple(
    Segment(f"s{number}", label, name, size, size / 100, size / 100, (), (), "")
    for label, name, number, size in ((0, "Newer", 2, 60), (1, "Regulars", 1, 40))
)


def customers(left: float, outcome: str = "Churn") -> Customers:
    """Each pays 10; `left` of those of the first label left, none of the other."""
    values = np.zeros(100)
    values[: round(60 * left)] = 1.0
    keys = np.array([f"{row:03}" for row in range(100)], dtype=object)
    paid = np.full((100, 1), 10.0)
    return Customers(keys=keys, names=("monthly_charges",), raw=paid, scaled=paid, outcomes={outcome: values})


def test_who_brings_most_of_what_those_pay_who_stayed_is_told_where_it_is_another_one():
    assert of_those_who_stayed(customers(0.5), LABELS, SEGMENTS) == (
        "Shares of monthly charges count those who left, too. Of what those pay who stayed, segment 1 brings 57 % (of "
        "all 40 %) and segment 2 brings 43 % (of all 60 %).",
    )


def test_the_same_one_is_told_once():
    assert of_those_who_stayed(customers(0.25), LABELS, SEGMENTS) == (
        "Shares of monthly charges count those who left, too. Of what those pay who stayed, segment 2 brings 53 % (of "
        "all 60 %).",
    )


def test_where_it_makes_no_difference_nothing_is_told():
    assert of_those_who_stayed(customers(0.02), LABELS, SEGMENTS) == ()
    assert of_those_who_stayed(customers(0.5, "Converted"), LABELS, SEGMENTS) == ()
    assert of_those_who_stayed(replace(customers(0.5), names=("visits",)), LABELS, SEGMENTS) == ()
    assert of_those_who_stayed(customers(0.5), None, ()) == ()
