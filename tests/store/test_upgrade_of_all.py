"""The first version's database, with a conversation of every flow that waits, under the present one: each goes on."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlite_utils import Database

from flows.registry import FLOWS
from store.connection import Store
from store.migrations import SEGUE, pending_migrations
from tests.engine.stage import Scene, scene

STATES = Path(__file__).parents[1] / "flows" / "states"
FIRST = "m001_the_thin_line"
SAID = "Most call us in autumn."
# What never waits, or began later, has no stored state: it begins anew.
WAITING: dict[str, tuple[str, Path | None]] = {
    path.stem: (path.stem.split("-v")[0].replace("-", "_"), path) for path in sorted(STATES.glob("*.json"))
} | {name: (name, None) for name in ("which_one", "export", "personal")}
ELSEWHERE = {"desk", "digest", "personal"}
"""Held nowhere in Slack."""
LATER = [each.name for each in SEGUE.pending(Database(memory=True))][1:]


def as_it_was(path: Path, before: str) -> None:
    """A database as the version before that migration left it, with everything waiting in it."""
    old = Database(path)
    SEGUE.apply(old, stop_before=before)
    for number, (id, (flow, state)) in enumerate(WAITING.items(), 1):
        channel, thread = ("", None) if flow in ELSEWHERE else ("C1", f"{number}.000001")
        old.conn.execute("INSERT INTO studies (team_id, id, created_at) VALUES ('T1', ?, 1.0)", [id])
        old.conn.execute(
            "INSERT INTO conversations (team_id, id, study_id, flow, channel, thread_ts, direct, starter, title, state,"
            " created_at, updated_at) VALUES ('T1', ?, ?, ?, ?, ?, 0, 'U1', 'Heat pumps', ?, 1.0, 1.0)",
            [id, id, flow, channel, thread, state.read_text() if state else None],
        )
        old.conn.execute(
            "INSERT INTO inbox (team_id, key, conversation_id, state, ts, channel, thread_ts, received_at)"
            " VALUES ('T1', ?, ?, 'done', ?, ?, ?, 1.0)",
            [f"message:C1:{number}.000002", id, f"{number}.000002", channel, thread],
        )
        old.conn.execute(
            "INSERT INTO messages (team_id, conversation_id, ts, author, by_segue, text)"
            " VALUES ('T1', ?, ?, 'U1', 0, ?)",
            [id, f"{number}.000002", SAID],
        )
    old.conn.commit()
    old.close()


def test_every_flow_is_among_them() -> None:
    assert {flow for flow, _ in WAITING.values()} == set(FLOWS)


@pytest.mark.parametrize("before", LATER)
async def test_from_every_earlier_version_nothing_is_lost_on_the_way(tmp_path: Path, before: str) -> None:
    as_it_was(tmp_path / "segue.db", before)
    store = Store(tmp_path / "segue.db")
    await store.open()
    ask = {
        "pending": lambda tx: pending_migrations(tx),
        "states": lambda tx: [tuple(row) for row in tx.execute("SELECT id, flow, state FROM conversations")],
        "said": lambda tx: tx.execute("SELECT count(*) FROM messages WHERE text = ?", [SAID]).fetchone()[0],
        "found": lambda tx: tx.execute("SELECT count(*) FROM search_rows WHERE kind = 'said'").fetchone()[0],
        "whole": lambda tx: tx.execute("PRAGMA integrity_check").fetchone()[0],
    }
    seen = {name: await store.read(question) for name, question in ask.items()}
    await store.close()
    assert (seen["pending"], seen["whole"]) == ([], "ok")
    assert seen["said"] == seen["found"] == len(WAITING)
    for id, flow, state in seen["states"]:
        assert state == (WAITING[id][1].read_text() if WAITING[id][1] else None)  # type: ignore[union-attr]
        FLOWS[flow].read(state)


async def test_each_conversation_goes_on_after_the_upgrade(tmp_path: Path) -> None:
    as_it_was(tmp_path / "segue.db", LATER[0])
    async with scene(tmp_path) as on:
        held = {id: f"{n}.000001" for n, (id, (flow, _)) in enumerate(WAITING.items(), 1) if flow not in ELSEWHERE}
        for thread in held.values():
            await on.says("resume", thread=thread)
        await until_nothing_waits(on)
        assert await on.rows("SELECT key FROM inbox WHERE state = 'dead'") == []
        kept = dict(await on.rows("SELECT conversation_id, count(*) FROM messages WHERE by_segue = 0 GROUP BY 1"))
        assert {id: kept[id] for id in held} == dict.fromkeys(held, 2)
        assert any("Question" in post for post in on.slack.posts())


async def until_nothing_waits(on: Scene) -> None:
    async with asyncio.timeout(20):
        while await on.rows("SELECT 1 FROM inbox WHERE state = 'waiting'") or await on.rows(
            "SELECT 1 FROM outbox WHERE state IN ('pending', 'sending')"
        ):
            await asyncio.sleep(0.02)
