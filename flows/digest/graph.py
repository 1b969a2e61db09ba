"""A digest as a state machine: set up, told when it is due, changed, paused, ended. Nobody talks with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from langgraph.graph import END, START, StateGraph
from pydantic import BaseModel

from flows.digest import answering, posting, setting, watching
from flows.digest.state import DigestState, DigestTurn, Phase
from flows.news import DIGEST as NAME
from flows.news import WATCH
from flows.runtime import Context, Flow, Incoming, Outcome, Status

PRESSED = {
    "digest_preview": "gather",
    "digest_change": "change",
    "digest_stop": "pause",
    "digest_resume": "resume",
    "digest_delete": "delete",
    "digest_mute": "mute",
    "digest_ask": "answer",
}
RINGS = {
    "due": "gather",
    "overdue": "gather",
    WATCH: "look_for_alerts",
    "undelivered": "tell_owner",
}


async def keep_quiet(turn: DigestTurn) -> dict[str, Any]:
    return {}


NODES: Mapping[str, Any] = {
    "set_up": setting.set_up,
    "gather": posting.gather,
    "rank": posting.rank,
    "write": posting.write,
    "check": posting.check,
    "post_edition": posting.post_edition,
    "preview": posting.preview,
    "look_for_alerts": watching.look_for_alerts,
    "change": setting.change,
    "pause": setting.pause,
    "resume": setting.resume,
    "delete": setting.delete,
    "mute": setting.mute,
    "tell_owner": setting.tell_owner,
    "answer": answering.answer,
    "say_over": setting.say_over,
    "keep_quiet": keep_quiet,
}

ENTRANCES = [name for name in NODES if name not in ("rank", "write", "check", "post_edition", "preview")]


async def enter(turn: DigestTurn) -> str:
    first, phase = turn["incoming"][0], turn["state"].phase
    if phase is Phase.NEW:
        return "set_up" if first.kind == "command" else "keep_quiet"
    if first.kind == "schedule":
        return RINGS.get(first.action or "", "keep_quiet") if phase is Phase.RUNNING else "keep_quiet"
    if first.kind not in ("press", "submission") or first.action not in PRESSED:
        return "keep_quiet"
    return "say_over" if phase is Phase.DELETED else PRESSED[first.action]


def build() -> Any:
    """An edition is made in five steps, everything else in one."""
    graph = StateGraph(DigestTurn)
    for name, verb in NODES.items():
        graph.add_node(name, verb)
    graph.add_conditional_edges(START, enter, ENTRANCES)
    graph.add_conditional_edges("set_up", setting.after_setting_up, ["gather", END])
    graph.add_conditional_edges("gather", posting.after_gathering, ["rank", END])
    graph.add_edge("rank", "write")
    graph.add_edge("write", "check")
    graph.add_conditional_edges("check", posting.after_checking, ["post_edition", "preview"])
    for name in NODES:
        if name not in ("set_up", "gather", "rank", "write", "check"):
            graph.add_edge(name, END)
    return graph.compile()


GRAPH = build()
STATUS: Mapping[Phase, Status] = {Phase.PAUSED: "paused", Phase.DELETED: "closed"}


async def turn(state: BaseModel, incoming: Sequence[Incoming], context: Context) -> Outcome:
    """What happened in, what is told out. Never raises ModelError: without a model the rule speaks."""
    assert isinstance(state, DigestState)
    start: DigestTurn = {"state": state, "incoming": tuple(incoming), "replies": [], "timers": [], "records": []}
    end = await GRAPH.ainvoke(start, context=context)
    after: DigestState = end["state"]
    return Outcome(
        state=after,
        replies=tuple(end["replies"]),
        status=STATUS.get(after.phase, "open"),
        timers=tuple(end["timers"]),
        records=tuple(end["records"]),
        language=after.language,
    )


DIGEST = Flow(
    name=NAME, state=DigestState, turn=turn, build=build, joins=lambda state, incoming: False, background=True
)
