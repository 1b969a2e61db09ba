"""The analysis of a file as a state machine: dropped, read, asked about, analysed in steps, told, made use of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel

from flows.analyses import WITH_BELIEFS, Step
from flows.forms import Form, Picks
from flows.one_step import OneStep
from flows.replies import Notice, Reply
from flows.runtime import Context, Flow, Incoming, Outcome
from flows.segmentation import (
    correcting,
    handing_out,
    hearing,
    hearing_corrections,
    lining_up,
    reading,
    steps,
    taken_back,
)
from flows.segmentation.anew import make_anew
from flows.segmentation.asked import forget_question
from flows.segmentation.beginning import correct_columns, new_analysis
from flows.segmentation.beliefs import compare_beliefs, unasked
from flows.segmentation.correcting import CORRECT
from flows.segmentation.correcting_segments import hear_correction
from flows.segmentation.earlier_cards import below_what_is_told_now
from flows.segmentation.forgetting import forget
from flows.segmentation.hearing import meant, tables, wanted
from flows.segmentation.laying_over import apply_corrections
from flows.segmentation.material import asking, keep_origin, taking
from flows.segmentation.not_now import ANSWERED, say_not_now
from flows.segmentation.personas import make_persona
from flows.segmentation.progress import following, plan
from flows.segmentation.questions import answer_question, say_how_to_go_on
from flows.segmentation.reading import leave_texts, read_texts
from flows.segmentation.state import Phase, SegmentationState
from flows.segmentation.turn import Run, SegmentationTurn, notice
from flows.segmentation_replies import FileUnderstood, WholeReport
from flows.wording import fixed, say

ASK_FILE = fixed(
    "Drop a file of customers, orders or survey answers here: CSV, Excel, JSON lines or Parquet, also in a zip, up to "
    "200 MB. I look for segments in it, and say so if there are none."
)
ASK_FILE_TO_COMPARE = fixed(
    "Drop a file of customers, orders or survey answers here: CSV, Excel, JSON lines or Parquet, up to 200 MB. Once I "
    "have looked through it, I hold against it what you said in the interview, and the segments that came of that."
)
NO_TABLE = fixed(
    "I find segments in tables: CSV, Excel, JSON lines or Parquet, also in a zip. That file is something else, so "
    "nothing was done with it."
)
BUSY = fixed("I am still at it. “stop” stops me; anything else, please say again afterwards.")
STOPPED = fixed("Stopped. “resume” goes on; another file begins anew.")
LEFT = fixed("I leave {file} without an answer. Drop it again when you want it looked at.")
NO_COLUMN = fixed("I know no such column, or several. Write its name as it stands in the file, or press one of these.")


async def ask_for_file(turn: SegmentationTurn) -> dict[str, Any]:
    state = turn["state"].model_copy(update={"phase": Phase.WAITING})
    if turn["incoming"][0].value != WITH_BELIEFS:
        return notice(state, say(ASK_FILE))
    return notice(state.model_copy(update={"believes": True}), say(ASK_FILE_TO_COMPARE))


async def say_no_table(turn: SegmentationTurn) -> dict[str, Any]:
    state = turn["state"]
    phase = Phase.WAITING if state.phase is Phase.NEW else state.phase
    return notice(state.model_copy(update={"phase": phase}), say(NO_TABLE))


def _wanted_in(batch: Sequence[Incoming]) -> int | None:
    """How many segments somebody wants, as the first of the messages says that does."""
    return next((number for each in batch if (number := wanted(each.said)) is not None), None)


async def begin(turn: SegmentationTurn, runtime: Run) -> dict[str, Any]:
    """A file was dropped: the first of several is analysed, the others have their turn after it."""
    state, batch = turn["state"], turn["incoming"]
    first, *others = lining_up.by_day(lining_up.each_once(tables(batch)))
    many = _wanted_in(batch)
    left = state.task.file.name if state.phase is Phase.ASKING and state.task else ""
    begun = await new_analysis(state, batch[0], runtime.context, file=first, wanted=many)
    dropped = next(each for each in batch if first in each.attached)
    begun = lining_up.lined_up(taking(begun, dropped, first, runtime.context), batch, others, many, runtime.context)
    begun = lining_up.follow(begun, first, others)
    if not left:
        return begun
    state, name = begun["state"].named_notice("left")
    return {**begun, "state": state, "replies": [Notice(name, say(LEFT, file=left)), *begun["replies"]]}


async def line_up(turn: SegmentationTurn, runtime: Run) -> dict[str, Any]:
    """A file was dropped while another is looked at: it comes next."""
    state, batch = turn["state"], turn["incoming"]
    files = lining_up.by_day(lining_up.once(state, tables(batch)))
    if not files:
        return notice(state, lining_up.already(tables(batch)))
    many = _wanted_in(batch)
    led = lining_up.lined_up({"state": state, "replies": []}, batch, files, many, runtime.context)
    return {**led, **lining_up.come_next(led["state"], files)}


async def begin_again(turn: SegmentationTurn, runtime: Run) -> dict[str, Any]:
    """The same file once more: from the step at which it was stopped, or anew with another number of segments."""
    state, first = turn["state"], turn["incoming"][0]
    task, many = state.task, wanted(first.said)
    assert task is not None
    if state.phase is Phase.WAITING and many is None:
        state = state.model_copy(update={"phase": Phase.WORKING, "steps": state.steps + 1, "asker": first.user})
        return {"state": state, "replies": [plan(state, changes=state.plan)], "next": following(state, first)}
    return await new_analysis(state, first, runtime.context, file=task.file, wanted=many or task.wanted)


async def hear_answer(turn: SegmentationTurn, runtime: Run) -> dict[str, Any]:
    """Which column it is; the next question, or the analysis goes on."""
    state, first = turn["state"], turn["incoming"][0]
    question, task = state.question, state.task
    assert question is not None
    assert task is not None
    if hearing.is_below_an_earlier_question(first, runtime.context.posted):
        runtime.context.hint(first.user, say(ANSWERED))
        return {}
    pressed = (first.action or "").removeprefix("column_") if first.kind == "press" else ""
    choice = question.choices[int(pressed)] if pressed.isdecimal() and int(pressed) < len(question.choices) else None
    field = choice or hearing.choice_named(state, question, first.said)
    understanding = state.understanding
    assert understanding is not None
    if field is None:
        state, name = state.named_notice("column")
        asked = FileUnderstood(f"{name}-asked", understanding, None, question)
        return {"state": state, "replies": [Notice(name, say(NO_COLUMN)), asked]}
    answered = {
        "answered": (*state.answered, question.role),
        "task": task.model_copy(update={"roles": {**task.roles, field: question.role}}),
    }
    state = state.model_copy(update=answered)
    if state.question is not None:
        question = state.question
        state, name = state.named_notice("understood")
        return {"state": state, "replies": [FileUnderstood(name, understanding, None, question)]}
    state = state.model_copy(update={"phase": Phase.WORKING, "step": Step.COMPARE, "steps": state.steps + 1})
    return {"state": state, "replies": [plan(state, changes=state.plan)], "next": following(state, first)}


async def take_step(turn: SegmentationTurn, runtime: Run) -> dict[str, Any]:
    done = await steps.stepped(turn["state"], runtime.context)
    first, records = turn["incoming"][0], list(done.records)
    led: dict[str, Any] = {"state": done.state, "replies": list(done.replies), "records": records}
    led |= {"next": following(done.state, first)}
    led = lining_up.held(led) if done.not_now else await lining_up.going_on(led, first, runtime.context)
    state, further = unasked(led["state"], first)
    return asking({**led, "state": state, "next": (*led["next"], *further)})


async def read_on(turn: SegmentationTurn, runtime: Run) -> dict[str, Any]:
    led = await reading.read_on(turn, runtime)
    return asking(await lining_up.going_on(led, turn["incoming"][0], runtime.context))


async def stop(turn: SegmentationTurn, runtime: Run) -> dict[str, Any]:
    """What runs ends at once; what was worked out so far waits for “resume”. Where nothing runs, it leaves out the
    files that wait."""
    state = turn["state"]
    assert state.task is not None
    if state.phase is Phase.WAITING:
        return lining_up.leaving_out({"state": state, "replies": []})
    await runtime.context.analyst.stop(state.task)
    if state.phase is Phase.READING:
        return asking(lining_up.leaving_out(await reading.stop(state, runtime.context)))
    state = state.model_copy(update={"phase": Phase.WAITING, "steps": state.steps + 1, "waits": False})
    left = plan(state, changes=state.plan, stopped=True)
    state, name = state.named_notice("stopped")
    return lining_up.leaving_out({"state": state, "replies": [left, Notice(name, say(STOPPED), ("resume",))]})


async def put_away(turn: SegmentationTurn, runtime: Run) -> dict[str, Any]:
    """The message with the file was deleted; others that wait have their turn."""
    state, files = lining_up.taken_out(turn["state"], turn["incoming"][0].message_ts or "")
    led = await taken_back.put_away({**turn, "state": state}, runtime, files)
    return await lining_up.going_on(led, turn["incoming"][0], runtime.context)


async def say_busy(turn: SegmentationTurn) -> dict[str, Any]:
    return notice(turn["state"], say(BUSY))


async def keep_quiet(turn: SegmentationTurn) -> dict[str, Any]:
    return {}


def enter(turn: SegmentationTurn) -> str:
    return meant(turn["state"], turn["incoming"])


NODES: dict[str, Any] = {
    "ask_for_file": ask_for_file,
    "say_no_table": say_no_table,
    "begin": begin,
    "line_up": line_up,
    "begin_again": begin_again,
    "hear_answer": hear_answer,
    "take_step": take_step,
    "read_texts": read_texts,
    "read_on": read_on,
    "leave_texts": leave_texts,
    "stop": stop,
    "make_persona": below_what_is_told_now(make_persona),
    "compare_beliefs": below_what_is_told_now(compare_beliefs),
    "say_busy": say_busy,
    "answer_question": answer_question,
    "forget_question": forget_question,
    "say_how_to_go_on": say_how_to_go_on,
    "correct_columns": correct_columns,
    "hear_correction": hear_correction,
    "apply_corrections": apply_corrections,
    **handing_out.NODES,
    "make_anew": make_anew,
    "put_away": put_away,
    "take_out": lining_up.take_out,
    "keep_origin": keep_origin,
    "say_not_now": say_not_now,
    "keep_quiet": keep_quiet,
}


def build() -> OneStep:
    return OneStep(NODES, enter)


GRAPH = build()


async def turn(state: BaseModel, incoming: Sequence[Incoming], context: Context) -> Outcome:
    assert isinstance(state, SegmentationState)
    begins: SegmentationTurn = {"state": state, "incoming": tuple(incoming), "replies": [], "records": [], "next": ()}
    end = await GRAPH.turn(begins, context)
    after: SegmentationState = end["state"]
    title = f"Segments of {after.task.file.name}" if after.task else ""
    return Outcome(
        state=after, replies=tuple(end["replies"]), records=tuple(end["records"]), next=end["next"], title=title
    )


def page(state: BaseModel, action: str) -> Reply | None:
    """What a press opens beside the thread: the whole report."""
    assert isinstance(state, SegmentationState)
    if action != "whole_report" or state.report is None:
        return None
    return WholeReport("report", state.report, tuple(each for each in state.given if each.name == state.report.file))


def form(state: BaseModel, action: str) -> Form | Picks | None:
    """What *Correct the columns* and *Correct a segment* open."""
    assert isinstance(state, SegmentationState)
    if action == hearing_corrections.CORRECT_SEGMENT:
        return hearing_corrections.form(state)
    return correcting.form(state) if action == CORRECT else None


def standing(state: BaseModel) -> str:
    assert isinstance(state, SegmentationState)
    if state.report is not None:
        return f"{len(state.report.segments)} segments" if state.report.found else "no real segments"
    return "a file is being analysed" if state.phase is Phase.WORKING else "waiting for a file"


def result(state: BaseModel) -> str:
    assert isinstance(state, SegmentationState)
    return state.shown


def left_open(state: BaseModel) -> Sequence[str]:
    assert isinstance(state, SegmentationState)
    return [state.question.text] if state.phase is Phase.ASKING and state.question else []


SEGMENTATION = Flow(
    name="segmentation",
    state=SegmentationState,
    turn=turn,
    build=build,
    joins=hearing.joins,  # type: ignore[arg-type]
    long=hearing.takes_long,  # type: ignore[arg-type]
    page=page,
    form=form,
    stops=True,
    interrupts=hearing.interrupts,
    standing=standing,
    result=result,
    left_open=left_open,
    forget=forget,
)
