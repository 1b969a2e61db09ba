"""Somebody wants to know what is kept of them, or to be forgotten: one short conversation in their direct message.

It is closed from the beginning, so that nothing which is written beside it belongs to it. What is erased is erased in
the turn's own transaction, or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from langgraph.runtime import Runtime
from pydantic import BaseModel, ConfigDict
from typing_extensions import TypedDict

from flows.keeping import FORGET_ME, FORGET_OLD, FORGET_STUDY, MY_DATA, Old, not_to_forget
from flows.keeping import PERSONAL as NAME
from flows.one_step import OneStep
from flows.records import Exported, OldForgotten, PersonForgotten, Record, StudyForgotten
from flows.replies import FileGiven, Notice, PersonalOffered, Reply
from flows.runtime import Context, Flow, Incoming, Outcome
from flows.wording import fixed, say

FORGOTTEN = fixed(
    "Done. What you wrote is gone from what I keep, and my messages that took it up are being taken down. Your own "
    "messages here in Slack stay until you delete them."
)
STUDY_FORGOTTEN = fixed("Done. The study is gone, and my messages about it are being taken down.")
STUDY_PARTLY = fixed("Done, for the channels you may read. What was said elsewhere stays: its members can forget it.")
NOT_YOURS = fixed("There is nothing in that study that you may read, so nothing was changed.")
HERE = fixed("Below is all I keep of you, as a file. Messages of yours: {messages}.")
TITLE = fixed("What Segue keeps of me")
REFUSED = fixed("Slack did not take the file. “/segue my data” makes it again.")
OFFERED = fixed(
    "I can send you all I keep of you, or forget you. Either button opens a window that says what happens first."
)
NOT_A_TALK = fixed("Nobody talks here. To begin something, write outside this thread.")
FILE = "file"


class PersonalState(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int = 1


class PersonalTurn(TypedDict):
    incoming: tuple[Incoming, ...]
    replies: list[Reply]
    records: list[Record]


async def forget_person(turn: PersonalTurn) -> dict[str, Any]:
    who = turn["incoming"][0].user
    return {"replies": [Notice("forgotten", say(FORGOTTEN))], "records": [PersonForgotten(who)]}


async def forget_study(turn: PersonalTurn, runtime: Runtime[Context]) -> dict[str, Any]:
    """As far as whoever asks may read it at this moment; what is the team's, only somebody of the team."""
    asked = turn["incoming"][0]
    if refused := await not_to_forget(runtime.context.keeping, asked.value or ""):
        return {"replies": [Notice("forgotten", refused)]}
    held = await runtime.context.keeping.study(asked.value or "")
    if not held.channels:
        return {"replies": [Notice("forgotten", say(NOT_YOURS))]}
    told = say(STUDY_FORGOTTEN if held.whole else STUDY_PARTLY)
    gone = StudyForgotten(asked.value or "", held.channels, asked.user)
    return {"replies": [Notice("forgotten", told)], "records": [gone]}


async def hand_out(turn: PersonalTurn, runtime: Runtime[Context]) -> dict[str, Any]:
    taken = await runtime.context.keeping.mine()
    note = Notice("note", say(HERE, messages=taken.messages))
    file = FileGiven(FILE, taken.filename, say(TITLE), taken.data)
    return {
        "replies": [note, file],
        "records": [Exported("person", turn["incoming"][0].user, "json", turn["incoming"][0].user)],
    }


async def forget_old(turn: PersonalTurn) -> dict[str, Any]:
    old = Old.model_validate_json(turn["incoming"][0].value or "{}")
    return {"records": [OldForgotten(old.ids, old.before)]}


async def offer(turn: PersonalTurn) -> dict[str, Any]:
    """Plain words bring no window along: a button does."""
    return {"replies": [PersonalOffered("offered", say(OFFERED))]}


async def say_refused(turn: PersonalTurn) -> dict[str, Any]:
    return {"replies": [Notice("refused", say(REFUSED))]}


async def say_what_it_is(turn: PersonalTurn) -> dict[str, Any]:
    return {"replies": [Notice(f"no-talk-{turn['incoming'][0].ts}", say(NOT_A_TALK))]}


async def keep_quiet(turn: PersonalTurn) -> dict[str, Any]:
    return {}


def enter(turn: PersonalTurn) -> str:
    first = turn["incoming"][0]
    if first.kind == "command" and first.action in ASKED:
        return ASKED[first.action]
    if first.kind == "schedule" and first.action == FORGET_OLD:
        return "forget_old"
    if first.action == "undelivered" and first.value == FILE:
        return "say_refused"
    if first.kind != "message":
        return "keep_quiet"
    return "say_what_it_is" if first.thread_ts else "offer"


ASKED = {FORGET_ME: "forget_person", FORGET_STUDY: "forget_study", MY_DATA: "hand_out"}
NODES: Mapping[str, Any] = {
    "forget_person": forget_person,
    "forget_study": forget_study,
    "hand_out": hand_out,
    "forget_old": forget_old,
    "offer": offer,
    "say_refused": say_refused,
    "say_what_it_is": say_what_it_is,
    "keep_quiet": keep_quiet,
}


def build() -> OneStep:
    return OneStep(NODES, enter)


GRAPH = build()


async def turn(state: BaseModel, incoming: Sequence[Incoming], context: Context) -> Outcome:
    start: PersonalTurn = {"incoming": tuple(incoming), "replies": [], "records": []}
    end = await GRAPH.turn(start, context)
    return Outcome(state=state, replies=tuple(end["replies"]), records=tuple(end["records"]), status="closed")


PERSONAL = Flow(name=NAME, state=PersonalState, turn=turn, build=build, joins=lambda state, incoming: False)
