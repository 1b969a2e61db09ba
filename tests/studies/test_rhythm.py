"""When something that comes again is due: on the calendar and the clocks of a place, exactly once each time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from studies.rhythm import Every, Rhythm, due_after, is_zone, local

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia")
JANUARY = datetime(2027, 1, 1, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


def daily(hour: int, minute: int = 0, zone: str = "Europe/Berlin") -> Rhythm:
    return Rhythm(every=Every.DAY, hour=hour, minute=minute, zone=zone)


def monthly(day: int, zone: str = "Europe/Berlin") -> Rhythm:
    return Rhythm(every=Every.MONTH, hour=9, zone=zone, monthday=day)


def dues(rhythm: Rhythm, start: datetime, end: datetime) -> list[datetime]:
    found, at = [], start
    while (at := due_after(rhythm, at)) < end:
        found.append(at)
    return found


def test_monday_at_nine_stays_at_nine_when_the_clocks_change() -> None:
    rhythm = Rhythm(every=Every.WEEK, hour=9, zone="Europe/Berlin", weekday=0)
    found = [local(rhythm, each) for each in dues(rhythm, JANUARY, JANUARY + timedelta(days=365))]
    assert len(found) == 52
    assert {(each.weekday(), each.hour, each.minute) for each in found} == {(0, 9, 0)}


def test_an_hour_that_the_clocks_skip_comes_as_much_later() -> None:
    before = datetime(2027, 3, 27, 12, tzinfo=BERLIN)
    assert due_after(daily(2, 30), before) == datetime(2027, 3, 28, 3, 30, tzinfo=BERLIN).astimezone(UTC)


def test_an_hour_that_comes_twice_is_the_first_of_them_and_comes_once() -> None:
    rhythm, before = daily(2, 30), datetime(2027, 10, 30, 12, tzinfo=BERLIN)
    first = due_after(rhythm, before)
    assert first == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert local(rhythm, due_after(rhythm, first)).date() == date(2027, 11, 1)


def test_the_31st_is_the_last_day_of_shorter_months() -> None:
    found = [local(monthly(31), each) for each in dues(monthly(31), JANUARY, JANUARY + timedelta(days=365))]
    assert [each.day for each in found] == [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


@pytest.mark.parametrize("day", [29, 30, 31])
def test_in_a_leap_year_february_has_one_more_day(day: int) -> None:
    start = datetime(2028, 2, 1, tzinfo=UTC)
    [due] = dues(monthly(day), start, datetime(2028, 3, 1, tzinfo=UTC))
    assert local(monthly(day), due).day == 29


def test_a_day_that_an_island_left_out_comes_with_the_next_and_not_twice() -> None:
    """Samoa had no 30 December 2011. https://en.wikipedia.org/wiki/Time_in_Samoa"""
    rhythm = daily(9, zone="Pacific/Apia")
    found = dues(rhythm, datetime(2011, 12, 28, tzinfo=UTC), datetime(2012, 1, 2, 20, tzinfo=UTC))
    days = [local(rhythm, each).date() for each in found]
    assert days == sorted(set(days))
    assert date(2011, 12, 30) not in days
    assert date(2011, 12, 31) in days


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("every", Every)
def test_in_a_year_every_day_week_and_month_has_its_own(zone: str, every: Every) -> None:
    rhythm = Rhythm(every=every, hour=2, minute=15, zone=zone, weekday=6, monthday=31)
    start = datetime(2027, 1, 1, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    end = datetime(2028, 1, 1, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    days = [local(rhythm, each).date() for each in dues(rhythm, start, end)]
    assert len(days) == len(set(days)) == {Every.DAY: 365, Every.WEEK: 52, Every.MONTH: 12}[every]


rhythms = st.builds(
    Rhythm,
    every=st.sampled_from(Every),
    hour=st.integers(0, 23),
    minute=st.integers(0, 59),
    zone=st.sampled_from(ZONES),
    weekday=st.integers(0, 6),
    monthday=st.integers(1, 31),
)
instants = st.datetimes(datetime(2011, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))


@given(rhythms, instants)
def test_the_next_time_is_after_now_and_is_found_again_from_just_before(rhythm: Rhythm, instant: datetime) -> None:
    due = due_after(rhythm, instant)
    assert due > instant
    assert due_after(rhythm, due - timedelta(seconds=1)) == due
    assert due_after(rhythm, due) > due


def test_a_zone_that_does_not_exist_is_refused() -> None:
    assert is_zone("Asia/Kolkata")
    with pytest.raises(ValidationError):
        daily(9, zone="Europe/Atlantis")
