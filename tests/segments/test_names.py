"""Names of a list of segments side by side: words that a marketer would use, and no two alike."""

from __future__ import annotations

import numpy as np
import pytest

from segments.buyers import alike, buys_as
from segments.factors import by_factors
from segments.facts import facts, thing
from segments.measured import BASKET, FREQUENCY, MONEY, PACE, PRODUCTS, RECENCY
from segments.naming import names
from segments.profiles import profile
from segments.shapes import Customers, Labels, Trait
from segments.still_called import Still
from segments.traits import traits
from tests.segments.customers import decided, keyed

OF_BUYERS = (RECENCY, FREQUENCY, MONEY, BASKET)


def called(columns: tuple[str, ...], *middles: tuple[float, ...]) -> tuple[str, ...]:
    """The names of segments of a hundred each, whose members lie about these figures."""
    labels: Labels = np.repeat(np.arange(len(middles)), 100).astype(np.int64)
    raw = np.array(middles)[labels] * np.exp(np.random.default_rng(0).normal(0, 0.05, (len(labels), len(columns))))
    raw[:, columns.index(FREQUENCY)] = np.maximum(1, np.round(raw[:, columns.index(FREQUENCY)]))
    customers = Customers(keyed(len(labels)), columns, raw, raw, ("",) * len(columns))
    return names(facts(customers), labels, _apart(customers, labels, len(middles)))


def _apart(customers: Customers, labels: Labels, count: int) -> list[tuple[Trait, ...]]:
    known = facts(customers)
    return [traits(known, labels == each, labels != each) for each in range(count)]


def test_two_that_bought_once_long_ago_are_told_apart_by_their_orders() -> None:
    found = called(OF_BUYERS, (250, 1, 20, 20), (240, 1, 90, 90), (5, 12, 900, 75))
    assert found == ("Once, long ago, smaller orders", "Once, long ago", "Big spenders last month")


def test_who_would_be_called_as_others_but_for_when_is_called_by_something_else() -> None:
    small = [(200.0 + more, 2.0, 100.0, 50.0) for more in range(5)]
    found = called(OF_BUYERS, (60, 14, 3_000, 214), (5, 20, 9_000, 450), *small)
    assert found[:2] == ("Regulars of late", "Big spenders last month")


def test_a_name_that_says_only_when_says_how_they_buy_as_well() -> None:
    found = called(OF_BUYERS, (150, 3, 900, 300), (4, 12, 1_500, 125), (10, 3, 150, 50), (10, 4, 160, 40))
    assert found[0] == "Long not seen"
    weaker = called(OF_BUYERS, (80, 3, 900, 300), (4, 12, 1_500, 125), (10, 3, 150, 50), (10, 4, 160, 40))
    assert weaker[0] == "Gone quiet, large orders"


def test_whoever_was_here_yesterday_has_not_gone_quiet() -> None:
    """Though all the others were here today."""
    found = called(OF_BUYERS, (1, 5, 60, 12), (0.01, 20, 1_800, 90), (0.02, 20, 1_700, 85))
    assert "quiet" not in found[0]


@pytest.mark.parametrize(
    ("column", "less", "more"),
    [
        (PACE, "Soon back", "Long between orders"),
        (BASKET, "Small orders", "Large orders"),
        (PRODUCTS, "Few different products", "Many different products"),
        ("time on site", "Low time on site", "High time on site"),
        ("minutes spent reading the news", "Low reading news", "High reading news"),
        ("monthly charges", "Low monthly charges", "High monthly charges"),
    ],
)
def test_no_name_is_half_of_what_a_column_is_called(column: str, less: str, more: str) -> None:
    """Without money nobody is a big spender, and the measures name a segment."""
    labels = np.repeat([0, 1], 100).astype(np.int64)
    raw = (labels * 50 + 10 + np.arange(200) % 7)[:, None].astype(np.float64)
    customers = Customers(keyed(200), (column,), raw, raw, ("",))
    assert names(facts(customers), labels, _apart(customers, labels, 2)) == (less, more)


@pytest.mark.parametrize(
    ("column", "held", "not_held"),
    [
        ("SeniorCitizen", "senior citizen is yes", "senior citizen is no"),
        ("Newsletter", "with newsletter", "without newsletter"),
    ],
)
def test_what_somebody_is_they_are_not_with(column: str, held: str, not_held: str) -> None:
    assert (thing(column, "Yes"), thing(column, "Yes", False)) == (held, not_held)
    assert (thing(column, "No"), thing(column, "No", False)) == (not_held, held)


def test_a_segment_of_those_who_are_something_is_called_by_that() -> None:
    labels = np.repeat([0, 1], 100).astype(np.int64)
    raw = (np.arange(200) % 7)[:, None].astype(np.float64)
    held = np.where(labels == 0, "Yes", "No").astype(object)
    customers = Customers(keyed(200), ("visits",), raw, raw, ("",), {"SeniorCitizen": held})
    assert names(facts(customers), labels, _apart(customers, labels, 2))[0] == "Senior citizen: yes"


def test_kinds_of_names() -> None:
    assert buys_as("Big spenders of late") == buys_as("Big spenders") == "big spenders"
    assert buys_as("Mostly once, long ago") == buys_as("Once, long ago")
    assert alike(buys_as("Bought once"), buys_as("Once, long ago"))
    assert not alike(buys_as("Once, of late"), buys_as("Mostly once, long ago"))
    assert not alike(buys_as("Newer, bought once"), buys_as("Bought once"))
    assert not alike(buys_as("Long not seen"), buys_as("Gone quiet"))


def subscribers(*kinds: tuple[float, float]) -> Customers:
    """A hundred of each kind: how long they are here, what they pay a month, and both multiplied."""
    chance = np.random.default_rng(4)
    months, paid = np.repeat(np.array(kinds), 100, axis=0).T * np.exp(chance.normal(0, 0.05, (2, 100 * len(kinds))))
    raw = np.column_stack([months, paid, months * paid])
    return Customers(keyed(len(raw)), ("tenure", "MonthlyCharges", "TotalCharges"), raw, raw, ("",) * 3)


def test_who_is_long_here_and_pays_much_is_called_so_and_not_by_the_total_of_both() -> None:
    customers = subscribers((60, 100), (60, 20), (6, 100), (6, 20))
    labels = np.repeat(np.arange(4), 100).astype(np.int64)
    profiled = profile(customers, decided(labels, (0.9,) * 4))
    assert [each.name for each in profiled] == [
        "Long-time customers, pay much",
        "Long-time customers, pay little",
        "New customers, pay much",
        "New customers, pay little",
    ]
    assert not any(trait.feature == "TotalCharges" for each in profiled for trait in each.traits)


def test_a_total_stays_where_neither_of_its_factors_sets_anybody_apart() -> None:
    known = facts(subscribers((30, 50)))
    total, tenure = Trait("TotalCharges", 9.0, 5.0, 0.9, ""), Trait("tenure", 9.0, 5.0, 0.9, "")
    assert by_factors(known, (total,)) == (total,)
    assert by_factors(known, (total, tenure)) == (tenure,)


def test_whether_a_name_by_both_factors_still_holds_is_seen() -> None:
    customers = subscribers((60, 100), (6, 20))
    labels = np.repeat(np.arange(2), 100).astype(np.int64)
    long, new = profile(customers, decided(labels, (0.9,) * 2))
    still = Still(customers, labels)
    assert still(long, "Long-time customers, pay much")
    assert not still(new, "Long-time customers, pay much")
