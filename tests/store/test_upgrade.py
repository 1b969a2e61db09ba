"""What an earlier version kept is there after the upgrade, under its new names."""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database

from bot.engine import desks
from store import claims, studies, titles
from store.connection import Store
from store.migrations import SEGUE


async def test_insights_of_before_are_claims_now_that_wait_for_their_desk(tmp_path: Path) -> None:
    path = tmp_path / "segue.db"
    before = Database(path)
    SEGUE.apply(before, stop_before="m009_what_a_team_knows")
    before.conn.execute("INSERT INTO studies (team_id, id, title, created_at) VALUES ('T1', 'S1', 'Bike hire', 1.0)")
    before.conn.execute(
        "INSERT INTO conversations (team_id, id, study_id, flow, channel, thread_ts, direct, starter, title,"
        " created_at, updated_at) VALUES ('T1', 'S1', 'S1', 'role_play', 'C1', '1.0', 0, 'U1', 'Bike hire', 1.0, 1.0)"
    )
    before.conn.execute(
        "INSERT INTO insights VALUES ('T1', 'S1-1', 'S1', 'S1', 'C1', 'P1', 1, 1, 'finding', 'Mondays are hard.',"
        " 'medium', 0, '', '', 'synthetic', 2.0)"
    )
    before.conn.execute("INSERT INTO evidence VALUES ('T1', 'S1-1', 1, 'S1', 'a1', '1.5', 'Mondays are hard')")
    before.conn.commit()
    before.close()
    store = Store(path)
    await store.open()
    [kept] = await store.read(lambda tx: claims.of_conversation(tx, "T1", "S1"))
    assert (kept.text, kept.evidence[0].quote) == ("Mondays are hard.", "Mondays are hard")
    assert await store.read(lambda tx: titles.title_for(tx, "T1", "S1", ["C1"])) == "Bike hire"
    assert await store.read(lambda tx: titles.seen(tx, "T1", ["C2"])) == {}
    [desk] = await store.write(lambda tx: desks.wake(tx, 5.0))
    assert await store.read(lambda tx: studies.channels(tx, "T1", "S1")) == {"C1"}
    assert desk
    await store.close()
