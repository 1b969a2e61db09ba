"""The guided interview as a state machine: entered by phase, run to its end, nothing remembered in between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from langgraph.graph import END, START, StateGraph
from langgraph.runtime import Runtime
from pydantic import BaseModel

from flows.interview import asking, beginning, closing, reminders, steering, taking
from flows.interview.happenings import Happening, happening, joins
from flows.interview.state import InterviewState, Phase, title_of
from flows.interview.turn import TurnState
from flows.runtime import Context, Flow, Incoming, Outcome, Status
from interviews.controls import project_said

Node = Literal[
    "introduce",
    "begin_with_project",
    "ask_for_project",
    "say_it_runs",
    "take_words",
    "explain_words",
    "say_closed",
    "revise",
    "keep_quiet",
    "skip",
    "insist_on_project",
    "pause",
    "show_again",
    "say_stale",
    "finish",
    "remind",
]

# What happens in which phase -> where the graph is entered. What a row does not name is kept, quietly.
ENTRANCES: dict[Phase, dict[Happening, Node]] = {
    Phase.NEW: {
        "words": "begin_with_project",
        "start": "introduce",
        "wordless": "introduce",
        "revision": "revise",
    },
    Phase.GREETING: {
        "words": "take_words",
        "start": "ask_for_project",
        "wordless": "explain_words",
        "skip": "insist_on_project",
        "pause": "pause",
        "resume": "insist_on_project",
        "retry": "insist_on_project",
        "finish": "finish",
        "stale": "say_stale",
        "revision": "revise",
        "reminder": "remind",
    },
    Phase.ASKING: {
        "words": "take_words",
        "start": "say_it_runs",
        "wordless": "explain_words",
        "skip": "skip",
        "pause": "pause",
        "resume": "show_again",
        "retry": "show_again",
        "finish": "finish",
        "stale": "say_stale",
        "revision": "revise",
        "reminder": "remind",
    },
    Phase.PAUSED: {
        "words": "take_words",
        "start": "say_it_runs",
        "wordless": "explain_words",
        "skip": "skip",
        "pause": "pause",
        "resume": "show_again",
        "retry": "show_again",
        "finish": "finish",
        "stale": "say_stale",
        "revision": "revise",
    },
    Phase.CLOSED: {
        "words": "say_closed",
        "start": "say_closed",
        "skip": "say_closed",
        "pause": "say_closed",
        "resume": "say_closed",
        "finish": "say_closed",
        "retry": "say_closed",
        "stale": "say_stale",
        "revision": "revise",
    },
}


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
    "remind": reminders.remind,
    "read": asking.read,
    "ask": asking.ask,
    "summarise": closing.summarise,
}
LEADING_ON = {"begin_with_project", "take_words", "skip", "finish", "read"}
LAST = [name for name in NODES if name not in LEADING_ON]


# Routers are coroutines because LangGraph sends plain functions to a thread each.


async def enter(turn: TurnState, runtime: Runtime[Context]) -> Node:
    """The entrance for what happened first; everything in `incoming` joins it."""
    state, first = turn["interview"], turn["incoming"][0]
    what = happening(state, first, runtime.context)
    node = ENTRANCES[state.phase].get(what, "keep_quiet")
    if what == "words" and not state.answers and not any(project_said(each.said) for each in turn["incoming"]):
        return "introduce" if state.phase is Phase.NEW else "ask_for_project"
    if node == "skip" and not state.answers:
        return "insist_on_project"
    return node


async def after_words(turn: TurnState) -> Literal["read", "stay"]:
    """Only what answered the waiting question leads on; late additions are read with the next answer."""
    return "read" if turn["interview"].waiting is None else "stay"


async def after_finish(turn: TurnState) -> Literal["read", "stay"]:
    return "read" if turn["finishing"] else "stay"


async def after_reading(turn: TurnState) -> Literal["ask", "summarise", "finish"]:
    """Ask on until there is enough; without a single answer there is nothing to sum up."""
    state = turn["interview"]
    if not (turn["finishing"] or state.enough):
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
    graph.add_edge("skip", "read")
    graph.add_conditional_edges("finish", after_finish, {"read": "read", "stay": END})
    graph.add_conditional_edges("read", after_reading)
    for name in LAST:
        graph.add_edge(name, END)
    return graph.compile()


GRAPH = build()
OUTCOME = ["interview", "replies", "timers"]
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
        "replies": [],
        "timers": [],
    }
    end = await GRAPH.ainvoke(start, context=context, output_keys=OUTCOME)
    after: InterviewState = end["interview"]
    return Outcome(
        state=after,
        replies=tuple(end["replies"]),
        status=STATUS.get(after.phase, "open"),
        timers=tuple(end["timers"]),
        title=title_of(after.project),
    )


def joins_an_answer(state: BaseModel, incoming: Incoming) -> bool:
    assert isinstance(state, InterviewState)
    return joins(state, incoming)


INTERVIEW = Flow(name="interview", state=InterviewState, turn=turn, build=build, joins=joins_an_answer)
