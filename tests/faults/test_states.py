"""States of every flow, as earlier versions kept them and as nobody ever wrote them."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from flows.registry import FLOWS
from tests.engine.stage import Scene, scene

STATES = sorted((Path(__file__).parent.parent / "flows" / "states").glob("*.json"))
HOSTILE = {
    "no JSON": "{",
    "nothing in it": "",
    "a list of nothing": "[]",
    "another version": '{"version": 99}',
    "wrong types": '{"version": 1, "phase": 7, "questions": "x", "schedule": 3}',
    "ten megabytes": json.dumps({"version": 1, "phase": "x" * 10_000_000}),
    "very deep": "[" * 100_000,
    "half a character": '{"version": 1, "phase": "\\ud800"}',
}
NEIGHBOUR, PATIENCE = "C2", 20.0


def flow_of(path: Path) -> str:
    return path.stem.split("-v")[0].replace("-", "_")


async def held(stage: Scene, flow: str, state: str, id: str = "old") -> None:
    """A conversation of that flow, paused in a thread of its own in C1 since an earlier version."""
    await stage.does(
        "INSERT INTO conversations (team_id, id, study_id, flow, channel, thread_ts, direct, starter, title, state,"
        " status, created_at, updated_at) VALUES ('T1', ?, ?, ?, 'C1', ?, 0, 'U1', '', ?, 'open', 1, 1)",
        id, id, flow, f"1.{id}", state,
    )  # fmt: skip
    await stage.does("INSERT INTO studies (team_id, id, title, created_at) VALUES ('T1', ?, '', 1)", id)


async def settled(stage: Scene) -> list[tuple[str, str]]:
    """-> (key, state) of everything that came in, once nothing waits any more"""
    waiting = (
        "SELECT 1 FROM inbox WHERE state = 'waiting'"
        " UNION ALL SELECT 1 FROM outbox WHERE state IN ('pending', 'sending')"
    )
    async with asyncio.timeout(PATIENCE):
        while await stage.rows(waiting):
            await asyncio.sleep(0.005)
    return await stage.rows("SELECT key, state FROM inbox")


@pytest.mark.parametrize("path", STATES, ids=lambda path: path.stem)
async def test_a_conversation_paused_by_an_earlier_version_goes_on(tmp_path: Path, path: Path) -> None:
    async with scene(tmp_path) as stage:
        await held(stage, flow_of(path), path.read_text())
        stage.root = "1.old"
        await stage.says("go on")
        assert {state for _, state in await settled(stage)} == {"done"}


@pytest.mark.parametrize("flow", FLOWS)
async def test_a_state_nobody_can_read_is_said_and_holds_up_nobody_else(tmp_path: Path, flow: str) -> None:
    async with scene(tmp_path) as stage:
        for kind, state in HOSTILE.items():
            await held(stage, flow, state, kind)
            await stage.says("Cafes order each morning.", thread=f"1.{kind}")
        await stage.says("interview, 3 questions", channel=NEIGHBOUR, mention=True)
        await stage.until(lambda: any("Hello, I'm Segue" in post for post in stage.slack.posts()))
        await settled(stage)
        ends = await stage.rows("SELECT state FROM inbox WHERE key LIKE 'message:C1:%'")
        assert len(ends) == len(HOSTILE)
        assert ends.count(("dead",)) == sum("I stumbled" in post for post in stage.slack.posts()) > 0
        kept = await stage.rows("SELECT text FROM messages WHERE by_segue = 0 AND conversation_id LIKE '% %'")
        assert set(kept) == {("Cafes order each morning.",)}
