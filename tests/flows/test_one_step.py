"""A flow whose every turn is one step: LangGraph is entered at the node that is meant."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import Any

from langgraph.runtime import Runtime
from typing_extensions import TypedDict

from flows.one_step import OneStep
from flows.runtime import Context
from tests.model_scripts import ScriptedModel

CONTEXT = Context(model=ScriptedModel(), now=datetime(2026, 11, 2, tzinfo=UTC), random=random.Random(1))


class Turn(TypedDict):
    said: str
    heard: list[str]
    year: int


async def greet(turn: Turn, runtime: Runtime[Context]) -> dict[str, Any]:
    return {"heard": [f"Hello, {turn['said']}"], "year": runtime.context.now.year}


async def keep_quiet(turn: Turn) -> dict[str, Any]:
    return {}


def enter(turn: Turn) -> str:
    return "greet" if turn["said"] else "keep_quiet"


GRAPH = OneStep({"greet": greet, "keep_quiet": keep_quiet}, enter)


async def test_the_node_that_is_meant_changes_the_turn_and_leaves_the_rest() -> None:
    turn: Turn = {"said": "Ann", "heard": [], "year": 0}
    assert await GRAPH.turn(turn, CONTEXT) == {"said": "Ann", "heard": ["Hello, Ann"], "year": 2026}
    assert turn == {"said": "Ann", "heard": [], "year": 0}


async def test_a_turn_in_which_nothing_happens_ends_as_it_began() -> None:
    turn: Turn = {"said": "", "heard": ["before"], "year": 0}
    assert await GRAPH.turn(turn, CONTEXT) == turn


async def test_langgraph_takes_one_step_a_turn() -> None:
    turn: Turn = {"said": "Ann", "heard": [], "year": 0}
    steps = [each["name"] async for each in GRAPH.astream({"greet": turn}, context=CONTEXT, stream_mode="tasks")]
    assert set(steps) == {"greet"}
