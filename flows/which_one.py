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

from flows.replies import Notice, Reply
from flows.runtime import Context, Flow, Incoming, Outcome

WHICH = "Several interviews are open here. Which one is this for? Write its number; what you wrote is kept.\n{choices}"
PASSED_ON = "Passed on to “{title}”."
NOT_A_CHOICE = "Please write one of the numbers, 1 to {most}, or answer in the thread you mean."


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
    """The first message brings the choices along; later ones that are no number are kept and asked about again."""
    state, messages = turn["state"], [each for each in turn["incoming"] if each.kind == "message"]
    first = not state.choices
    choices = state.choices or tuple(Choice.model_validate(each) for each in json.loads(messages[0].value or "[]"))
    lines = [f"{number} · {choice.title or 'without a title yet'}" for number, choice in enumerate(choices, 1)]
    text = WHICH.format(choices="\n".join(lines)) if first else NOT_A_CHOICE.format(most=len(choices))
    state = state.model_copy(update={"choices": choices, "kept": (*state.kept, *messages), "asked": state.asked + 1})
    return {"state": state, "replies": [Notice(f"which-{state.asked}", text)] if messages else []}


async def pass_on(turn: _Turn) -> dict[str, Any]:
    """To the interview whose number was written, as if it had been said in its thread."""
    state = turn["state"]
    choice = state.choices[int(turn["incoming"][-1].said.strip(" .")) - 1]
    moved = tuple(
        kept.model_copy(update={"key": f"moved:{kept.key}", "thread_ts": choice.thread_ts, "value": None})
        for kept in state.kept
    )
    notice = Notice(f"passed-{state.asked}", PASSED_ON.format(title=choice.title or "the interview"))
    return {"state": state.model_copy(update={"settled": True}), "replies": [notice], "next": moved}


def names_one(turn: _Turn) -> str:
    """Whether a number was written."""
    said = turn["incoming"][-1].said.strip(" .")
    return "pass_on" if said in map(str, range(1, len(turn["state"].choices) + 1)) else "ask_which"


def build() -> Any:
    graph = StateGraph(_Turn)
    nodes: dict[str, Any] = {"ask_which": ask_which, "pass_on": pass_on}
    for name, verb in nodes.items():
        graph.add_node(name, verb)
    graph.add_conditional_edges(START, names_one, ["ask_which", "pass_on"])
    graph.add_edge("ask_which", END)
    graph.add_edge("pass_on", END)
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
