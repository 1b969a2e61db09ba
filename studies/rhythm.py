"""When something that comes again is due: daily, weekly or monthly, at an hour of a place on earth.

Which day it is says `dateutil.rrule` (RFC 5545, section 3.3.10), on the calendar of that place; what instant that is
says the IANA time zone database. Two things no rule can decide are decided here: an hour that the clocks skip comes as
much later as they skip (2:30 becomes 3:30), and one that comes twice is the first (PEP 495, `fold=0`).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, rrule
from pydantic import BaseModel, ConfigDict, Field, field_validator

LONGEST_MONTH, SHORTEST_MONTH = 31, 28
FEWEST_LETTERS = 3


class Every(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Rhythm(BaseModel):
    """`weekday` counts from Monday, 0; `monthday` from 1, and means the last day in months that are shorter."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    every: Every
    hour: int = Field(ge=0, le=23)
    minute: int = Field(0, ge=0, le=59)
    zone: str
    """IANA name: `Europe/Berlin`."""
    weekday: int = Field(0, ge=0, le=6)
    monthday: int = Field(1, ge=1, le=LONGEST_MONTH)

    @field_validator("zone")
    @classmethod
    def _known(cls, zone: str) -> str:
        if not is_zone(zone):
            raise ValueError(f"there is no time zone {zone!r}")
        return zone


def due_after(rhythm: Rhythm, instant: datetime) -> datetime:
    """-> the first time it is due after `instant`, in UTC. `instant`: aware."""
    zone = _zone(rhythm.zone)
    # From the day before: where clocks were set back, yesterday's hour may still be to come.
    start = instant.astimezone(zone).replace(tzinfo=None) - timedelta(days=1)
    start = start.replace(hour=rhythm.hour, minute=rhythm.minute, second=0, microsecond=0)
    for day in _days(rhythm, start):
        due = day.replace(tzinfo=zone).astimezone(UTC)
        if due > instant:
            return due
    raise AssertionError("unreachable: days do not end")


def local(rhythm: Rhythm, instant: datetime) -> datetime:
    """-> the same instant on the clocks of that place."""
    return instant.astimezone(_zone(rhythm.zone))


def is_zone(name: str) -> bool:
    return name in zones()


def zone_named(typed: str) -> str:
    """-> the zone as the database writes it, however somebody typed it; empty where there is none of that name."""
    wanted = typed.strip().replace(" ", "_").casefold()
    return next((name for name in zones() if name.casefold() == wanted), "")


def zones_like(typed: str, most: int = 3) -> list[str]:
    """-> names of zones that somebody may have meant: by their place, or by the letters."""
    wanted = typed.strip().replace(" ", "_").casefold()
    if len(wanted) < FEWEST_LETTERS:
        return []
    known = {name.casefold(): name for name in sorted(zones()) if "/" in name}
    by_place = [name for low, name in known.items() if wanted in low.rsplit("/", 1)[1]]
    near = [known[low] for low in get_close_matches(wanted, known, most, 0.6)]
    return list(dict.fromkeys([*by_place, *near]))[:most]


@cache
def zones() -> frozenset[str]:
    """Names of the IANA time zone database."""
    return frozenset(available_timezones())


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def _days(rhythm: Rhythm, start: datetime) -> rrule:
    """The days on the calendar of that place, at that hour; without end."""
    if rhythm.every is Every.DAY:
        return rrule(DAILY, dtstart=start)
    if rhythm.every is Every.WEEK:
        return rrule(WEEKLY, dtstart=start, byweekday=rhythm.weekday)
    if rhythm.monthday <= SHORTEST_MONTH:
        return rrule(MONTHLY, dtstart=start, bymonthday=rhythm.monthday)
    # The last of these days that a month has.
    return rrule(MONTHLY, dtstart=start, bymonthday=range(SHORTEST_MONTH, rhythm.monthday + 1), bysetpos=-1)
