"""Which days a file covers, and when it is no later file: then moves would tell of the days, not of customers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from segments.evolution.baseline import Baseline, Earlier
from segments.period import no_later
from segments.report import Report
from segments.since import Since
from segments.telling_since import since_in_words
from segments.told import Days
from tests.segments.test_evolution import month
from tests.segments.test_over_time import april, kept, report

__all__ = ["april"]


def days(first: int, last: int) -> Days:
    """Counted from the first of January 2026."""
    begin = date(2026, 1, 1)
    return Days(begin + timedelta(first), begin + timedelta(last))


@pytest.mark.parametrize(
    ("covers", "before", "instead"),
    [
        (days(31, 60), days(0, 30), ""),
        (days(0, 60), days(0, 30), ""),
        (days(20, 50), days(0, 30), ""),
        (days(0, 30), days(0, 30), "same"),
        (days(10, 20), days(0, 30), "within"),
        (days(0, 29), days(0, 30), "within"),
        (days(0, 30), days(31, 60), "older"),
        (days(100, 130), days(0, 99), "shorter"),
        (days(0, 99), days(0, 30), "longer"),
    ],
)
def test_a_file_goes_on_from_another_or_why_not(covers: Days, before: Days, instead: str) -> None:
    found = no_later(covers, before)
    assert (found.instead if found else "") == instead
    assert no_later(covers, None) is no_later(None, before) is None


def test_nobody_is_said_to_have_moved_and_the_days_of_both_are_told() -> None:
    no = no_later(days(0, 30), days(0, 30))
    [told] = since_in_words(Since(file="april.csv", no_later=no))
    assert told.startswith("This file covers 2026-01-01 to 2026-01-31, just as april.csv does.")
    assert "keep their names and numbers" in told
    assert not Since(file="april.csv", no_later=no).compared


def test_of_other_days_segments_keep_names_and_numbers_and_nobody_moved(april: tuple[Report, Earlier]) -> None:
    told, before = april
    held = replace(before, baseline=before.baseline.model_copy(update={"days": days(0, 30)}))
    customers, labels = month(0)
    again = report(customers, (labels + 1) % 3, held, days=days(0, 30))
    assert again.since is not None
    assert again.since.no_later is not None
    assert (again.since.both, again.since.moves, again.since.sizes, again.since.holds) == (None, (), (), True)
    assert {each.number: each.name for each in again.segments} == {each.number: each.name for each in told.segments}
    assert kept(again, customers, (labels + 1) % 3, held).baseline.days == days(0, 30)
    later = report(customers, labels, held, days=days(31, 60))
    assert later.since is not None
    assert later.since.both == 600


def test_what_was_kept_before_days_were_looked_at_can_still_be_read(april: tuple[Report, Earlier]) -> None:
    stored = april[1].baseline.model_dump(mode="json")
    del stored["days"]
    assert Baseline.model_validate(stored).days is None
