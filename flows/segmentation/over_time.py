"""One file after another in the same study: what the next one is held against, and what is kept of this one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from flows.analyses import Task, Told
from flows.records import FileAnalysed, SegmentsKept
from flows.runtime import Context
from flows.segmentation.state import SegmentationState
from segments.period import no_later
from segments.report import Report
from segments.told import Days
from studies.analysed import Analysed
from studies.file_news import FileNews

MOST_REMEMBERED = 50


async def sought(state: SegmentationState, context: Context) -> SegmentationState:
    """What this file is held against is looked for once, when it is known what the file is and to which study it
    belongs: the newest analysis of a file of the same kind from which it goes on, otherwise of the same kind, otherwise
    the newest. The same file looked at again stays held against the same one. Where Slack does not say who may read
    what, this conversation's own still counts."""
    assert state.task is not None
    if state.sought:
        return await _still_readable(state, context)
    kind = state.understanding.kind.value if state.understanding else ""
    days = state.receipt.days if state.receipt else None
    found = _against(await context.memory.analysed(), kind, days)
    before = found.run if found and found.same_study else state.kept
    task = state.task.model_copy(update={"before": before})
    return state.model_copy(update={"task": task, "against": found, "sought": True})


async def _still_readable(state: SegmentationState, context: Context) -> SegmentationState:
    """Somebody may have come since who may not read what the file was held against: they are told nothing of it."""
    task = state.task
    assert task is not None
    own = task.before == state.kept or task.before.startswith(f"{context.conversation}-")
    if not task.before or own or task.before in {each.run for each in await context.memory.analysed()}:
        return state
    return state.model_copy(update={"task": task.model_copy(update={"before": ""}), "against": None})


def told_beforehand(state: SegmentationState) -> Analysed | None:
    """What the file is going to be held against, where both tell of the same kind of thing."""
    assert state.task is not None
    kind = state.understanding.kind.value if state.understanding else ""
    if not state.task.before:
        return None
    if state.against is not None:
        return state.against if state.against.kind == kind and state.against.same_study else None
    own = next((each for each in state.analyses if each.run == state.task.before), None)
    day = datetime.fromtimestamp(own.at, UTC).date() if own else None
    return Analysed(run=own.run, file=own.file, kind=kind, day=day) if own and day else None


def _against(known: Sequence[Analysed], kind: str, days: Days | None) -> Analysed | None:
    """One of another study is not compared, but told of where it might have been meant."""
    here = [each for each in known if each.same_study]
    alike = [each for each in known if each.kind == kind]
    of_kind = [each for each in here if each.kind == kind]
    goes_on = [each for each in of_kind if no_later(days, each.days) is None]
    return next(iter([*goes_on, *of_kind, *here, *alike]), None)


def remembered(state: SegmentationState, task: Task, report: Report, now: float) -> SegmentationState:
    """What was told of a file takes the place of what was told of the same file before."""
    news = FileNews(
        run=task.id,
        upload=task.file.id,
        file=report.file,
        customers=report.customers,
        whom=report.whom,
        segments=len(report.segments),
        at=now,
        shown=state.shown,
        since=report.since,
    )
    others = [each for each in state.analyses if each.upload != news.upload]
    return state.model_copy(update={"analyses": (*others, news)[-MOST_REMEMBERED:]})


def kept(
    state: SegmentationState, task: Task, told: Told
) -> tuple[SegmentationState, tuple[SegmentsKept | FileAnalysed, ...]]:
    """For the next file nothing where there are no segments, or none that could be known again."""
    heard = (FileAnalysed(task.id),) if state.report is not None and state.report.since is not None else ()
    if not told.model:
        return state, heard
    record = SegmentsKept(task.id, task.before, told.model, told.customers)
    return state.model_copy(update={"kept": task.id}), (record, *heard)
