"""Whether a new interview belongs to a study that is there."""

from __future__ import annotations

import pytest

from studies.naming import alike, in_order_of_days, next_of

OTHERS = [("S1", "We sell a benefits portal to mid-size employers"), ("S2", "A bakery in Ghent")]


@pytest.mark.parametrize(
    ("title", "study"),
    [
        ("We sell a benefits portal to mid-size employers", "S1"),
        ("Our benefits portal for mid-size employers", "S1"),
        ("The bakery in Ghent", "S2"),
        ("A benefits portal for dentists and their patients", ""),
        ("Bicycles for couriers in Ghent", ""),
        ("Ghent", ""),
        ("", ""),
        ("🎉", ""),
    ],
)
def test_it_joins_the_study_that_is_called_nearly_the_same(title: str, study: str) -> None:
    assert alike(title, OTHERS) == study


FILES = [
    ("S1", "Segments of orders_2026-10.csv"),
    ("S2", "Segments of Kundendaten-alt.xlsx"),
    ("S3", "Segments of 10.csv"),
]


@pytest.mark.parametrize(
    ("title", "study"),
    [
        ("Segments of orders_2026-11.csv", "S1"),
        ("Segments of Orders November (final) 2.xlsx", "S1"),
        ("Segments of returned orders.csv", ""),
        ("Segments of kundendaten.csv", ""),
        ("Segments of 11.csv", ""),
        ("", ""),
    ],
)
def test_the_next_file_joins_the_study_of_the_same_file_of_another_day(title: str, study: str) -> None:
    assert next_of(title, FILES) == study


@pytest.mark.parametrize("called", ["orders", "market", "marketing", "decor", "mayor", "augmented", "junior", "sepia"])
@pytest.mark.parametrize(
    ("earlier", "later"),
    [("2026-09", "2026-10"), ("sep_2026", "October 2026"), ("Sept-2026", "oct-2026"), ("2026 march", "2026 may"),
     ("december 2025", "jan 2026")],
)  # fmt: skip
def test_files_of_two_days_come_in_their_order_whatever_they_are_called(called: str, earlier: str, later: str) -> None:
    names = [f"{called}_{later}.csv", f"{called}_{earlier}.csv"]
    assert in_order_of_days(names) == [1, 0]
    assert in_order_of_days(names[::-1]) == [0, 1]
