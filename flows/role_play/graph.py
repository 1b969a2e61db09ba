"""An interview with a persona as a state machine: opened, asked, summed up, posted."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import Annotated, Any

from langgraph.graph import END, START, StateGraph
from langgraph.runtime import Runtime
from pydantic import BaseModel
from typing_extensions import TypedDict

from flows.persona_replies import AboutHead, GuideAsked, PersonaSays, RolePlayHead
from flows.records import InterviewHeld, Record
from flows.replies import Notice, Reply
from flows.role_play import ending
from flows.role_play.answering import answered
from flows.role_play.judging import JUDGE, hinted, judged, to_judge
from flows.role_play.state import Phase, RolePlayState
from flows.runtime import ASK_PERSONA, About, Context, Flow, Incoming, Outcome, Seed, Status
from flows.wording import fixed, say
from interviews.controls import control, is_side_talk
from interviews.language import has_words, words

NO_MORE = fixed("All questions of the guide have been asked. Ask your own, or write “finish” for what was learned.")
HELP = fixed(
    "Ask {name} whatever you like; anyone here may. “next” puts the next question of the guide, "
    "“finish” ends the interview and sums up what was said, with quotes. “no hints” turns hints off."
)
OVER = fixed("This interview with {name} is finished; what was said stands above. “share” shows what could be posted.")
NOBODY = fixed(
    "I no longer have that persona, or may not show it to you. Nothing was asked; “persona of …” makes another."
)
WHAT_OF_IT = fixed("What do you say to this?")
LONGEST_SHOWN = 3000
WITH_HINTS, WITHOUT_HINTS = fixed("Hints are on."), fixed("No more hints. “hints” turns them on again.")
HINTS_ON, HINTS_OFF = {"hints", "hints on", "with hints"}, {"no hints", "hints off", "no more hints", "without hints"}
NEXT = {"next", "next question", "next one"}
PRESSED = {
    "next_question": "next_question",
    "end_role_play": "finish",
    "share": "preview",
    "share_now": "share",
    "share_where": "choose",
    "undo": "undo",
}
SAID = {"finish": "finish", "help": "say_help", "share": "preview", "share_now": "share", "undo": "undo"}


class RolePlayTurn(TypedDict):
    state: RolePlayState
    incoming: tuple[Incoming, ...]
    replies: Annotated[list[Reply], operator.add]
    records: tuple[Record, ...]
    next: tuple[Incoming, ...]


Run = Runtime[Context]


async def open_interview(turn: RolePlayTurn, runtime: Run) -> dict[str, Any]:
    """The head of the thread: who is interviewed, that she is invented, how to go on."""
    seed = Seed.model_validate_json(turn["incoming"][0].value or "")
    state = _begun(turn["state"], seed)
    return {
        "state": state,
        "replies": [RolePlayHead("head", seed.persona, runtime.context.face_url(seed.face))],
        "records": _held(seed),
    }


async def ask_about(turn: RolePlayTurn, runtime: Run) -> dict[str, Any]:
    """A message is laid before the persona, who says what comes to mind."""
    first, context = turn["incoming"][0], runtime.context
    about = About.model_validate_json(first.value or "{}")
    seed = await context.library.persona(about.persona_id)
    if seed is None:
        state, name = turn["state"].model_copy(update={"phase": Phase.CLOSED, "told_closed": True}).named_notice("gone")
        return {"state": state, "replies": [Notice(name, say(NOBODY))]}
    begun = _begun(turn["state"], seed).model_copy(update={"shown": about.message[:LONGEST_SHOWN]})
    link = context.link(first.message_ts or "") if first.thread_ts is None else None
    head = AboutHead("head", seed.persona, about.message, link, context.face_url(seed.face), seed.outsiders)
    context.show(head)
    state, says = await answered(begun, first.said or say(WHAT_OF_IT), first.user, context)
    next = _looked_at_again(says, first, context)
    return {"state": state, "replies": [head, says], "records": _held(seed), "next": next}


async def answer(turn: RolePlayTurn, runtime: Run) -> dict[str, Any]:
    """Whoever asks is answered; what several wrote in one breath is one question."""
    question = "\n".join(each.said for each in turn["incoming"] if has_words(each.said))
    last = turn["incoming"][-1]
    state, says = await answered(turn["state"], question, last.user, runtime.context)
    state = hinted(state, question, last.user, runtime.context)
    return {"state": state, "replies": [says], "next": _looked_at_again(says, last, runtime.context)}


async def next_question(turn: RolePlayTurn, runtime: Run) -> dict[str, Any]:
    """The next question of the guide, put and answered."""
    state, asked = turn["state"], turn["state"].next_question
    if asked is None:
        state, name = state.named_notice("guide")
        return {"state": state, "replies": [Notice(name, say(NO_MORE))]}
    state = state.model_copy(update={"asked": state.asked + 1})
    total = len(state.persona.guide) if state.persona else 0
    put = GuideAsked(f"guide-{asked.id}", asked, state.asked, total)
    runtime.context.show(put)
    state, says = await answered(state, asked.text, turn["incoming"][0].user, runtime.context)
    next = _looked_at_again(says, turn["incoming"][0], runtime.context)
    return {"state": state, "replies": [put, says], "next": next}


async def look_again(turn: RolePlayTurn, runtime: Run) -> dict[str, Any]:
    """An answer that was shown is held against card and memory once more."""
    state, replies = await judged(turn["state"], turn["incoming"][0].value or "", runtime.context)
    return {"state": state, "replies": list(replies)}


async def turn_hints(turn: RolePlayTurn) -> dict[str, Any]:
    on = " ".join(words(turn["incoming"][0].said)) in HINTS_ON
    return _notice(turn["state"].model_copy(update={"hints": on}), WITH_HINTS if on else WITHOUT_HINTS)


async def finish(turn: RolePlayTurn, runtime: Run) -> dict[str, Any]:
    state, replies = await ending.finish(turn["state"], turn["incoming"][0], runtime.context)
    return {"state": state, "replies": replies, "records": ending.insights(state, runtime.context)}


async def preview(turn: RolePlayTurn, runtime: Run) -> dict[str, Any]:
    state, replies = await ending.preview(turn["state"], turn["incoming"][0], runtime.context)
    return {"state": state, "replies": replies}


async def share(turn: RolePlayTurn, runtime: Run) -> dict[str, Any]:
    state, replies = await ending.share(turn["state"], turn["incoming"][0], runtime.context)
    return {"state": state, "replies": replies}


async def choose(turn: RolePlayTurn, runtime: Run) -> dict[str, Any]:
    state, replies = await ending.choose(turn["state"], turn["incoming"][0], runtime.context)
    return {"state": state, "replies": replies}


async def undo(turn: RolePlayTurn, runtime: Run) -> dict[str, Any]:
    state, replies = ending.undo(turn["state"], runtime.context)
    return {"state": state, "replies": replies}


async def say_help(turn: RolePlayTurn) -> dict[str, Any]:
    return _notice(turn["state"], HELP)


async def say_over(turn: RolePlayTurn) -> dict[str, Any]:
    """Said once; what is written afterwards is kept in the transcript."""
    state = turn["state"]
    return {} if state.told_closed else _notice(state.model_copy(update={"told_closed": True}), OVER)


async def keep_quiet(turn: RolePlayTurn) -> dict[str, Any]:
    return {}


def _looked_at_again(says: PersonaSays, incoming: Incoming, context: Context) -> tuple[Incoming, ...]:
    """The rehearsal's answers passed the only check it has."""
    return () if context.model.rehearses else (to_judge(says.name, incoming),)


