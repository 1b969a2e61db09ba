"""Whether a name of before is still true of a segment."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from segments.profiles import profile
from segments.shapes import Customers, Segment
from segments.still_called import Still
from tests.segments.customers import buyers, decided, made

ONCE, REGULAR, BIG = 0, 1, 2


def asked(customers: Customers, labels: np.ndarray) -> tuple[Still, tuple[Segment, ...]]:
    return Still(customers, labels), profile(customers, decided(labels))


@pytest.mark.parametrize(
    ("label", "name", "holds"),
    [
        (ONCE, "Once, long ago", True),
        (ONCE, "Mostly once, long ago", True),
        (ONCE, "Long not seen", True),
        (ONCE, "Small spenders", True),
        (ONCE, "Once, of late", False),
        (ONCE, "Now and then", False),
        (ONCE, "Big spenders", False),
        (ONCE, "Newer, once", False),
        (REGULAR, "Regulars of late", True),
        (REGULAR, "Regulars, fewer orders", True),
        (REGULAR, "Regulars last month", False),
        (REGULAR, "Mostly bought once", False),
        (BIG, "Big spenders last month, more orders", True),
        (BIG, "Big spenders gone quiet", False),
        (BIG, "Gone quiet", False),
        (BIG, "Many frequency, seen more lately", True),
        (BIG, "Few frequency", False),
        (BIG, "Cooks", True),
        (BIG, "Segment 3", True),
    ],
)
def test_a_name_holds_as_long_as_it_is_nearly_true(label: int, name: str, holds: bool) -> None:
    """What no rule says of anybody (`Cooks`) is somebody's own, and stays."""
    still, segments = asked(*buyers())
    assert still(segments[label], name) is holds


def test_a_little_less_than_the_name_asked_for_is_no_reason_to_change_it() -> None:
    """85 of 100 bought within the month: nobody would be called so anew, and whoever is, stays so."""
    customers, labels = buyers()
    raw = customers.raw.copy()
    raw[(labels == BIG) & (np.arange(600) % 7 == 0), 0] = 60
    still, segments = asked(replace(customers, raw=raw), labels)
    assert segments[BIG].name == "Big spenders of late"
    assert still(segments[BIG], "Big spenders last month")
    raw[(labels == BIG) & (np.arange(600) % 3 == 0), 0] = 60
    still, segments = asked(replace(customers, raw=raw), labels)
    assert not still(segments[BIG], "Big spenders last month")


def test_names_of_levels_hold_while_they_set_a_segment_apart() -> None:
    labels = np.repeat([0, 1], 60).astype(np.int64)
    plan = np.where(labels == 1, "Family", "Solo").astype(object)
    tenure = (labels * 50.0 + np.arange(120) % 9)[:, None]
    still, segments = asked(made(tenure, ("tenure",), ("months",), labels, categories={"plan": plan}), labels)
    assert still(segments[0], "New with us, solo")
    assert still(segments[0], "Solo, newer")
    assert not still(segments[0], "Long with us, solo")
    assert not still(segments[1], "Solo")
