"""A study is handed out as a file, in the direct message with whoever asked for it.

One conversation for each file, closed from the beginning: nobody talks in it, so nothing that is written in the direct
message belongs to it. It gathers for its asker alone; the file is committed with the turn, as everything is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from langgraph.runtime import Runtime
from pydantic import BaseModel, ConfigDict
from typing_extensions import TypedDict

from flows.one_step import OneStep
from flows.records import Exported, Record
from flows.replies import FileGiven, Notice, Reply
from flows.runtime import Context, Flow, Incoming, Outcome
from flows.study_files import EXPORT as NAME
from flows.study_files import EXPORT_STUDY, Wanted, Withheld
from flows.wording import fixed, say

HERE = fixed(
    "The study is below as a file. Insights: {insights}, claims: {claims}, conversations: {conversations}. "
    "It holds what you may read right now, and nothing else."
)
UNTITLED = fixed("A study without a title")
UNCHECKED = fixed(
    "Slack did not tell me who is in some of its channels, so what was said there is left out. "
    "That is so where I was removed; otherwise ask again in a minute."
)
WITHHELD = fixed("There is nothing in that study that you may read: its channels are open to their members only.")
REFUSED = fixed("Slack did not take the file. Nothing is lost: “/segue export” makes it again, also in another form.")
NOT_A_TALK = fixed(
    "This note only came with a file. “/segue export” makes another one; to talk, write outside its thread."
)
FILE = "file"


class ExportState(BaseModel):
    """All there is to know stands in the study itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int = 1


class ExportTurn(TypedDict):
    incoming: tuple[Incoming, ...]
    replies: list[Reply]
    records: list[Record]


async def hand_out(turn: ExportTurn, runtime: Runtime[Context]) -> dict[str, Any]:
    taken = await runtime.context.study_files.taken(_wanted(turn["incoming"][0]))
    told = [say(UNCHECKED)] if taken.unchecked else []
    if isinstance(taken, Withheld):
        return {"replies": [Notice("note", " ".join(told or [say(WITHHELD)]))]}
    # A title is words of a conversation. What is posted here outlives them, so only the file is called after them.
    counted = {"insights": taken.insights, "claims": taken.claims, "conversations": taken.conversations}
    note = Notice("note", " ".join([say(HERE, **counted), *told]))
    wanted, user = _wanted(turn["incoming"][0]), turn["incoming"][0].user
    file = FileGiven(FILE, taken.filename, taken.title or say(UNTITLED), taken.data)
    return {"replies": [note, file], "records": [Exported("study", wanted.study, wanted.form, user)]}


async def say_refused(turn: ExportTurn) -> dict[str, Any]:
    """Slack will never take the file."""
    return {"replies": [Notice("refused", say(REFUSED))]}


async def say_what_it_is(turn: ExportTurn) -> dict[str, Any]:
    """Somebody answers below the note."""
    return {"replies": [Notice(f"no-talk-{turn['incoming'][0].ts}", say(NOT_A_TALK))]}


async def keep_quiet(turn: ExportTurn) -> dict[str, Any]:
    return {}


def enter(turn: ExportTurn) -> str:
    first = turn["incoming"][0]
    if first.kind == "command" and first.action == EXPORT_STUDY:
        return "hand_out"
    if first.action == "undelivered" and first.value == FILE:
        return "say_refused"
    return "say_what_it_is" if first.kind == "message" else "keep_quiet"


NODES: Mapping[str, Any] = {
    "hand_out": hand_out,
    "say_refused": say_refused,
    "say_what_it_is": say_what_it_is,
    "keep_quiet": keep_quiet,
}


def _wanted(incoming: Incoming) -> Wanted:
    try:
        return Wanted.model_validate_json(incoming.value or "{}")
    except ValueError:
        return Wanted()


def build() -> OneStep:
    return OneStep(NODES, enter)


GRAPH = build()


async def turn(state: BaseModel, incoming: Sequence[Incoming], context: Context) -> Outcome:
    """What was asked for in, a file out."""
    start: ExportTurn = {"incoming": tuple(incoming), "replies": [], "records": []}
    end = await GRAPH.turn(start, context)
    return Outcome(state=state, replies=tuple(end["replies"]), records=tuple(end["records"]), status="closed")


EXPORT = Flow(name=NAME, state=ExportState, turn=turn, build=build, joins=lambda state, incoming: False)
