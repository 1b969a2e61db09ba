"""A disk that is full: nothing is acknowledged that was not kept, and it goes on when there is room again."""

from __future__ import annotations

from pathlib import Path

from playground.driver import CUSTOMERS, DANA
from playground.server import Playground
from tests.faults.bots import WarmBots

PATIENCE = 30.0


async def test_what_is_said_while_the_disk_is_full_is_answered_when_there_is_room(
    playground: Playground, bots: WarmBots, tmp_path: Path
) -> None:
    people = playground.driver
    await bots.start()
    await people.connected(PATIENCE)
    thread = await people.say(DANA, CUSTOMERS, "@Segue interview, 3 questions")
    await people.replies(CUSTOMERS, thread, 1, PATIENCE)
    await people.quiet(PATIENCE)
    bots.has_room_for((tmp_path / "segue.db-wal").stat().st_size)
    await people.say(DANA, CUSTOMERS, "We sell bicycles to couriers in Ghent.", thread)
    redelivered = people.counts()["envelopes"].get("redelivered", 0)
    await people.wait_for(lambda: people.counts()["envelopes"].get("redelivered", 0) > redelivered, PATIENCE)
    assert len(await people.replies(CUSTOMERS, thread, 1, PATIENCE)) == 1
    bots.has_room_for(-1)
    _, second = await people.replies(CUSTOMERS, thread, 2, PATIENCE)
    assert "Question 1 of 3" in second["text"]
    await people.quiet(PATIENCE)
    assert len(await people.replies(CUSTOMERS, thread, 2, PATIENCE)) == 2
