"""The making of a persona as a state machine: asked for, declined or described, made, made anew, interviewed."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import Annotated, Any

from langgraph.graph import END, START, StateGraph
from langgraph.runtime import Runtime
from pydantic import BaseModel
from typing_extensions import TypedDict

from flows.persona.making import make
from flows.persona.state import PersonaState, Phase
from flows.replies import Notice, Reply
from flows.role_play.state import Seed
from flows.runtime import Context, Flow, Incoming, Outcome
from flows.wording import fixed, say
from interviews.controls import control, is_side_talk
from interviews.language import has_words
from personas.request import brief_of, objection

WHO = fixed(
    "Whom should I make? Describe them in a sentence, such as “Alice, a cost-conscious employee who does not "
    "understand benefits”; drop a text about your product here too, if you have one."
)
HOW_TO_GO_ON = fixed(
    "To talk with {name}, press “Interview” on the card. A file dropped here makes the card anew with it; "
    "for somebody else, mention me with “persona” and who it should be."
)
ENOUGH = fixed("There are {times} interviews from this card already; make the card anew for further ones.")
INTERVIEW_PRESSED = "interview_persona"
MOST_INTERVIEWS = 20


class PersonaTurn(TypedDict):
    state: PersonaState
    incoming: tuple[Incoming, ...]
    replies: Annotated[list[Reply], operator.add]
    next: tuple[Incoming, ...]


Run = Runtime[Context]


async def ask_who(turn: PersonaTurn) -> dict[str, Any]:
    """A persona is wanted, and nobody has said which."""
    state, name = turn["state"].model_copy(update={"phase": Phase.WAITING}).named_notice("who")
    return {"state": state, "replies": [Notice(name, say(WHO))]}


async def decline(turn: PersonaTurn) -> dict[str, Any]:
    """Kindly, and with what can be had instead."""
    state, name = turn["state"].model_copy(update={"phase": Phase.WAITING}).named_notice("declined")
    return {"state": state, "replies": [Notice(name, say(objection(brief_said(turn)) or WHO))]}


async def make_card(turn: PersonaTurn, runtime: Run) -> dict[str, Any]:
    """With the brief and whatever files came along."""
    state = turn["state"].model_copy(update={"brief": brief_said(turn) or turn["state"].brief})
    files = [file for each in turn["incoming"] for file in each.attached]
    made = await make(state, files, runtime.context)
    return {"state": made.state, "replies": list(made.replies)}


async def begin_interview(turn: PersonaTurn) -> dict[str, Any]:
    """A thread of its own, with the card as it is now: what is changed later changes no running interview."""
    state, press = turn["state"], turn["incoming"][0]
    if state.persona is None:
        return {}
    if len(state.begun) >= MOST_INTERVIEWS:
        state, name = state.named_notice("enough")
        return {"state": state, "replies": [Notice(name, say(ENOUGH, times=MOST_INTERVIEWS))]}
    seed = Seed(persona=state.persona, passages=state.passages)
    begun = Incoming(
        key=f"role-play:{press.key}",
        team=press.team,
        kind="command",
        channel=press.channel,
        ts=press.ts,
        user=press.user,
        direct=press.direct,
        value=seed.model_dump_json(),
        begins="role_play",
    )
    return {"state": state.model_copy(update={"begun": (*state.begun, press.key)}), "next": (begun,)}


async def say_how_to_go_on(turn: PersonaTurn) -> dict[str, Any]:
    state = turn["state"]
    called = state.persona.first_name if state.persona else ""
    state, name = state.named_notice("made")
    return {"state": state, "replies": [Notice(name, say(HOW_TO_GO_ON, name=called))]}


async def keep_quiet(turn: PersonaTurn) -> dict[str, Any]:
    return {}


def brief_said(turn: PersonaTurn) -> str:
    """What the messages say about who it should be."""
    state, told = turn["state"], []
    for each in turn["incoming"]:
        asked = brief_of(each.said)
        told.append(asked if asked is not None else each.said if state.phase is not Phase.MADE else "")
    return "\n".join(line for line in told if has_words(line)).strip()


async def enter(turn: PersonaTurn) -> str:
    """What happened first decides; edits and deletions change no card."""
    state, first = turn["state"], turn["incoming"][0]
    if first.kind == "press":
        return "begin_interview" if first.action == INTERVIEW_PRESSED else "keep_quiet"
    if first.kind not in ("message", "command") or (is_side_talk(first.said) and not first.mention):
        return "keep_quiet"
    files = any(each.attached for each in turn["incoming"])
    if state.phase is Phase.MADE:
        return "make_card" if files else "say_how_to_go_on"
    if objection(brief_said(turn)):
        return "decline"
    return "make_card" if brief_said(turn) and control(first.said) is None else "ask_who"


NODES: dict[str, Any] = {
    "ask_who": ask_who,
    "decline": decline,
    "make_card": make_card,
    "begin_interview": begin_interview,
    "say_how_to_go_on": say_how_to_go_on,
    "keep_quiet": keep_quiet,
}


def build() -> Any:
    graph = StateGraph(PersonaTurn)
    for name, verb in NODES.items():
        graph.add_node(name, verb)
        graph.add_edge(name, END)
    graph.add_conditional_edges(START, enter, list(NODES))
    return graph.compile()


GRAPH = build()


async def turn(state: BaseModel, incoming: Sequence[Incoming], context: Context) -> Outcome:
    """One turn. Raises ModelError when no model can be had."""
    assert isinstance(state, PersonaState)
    end = await GRAPH.ainvoke({"state": state, "incoming": tuple(incoming), "replies": [], "next": ()}, context=context)
    after: PersonaState = end["state"]
    title = f"{after.persona.name}, {after.persona.occupation}" if after.persona else ""
    language = after.persona.language if after.persona else ""
    return Outcome(state=after, replies=tuple(end["replies"]), next=end["next"], title=title, language=language)


def joins(state: BaseModel, incoming: Incoming) -> bool:
    """What is written and dropped in one breath describes one persona."""
    assert isinstance(state, PersonaState)
    return incoming.kind == "message" and not is_side_talk(incoming.said) and state.phase is not Phase.MADE


def standing(state: BaseModel) -> str:
    assert isinstance(state, PersonaState)
    return "a persona" if state.persona else "a persona to be described"


PERSONA = Flow(name="persona", state=PersonaState, turn=turn, build=build, joins=joins, standing=standing)
