"""kill -9 after every turn while two files are looked at in a row: each is told once, the second after the first."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.cli.dialogue import parts
from playground.driver import CUSTOMERS, DANA
from playground.server import Playground
from tests.dialogues.uploads import uploaded
from tests.faults.bots import WarmBots
from tests.faults.test_each_step_of_an_end import House
from tests.sample_orders import a_month_later, write_orders

OCTOBER, NOVEMBER = "orders_2026-10.csv", "orders_2026-11.csv"
STEP = "after the turn has committed"
MOST_LIVES, PATIENCE = 60, 60.0


class Row(House):
    """Two files dropped at once."""

    thread = ""

    async def begins(self, playground: Playground, folder: Path) -> None:
        october = write_orders(folder / "october.csv")
        november = a_month_later(october, folder / "november.csv")
        files = [
            await uploaded(playground, name, path.read_bytes())
            for name, path in ((NOVEMBER, november), (OCTOBER, october))
        ]
        october.unlink()
        november.unlink()
        self.thread = await self.people.say(DANA, CUSTOMERS, "@Segue", None, files)

    def told(self) -> list[str]:
        return ["\n".join(parts(each)) for each in self.said("", self.thread)]

    async def dies_again_and_again(self, step: str) -> int:
        """Each life ends at that step, until nothing is left to do. -> how many there were"""
        await self._bots.kill()
        for life in range(MOST_LIVES):
            await self.alive(step)
            died = asyncio.create_task(self._bots.dead(PATIENCE))
            done = asyncio.create_task(self.people.wait_for(self.asks_where_from, PATIENCE))
            await asyncio.wait((died, done), return_when=asyncio.FIRST_COMPLETED)
            for each in (died, done):
                each.cancel()
            await asyncio.gather(died, done, return_exceptions=True)
            await self._bots.kill()
            if self.asks_where_from():
                return life
        return MOST_LIVES

    def asks_where_from(self) -> bool:
        """The last of what is said, once both are told."""
        return any("where is it from" in each for each in self.told())


@pytest.fixture
async def row(playground: Playground, bots: WarmBots, tmp_path: Path) -> Row:
    return Row(playground, bots, tmp_path / "segue.db")


async def test_killed_at_every_turn_two_files_are_told_once_each_in_their_order(
    row: Row, playground: Playground, tmp_path: Path
) -> None:
    await row.alive()
    await row.begins(playground, tmp_path)
    lives = await row.dies_again_and_again(STEP)
    assert lives > 5, "it died in between"
    await row.alive()
    await row.rest()
    told = row.told()
    found = [each for each in told if "segments among" in each]
    assert len(found) == 2
    assert "Held against" not in found[0]
    assert f"None of the 240 moved since {OCTOBER}" in found[1]
    posts = row.people.thread(CUSTOMERS, row.thread)
    names = [file["name"] for each in posts for file in each.get("files", ()) if each.get("bot_id")]
    assert sum(name.endswith("-segments.csv") for name in names) == 2
    assert sum("where is it from" in each for each in told) == 1
    assert not list((tmp_path / "analyses").glob("*/*"))
