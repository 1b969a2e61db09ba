"""The making of a persona as a state machine: asked for, declined or described, made in steps, kept, interviewed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel

from errors import NotACard
from flows.libraries import Seed
from flows.one_step import OneStep
from flows.persona import finishing, hearing, keeping, steps
from flows.persona.beginning import (
    adopt,
    begin_making,
    begin_proposing,
    decide,
    draw_again,
    go_on,
    make_proposed,
    read_more,
    stop_making,
)
from flows.persona.hearing import decision_said, meant, objected
from flows.persona.material import keep_origin
from flows.persona.sampling import remove_sample, show_sample
from flows.persona.state import PersonaState, Phase, from_version_1
from flows.persona.turn import PersonaTurn, Run, stepped
from flows.persona_replies import InterviewAt
from flows.replies import Notice, Reply
from flows.runtime import Context, Flow, Incoming, Outcome
from flows.stepping import elsewhere
from flows.wording import fixed, say

WHO = fixed(
    "Whom should I make? Describe them in a sentence, such as “Alice, a cost-conscious employee who does not "
    "understand benefits”; drop a text about your product here too, if you have one."
)
HOW_TO_GO_ON = fixed(
    "To talk with {name}, write “interview”. A file dropped here goes into a new card; “we have to decide …” makes the "
    "questions for that. “card” shows all of it; “new picture”, “duplicate”, “archive” and “delete” do what they say, "
    "and nothing goes unasked."
)
ELSE_HERE = fixed(
    "“quick interview” begins one of your team about its customers; `/segue help` says what else I can do."
)
BUSY = fixed(
    "I am still at it. “stop” stops me; what describes the person joins in; anything else, please say again afterwards."
)
ENOUGH = fixed("There are {times} interviews from this card already; make the card anew for further ones.")
MOST_INTERVIEWS = 20


async def ask_who(turn: PersonaTurn) -> dict[str, Any]:
    """A persona is wanted, and nobody has said which."""
    decision = decision_said(turn["incoming"]) or turn["state"].decision
    state, name = turn["state"].model_copy(update={"phase": Phase.WAITING, "decision": decision}).named_notice("who")
    return {"state": state, "replies": [Notice(name, say(WHO))]}


async def decline(turn: PersonaTurn, runtime: Run) -> dict[str, Any]:
    """Kindly, and with what can be had instead; what is being made, and what is made, stays as it is."""
    state, refused = turn["state"], objected(turn["state"], turn["incoming"])
    phase = Phase.WAITING if state.phase is Phase.NEW else state.phase
    state, name = state.model_copy(update={"phase": phase}).named_notice("declined")
    return {"state": state, "replies": [Notice(name, say(refused or WHO))]}


async def say_busy(turn: PersonaTurn) -> dict[str, Any]:
    """What was written describes nobody, or asks for something else: nothing that is under way is dropped for it."""
    state, name = turn["state"].named_notice("busy")
    return {"state": state, "replies": [Notice(name, say(BUSY))]}


async def take_step(turn: PersonaTurn, runtime: Run) -> dict[str, Any]:
    return stepped(await steps.stepped(turn["state"], runtime.context), turn["incoming"][0])


async def begin_interview(turn: PersonaTurn, runtime: Run) -> dict[str, Any]:
    """A thread of its own, with the card as it is now: what is changed later changes no running interview."""
    state, press = turn["state"], turn["incoming"][0]
    if state.persona is None:
        return {}
    if len(state.begun) >= MOST_INTERVIEWS:
        state, name = state.named_notice("enough")
        return {"state": state, "replies": [Notice(name, say(ENOUGH, times=MOST_INTERVIEWS))]}
    seed = Seed(
        persona=state.persona,
        passages=state.passages,
        persona_id=runtime.context.conversation,
        version=state.cards,
        face=state.face,
    )
    value = seed.model_dump_json()
    begun = elsewhere(f"role-play:{press.key}", press, "role_play", value=value, persona=seed.persona_id)
    return {"state": state.model_copy(update={"begun": (*state.begun, press.key)}), "next": (begun,)}


async def tell_where(turn: PersonaTurn) -> dict[str, Any]:
    """The interview that was begun from the card stands in Slack."""
    state, name = turn["state"].named_notice("interview")
    assert state.persona is not None
    return {"state": state, "replies": [InterviewAt(name, state.persona, turn["incoming"][0].value or "")]}


async def edit(turn: PersonaTurn, runtime: Run) -> dict[str, Any]:
    return stepped(keeping.edited(turn["state"], turn["incoming"][0], runtime.context), turn["incoming"][0])


async def keep_score(turn: PersonaTurn, runtime: Run) -> dict[str, Any]:
    return stepped(keeping.scored(turn["state"], turn["incoming"][0], runtime.context), turn["incoming"][0])


async def shelve(turn: PersonaTurn, runtime: Run) -> dict[str, Any]:
    return stepped(keeping.shelved(turn["state"], turn["incoming"][0], runtime.context), turn["incoming"][0])


async def duplicate(turn: PersonaTurn) -> dict[str, Any]:
    told, begun = keeping.copied(turn["state"], turn["incoming"][0])
    return {"state": told.state, "replies": list(told.replies), "next": (begun,)}


async def ask_which_form(turn: PersonaTurn) -> dict[str, Any]:
    return stepped(keeping.asked_which_form(turn["state"]), turn["incoming"][0])


async def export(turn: PersonaTurn) -> dict[str, Any]:
    return stepped(keeping.exported_as(turn["state"], turn["incoming"][0]), turn["incoming"][0])


async def take_in_card(turn: PersonaTurn, runtime: Run) -> dict[str, Any]:
    state, batch = turn["state"], turn["incoming"]
    try:
        return stepped(await keeping.taken_in(state, batch, runtime.context), batch[0])
    except NotACard:
        # What is no card is material like any other file.
        made: dict[str, Any] = await MAKES[hearing.said_of_people(state, batch)](turn, runtime)
        return made


async def ask_before_erasing(turn: PersonaTurn, runtime: Run) -> dict[str, Any]:
    kept = await keeping.kept_from(turn["state"], runtime.context)
    return stepped(kept or keeping.asked_before_erasing(turn["state"]), turn["incoming"][0])


async def erase(turn: PersonaTurn, runtime: Run) -> dict[str, Any]:
    kept = await keeping.kept_from(turn["state"], runtime.context)
    return stepped(kept or keeping.erased(turn["state"], turn["incoming"][0].user), turn["incoming"][0])


async def say_gone(turn: PersonaTurn, runtime: Run) -> dict[str, Any]:
    return stepped(keeping.still_gone(turn["state"], turn["incoming"][0], runtime.context), turn["incoming"][0])


async def say_whole_card(turn: PersonaTurn, runtime: Run) -> dict[str, Any]:
    state, name = turn["state"].named_notice("whole")
    said = await runtime.context.library.origins(state.given)
    return {"state": state, "replies": [finishing.whole(state, name, said)]}


async def say_how_to_go_on(turn: PersonaTurn) -> dict[str, Any]:
    state, first = turn["state"], turn["incoming"][0]
    called = state.persona.first_name if state.persona else ""
    if state.told_how and not (first.mention or first.direct or first.kind == "command" or "?" in first.said):
        return {}
    state, name = state.model_copy(update={"told_how": True}).named_notice("made")
    how = [say(HOW_TO_GO_ON, name=called), *([say(ELSE_HERE)] if first.direct else [])]
    return {"state": state, "replies": [Notice(name, "\n".join(how))]}


async def keep_quiet(turn: PersonaTurn) -> dict[str, Any]:
    return {}


def enter(turn: PersonaTurn) -> str:
    return meant(turn["state"], turn["incoming"])


MAKES: dict[str, Any] = {"begin_making": begin_making, "begin_proposing": begin_proposing, "decline": decline}
NODES: dict[str, Any] = {
    "ask_who": ask_who,
    "decline": decline,
    "begin_making": begin_making,
    "begin_proposing": begin_proposing,
    "make_proposed": make_proposed,
    "read_more": read_more,
    "decide": decide,
    "draw_again": draw_again,
    "adopt": adopt,
    "say_busy": say_busy,
    "take_step": take_step,
    "stop_making": stop_making,
    "go_on": go_on,
    "begin_interview": begin_interview,
    "tell_where": tell_where,
    "edit": edit,
    "show_sample": show_sample,
    "remove_sample": remove_sample,
    "keep_score": keep_score,
    "keep_origin": keep_origin,
    "shelve": shelve,
    "duplicate": duplicate,
    "ask_which_form": ask_which_form,
    "export": export,
    "take_in_card": take_in_card,
    "ask_before_erasing": ask_before_erasing,
    "erase": erase,
    "say_gone": say_gone,
    "say_whole_card": say_whole_card,
    "say_how_to_go_on": say_how_to_go_on,
    "keep_quiet": keep_quiet,
}


def build() -> OneStep:
    return OneStep(NODES, enter)


GRAPH = build()


async def turn(state: BaseModel, incoming: Sequence[Incoming], context: Context) -> Outcome:
    """One turn. Raises ModelError when no model can be had."""
    assert isinstance(state, PersonaState)
    begins: PersonaTurn = {"state": state, "incoming": tuple(incoming), "replies": [], "next": (), "records": ()}
    end = await GRAPH.turn(begins, context)
    after: PersonaState = end["state"]
    return Outcome(
        state=after,
        replies=tuple(end["replies"]),
        next=end["next"],
        records=end["records"],
        status="closed" if after.phase is Phase.GONE else "open",
        title=f"{after.persona.name}, {after.persona.occupation}" if after.persona else "",
        language=after.persona.language if after.persona else after.language,
    )


def joins(state: BaseModel, incoming: Incoming) -> bool:
    assert isinstance(state, PersonaState)
    return hearing.joins(state, incoming)


def yields(state: BaseModel, incoming: Incoming) -> bool:
    assert isinstance(state, PersonaState)
    return hearing.yields(state, incoming)


def page(state: BaseModel, action: str) -> Reply | None:
    """What a press opens beside the thread: the whole card."""
    assert isinstance(state, PersonaState)
    return finishing.whole(state, "whole") if action == "whole_card" and state.persona is not None else None


def standing(state: BaseModel) -> str:
    assert isinstance(state, PersonaState)
    return "a persona" if state.persona else "a persona to be described"


PERSONA = Flow(
    name="persona",
    state=PersonaState,
    turn=turn,
    build=build,
    joins=joins,
    form=keeping.form,
    page=page,
    standing=standing,
    yields=yields,
    stops=True,
    migrations={1: from_version_1},
)
