"""How an interview with a persona begins: from her card, or with a message that is laid before her."""

from __future__ import annotations

from typing import Any

from flows.libraries import INTERVIEW_AT, About, Seed
from flows.persona_replies import AboutHead, RolePlayHead
from flows.records import InterviewHeld, Record
from flows.replies import Notice
from flows.role_play.answering import answered
from flows.role_play.hearing import POSTED
from flows.role_play.state import Phase, RolePlayState
from flows.role_play.turn import RolePlayTurn, Run, looked_at_again
from flows.runtime import Incoming
from flows.wording import fixed, say
from personas.fact_sheet import of_card
from personas.passages import facts_of, nearest

NOBODY = fixed(
    "I no longer have that persona, or may not show it to you. Nothing was asked; “persona of …” makes another."
)
HEAD = "head"
WHAT_OF_IT = fixed("What do you say to this?")
LONGEST_SHOWN = 3000
NEAREST = 12
"""Passages that keep the persona's story possible; the same for the whole interview, so that servers can cache them."""


async def open_interview(turn: RolePlayTurn, runtime: Run) -> dict[str, Any]:
    """The head of the thread: who is interviewed, that she is invented, how to go on."""
    first, context = turn["incoming"][0], runtime.context
    seed = Seed.model_validate_json(first.value or "")
    head = RolePlayHead(HEAD, seed.persona, context.face_url(seed.face), direct=first.direct)
    posted = Incoming(
        key=f"posted:{context.conversation}", team=first.team, kind="schedule", channel="", ts=first.ts, action=POSTED
    )
    return {
        "state": _begun(turn["state"], seed),
        "replies": [head],
        "records": _held(seed),
        "next": () if first.direct else (posted,),
    }


async def tell_where(turn: RolePlayTurn, runtime: Run) -> dict[str, Any]:
    """The head stands in Slack: whoever began the interview from the card finds it from there."""
    state, context = turn["state"], runtime.context
    link = context.link(context.posted.get(HEAD, ""))
    if not link or not state.persona_id:
        return {}
    row = Incoming(
        key=f"interview-at:{context.conversation}",
        team=turn["incoming"][0].team,
        kind="schedule",
        channel="",
        ts=turn["incoming"][0].ts,
        action=INTERVIEW_AT,
        conversation=state.persona_id,
        value=link,
    )
    return {"next": (row,)}


async def ask_about(turn: RolePlayTurn, runtime: Run) -> dict[str, Any]:
    """A message is laid before the persona, who says what comes to mind."""
    first, context = turn["incoming"][0], runtime.context
    about = About.model_validate_json(first.value or "{}")
    seed = await context.library.persona(about.persona_id)
    if seed is None:
        state, name = turn["state"].model_copy(update={"phase": Phase.CLOSED, "told_closed": True}).named_notice("gone")
        return {"state": state, "replies": [Notice(name, say(NOBODY))]}
    shown = about.message[:LONGEST_SHOWN]
    begun = _begun(turn["state"], seed, shown).model_copy(update={"shown": shown})
    link = context.link(first.message_ts or "") if first.thread_ts is None else None
    face = context.face_url(seed.face)
    head = AboutHead(HEAD, seed.persona, about.message, link, face, seed.outsiders, seed.joinable)
    context.show(head)
    state, remarks, says = await answered(begun, first.said or say(WHAT_OF_IT), first.user, context)
    next = looked_at_again(says, first, context)
    return {"state": state, "replies": [head, *remarks, says], "records": _held(seed), "next": next}


def _begun(state: RolePlayState, seed: Seed, shown: str = "") -> RolePlayState:
    """With the card, all that was counted of people like her, and of its material what is near to the talk."""
    near = " ".join((seed.persona.brief, seed.persona.decision, shown))
    counted = facts_of(seed.passages)
    begun = {
        "phase": Phase.OPEN,
        "persona": seed.persona,
        "sheet": of_card(seed.persona),
        "passages": (*counted, *nearest([each for each in seed.passages if each.fact is None], near, NEAREST)),
        "persona_id": seed.persona_id,
        "persona_version": seed.version,
        "face": seed.face,
    }
    return state.model_copy(update=begun)


def _held(seed: Seed) -> tuple[Record, ...]:
    return (InterviewHeld(seed.persona_id, seed.version),) if seed.persona_id else ()
