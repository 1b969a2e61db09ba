"""What was set aside and is tried again goes to nobody who may not read it by now."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.engine.retried import WHY
from store import conversations, dead_letters, studies
from store.connection import Transaction
from tests.engine.stage import scene

PRIVATE, OTHER, PUBLIC, DIRECT = "C1", "C2", "C3", "D1"
ROOMS = {
    PRIVATE: {"U1", "U2", "UBOT"}, OTHER: {"U1", "U2", "UBOT"}, PUBLIC: {"U1", "UBOT"}, DIRECT: {"U1", "UBOT"},
}  # fmt: skip


def letter(flow: str, held: str, to: str, method: str = "chat.postMessage") -> Any:
    """A call of a conversation that Slack refused, in a study that is talked about in the private channel too."""

    def write(tx: Transaction) -> None:
        studies.begin(tx, team_id="T1", id="s1", now=1.0)
        for ts, id, of, channel in (("1.0", "about", "interview", PRIVATE), ("2.0", "one", flow, held)):
            conversations.begin(
                tx, team_id="T1", id=id, study_id="s1", flow=of, channel=channel, thread_ts=ts, direct=False,
                starter="U1", now=1.0,
            )  # fmt: skip
        tx.execute(
            "INSERT INTO outbox (team_id, conversation_id, seq, key, name, method, channel, payload, state, due_at,"
            " tried_at, error) VALUES ('T1', 'one', 1, 'k', 'n', ?, ?, '{\"text\": \"told\"}', 'dead', 1.0, 1.0, 'no')",
            [method, to],
        )
        dead_letters.retry(tx, "outbox:one:1")

    return write


@pytest.mark.parametrize(
    ("flow", "held", "to", "change", "goes"),
    [
        ("interview", PRIVATE, PRIVATE, {PRIVATE: {"U9", "UBOT"}}, True),
        ("role_play", PRIVATE, OTHER, {}, True),
        ("role_play", PRIVATE, OTHER, {PRIVATE: {"U1", "UBOT"}}, False),
        ("role_play", PRIVATE, OTHER, {OTHER: {"U1", "U2", "U3", "UBOT"}}, False),
        ("role_play", PRIVATE, OTHER, {"public": {OTHER}}, False),
        ("role_play", PRIVATE, OTHER, {"public": {OTHER, PRIVATE}}, True),
        ("role_play", PRIVATE, OTHER, {"public": None}, False),
        ("role_play", PRIVATE, OTHER, {OTHER: None}, False),
        ("role_play", PRIVATE, OTHER, {PRIVATE: None}, False),
        ("interview", PRIVATE, "U1", {}, True),
        ("interview", PRIVATE, "U1", {PRIVATE: {"U2", "UBOT"}}, False),
        ("digest", "", PRIVATE, {}, True),
        ("digest", "", OTHER, {PRIVATE: {"U1", "UBOT"}}, False),
        ("digest", "", PUBLIC, {"public": {PUBLIC}}, False),
        ("export", DIRECT, DIRECT, {}, True),
        ("export", DIRECT, DIRECT, {PRIVATE: {"U2", "UBOT"}}, False),
        ("personal", DIRECT, DIRECT, {PRIVATE: {"U2", "UBOT"}}, True),
    ],
)
async def test_who_would_see_it_is_asked_when_it_is_made_again(
    tmp_path: Path, flow: str, held: str, to: str, change: dict[str, Any], goes: bool
) -> None:
    async with scene(tmp_path) as stage:
        stage.slack.rooms = {**ROOMS, **change}
        await stage.store.write(letter(flow, held, to))
        await stage.engine.go_on()
        async with asyncio.timeout(5):
            while (row := (await stage.rows("SELECT state, error FROM outbox"))[0])[0] not in ("sent", "dead"):
                await asyncio.sleep(0.01)
        assert tuple(row) == (("sent", None) if goes else ("dead", WHY))
        assert stage.slack.posts() == (["told"] if goes else [])


async def test_what_takes_something_down_is_always_made_again(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        stage.slack.rooms = {}
        await stage.store.write(letter("role_play", PRIVATE, OTHER, "chat.delete"))
        await stage.engine.go_on()
        await stage.until(lambda: any(method == "chat.delete" for method, _ in stage.slack.calls))
