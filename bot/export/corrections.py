"""What people corrected of the segments that were found in data: gathered, and in words."""

from __future__ import annotations

from collections.abc import Iterable

from bot.export.gather import when
from bot.export.markdown import line
from bot.export.phrases import counted, day, person
from bot.export.states import loaded
from bot.export.study import CorrectionRecord, StudyExport
from flows.segmentation.corrections import Kept
from flows.segmentation.corrections_in_words import segment_of
from flows.segmentation.state import SegmentationState
from store.study_records import Held


def corrections(held: Iterable[Held]) -> tuple[CorrectionRecord, ...]:
    """Of the conversations that may be read."""
    states = ((each.id, loaded(each.flow, each.state)) for each in held if each.flow == "segmentation")
    return tuple(
        _record(id, state, each)
        for id, state in states
        if isinstance(state, SegmentationState)
        for each in state.corrections
    )


def in_words(export: StudyExport) -> list[str]:
    """A list of all that holds."""
    lines = ["", "## What was corrected of segments", ""] if export.corrections else []
    for each in export.corrections:
        by = person(each.said_by, each.said_by_name) or "somebody"
        lines.append(f"- {_what(each)} ({by}, {day(each.said_at)})")
    return lines


def _what(each: CorrectionRecord) -> str:
    customers, segment = counted(len(each.customers), "customer"), line(each.segment) or "a segment that is gone"
    if each.kind == "name":
        return f"“{line(each.was)}” is called “{line(each.segment)}”"
    if each.kind == "in":
        return f"{customers} put into “{segment}”"
    return f"{customers} belong together" if each.kind == "with" else f"{customers} do not belong together"


def _record(conversation: str, state: SegmentationState, each: Kept) -> CorrectionRecord:
    segment = segment_of(state.report, each.segment) if state.report and each.segment else None
    return CorrectionRecord(
        conversation=conversation,
        number=each.number,
        kind=each.kind,
        customers=each.customers,
        segment=each.name or (segment.name if segment else ""),
        was=each.was,
        said_by=each.by,
        said_at=when(each.at),
    )
