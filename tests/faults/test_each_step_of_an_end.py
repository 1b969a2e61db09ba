"""Kill -9 at the steps of summing up, sharing, taking back and deleting: each is done once, and nothing twice."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from bot.cli.dialogue import parts
from flows.persona import keeping
from flows.role_play import sharing
from playground.driver import CUSTOMERS, DANA, Driver
from playground.server import Playground
from tests.dialogues.personas import ALICE
from tests.faults.bots import WarmBots, Watch

PATIENCE = 30.0


class House:
    """A workspace and bots that die at a step, one after the other."""

    def __init__(self, playground: Playground, bots: WarmBots, database: Path) -> None:
        self.people: Driver = playground.driver
        self._bots, self._database = bots, database

    def said(self, words: str, thread: str = "") -> list[dict[str, Any]]:
        """What Segue said in a thread, or anywhere in the channel."""
        posts = self.people.thread(CUSTOMERS, thread) if thread else self.people.history(CUSTOMERS)
        return [each for each in posts if each.get("bot_id") and words in "\n".join(parts(each))]

    async def heard(self, words: str, thread: str = "") -> dict[str, Any]:
        found = await self.people.wait_for(lambda: self.said(words, thread), PATIENCE)
        return found[-1]

    async def rest(self) -> None:
        watch = Watch(self._database)
        watch.begin()
        await watch.rest(PATIENCE)
        watch.close()

    async def alive(self, dies_at: str = "") -> None:
        await self._bots.start(dies_at=dies_at)
        await self.people.connected(PATIENCE)

    async def killed(self, step: str) -> None:
        """The bot that runs now goes, and one that kills itself at that step begins."""
        await self._bots.kill()
        await self.alive(step)

    async def dead_and_alive(self) -> None:
        await self._bots.dead(PATIENCE)
        await self.alive()
        await self.rest()

    def kept(self, question: str) -> list[tuple[Any, ...]]:
        with sqlite3.connect(f"file:{self._database}?mode=ro", uri=True) as connection:
            return connection.execute(question).fetchall()


@pytest.mark.parametrize("step", ["after the turn has committed", "after the post, before it is noted"])
async def test_killed_there_an_interview_is_summed_up_shared_taken_back_and_deleted_once(
    playground: Playground, bots: WarmBots, tmp_path: Path, step: str
) -> None:
    house = House(playground, bots, tmp_path / "segue.db")
    people = house.people
    await house.alive()
    card_thread = await people.say(DANA, CUSTOMERS, ALICE)
    card = await house.heard("Interview Alice", card_thread)
    await people.press(DANA, CUSTOMERS, card["ts"], "interview_persona")
    thread = (await house.heard("Interview with Alice"))["ts"]
    await people.say(DANA, CUSTOMERS, "How do you usually deal with it?", thread)
    await people.wait_for(lambda: [each for each in people.thread(CUSTOMERS, thread) if each.get("username")], PATIENCE)
    await house.rest()

    await house.killed(step)
    await people.say(DANA, CUSTOMERS, "finish", thread)
    await house.dead_and_alive()
    assert len(house.said("What Alice said", thread)) == 1
    claims = house.kept("SELECT id FROM claims")
    assert claims

    await people.say(DANA, CUSTOMERS, "share", thread)
    preview = await house.heard("This is what I would post", thread)
    await house.rest()
    await house.killed(step)
    await people.press(DANA, CUSTOMERS, preview["ts"], "share_now")
    await house.dead_and_alive()
    if not house.said(sharing.SHARED, thread):
        await people.press(DANA, CUSTOMERS, preview["ts"], "share_now")
        await house.rest()
    shared = [each for each in house.said("What Alice Corrigan said") if not each.get("thread_ts")]
    assert len(shared) == 1

    note = await house.heard(sharing.SHARED, thread)
    await house.killed(step)
    await people.press(DANA, CUSTOMERS, note["ts"], "undo")
    await house.dead_and_alive()
    await house.heard(sharing.TAKEN_BACK, thread)
    assert [each for each in house.said("What Alice Corrigan said") if not each.get("thread_ts")] == []
    assert len(house.said(sharing.TAKEN_BACK, thread)) == 1
    assert house.kept("SELECT id FROM claims") == claims

    await people.say(DANA, CUSTOMERS, "delete", card_thread)
    asked = await house.heard("Delete Alice Corrigan?", card_thread)
    await house.rest()
    await house.killed(step)
    await people.press(DANA, CUSTOMERS, asked["ts"], "erase")
    await house.dead_and_alive()
    await house.heard(keeping.GONE, card_thread)
    assert len(house.said(keeping.GONE, card_thread)) == 1
    assert house.kept("SELECT id FROM claims UNION SELECT id FROM personas") == []
