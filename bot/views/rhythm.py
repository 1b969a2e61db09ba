"""When a digest comes, in words."""

from __future__ import annotations

from datetime import datetime

from flows.wording import fixed, say, say_day
from studies.rhythm import LONGEST_MONTH, SHORTEST_MONTH, Every, Rhythm

WEEKDAYS = (
    fixed("Monday"),
    fixed("Tuesday"),
    fixed("Wednesday"),
    fixed("Thursday"),
    fixed("Friday"),
    fixed("Saturday"),
    fixed("Sunday"),
)
DAILY = fixed("every day at {hour} ({zone})")
WEEKLY = fixed("every {weekday} at {hour} ({zone})")
MONTHLY = fixed("on day {day} of every month at {hour} ({zone})")
MONTHLY_LATE = fixed("on day {day} of every month, or its last, at {hour} ({zone})")
MONTHLY_LAST = fixed("on the last day of every month at {hour} ({zone})")
ON_DAY = fixed("{day} at {hour}")


def how_often(rhythm: Rhythm) -> str:
    """`every Monday at 09:00 (Europe/Berlin)`"""
    hour = f"{rhythm.hour:02}:{rhythm.minute:02}"
    if rhythm.every is Every.DAY:
        return say(DAILY, hour=hour, zone=rhythm.zone)
    if rhythm.every is Every.WEEK:
        return say(WEEKLY, weekday=say(WEEKDAYS[rhythm.weekday]), hour=hour, zone=rhythm.zone)
    if rhythm.monthday == LONGEST_MONTH:
        return say(MONTHLY_LAST, hour=hour, zone=rhythm.zone)
    sentence = MONTHLY if rhythm.monthday <= SHORTEST_MONTH else MONTHLY_LATE
    return say(sentence, day=rhythm.monthday, hour=hour, zone=rhythm.zone)


def on_day(instant: datetime, read_in: int | None = None) -> str:
    """`Monday 30 November at 09:00`, on the clocks of its own zone; with its year, where it is read in another one."""
    year = read_in is not None and instant.year != read_in
    return say(ON_DAY, day=say_day(instant.date(), weekday=True, year=year), hour=f"{instant:%H:%M}")
