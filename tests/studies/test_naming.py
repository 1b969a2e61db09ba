"""Whether a new interview belongs to a study that is there."""

from __future__ import annotations

import pytest

from studies.naming import alike, next_of

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
