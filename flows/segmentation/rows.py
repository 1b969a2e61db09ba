"""The rows of a file with what was found of each, as a file in the thread."""

from __future__ import annotations

from flows.analyses import Told
from flows.files import File
from flows.replies import FileGiven, Notice, Reply
from flows.segmentation.state import SegmentationState
from flows.wording import fixed, say
from segments.audiences import RETURNED, money_called
from segments.leavers import CHANCE
from segments.report import Report

ROWS = fixed("Every customer with the segment: {name}")
ROWS_OF = {
    "texts": fixed("Every text with its segment: {name}"),
    "answers": fixed("Every answer with its segment: {name}"),
}
ONE_RETURNED = fixed("One of them returned nearly all they bought: see “{column}”.")
SOME_RETURNED = fixed("{count} of them returned nearly all they bought: see “{column}”.")
HAVE_CHANCES = fixed("“{column}” is the chance of each who has not left; “who will leave?” lists the highest.")
ROWS_ANEW = fixed("Every customer with the segment, as it stands now: {name}. {why}: use this one.")
RENAMED = fixed("Segment {number} is called “{called}” in it")
CORRECTED = fixed("It has what was corrected since")
OTHER_NUMBER = fixed("It has {now} segments, no longer {before}")
SAME_NUMBER = fixed("The file was analysed anew")
TOO_MANY_ROWS = fixed(
    "The customers with their segments are {megabytes} MB, even packed: too much to post here. Whoever runs me gets "
    "them with “segue segment FILE --out FOLDER”."
)
LONGEST_NAME = 40
"""Characters of what a segment is called."""
MOST_POSTED = 25_000_000
"""Bytes. Until Slack has them they lie in the database."""


def labelled(
    name: str, file: File, told: Told, ending: str, *, title: str = ROWS, why: str = "", report: Report | None = None
) -> Reply:
    """`title` takes the name of the file, whose own is told apart by the `ending`, and `why` there is another one than
    before; where the rows are too large to post, it is said where to get them."""
    if len(told.rows) > MOST_POSTED:
        return Notice(name, say(TOO_MANY_ROWS, megabytes=len(told.rows) // 1_000_000))
    filename = f"{file.stem}-{ending}.csv{'.zip' if told.packed else ''}"
    called = say(title, name=file.name, why=why)
    if known := _returned(report) or ("" if why else _chances(report)):
        called = f"{called.removesuffix('.')}. {known}"
    return FileGiven(name, filename, called, told.rows)


def _chances(report: Report | None) -> str:
    there = report is not None and report.leavers is not None and report.leavers.listed
    return say(HAVE_CHANCES, column=CHANCE) if there else ""


def _returned(report: Report | None) -> str:
    """Whose money is told and was paid back: they look like the best customers."""
    if report is None or not report.returned_all:
        return ""
    column = money_called(RETURNED, report.understanding)
    if report.returned_all == 1:
        return say(ONE_RETURNED, column=column)
    return say(SOME_RETURNED, count=f"{report.returned_all:,}", column=column)


def of_segments(state: SegmentationState, *, corrected: bool = False) -> str:
    """`2026-11-29-3-segments`: of two files in one folder it shows which is which, also once they are corrected."""
    day = f"{state.reported.isoformat()}-" if state.reported else ""
    count = len(state.report.segments) if state.report else 0
    return f"{day}{count}-segments{f'-corrected-{state.changes}' if corrected else ''}"


def corrected_since(state: SegmentationState) -> str:
    """What the rows have in them that those before had not: the name that was given, or that there is more to it."""
    report = state.report
    new = [each for each in state.corrections if each.number > state.applied]
    number = next((each.number for each in report.segments if new and each.id == new[0].segment), 0) if report else 0
    if state.changes - state.applied == len(new) == 1 and new[0].kind == "name" and number:
        return say(RENAMED, number=number, called=_short(new[0].name))
    return say(CORRECTED)


def instead_of(state: SegmentationState) -> str:
    """Why there are other rows than those of the analysis of the same file before; empty where there were none."""
    count = len(state.report.segments) if state.report else 0
    if not state.replaced:
        return ""
    return say(SAME_NUMBER) if count == state.replaced else say(OTHER_NUMBER, now=count, before=state.replaced)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
