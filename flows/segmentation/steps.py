"""The steps of an analysis. Each is an inbox row and one turn, so that messages and *Stop* slip in between."""

from __future__ import annotations

from dataclasses import dataclass, replace

from errors import NotNow, SegueError
from flows.analyses import ORDER, Step, Told
from flows.records import FileAnalysed, SegmentsKept
from flows.replies import Notice, Reply
from flows.runtime import Context
from flows.segmentation import reading
from flows.segmentation.corrections import given_names
from flows.segmentation.corrections_in_words import names_waiting
from flows.segmentation.drawing import given
from flows.segmentation.laying_over import with_corrections
from flows.segmentation.over_time import kept, remembered, sought, told_beforehand
from flows.segmentation.placing import placed
from flows.segmentation.progress import DOING, WAITING, plan
from flows.segmentation.rows import ROWS, ROWS_ANEW, ROWS_OF, instead_of, labelled, of_segments
from flows.segmentation.state import Phase, SegmentationState
from flows.segmentation_replies import FileUnderstood, SegmentsFound
from flows.wording import fixed, say
from segments.told import Receipt, Understanding

FAILED = fixed("{name} could not be analysed. {why}")
NOTHING_LEFT = fixed(
    "None of its rows can be used; above stands why. If I took a column for something else than it is, “Correct the "
    "columns” puts that right, and I begin anew. Otherwise drop a file with other rows."
)
NOTHING_LEFT_OTHERS_WAIT = fixed(
    "None of its rows can be used; above stands why. If I took a column for something else than it is, drop it again "
    "once the others are done: then “Correct the columns” puts that right."
)


@dataclass(frozen=True)
class Stepped:
    """What a step led to."""

    state: SegmentationState
    replies: tuple[Reply, ...] = ()
    records: tuple[SegmentsKept | FileAnalysed, ...] = ()
    not_now: bool = False
    """It could not be taken, and nothing is wrong with the file."""


async def stepped(state: SegmentationState, context: Context) -> Stepped:
    """One step. What is wrong with the file ends the analysis, in words that say what to do."""
    step = state.step
    if state.waits or (state.task is not None and not context.analyst.is_free(state.task)):
        return await _waited(state, context)
    if step not in (Step.READ, Step.DRAW):
        state = await sought(state, context)
    words = tuple[Reply, ...]()
    if step is Step.COMPARE:
        state, words = await placed(state, context)
    task = with_corrections(state)
    context.step(say(DOING[step]))
    try:
        told = await context.analyst.take(step, task)
    except SegueError as error:
        return replace(_failed(state, str(error)), not_now=isinstance(error, NotNow))
    if told.understanding is not None and told.receipt is not None and not told.receipt.used:
        return _unusable(state, told.understanding, told.receipt)
    if told.understanding is not None:
        understood = {"understanding": told.understanding, "receipt": told.receipt}
        state = await sought(state.model_copy(update=understood), context)
    believed = told.report is not None and bool(await context.memory.stated())
    done = _shown(state, told, context.now.timestamp(), believed=believed)
    if told.report is not None:
        done = replace(done, state=done.state.model_copy(update={"reported": context.now.date()}))
    if done.state.phase is Phase.ASKING:
        return done
    after = ORDER[ORDER.index(step) + 1 :]
    if after:
        state = done.state.model_copy(update={"step": after[0], "steps": state.steps + 1})
        return Stepped(state, (plan(state, changes=state.plan), *words, *done.replies))
    state, offer = await reading.offered(done.state, context)
    await context.analyst.drop(task)
    state, records = kept(state, task, told)
    state = state.model_copy(update={"phase": Phase.DONE, "steps": state.steps + 1})
    return Stepped(state, (plan(state, changes=state.plan, finished=True), *done.replies, *offer), records)


async def _waited(state: SegmentationState, context: Context) -> Stepped:
    """That it waits is told before it does, and no longer once it need not: a turn each."""
    assert state.task is not None
    if state.waits:
        context.step(say(WAITING))
        await context.analyst.admitted(state.task)
    state = state.model_copy(update={"waits": not state.waits, "steps": state.steps + 1})
    return Stepped(state, (plan(state, changes=state.plan),))


def _unusable(state: SegmentationState, understanding: Understanding, receipt: Receipt) -> Stepped:
    """What it was taken for is told all the same: only people can say what it is."""
    state = state.model_copy(update={"understanding": understanding, "receipt": receipt})
    state, name = state.named_notice("understood")
    failed = _failed(state, say(NOTHING_LEFT_OTHERS_WAIT if state.waiting else NOTHING_LEFT))
    return Stepped(failed.state, (FileUnderstood(name, understanding, receipt), *failed.replies))


def _failed(state: SegmentationState, why: str) -> Stepped:
    assert state.task is not None
    file = state.task.file.name
    state = state.model_copy(update={"phase": Phase.WAITING, "steps": state.steps + 1})
    left = plan(state, changes=state.plan, stopped=True)
    state, name = state.named_notice("failed")
    return Stepped(state, (left, Notice(name, say(FAILED, name=file, why=why))))


def _shown(state: SegmentationState, told: Told, now: float, *, believed: bool) -> Stepped:
    """What people are told of the step."""
    assert state.task is not None
    task, replies = state.task, list[Reply]()
    again = bool(state.analyses) and state.analyses[-1].upload == task.file.id
    replaced = len(state.report.segments) if again and state.report else 0
    if told.fingerprint:
        task = task.model_copy(update={"fingerprint": told.fingerprint})
        state = state.model_copy(update={"task": task})
    if told.understanding is not None:
        state, name = state.named_notice("understood")
        question = state.question
        replies.append(FileUnderstood(name, told.understanding, told.receipt, question, told_beforehand(state)))
        if question is not None:
            state = state.model_copy(update={"phase": Phase.ASKING})
    if told.report is not None:
        waiting = names_waiting(given_names(state.names, state.corrections), state.report, told.report)
        state = state.model_copy(update={"report": told.report, "applied": state.changes})
        if state.step is Step.DESCRIBE:
            state = state.model_copy(update={"replaced": replaced})
            state, name = state.named_notice("segments")
            state = remembered(state.model_copy(update={"shown": name}), task, told.report, now)
            replies.append(SegmentsFound(name, told.report, state.against, believed=believed))
            if waiting:
                state, name = state.named_notice("told")
                replies.append(Notice(name, "\n".join(waiting)))
    if told.pictures:
        state, pictures = given(state, told.pictures, at=state.changes)
        replies += pictures
    if told.rows:
        state, name = state.named_notice("rows")
        whom = state.report.whom if state.report else ""
        why, first, ending = instead_of(state), ROWS_OF.get(whom, ROWS), of_segments(state)
        title = ROWS_ANEW if why and first is ROWS else first
        replies.append(labelled(name, task.file, told, ending, title=title, why=why, report=state.report))
    return Stepped(state, tuple(replies))
