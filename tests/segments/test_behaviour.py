"""What the members of a segment do, in sentences a card can rest on: no share of customers in any of them."""

from __future__ import annotations

import pytest

from segments.behaviour import deeds
from segments.told import Criterion, Segment, Trait


def segment(*traits: Trait, criteria: tuple[Criterion, ...] = ()) -> Segment:
    return Segment("s1", 0, "Some", 50, 0.5, None, traits, criteria, "")


def trait(feature: str, here: float, others: float, effect: float = 1.0) -> Trait:
    return Trait(feature, here, others, effect, "")


@pytest.mark.parametrize(
    ("found", "one", "many"),
    [
        (trait("orders", 12, 2), "orders about 12 times", "They order about 12 times, the others about 2."),
        (trait("orders", 1, 9, -1), "has ordered once", "They have ordered once, the others about 9."),
        (
            trait("money spent", 3400.4, 300), "spends about 3,400 in all",
            "They spend about 3,400 in all, the others about 300.",
        ),
        (
            trait("MonthlyCharges", 87.3, 50), "spends more than others, monthly charges about 87",
            "They spend more than the others: monthly charges about 87, of the others about 50.",
        ),
        (
            trait("Seats", 4, 20, -1), "is lower in seats than others, seats about 4",
            "They are lower in seats than the others: seats about 4, of the others about 20.",
        ),
        (
            trait("Contract = Month-to-month", 0.9, 0.3), "has month-to-month as contract",
            "Most of them have month-to-month as contract, some of the others.",
        ),
        (
            trait("Country = France", 0.97, 0.1), "is from France",
            "Nearly all of them are from France, few of the others.",
        ),
        (
            trait("OnlineSecurity = Yes", 0.1, 0.45, -1), "has no online security",
            "Most of them have no online security, about half of the others.",
        ),
        (trait("Partner = Yes", 0.99, 0.96), "has partner", "Nearly all of them have partner, fewer of the others."),
        (
            trait("mentions = refund", 0.6, 0.1), "writes about refund",
            "They write about refund more often than the others do.",
        ),
    ],
)  # fmt: skip
def test_each_is_said_of_one_and_of_all(found: Trait, one: str, many: str) -> None:
    [deed] = deeds(segment(found))
    assert (deed.one, deed.many) == (one, many)
    assert "%" not in deed.many


@pytest.mark.parametrize(
    "found",
    [
        trait("OnlineSecurity = Yes", 0.35, 0.1),
        trait("Contract = One year", 0.1, 0.4, -1),
        trait("plan = others", 0.9, 0.1),
    ],
    ids=["a third have it", "few have one of several", "rare ones together"],
)
def test_what_says_nothing_of_one_of_them_is_not_told(found: Trait) -> None:
    assert deeds(segment(found)) == ()


def test_in_what_they_end_otherwise_is_told_of_all_and_of_nobody_alone() -> None:
    words = "Churn: 57 % here, 15 % among the others, 42 points more (from +38 to +46). What they do was not tried."
    [deed] = deeds(segment(criteria=(Criterion("responds differently", "met", 0.42, words),)))
    assert (deed.one, deed.many) == ("", "Churn is more common among them than among the others.")
