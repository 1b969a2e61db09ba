"""The desk of a study. Nobody talks with it: it has no channel, and says nothing.

Whatever changes insights goes through its inbox, so two interviews that end in the same second do not both begin the
same insight, and nobody merges what another is splitting.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from langgraph.runtime import Runtime
from pydantic import BaseModel, ConfigDict
from typing_extensions import TypedDict

from flows.desk import studies, tending
from flows.desk.taking_up import take_up
from flows.memories import DESK as NAME
from flows.memories import LEARNED
from flows.one_step import OneStep
from flows.records import Record
from flows.runtime import LAST, Context, Flow, Incoming, Outcome

PRESSED = {
    "merge_insights": "merge",
    "split_claim": "split",
    "reject_insight": "reject",
    "restore_insight": "bring_back",
    "pin_insight": "pin",
    "unpin_insight": "pin",
    "rename_study": "rename_study",
    "merge_studies": "merge_studies",
    "move_conversation": "move",
}


class DeskState(BaseModel):
    """All that a desk knows stands in the study itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int = 1


class DeskTurn(TypedDict):
    incoming: tuple[Incoming, ...]
    records: list[Record]
    next: list[Incoming]


async def take_claims(turn: DeskTurn, runtime: Runtime[Context]) -> dict[str, Any]:
    records, more = await take_up(runtime.context)
    return {"records": records, "next": [_once_more(turn["incoming"][0])] if more else []}


async def merge(turn: DeskTurn, runtime: Runtime[Context]) -> dict[str, Any]:
    return {"records": await tending.merge(turn["incoming"][0], runtime.context)}


async def split(turn: DeskTurn, runtime: Runtime[Context]) -> dict[str, Any]:
    return {"records": await tending.split(turn["incoming"][0], runtime.context)}


async def reject(turn: DeskTurn, runtime: Runtime[Context]) -> dict[str, Any]:
    return {"records": await tending.reject(turn["incoming"][0], runtime.context)}


async def bring_back(turn: DeskTurn, runtime: Runtime[Context]) -> dict[str, Any]:
    return {"records": await tending.bring_back(turn["incoming"][0], runtime.context)}


async def pin(turn: DeskTurn, runtime: Runtime[Context]) -> dict[str, Any]:
    return {"records": await tending.pin(turn["incoming"][0], runtime.context)}


async def rename_study(turn: DeskTurn, runtime: Runtime[Context]) -> dict[str, Any]:
    return {"records": await studies.rename(turn["incoming"][0], runtime.context)}


async def merge_studies(turn: DeskTurn, runtime: Runtime[Context]) -> dict[str, Any]:
    return {"records": await studies.merge(turn["incoming"][0], runtime.context)}


async def move(turn: DeskTurn, runtime: Runtime[Context]) -> dict[str, Any]:
    records, next = await studies.move(turn["incoming"][0], runtime.context)
    return {"records": records, "next": next}


async def keep_quiet(turn: DeskTurn) -> dict[str, Any]:
    return {}


def enter(turn: DeskTurn) -> str:
    first = turn["incoming"][0]
    if first.kind == "schedule":
        return "take_claims" if first.action == LEARNED else "keep_quiet"
    return PRESSED.get(first.action or "", "keep_quiet") if first.kind in ("press", "submission") else "keep_quiet"


NODES: Mapping[str, Any] = {
    "take_claims": take_claims,
    "merge": merge,
    "split": split,
    "reject": reject,
    "bring_back": bring_back,
    "pin": pin,
    "rename_study": rename_study,
    "merge_studies": merge_studies,
    "move": move,
    "keep_quiet": keep_quiet,
}


def _once_more(incoming: Incoming) -> Incoming:
    key, _, number = incoming.key.partition("#")
    return incoming.model_copy(update={"key": f"{key}#{int(number or 1) + 1}", "ts": LAST})


def build() -> OneStep:
    return OneStep(NODES, enter)


GRAPH = build()


async def turn(state: BaseModel, incoming: Sequence[Incoming], context: Context) -> Outcome:
    """What happened in, what becomes of insights out."""
    start: DeskTurn = {"incoming": tuple(incoming), "records": [], "next": []}
    end = await GRAPH.turn(start, context)
    return Outcome(state=state, records=tuple(end["records"]), next=tuple(end["next"]))


DESK = Flow(name=NAME, state=DeskState, turn=turn, build=build, joins=lambda state, incoming: False, background=True)
