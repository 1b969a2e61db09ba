"""The customers of one segment, or those who resemble the best, as a list, and what to know of it before one writes."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from flows.analyses import Told
from flows.files import File
from flows.replies import FileGiven, Notice, Reply
from flows.segmentation.lists import NO_LEAVERS, NOBODY_LEFT, why_no_leavers
from flows.segmentation.state import Handed, SegmentationState
from flows.segmentation.who_leaves import are_the_biggest, how_many
from flows.wording import fixed, say, say_list
from segments.audiences import QUIET_DAYS, RETURNED, SPENT, Asked, Audience, audience, money_called, outcomes_in
from segments.leavers import CHANCE, Leavers
from segments.meanings import clipped
from segments.report import Report
from segments.shares import percent
from segments.told import Kind, Segment

AUDIENCE_OF = fixed("Audience: {name}, {count} {whom}")
AUDIENCE_ALIKE = fixed("Audience: {count} customers who resemble the best")
HOW_ALIKE = fixed(
    "How they were found: {best} Those on the list are none of them, and as near to five of them as half of them are "
    "to each other, in everything but money and protected attributes. Whether they would spend as much is in no file: "
    "try an offer with half of the list, and compare."
)
NOBODY_ALIKE = fixed("Nobody in this report resembles the best customers closely enough, so there is no list of them.")
NOT_THE_SAME = fixed("The file gives others today than when I told you about it. Drop it again, and I analyse it anew.")
SORTED = fixed("Sorted by what they spent less what they returned.")
ONE_RETURNED = fixed("One of them returned nearly all and stands last.")
SOME_RETURNED = fixed("{count} of them returned nearly all: they stand last.")
QUIET = fixed("{count} of {listed} ordered nothing in the last {days} days of the file.")
HAVE = fixed("{count} of {listed} have “{outcome}”: {level}.")
HAVE_LEFT = fixed("{count} of {listed} have “{outcome}”: {level}. Leave them out before you write to them.")
AUDIENCE_LEAVERS = fixed("Audience: {count} customers most likely to leave")
HOW_LEAVERS = fixed(
    "Of the {of} customers who have not left by this file, these are the tenth with the highest chance to leave: {low} "
    "to {high}, in the column “{column}”, the highest first. Each was worked out from other customers. Of all {alike} "
    "customers of this file with a chance of {low} or more, {left} had left. When somebody leaves, it does not say."
)
FIRST_OF = fixed("The first {count} on the list are the ones you asked for.")
FEWER = fixed("Only the {listed} with the highest chance are listed, not {count}.")
BY_MONEY = fixed("Sort it by its column “{column}”, the largest first, for those who bring most.")
CHANCES = fixed(
    "“{column}” is empty for those who left. Of 100 customers of this file who got 0.30, with those who left, about 30 "
    "had left; when somebody leaves, it does not say."
)
WITHOUT = fixed("The chances leave out {names}, as that may only be known afterwards.")
LONGEST_NAME = 80
MOST_NAMED = 3
"""Columns."""
IN_A_FILENAME = 40
"""Characters of a segment's name."""


async def listed_alike(state: SegmentationState, rows: bytes) -> tuple[SegmentationState, list[Reply]]:
    """-> (state, the list of those who resemble the best, and how they were found). `rows`: theirs, labelled."""
    report = state.report
    assert report is not None
    found = await asyncio.to_thread(audience, rows, "", _asked(report)) if rows else None
    if found is None or report.alike not in (None, found.members):
        state, name = state.named_notice("told")
        return state, [Notice(name, say(NOT_THE_SAME if report.alike else NOBODY_ALIKE))]
    state, name = state.named_notice("audience")
    state, how = state.named_notice("told")
    title = say(AUDIENCE_ALIKE, count=f"{found.listed:,}")
    given = FileGiven(name, f"{stem(report)}-like-the-best.csv", title, found.data)
    told = [say(HOW_ALIKE, best="".join(report.best[:1])), *_to_know(found, report.leavers)]
    return state, [given, Notice(how, " ".join(told))]


