"""A direct message that could belong to several open interviews: it is asked which, and what was written goes there.

Not a conversation with phases worth a drawing, but a state machine all the same: it waits for a number.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated, Any

from langgraph.graph import END, START, StateGraph
from pydantic import BaseModel, ConfigDict
from typing_extensions import TypedDict

from flows.interview import INTERVIEW
from flows.replies import Notice, Reply
from flows.rewording import reworded
from flows.runtime import Context, Flow, Incoming, Outcome
from flows.wording import fixed, say

WHICH = fixed("Several interviews are open here. Which one is this for? Write its number; what you wrote is kept.")
NEW = fixed("None of these: begin a new interview with it.")
PASSED_ON = fixed("Passed on to “{title}”.")
NOTHING_LEFT = fixed("What you wrote before was deleted, so there is nothing to pass on.")
BEGUN = fixed("I'll begin a new interview with it, in a thread below what you wrote.")
NOT_A_CHOICE = fixed(
    "Please write a number from 0 to {most} first, or answer in the thread you mean. "
    "What you wrote before my question is kept for it; this last message is not."
)


class Choice(BaseModel):
    """An open interview of this direct message."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    thread_ts: str


class WhichOneState(BaseModel):
    """What was written and waits for its place."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int = 1
    choices: tuple[Choice, ...] = ()
    kept: tuple[Incoming, ...] = ()
    asked: int = 0
    settled: bool = False


class _Turn(TypedDict):
    state: WhichOneState
    incoming: tuple[Incoming, ...]
    replies: Annotated[list[Reply], lambda old, new: [*old, *new]]
    next: tuple[Incoming, ...]


async def ask_which(turn: _Turn) -> dict[str, Any]:
    """The first messages bring the choices along and are kept; a later one that is no number is told so."""
    state, messages = turn["state"], tuple(each for each in turn["incoming"] if each.kind == "message")
    if not messages:
        return {}
    if state.choices:
        text = say(NOT_A_CHOICE, most=len(state.choices))
    else:
        choices = tuple(Choice.model_validate(each) for each in json.loads(messages[0].value or "[]"))
        state = state.model_copy(update={"choices": choices, "kept": messages})
        lines = [f"{number} · {choice.title or 'without a title yet'}" for number, choice in enumerate(choices, 1)]
        text = "\n".join([say(WHICH), *lines, f"0 · {say(NEW)}"])
    asked = state.model_copy(update={"asked": state.asked + 1})
    return {"state": asked, "replies": [Notice(f"which-{turn['state'].asked}", text)]}


async def pass_on(turn: _Turn) -> dict[str, Any]:
    """What was kept goes to the interview whose number was written, as if it had been said in its thread."""
    state, number = turn["state"], _number(turn) or 0
    if not state.kept:
        gone = state.model_copy(update={"settled": True})
        return {"state": gone, "replies": [Notice(f"passed-{state.asked}", say(NOTHING_LEFT))]}
    choice = state.choices[number - 1] if number else None
    # A new interview is held in the thread below the first of what was kept.
    thread_ts = choice.thread_ts if choice else state.kept[0].ts
    moved = tuple(
        kept.model_copy(
            update={
                "key": f"moved:{kept.key}",
                "thread_ts": thread_ts,
                "value": None,
                "begins": None if choice else INTERVIEW.name,
            }
        )
        for kept in state.kept
    )
    text = say(PASSED_ON, title=choice.title or "the interview") if choice else say(BEGUN)
    settled = state.model_copy(update={"settled": True, "kept": ()})
    return {"state": settled, "replies": [Notice(f"passed-{state.asked}", text)], "next": moved}


async def revise_kept(turn: _Turn) -> dict[str, Any]:
    """What is kept reads as its author has it now; what was deleted is not passed on."""
    state = turn["state"]
    for change in turn["incoming"]:
        state = state.model_copy(
            update={
                "kept": tuple(
                    reworded(each, change) if each.ts == change.message_ts else each
                    for each in state.kept
                    if change.kind == "edit" or each.ts != change.message_ts
                )
            }
        )
    return {"state": state}


def names_one(turn: _Turn) -> str:
    """Whether a number was written."""
    if turn["incoming"][0].kind in ("edit", "deletion"):
        return "revise_kept"
    if turn["state"].choices and not turn["state"].kept:
        return "pass_on"  # Everything was deleted: there is nothing left to ask about.
    return "ask_which" if _number(turn) is None else "pass_on"


def _number(turn: _Turn) -> int | None:
    """The number of a choice, the last one written; 0 is none of them."""
    choices = turn["state"].choices
    valid = {str(number) for number in range(len(choices) + 1)} if choices else set()
    said = (each.said.strip(" .") for each in reversed(turn["incoming"]))
    return next((int(each) for each in said if each in valid), None)


def build() -> Any:
    graph = StateGraph(_Turn)
    nodes: dict[str, Any] = {"ask_which": ask_which, "pass_on": pass_on, "revise_kept": revise_kept}
    for name, verb in nodes.items():
        graph.add_node(name, verb)
    graph.add_conditional_edges(START, names_one, list(nodes))
    graph.add_edge("ask_which", END)
    graph.add_edge("pass_on", END)
    graph.add_edge("revise_kept", END)
    return graph.compile()


GRAPH = build()


async def turn(state: BaseModel, incoming: Sequence[Incoming], context: Context) -> Outcome:
    """One message in, a question or a passing-on out."""
    assert isinstance(state, WhichOneState)
    end = await GRAPH.ainvoke({"state": state, "incoming": tuple(incoming), "replies": [], "next": ()}, context=context)
    after: WhichOneState = end["state"]
    return Outcome(
        state=after, replies=tuple(end["replies"]), status="closed" if after.settled else "open", next=end["next"]
    )


def joins(state: BaseModel, incoming: Incoming) -> bool:
    """Everything written before the question came belongs together."""
    assert isinstance(state, WhichOneState)
    return incoming.kind == "message" and not state.choices


WHICH_ONE = Flow(name="which_one", state=WhichOneState, turn=turn, build=build, joins=joins)
