"""The guided interview as a state machine: entered by phase, run to its end, nothing remembered in between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from langgraph.graph import END, START, StateGraph
from langgraph.runtime import Runtime
from pydantic import BaseModel

from flows.asked import asks_for
from flows.interview import (
    answering,
    asking,
    beginning,
    closing,
    decking,
    editing,
    explaining,
    handing_over,
    meeting,
    missing,
    proposing,
    reminders,
    rereading,
    reviewing,
    sharing,
    steering,
    taking,
    undelivered,
    withdrawing,
)
from flows.interview.entrances import ENTRANCES, Node
from flows.interview.forgetting import forget
from flows.interview.forms import form
from flows.interview.happenings import before_summary, happening, joins
from flows.interview.state import InterviewState, Phase, title_of
from flows.interview.turn import TurnState
from flows.runtime import Context, Flow, Incoming, Outcome, Status
from interviews.controls import is_question, only_asks, project_said

NODES: dict[str, Any] = {
    "introduce": beginning.introduce,
    "begin_with_project": beginning.begin_with_project,
    "ask_for_project": beginning.ask_for_project,
    "say_it_runs": beginning.say_it_runs,
    "take_words": taking.take_words,
    "explain_words": taking.explain_words,
    "say_closed": taking.say_closed,
    "revise": taking.revise,
    "keep_quiet": taking.keep_quiet,
    "skip": steering.skip,
    "insist_on_project": steering.insist_on_project,
    "pause": steering.pause,
    "show_again": steering.show_again,
    "say_stale": steering.say_stale,
    "finish": steering.finish,
    "help": steering.help_out,
    "say_what_is_missing": missing.say_what_is_missing,
    "show_example": explaining.show_example,
    "take_back": withdrawing.take_back,
    "hand_over": handing_over.hand_over,
    "close_for_good": reminders.close_for_good,
    "rate": reviewing.rate,
    "correct": reviewing.correct,
    "answer_question": answering.answer_question,
    "note_feedback": answering.note_feedback,
    "say_how_to_go_on": reviewing.say_how_to_go_on,
    "help_after_the_end": reviewing.help_after_the_end,
    "close_review": reviewing.close_review,
    "preview": sharing.preview,
    "share": sharing.share,
    "undo": sharing.undo,
    "make_persona": meeting.make_persona,
    "check_in_data": meeting.check_in_data,
    "propose_segmentation": proposing.propose_segmentation,
    "outline_deck": decking.outline_deck,
    "change_deck": decking.change_deck,
    "make_deck": decking.make_deck,
    "take_deck_step": decking.take_deck_step,
    "keep_canvas": decking.keep_canvas,
    "sum_up_again": closing.sum_up_again,
    "read_again": rereading.read_again,
    "edit": editing.edit,
    "mend_undelivered": undelivered.mend_undelivered,
    "remind": reminders.remind,
    "read": asking.read,
    "explain": explaining.explain,
    "ask": asking.ask,
    "summarise": closing.summarise,
}
LEADING_ON = {
    "begin_with_project", "take_words", "skip", "finish", "close_for_good", "show_example", "revise", "edit", "correct",
    "sum_up_again", "read",
}  # fmt: skip
ABOUT_A_SUMMARY = {"rate", "correction", "question", "deck", "change_deck", "make_deck", "keep_canvas"}
LAST = [name for name in NODES if name not in LEADING_ON]


# Routers are coroutines because LangGraph sends plain functions to a thread each.


async def enter(turn: TurnState, runtime: Runtime[Context]) -> Node:
    """The entrance for what happened first; everything in `incoming` joins it."""
    state, first = turn["interview"], turn["incoming"][0]
    what = happening(state, first, runtime.context)
    if what in ABOUT_A_SUMMARY and before_summary(first, runtime.context):
        what = "words"
    node = ENTRANCES[state.phase].get(what, "keep_quiet")
    if node == "say_how_to_go_on" and before_summary(first, runtime.context):
        return "say_closed"
    if what == "words" and not state.answers:
        told = [project_said(each.said) for each in turn["incoming"]]
        if not any(told):
            return "introduce" if state.phase is Phase.NEW else "ask_for_project"
        if state.phase is Phase.NEW and all(is_question(each) and only_asks(each) for each in told if each):
            return "introduce"
    if node in ("take_words", "skip") and state.unshown:
        return "show_again"
    if node == "make_deck" and (state.deck is None or state.deck.of != state.summaries):
        return "outline_deck"
    if node == "skip" and not state.answers:
        return "insist_on_project"
    return node


async def after_words(turn: TurnState) -> Literal["read", "stay"]:
    """Only what settled the waiting question leads on; late additions are read with the next answer."""
    return "read" if turn["interview"].waiting is None else "stay"


async def after_finish(turn: TurnState) -> Literal["read", "stay"]:
    return "read" if turn["finishing"] else "stay"


async def after_revision(turn: TurnState) -> Literal["read_again", "stay"]:
    """While questions are still asked, a changed answer is read at once; what is shown rests on it."""
    state = turn["interview"]
    changed = any(not answer.read and not answer.skipped for answer in state.answers)
    asking_on = state.phase in (Phase.ASKING, Phase.PAUSED)
    return "read_again" if changed and asking_on and state.waiting is not None else "stay"


async def after_correction(turn: TurnState) -> Literal["summarise", "stay"]:
    return "summarise" if turn["finishing"] else "stay"


async def after_reading(turn: TurnState) -> Literal["explain", "ask", "summarise", "finish"]:
    """Ask on until there is enough; without a single answer there is nothing to sum up."""
    state = turn["interview"]
    if state.waiting is not None and not turn["finishing"]:  # It was only asked back: the question stays.
        return "explain"
    if not (turn["finishing"] or state.enough or state.summary):
        return "ask"
    return "summarise" if state.has_answers else "finish"


def build() -> Any:
    """The compiled graph, without a checkpointer: a turn is a function of state and message (docs/engine.md)."""
    # Without `context_schema`: LangGraph Studio asks for its JSON schema, and a model or dice have none.
    graph = StateGraph(TurnState)
    for name, verb in NODES.items():
        graph.add_node(name, verb)

    graph.add_conditional_edges(START, enter)
    graph.add_edge("begin_with_project", "take_words")
    graph.add_conditional_edges("take_words", after_words, {"read": "read", "stay": END})
    graph.add_conditional_edges("skip", after_words, {"read": "read", "stay": END})
    graph.add_edge("show_example", "explain")
    graph.add_conditional_edges("close_for_good", after_finish, {"read": "read", "stay": END})
    graph.add_conditional_edges("finish", after_finish, {"read": "read", "stay": END})
    graph.add_conditional_edges("revise", after_revision, {"read_again": "read_again", "stay": END})
    graph.add_conditional_edges("edit", after_revision, {"read_again": "read_again", "stay": END})
    graph.add_conditional_edges("correct", after_correction, {"summarise": "summarise", "stay": END})
    graph.add_conditional_edges("sum_up_again", after_finish, {"read": "read", "stay": END})
    graph.add_conditional_edges("read", after_reading)
    for name in LAST:
        graph.add_edge(name, END)
    return graph.compile()


GRAPH = build()
OUTCOME = ["interview", "replies", "timers", "next", "records"]
"""What is wanted of the end; LangGraph then leaves the rest alone."""
STATUS: dict[Phase, Status] = {Phase.PAUSED: "paused", Phase.CLOSED: "closed"}


async def turn(state: BaseModel, incoming: Sequence[Incoming], context: Context) -> Outcome:
    """One turn: state and message in, everything that changed out. Raises ModelError when no model can be had."""
    assert isinstance(state, InterviewState)
    start: TurnState = {
        "interview": state,
        "incoming": tuple(incoming),
        "before": "",
        "asked_back": "",
        "introduced": False,
        "finishing": False,
        "claimed": (),
        "replies": [],
        "timers": [],
        "next": [],
        "records": [],
    }
    end = await GRAPH.ainvoke(start, context=context, output_keys=OUTCOME)
    after: InterviewState = end["interview"]
    return Outcome(
        state=after,
        replies=tuple(end["replies"]),
        status=STATUS.get(after.phase, "open"),
        timers=tuple(end["timers"]),
        next=tuple(end["next"]),
        records=tuple(end["records"]),
        title=title_of(after.project),
        language=after.language,
    )


def joins_an_answer(state: BaseModel, incoming: Incoming) -> bool:
    assert isinstance(state, InterviewState)
    return joins(state, incoming)


def standing(state: BaseModel) -> str:
    """Where an interview stands, in a few words."""
    assert isinstance(state, InterviewState)
    if state.summary is not None:
        return "summed up"
    place = f"question {state.number} of {state.length}"
    words = {Phase.PAUSED: f"paused at {place}", Phase.CLOSED: "finished without a summary", Phase.ASKING: place}
    return words.get(state.phase, "waiting for the project")


def yields(state: BaseModel, incoming: Incoming) -> bool:
    """Whether it begins something else: a persona at any time, other things once this one is summed up."""
    assert isinstance(state, InterviewState)
    asked = asks_for(incoming.said)
    over = state.phase in (Phase.REVIEW, Phase.CLOSED)
    return asked == "persona" or (asked in ("interview", "decision") and over)


def result(state: BaseModel) -> str:
    """The newest summary's name."""
    assert isinstance(state, InterviewState)
    return closing.summary_name(state.summaries) if state.summaries else ""


def left_open(state: BaseModel) -> Sequence[str]:
    """The open questions of the newest summary."""
    assert isinstance(state, InterviewState)
    return state.summary.open_questions if state.summary is not None else ()


INTERVIEW = Flow(
    name="interview",
    state=InterviewState,
    turn=turn,
    build=build,
    joins=joins_an_answer,
    form=form,
    standing=standing,
    result=result,
    yields=yields,
    left_open=left_open,
    forget=forget,
)