async def listed_leavers(
    state: SegmentationState, told: Told, plain: str = ""
) -> tuple[SegmentationState, list[Reply]]:
    """-> (state, the list of those who are likely to leave, and what their chances mean). `plain`: the words in which
    it was asked for, where it was."""
    report = state.report
    assert report is not None
    if report.leavers is None and told.report is not None:
        report = told.report
    leavers, why = report.leavers, why_no_leavers(report)
    if leavers is None or why:
        state, name = state.named_notice("told")
        return state, [Notice(name, why or say(NO_LEAVERS, why=say(NOBODY_LEFT)))]
    asked = replace(_asked(report), likely=leavers.listed)
    found = await asyncio.to_thread(audience, told.rows, "", asked) if told.rows else None
    if found is None or found.members != leavers.of:
        state, name = state.named_notice("told")
        return state, [Notice(name, say(NOT_THE_SAME))]
    state, name = state.named_notice("audience")
    state, how = state.named_notice("told")
    title = say(AUDIENCE_LEAVERS, count=f"{found.listed:,}")
    means = say(
        HOW_LEAVERS,
        of=f"{leavers.of:,}",
        low=leavers.low,
        high=leavers.high,
        column=CHANCE,
        alike=f"{leavers.alike:,}",
        left=percent(leavers.left),
    )
    return state, [
        FileGiven(name, f"{stem(report)}-likely-to-leave.csv", title, found.data),
        Notice(how, " ".join([*_of_so_many(plain, leavers, report.money), means, *_left_out(leavers)])),
    ]


def _of_so_many(plain: str, leavers: Leavers, money: str) -> Iterator[str]:
    """Where on the list they stand, if so many of them are asked for."""
    count = how_many(plain)
    if count > leavers.listed:
        yield say(FEWER, listed=f"{leavers.listed:,}", count=f"{count:,}")
    if count and money and are_the_biggest(plain):
        yield say(BY_MONEY, column=money)
    elif 1 < count < leavers.listed:
        yield say(FIRST_OF, count=f"{count:,}")


async def listed(state: SegmentationState, segment: Segment, rows: bytes) -> tuple[SegmentationState, list[Reply]]:
    """-> (state, the list of that segment, or that the file gives others today). `rows`: all that are labelled."""
    report, task = state.report, state.task
    assert report is not None
    assert task is not None
    # A million lines take a moment to be looked through: beside the loop.
    found = await asyncio.to_thread(audience, rows, segment.id, _asked(report)) if rows else None
    if found is None or found.members != segment.size:
        state, name = state.named_notice("told")
        return state, [Notice(name, say(NOT_THE_SAME))]
    state, name = state.named_notice("audience")
    title = say(AUDIENCE_OF, name=short(segment.name), count=f"{found.listed:,}", whom=say(report.whom))
    file = f"{stem(report)}-segment-{segment.number}{_in_a_filename(segment.name)}.csv"
    others = (each for each in state.lists if each.run == task.id and each.of != segment.id)
    lists = (*others, Handed(of=segment.id, name=name, run=task.id, at=state.applied))
    replies: list[Reply] = [FileGiven(name, file, title, found.data)]
    state = state.model_copy(update={"lists": lists})
    told = " ".join(_to_know(found, report.leavers))
    if not told:
        return state, replies
    state, name = state.named_notice("told")
    return state, [*replies, Notice(name, told)]


def stem(report: Report) -> str:
    return File(id="", name=report.file, url="").stem


def short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _asked(report: Report) -> Asked:
    """By which columns of a list it is sorted and looked through."""
    known, outcomes = report.understanding, outcomes_in(report.understanding)
    if known.kind is not Kind.TRANSACTIONS:
        return Asked(report.money, outcomes)
    end = report.receipt.days.last if report.receipt.days else None
    return Asked(money_called(SPENT, known), outcomes, money_called(RETURNED, known), end)


def _to_know(found: Audience, leavers: Leavers | None) -> Iterator[str]:
    """By what it is sorted, where that is not plain to see; who on it should not be written to without a thought."""
    if found.returned is not None:
        yield say(SORTED)
    if found.returned:
        yield say(ONE_RETURNED) if found.returned == 1 else say(SOME_RETURNED, count=f"{found.returned:,}")
    if found.quiet:
        yield say(QUIET, count=f"{found.quiet:,}", listed=f"{found.listed:,}", days=QUIET_DAYS)
    if ended := found.ended:
        words = HAVE_LEFT if ended.left else HAVE
        counted = {"count": f"{ended.count:,}", "listed": f"{found.listed:,}"}
        yield say(words, **counted, outcome=ended.outcome, level=ended.level)
    if leavers and leavers.listed and found.chances:
        yield say(CHANCES, column=CHANCE)
        yield from _left_out(leavers)


def _left_out(leavers: Leavers) -> Iterator[str]:
    if leavers.without:
        yield say(WITHOUT, names=say_list([f"“{clipped(each)}”" for each in leavers.without[:MOST_NAMED]]))


def _in_a_filename(name: str) -> str:
    """`-big-spenders`: letters and digits of any script; empty where the name has none."""
    kept = (each if each.isalnum() or unicodedata.category(each)[0] == "M" else " " for each in name.lower())
    words = "-".join(unicodedata.normalize("NFC", "".join(kept)).split())
    if len(words) > IN_A_FILENAME:
        words = words[: IN_A_FILENAME + 1].rpartition("-")[0] or words[:IN_A_FILENAME]
    return f"-{words}" if words else ""