def _begun(state: RolePlayState, seed: Seed) -> RolePlayState:
    begun = {
        "phase": Phase.OPEN,
        "persona": seed.persona,
        "passages": seed.passages,
        "persona_id": seed.persona_id,
        "persona_version": seed.version,
        "face": seed.face,
    }
    return state.model_copy(update=begun)


def _held(seed: Seed) -> tuple[Record, ...]:
    return (InterviewHeld(seed.persona_id, seed.version),) if seed.persona_id else ()


def _notice(state: RolePlayState, text: str) -> dict[str, Any]:
    state, name = state.named_notice("notice")
    return {
        "state": state,
        "replies": [Notice(name, say(text, name=state.persona.first_name if state.persona else ""))],
    }


async def enter(turn: RolePlayTurn) -> str:
    """What happened first decides; edits and deletions are kept in the transcript and change nothing said since."""
    state, first = turn["state"], turn["incoming"][0]
    if state.phase is Phase.NEW and first.action == ASK_PERSONA:
        return "ask_about"
    if state.phase is Phase.NEW:
        return "open_interview" if first.value else "keep_quiet"
    if first.kind == "schedule" and first.action == JUDGE:
        return "look_again"
    what = _meant(first)
    closed = state.phase is Phase.CLOSED
    if what in ("preview", "share", "choose", "undo"):
        return what if closed else "say_help"
    if what == "keep_quiet":
        return what
    return "say_over" if closed else what


