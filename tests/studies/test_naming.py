"""Whether a new interview belongs to a study that is there."""

from __future__ import annotations

import pytest

from studies.naming import alike

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
