"""The model reads the texts of a file: offered with what it takes, in portions, each of which is paid for once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from errors import SegueError
from flows.analyses import Step
from flows.llm.briefs import brief
from flows.llm.heard import BYTES_A_TOKEN
from flows.llm.text_tasks import READ_TEXTS
from flows.replies import Notice, Reply
from flows.runtime import Context, Incoming
from flows.segmentation.laying_over import with_corrections
from flows.segmentation.portions import known_of, portions_of, read_some
from flows.segmentation.progress import following
from flows.segmentation.rows import labelled
from flows.segmentation.state import Phase, SegmentationState, TextJob
from flows.segmentation.turn import Run, SegmentationTurn
from flows.segmentation_replies import Stage, TextsRead, TextsReading
from flows.wording import fixed, say
from segments.readings import MOST_READ, Reading
from segments.told import Kind

READ, LEAVE = "read_texts", "leave_texts"
"""Presses on the offer."""
WRITTEN, FORM = 70, 500
"""Tokens: of an answer for one text, and of its form in the brief."""
DOING = fixed("is reading the texts: {done:,} of {texts:,}…")
FAILED = fixed("The texts of {name} could not be read. {why}")
SPENT = fixed(
    "What may be spent on my language model is spent, so I stopped at {done:,} of {texts:,} texts. What was read is "
    "kept and not paid again. “read the rest” goes on once more may be spent."
)
SPENT_OTHERS_WAIT = fixed(
    "What may be spent on my language model is spent, so I stopped at {done:,} of {texts:,} texts. What was read is "
    "kept and not paid again: once more may be spent, drop {file} again, and I read the rest."
)
LATER = fixed("I offer to read texts for the last file only. For those of {file}, drop it again afterwards.")
STOPPED = fixed(
    "Stopped at {done:,} of {texts:,} texts. What was read is kept and not paid again; “read the rest” goes on."
)
EARLIER = fixed("That offer was for an earlier file. Drop that one again, and I make it anew.")
ROWS = fixed("Every text with its segment, feeling and topic: {name}")


async def offered(state: SegmentationState, context: Context) -> tuple[SegmentationState, tuple[Reply, ...]]:
    """-> (state, what is offered below the analysis); nothing where the file is none of texts. The next file ends an
    offer: while others wait, none is made."""
    task, understanding = state.task, state.understanding
    if task is None or understanding is None or understanding.kind is not Kind.TEXTS:
        return state, ()
    if state.waiting:
        state, name = state.named_notice("later")
        return state, (Notice(name, say(LATER, file=task.file.name)),)
    try:
        texts = (await context.analyst.take(Step.TEXTS, task)).texts[:MOST_READ]
    except SegueError:
        return state, ()
    if not texts:
        return state, ()
    known = await known_of(texts, context)
    portions = portions_of([each for each in texts if each.key not in known])
    letters = sum(len(each.text.encode(errors="replace")) for portion in portions for each in portion)
    read = (letters + len(portions) * len(brief(READ_TEXTS.name))) // BYTES_A_TOKEN + len(portions) * FORM
    written = WRITTEN * sum(map(len, portions))
    state, name = state.named_notice("texts")
    job = TextJob(
        message=name,
        texts=len(texts),
        done=len(known),
        calls=len(portions),
        tokens=read + written,
        dollars=context.cost(read, written, 0),
    )
    state = state.model_copy(update={"texts": job})
    return state, (_shown(job, name, context),)


async def read_texts(turn: SegmentationTurn, runtime: Run) -> dict[str, Any]:
    """Somebody wants it: the first portion is the next row."""
    state, first = turn["state"], turn["incoming"][0]
    if not _is_meant(state, first, runtime.context):
        return _of_an_earlier_file(first, runtime.context)
    state = state.model_copy(update={"phase": Phase.READING, "steps": state.steps + 1, "asker": first.user})
    state, shown = _at(state, "reading", runtime.context)
    return {"state": state, "replies": [shown], "next": following(state, first)}


async def leave_texts(turn: SegmentationTurn, runtime: Run) -> dict[str, Any]:
    state, first = turn["state"], turn["incoming"][0]
    if not _is_meant(state, first, runtime.context):
        return _of_an_earlier_file(first, runtime.context)
    state, shown = _at(state, "declined", runtime.context)
    return {"state": state, "replies": [shown]}


async def read_on(turn: SegmentationTurn, runtime: Run) -> dict[str, Any]:
    """Some calls of the model; when all texts are read, or no more may be spent, what they say is told."""
    state, context = turn["state"], runtime.context
    task, job = state.task, state.texts
    assert task is not None
    assert job is not None
    context.step(say(DOING, done=job.done, texts=job.texts))
    try:
        texts = (await context.analyst.take(Step.TEXTS, task)).texts[:MOST_READ]
    except SegueError as error:
        return await _failed(state, error, context)
    known = await known_of(texts, context)
    made, spent = await read_some([each for each in texts if each.key not in known], known, context)
    known |= made
    state = _counted(state, len(known))
    if len(known) == len(texts):
        return await _told(state, known, "done", context)
    if spent:
        return await _told(state, known, "spent", context)
    state, shown = _at(state.model_copy(update={"steps": state.steps + 1}), "reading", context)
    return {"state": state, "replies": [shown], "next": following(state, turn["incoming"][0])}


async def stop(state: SegmentationState, context: Context) -> dict[str, Any]:
    state, shown = _at(_over(state), "stopped", context)
    job = state.texts
    assert job is not None
    state, name = state.named_notice("stopped")
    return {"state": state, "replies": [shown, Notice(name, say(STOPPED, done=job.done, texts=job.texts))]}


def may_be_read(state: SegmentationState) -> bool:
    """Whether texts wait for somebody to want them read, from the beginning or on."""
    return state.phase is Phase.DONE and state.texts is not None and state.texts.stage != "done"


async def _told(
    state: SegmentationState, known: Mapping[str, Reading], stage: Stage, context: Context
) -> dict[str, Any]:
    task, job = with_corrections(state), state.texts
    assert job is not None
    replies, report = list[Reply](), state.report
    if any(each.sentiment for each in known.values()):
        try:
            told = await context.analyst.take(Step.HEAR, task.model_copy(update={"readings": tuple(known.values())}))
        except SegueError as error:
            return await _failed(state, error, context)
        assert told.report is not None
        report = told.report.model_copy(update={"by_rule": context.model.rehearses})
        state, name = state.named_notice("read")
        replies.append(TextsRead(name, report))
        state, name = state.named_notice("rows")
        replies.append(labelled(name, task.file, told, "texts", title=ROWS))
    await context.analyst.drop(task)
    state, shown = _at(_over(state.model_copy(update={"report": report})), stage, context)
    if stage == "spent":
        state, name = state.named_notice("spent")
        words = SPENT_OTHERS_WAIT if state.waiting else SPENT
        replies.append(Notice(name, say(words, done=job.done, texts=job.texts, file=task.file.name)))
    return {"state": state, "replies": [shown, *replies]}


async def _failed(state: SegmentationState, error: SegueError, context: Context) -> dict[str, Any]:
    task = state.task
    assert task is not None
    await context.analyst.drop(task)
    state, shown = _at(_over(state), "stopped", context)
    state, name = state.named_notice("failed")
    return {"state": state, "replies": [shown, Notice(name, say(FAILED, name=task.file.name, why=str(error)))]}


def _is_meant(state: SegmentationState, incoming: Incoming, context: Context) -> bool:
    """A press below an earlier file means that one, and its time is over."""
    assert state.texts is not None
    return incoming.kind != "press" or context.posted.get(state.texts.message) == incoming.message_ts


def _of_an_earlier_file(press: Incoming, context: Context) -> dict[str, Any]:
    context.hint(press.user, say(EARLIER))
    return {}


def _counted(state: SegmentationState, done: int) -> SegmentationState:
    assert state.texts is not None
    return state.model_copy(update={"texts": state.texts.model_copy(update={"done": done})})


def _over(state: SegmentationState) -> SegmentationState:
    return state.model_copy(update={"phase": Phase.DONE, "steps": state.steps + 1})


def _at(state: SegmentationState, stage: Stage, context: Context) -> tuple[SegmentationState, TextsReading]:
    """The offer says from now on how far it has come."""
    assert state.texts is not None
    job = state.texts.model_copy(update={"stage": stage})
    numbered, name = state.model_copy(update={"texts": job}).named_notice(job.message)
    return numbered, _shown(job, name, context, changes=job.message)


def _shown(job: TextJob, name: str, context: Context, changes: str = "") -> TextsReading:
    return TextsReading(
        name=name,
        stage=job.stage,
        texts=job.texts,
        done=job.done,
        calls=job.calls,
        tokens=job.tokens,
        dollars=job.dollars,
        partly=job.texts == MOST_READ,
        rehearses=context.model.rehearses,
        changes=changes,
    )
