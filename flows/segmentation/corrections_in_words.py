"""Corrections in words: what was corrected, by whom and when, what holds of it, and what could not be done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from flows.segmentation.corrections import Kept
from flows.wording import fixed, say, say_day
from segments import telling
from segments.report import Report
from segments.standing import Standing
from segments.told import Segment

LISTED = fixed("{number}. {what} ({who}, {day})")
SOMEBODY = fixed("somebody")
WAS_CALLED = fixed("“{was}” is called “{name}”")
ONE_IN, SOME_IN = fixed("a customer belongs in “{segment}”"), fixed("{count} customers belong in “{segment}”")
SOME_TOGETHER = fixed("{count} customers belong together")
SOME_APART = fixed("{count} customers do not belong together")
GONE_SEGMENT = fixed("a segment that is no longer there")
STAND, STANDS = fixed("{count} customers stand where you put them."), fixed("1 customer stands where you put it.")
NAME_WAITS = fixed(
    "“{name}” is none of these segments: its customers are spread over several. The name you gave is kept, and "
    "“corrections” lists it."
)
AS_FOUND = fixed("Everybody stands where the data say.")


def in_words(each: Kept, report: Report, names: Mapping[str, str]) -> str:
    """`names`: Slack user id -> what they are called."""
    return say(
        LISTED,
        number=each.number,
        what=_what(each, report),
        who=names.get(each.by) or say(SOMEBODY),
        day=say_day(datetime.fromtimestamp(each.at, UTC).date()),
    )


def standing(found: Standing | None) -> tuple[str, ...]:
    """How many customers stand where people put them."""
    if found is None or not found.customers:
        return ()
    return (say(STAND if found.customers > 1 else STANDS, count=f"{found.customers:,}"),)


def names_waiting(names: Mapping[str, str], before: Report | None, report: Report) -> list[str]:
    """`names`: id -> what people called a segment. Those that were there `before` and have none now."""
    compared = report.since is None or report.since.compared
    if before is None or not report.found or not compared:
        return []
    gone = {each.id for each in before.segments} - {each.id for each in report.segments}
    return [say(NAME_WAITS, name=name) for id, name in names.items() if id in gone]


def undone(found: Standing | None) -> tuple[str, ...]:
    """What could not be done, and why."""
    return telling.undone(found, say)


def segment_of(report: Report, written: str) -> Segment | None:
    """By its id, its number, or its name."""
    plain = written.casefold()
    return next(
        (each for each in report.segments if written in (each.id, str(each.number)) or plain == each.name.casefold()),
        None,
    )


def _what(each: Kept, report: Report) -> str:
    segment = segment_of(report, each.segment) if each.segment else None
    told = {"count": len(each.customers), "segment": segment.name if segment else say(GONE_SEGMENT)}
    if each.kind == "name":
        return say(WAS_CALLED, was=each.was, name=each.name)
    if each.kind == "in":
        return say(SOME_IN if len(each.customers) > 1 else ONE_IN, **told)
    return say(SOME_TOGETHER if each.kind == "with" else SOME_APART, **told)
