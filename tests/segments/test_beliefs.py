"""What was believed, and what the data says: a figure, or what would have to be known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from segments.beliefs import Statement, believed
from segments.propositions import Group, Share
from segments.said import Belief
from segments.shapes import Customers
from tests.segments.customers import buyers


def known() -> Customers:
    customers, labels = buyers()
    country = np.where(labels == 2, "Germany", "France").astype(object)
    card = np.where(np.arange(600) % 5 == 0, "Yes", "No").astype(object)
    churned = np.where(labels == 0, np.arange(600) % 10 < 6, np.arange(600) % 10 < 1).astype(np.float64)
    return replace(customers, categories={"Country": country, "loyalty card": card}, outcomes={"Churn": churned})


def said(text: str) -> Belief:
    _, labels = buyers()
    (found,) = believed(known(), [Statement(text)], labels, ("Once, long ago", "Regulars", "Big spenders"))
    return found


@pytest.mark.parametrize(
    ("text", "verdict", "figure"),
    [
        ("Half of our customers buy once", "confirmed", 0.53),
        ("Most customers come back", "untestable", 0.47),
        ("Hardly any customers buy only once.", "contradicted", 0.53),
        ("20 % of customers bring 80 % of sales", "contradicted", 0.87),
        ("20 % of our customers account for about 90 per cent of revenue", "confirmed", 0.87),
        ("Customers in Germany spend more", "confirmed", None),
        ("Customers in France spend more than the others", "contradicted", None),
        ("Customers in Germany spend more than customers in France", "confirmed", None),
        ("Customers with a loyalty card spend more", "untestable", None),
        ("A third of our customers churn", "confirmed", 0.37),
        ("The regulars churn more", "contradicted", None),
        ("Segment 1 churns more", "confirmed", None),
        ("Big spenders buy more often", "confirmed", None),
        ("20 percent of clients have a loyalty card", "confirmed", 0.2),
        ("Most customers are from France", "confirmed", 5 / 6),
        ("Country Germany customers spend more", "confirmed", None),
    ],
)
def test_a_simple_statement_is_held_against_the_figure(text: str, verdict: str, figure: float | None) -> None:
    found = said(text)
    assert found.verdict == verdict, found.words
    if figure is not None:
        assert found.figure == pytest.approx(figure, abs=0.02)
    assert any(each.isdigit() for each in found.words)


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("Customers in Norway spend more", "who is “norway”"),
        ("Customers leave because of the price", "an interview"),
        ("Most customers love the new design", "an interview"),
        ("Customers in Germany buy more", "more often, or for more money"),
        ("Most customers respond", "who answered"),
        ("Customers in Germany do not spend more", "without a *not*"),
        ("Christmas will be huge next year", "another time"),
        ("Synergies abound", "simple words"),
        ("Segment 9 spends more", "segment 9"),
        ("", "simple words"),
        (" ".join(f"word{number}" for number in range(5000)), "one short sentence"),
    ],
)
def test_what_the_file_cannot_tell_is_untestable_and_it_says_what_could(text: str, needs: str) -> None:
    found = said(text)
    assert found.verdict == "untestable"
    assert found.figure is None
    assert needs in found.needs


def test_of_two_columns_that_may_be_meant_none_is_guessed() -> None:
    customers = known()
    both = replace(customers, categories={**customers.categories, "born in": customers.categories["Country"]})
    (found,) = believed(both, [Statement("Customers in Germany spend more")])
    assert found.verdict == "untestable"
    assert "country or born in" in found.needs


def test_a_test_that_was_given_needs_no_reading() -> None:
    test = Share(Group(feature="recency", low=200), 0.4, 0.6)
    (found,) = believed(known(), [Statement("Viele waren lange nicht da", test)])
    assert found.verdict == "confirmed"
    (found,) = believed(known(), [Statement("Alt", Share(Group(feature="age", low=60), 0.5, 1))])
    assert (found.verdict, found.needs) == ("untestable", "a column for age")


def test_of_a_handful_of_customers_nothing_is_said() -> None:
    customers = known()
    rare = customers.categories["Country"].copy()
    rare[:5] = "Malta"
    few = replace(customers, categories={"Country": rare})
    (found,) = believed(few, [Statement("Customers in Malta spend more")])
    assert (found.verdict, found.figure) == ("untestable", None)
