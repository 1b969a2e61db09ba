"""Stored states of earlier versions are read back step by step."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest
from pydantic import BaseModel

from flows.runtime import Context, Flow, Incoming, Outcome


class Third(BaseModel):
    """Version 3: `name` was `title` in version 2, and `heading` in version 1."""

    version: int = 3
    name: str = ""


async def no_turn(state: BaseModel, incoming: Sequence[Incoming], context: Context) -> Outcome:
    return Outcome(state)


def renamed(old: str, new: str) -> Any:
    def step(stored: dict[str, Any]) -> dict[str, Any]:
        rest = {key: value for key, value in stored.items() if key != old}
        return {**rest, new: stored[old], "version": stored["version"] + 1}

    return step


FLOW = Flow(
    name="third",
    state=Third,
    turn=no_turn,
    build=lambda: None,
    joins=lambda state, incoming: False,
    migrations={1: renamed("heading", "title"), 2: renamed("title", "name")},
)


@pytest.mark.parametrize(
    "stored",
    [{"version": 1, "heading": "Tea"}, {"version": 2, "title": "Tea"}, {"version": 3, "name": "Tea"}],
)
def test_every_version_is_read_as_todays(stored: dict[str, Any]) -> None:
    assert FLOW.load(stored) == Third(name="Tea")
    assert FLOW.read(json.dumps(stored)) == Third(name="Tea")


def test_what_was_kept_is_read_back() -> None:
    assert FLOW.read(Third(name="Tea").model_dump_json()) == Third(name="Tea")


def test_nothing_stored_is_a_fresh_state() -> None:
    assert FLOW.load(None) == FLOW.read(None) == Third()


@pytest.mark.parametrize("stored", [{"version": 4, "name": "Tea"}, {"version": "1"}, {"name": "Tea"}])
def test_what_no_step_leads_to_is_refused(stored: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="no way from state version"):
        FLOW.load(stored)
    with pytest.raises(ValueError, match="no way from state version"):
        FLOW.read(json.dumps(stored))


@pytest.mark.parametrize("stored", ['{"version":3,"name":', '{"version":3,"name":7}', "[}"])
def test_a_broken_state_is_refused(stored: str) -> None:
    """Cut off, of another shape, or no JSON at all."""
    with pytest.raises(ValueError, match=r"JSON|string|Expecting|no way"):
        FLOW.read(stored)
