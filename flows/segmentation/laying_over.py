"""What people corrected, laid over the segments by a step of its own: the last one that was said is due."""

from __future__ import annotations

from typing import Any

from errors import SegueError
from flows.analyses import Step, Task
from flows.records import SegmentsKept
from flows.replies import Notice, Reply
from flows.runtime import Incoming
from flows.segmentation import made_before
from flows.segmentation.corrections import corrections
from flows.segmentation.corrections_in_words import AS_FOUND, standing, undone
from flows.segmentation.rows import ROWS_ANEW, corrected_since, labelled, of_segments
from flows.segmentation.state import Phase, SegmentationState
from flows.segmentation.turn import Run, SegmentationTurn
from flows.segmentation_replies import SegmentsFound
from flows.stepping import STEP, step_row
from flows.wording import fixed, say

TOLD = (Phase.DONE, Phase.READING)
"""The analysis is finished: what is asked of it is asked of what was told."""
CORRECTED = "corrected:"
"""What the value of the row begins with."""
DOING = fixed("is laying your corrections over the segments…")
NOT_APPLIED = fixed("What you corrected is kept, but could not be laid over {file} just now. {why}")


def with_corrections(state: SegmentationState) -> Task:
    """What is to be analysed, with what people called and corrected in this thread; what was told of it keeps its ids
    and names, and what was told of who moved, also where the file that it was held against is no longer kept."""
    task = state.task
    assert task is not None
    report = state.report if state.phase in TOLD else None
    if not state.changes and report is None:
        return task
    segments = report.segments if report else ()
    said = corrections(state.names, state.corrections)
    ids = tuple(each.id for each in sorted(segments, key=lambda each: each.label))
    own = state.kept if state.changes or state.kept == task.id else task.own
    since = report.since if report else None
    return task.model_copy(update={"corrected": said, "own": own, "ids": ids, "given": state.numbered, "since": since})


def is_due(state: SegmentationState, row: Incoming) -> bool:
    """Whether nothing was corrected since, and no other file was begun."""
    due = state.phase in TOLD and state.applied < state.changes
    return due and row.action == STEP and row.value == f"{CORRECTED}{state.changes}"


def row_of(state: SegmentationState, first: Incoming) -> Incoming:
    """Taken up after all that people say meanwhile."""
    assert state.task is not None
    key = f"correct:{state.task.id}:{state.changes}"
    return step_row(first, key=key, user=first.user, value=f"{CORRECTED}{state.changes}")


async def apply_corrections(turn: SegmentationTurn, runtime: Run) -> dict[str, Any]:
    """What was found is found again where it was put away, and told with what people corrected; the card is the same
    one as before."""
    state, context, task = turn["state"], runtime.context, with_corrections(turn["state"])
    context.step(say(DOING))
    try:
        told = await context.analyst.take(Step.CORRECT, task)
    except SegueError as error:
        await context.analyst.drop(task)
        state, name = state.named_notice("told")
        return {"state": state, "replies": [Notice(name, say(NOT_APPLIED, file=task.file.name, why=str(error)))]}
    await context.analyst.drop(task)
    assert told.report is not None
    assert state.report is not None
    told_before = {
        "voices": state.report.voices,
        "by_rule": state.report.by_rule,
        "once_called": state.report.once_called or told.report.once_called,
        "names_kept": state.report.names_kept or told.report.names_kept,
    }
    report, corrected_before = told.report.model_copy(update=told_before), state.report.standing is not None
    why = corrected_since(state)
    news = [each.model_copy(update={"since": report.since} if each.run == task.id else {}) for each in state.analyses]
    state = state.model_copy(update={"report": report, "applied": state.changes, "analyses": tuple(news)})
    records = [SegmentsKept(task.id, task.before, told.model, told.customers)] if told.model else []
    believed = bool(await context.memory.stated())
    card = SegmentsFound(f"{state.shown}/{state.changes}", report, state.against, state.shown, believed)
    replies: list[Reply] = [card]
    lines = (*standing(report.standing), *undone(report.standing))
    if lines or corrected_before:
        state, name = state.named_notice("told")
        replies.append(Notice(name, "\n".join(lines) or say(AS_FOUND)))
    if told.rows:
        state, name = state.named_notice("rows")
        ending = of_segments(state, corrected=True)
        replies.append(labelled(name, task.file, told, ending, title=ROWS_ANEW, why=why, report=report))
    state, page = made_before.canvas_anew(state)
    state, outdated = made_before.told(state)
    return {"state": state, "replies": [*replies, *page, *outdated], "records": records}