def _meant(incoming: Incoming) -> str:
    if incoming.kind == "press":
        return PRESSED.get(incoming.action or "", "keep_quiet")
    if incoming.kind != "message" or (is_side_talk(incoming.said) and not incoming.mention):
        return "keep_quiet"
    if " ".join(words(incoming.said)) in HINTS_ON | HINTS_OFF:
        return "turn_hints"
    if " ".join(words(incoming.said)) in NEXT:
        return "next_question"
    steering = control(incoming.said)
    if steering is not None:
        return SAID.get(steering, "say_help")
    return "answer" if has_words(incoming.said) else "keep_quiet"


NODES: dict[str, Any] = {
    "open_interview": open_interview,
    "ask_about": ask_about,
    "answer": answer,
    "next_question": next_question,
    "look_again": look_again,
    "turn_hints": turn_hints,
    "finish": finish,
    "preview": preview,
    "share": share,
    "choose": choose,
    "undo": undo,
    "say_help": say_help,
    "say_over": say_over,
    "keep_quiet": keep_quiet,
}


def build() -> Any:
    graph = StateGraph(RolePlayTurn)
    for name, verb in NODES.items():
        graph.add_node(name, verb)
        graph.add_edge(name, END)
    graph.add_conditional_edges(START, enter, list(NODES))
    return graph.compile()


GRAPH = build()
OUTCOME = ["state", "replies", "records", "next"]
"""What is wanted of the end; LangGraph then leaves the rest alone."""
STATUS: dict[Phase, Status] = {Phase.CLOSED: "closed"}


async def turn(state: BaseModel, incoming: Sequence[Incoming], context: Context) -> Outcome:
    """One turn. Raises ModelError when no model can be had."""
    assert isinstance(state, RolePlayState)
    begins: RolePlayTurn = {"state": state, "incoming": tuple(incoming), "replies": [], "records": (), "next": ()}
    end = await GRAPH.ainvoke(begins, context=context, output_keys=OUTCOME)
    after: RolePlayState = end["state"]
    persona = after.persona
    return Outcome(
        state=after,
        replies=tuple(end["replies"]),
        records=end["records"],
        next=end["next"],
        status=STATUS.get(after.phase, "open"),
        title=f"Interview with {persona.name}" if persona else "",
        language=persona.language if persona else "",
    )


def joins(state: BaseModel, incoming: Incoming) -> bool:
    """Several messages in one breath are one question."""
    assert isinstance(state, RolePlayState)
    return state.phase is Phase.OPEN and _meant(incoming) == "answer"


def standing(state: BaseModel) -> str:
    assert isinstance(state, RolePlayState)
    return f"{len(state.exchanges)} answers" if state.phase is Phase.OPEN else "finished"


ROLE_PLAY = Flow(name="role_play", state=RolePlayState, turn=turn, build=build, joins=joins, standing=standing)
