"""Segments corrected by people: heard and kept at once, listed, taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flows.runtime import Incoming
from flows.segmentation.corrections import MOST, Kept, added, name_without, without
from flows.segmentation.corrections_in_words import in_words, segment_of, undone
from flows.segmentation.hearing_corrections import LONGEST_NAME, MOST_CUSTOMERS, Wanted, meant
from flows.segmentation.laying_over import row_of
from flows.segmentation.state import Phase, SegmentationState
from flows.segmentation.turn import Run, SegmentationTurn, notice
from flows.segmentation_replies import CorrectionsTold
from flows.wording import fixed, say, say_list
from segments.renaming import renamed
from segments.report import Report
from segments.told import Role, Segment

NOT_YET = fixed("I am still at it. Please say it again when the segments are there.")
NO_SEGMENTS = fixed("There are no segments here that could be corrected.")
NO_SUCH = fixed("There is no such segment. These are there: {segments}.")
CALLED = fixed("Segment {number} is called “{name}” from now on.")
TAKEN = fixed("Segment {number} is called “{name}” already.")
TOO_LONG = fixed("That name is too long: {most} characters at most.")
NAMELESS = fixed("I can't tell who is who in {file}, so nobody can be put elsewhere. Segments can be renamed.")
UNKNOWN = fixed("I find no such customer in {file}. Please write the number as it stands in the column “{column}”.")
UNKNOWN_SOME = fixed(
    "{count} of these {of} customers are not in {file}, so nothing was changed. Please write the numbers as they stand "
    "in the column “{column}”."
)
NOT_FOUND = fixed("Not in {file}: {customers}")
TOO_MANY = fixed("That is too much at once: {most} customers at most.")
TWO = fixed("It takes two customers or more to say that.")
FULL = fixed("I keep {most} corrections, and all are taken. Take one back first: “corrections” lists them.")
PUT_ONE = fixed("That customer belongs in “{segment}” from now on.")
PUT = fixed("These {count} customers belong in “{segment}” from now on.")
TOGETHER = fixed("These {count} customers belong together from now on.")
APART = fixed("These {count} customers do not belong together from now on.")
FOLLOW = fixed("The segments and the rows follow.")
BACK = fixed("Correction {number} is taken back.")
NONE_LEFT = fixed("There is no correction to take back.")
NO_NUMBER = fixed("There is no correction {number}: “corrections” lists them.")
NOTHING = fixed("Nothing was corrected here. “customer 12 belongs in segment 2” does it, for example.")


async def hear_correction(turn: SegmentationTurn, runtime: Run) -> dict[str, Any]:
    state, first = turn["state"], turn["incoming"][0]
    wanted = meant(first)
    assert wanted is not None
    if state.phase is not Phase.DONE or state.report is None:
        return notice(state, say(NOT_YET))
    if wanted.kind == "list":
        return await _list(state, state.report, runtime)
    if wanted.kind == "take back":
        return _take_back(state, first, wanted)
    if not state.report.found:
        return notice(state, say(NO_SEGMENTS))
    segment = segment_of(state.report, wanted.segment)
    if segment is None and wanted.kind in ("name", "in"):
        there = say_list([f"{each.number}. {each.name}" for each in state.report.segments])
        return notice(state, say(NO_SUCH, segments=there))
    if len(state.corrections) >= MOST:
        return notice(state, say(FULL, most=MOST))
    if wanted.kind == "name":
        assert segment is not None
        return _rename(state, first, segment, wanted.name, runtime)
    return await _put(state, first, segment, wanted, runtime)


def _rename(state: SegmentationState, first: Incoming, segment: Segment, name: str, runtime: Run) -> dict[str, Any]:
    assert state.report is not None
    if len(name) > LONGEST_NAME or not name:
        return notice(state, say(TOO_LONG, most=LONGEST_NAME))
    same = next((each for each in state.report.segments if each.name.casefold() == name.casefold()), None)
    if same is not None and (same is not segment or same.name == name):
        return notice(state, say(TAKEN, number=same.number, name=same.name))
    new = _kept(state, first, runtime, kind="name", segment=segment.id, name=name, was=segment.name)
    state = _called(state, segment.id, name)
    return _changed(state, first, added(state.corrections, new), say(CALLED, number=segment.number, name=name), new)


async def _put(
    state: SegmentationState, first: Incoming, segment: Segment | None, wanted: Wanted, runtime: Run
) -> dict[str, Any]:
    """Whom people mean is looked up in what is kept of the analysis; who is not there changes nothing."""
    assert state.task is not None
    written, file = wanted.customers, state.task.file.name
    if len(written) > MOST_CUSTOMERS:
        return notice(state, say(TOO_MANY, most=MOST_CUSTOMERS))
    known = await runtime.context.analyst.who(state.task.id, written)
    if known is None:
        return notice(state, say(NAMELESS, file=file))
    absent = [each for each in written if each not in known]
    if absent or not written:
        if len(written) > 1:
            runtime.context.hint(first.user, say(NOT_FOUND, file=file, customers=", ".join(absent)))
        told = {"file": file, "column": _column(state), "count": len(absent), "of": len(written)}
        return notice(state, say(UNKNOWN_SOME if len(written) > 1 else UNKNOWN, **told))
    keys = tuple(dict.fromkeys(known[each] for each in written))
    if wanted.kind != "in" and len(keys) < 2:
        return notice(state, say(TWO))
    place = segment.id if segment and wanted.kind == "in" else ""
    new = _kept(state, first, runtime, kind=wanted.kind, customers=keys, segment=place)
    words = {"in": PUT if len(keys) > 1 else PUT_ONE, "with": TOGETHER, "apart": APART}[wanted.kind]
    said = say(words, count=len(keys), segment=segment.name if segment else "")
    return _changed(state, first, added(state.corrections, new), said, new)


def _take_back(state: SegmentationState, first: Incoming, wanted: Wanted) -> dict[str, Any]:
    """A press that comes twice takes back one."""
    number = wanted.number or max((each.number for each in state.corrections), default=0)
    gone = next((each for each in state.corrections if each.number == number), None)
    if gone is None:
        said = say(NO_NUMBER, number=number) if wanted.number else say(NONE_LEFT)
        return {} if first.kind == "press" else notice(state, said)
    if name := name_without(state.corrections, gone):
        state = _called(state, gone.segment, name)
    return _changed(state, first, without(state.corrections, gone), say(BACK, number=number))


async def _list(state: SegmentationState, report: Report, runtime: Run) -> dict[str, Any]:
    if not state.corrections:
        return notice(state, say(NOTHING))
    names = await runtime.context.names(sorted({each.by for each in state.corrections if each.by}))
    lines = [in_words(each, report, names) for each in state.corrections]
    numbers = tuple(each.number for each in state.corrections)
    state, name = state.named_notice("corrections")
    return {"state": state, "replies": [CorrectionsTold(name, (*lines, *undone(report.standing)), numbers)]}


def _kept(state: SegmentationState, first: Incoming, runtime: Run, **what: Any) -> Kept:
    at = runtime.context.now.timestamp()
    return Kept(number=state.changes + 1, by=first.user, at=at, **what)


def _called(state: SegmentationState, id: str, name: str) -> SegmentationState:
    assert state.report is not None
    names = {**state.names, id: name}
    return state.model_copy(update={"names": names, "report": renamed(state.report, names)})


def _changed(
    state: SegmentationState, first: Incoming, corrections: Sequence[Kept], words: str, new: Kept | None = None
) -> dict[str, Any]:
    """Said at once; the row of the step comes after all that people say meanwhile, and only the last one is due."""
    state = state.model_copy(update={"corrections": tuple(corrections), "changes": state.changes + 1})
    state, name = state.named_notice("corrected")
    told = CorrectionsTold(name, (f"{words} {say(FOLLOW)}",), (new.number,) if new else ())
    return {"state": state, "replies": [told], "next": (row_of(state, first),)}


def _column(state: SegmentationState) -> str:
    columns = state.understanding.columns if state.understanding else ()
    return next((each.name for each in columns if each.role is Role.CUSTOMER), "")
