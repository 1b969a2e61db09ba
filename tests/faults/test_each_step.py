"""Kill -9 at each step of a turn, again and again: nothing lost, nothing doubled, nothing out of order."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest

from playground.driver import CUSTOMERS
from playground.server import Playground
from tests.faults.bots import WarmBots, Watch
from tests.faults.digests import Digests
from tests.faults.found import found_wrong
from tests.faults.steps import OF_A_MESSAGE
from tests.faults.talks import Room, Talk

PATIENCE = 30.0
DEATHS = 2


@pytest.mark.parametrize("step", OF_A_MESSAGE)
async def test_killed_there_again_and_again_each_answer_is_heard_once(
    playground: Playground, bots: WarmBots, tmp_path: Path, step: str
) -> None:
    talk = Talk("interview", Room(playground, CUSTOMERS, random.Random(step), PATIENCE))
    talking = asyncio.create_task(talk.hold())
    for _ in range(DEATHS):
        await bots.start(dies_at=step)
        await bots.dead(PATIENCE)
    await bots.start()
    await talking
    watch = Watch(tmp_path / "segue.db")
    watch.begin()
    await watch.rest(PATIENCE)
    watch.close()
    await bots.kill()
    assert found_wrong([talk], Digests(playground, tmp_path / "segue.db", 0), playground, tmp_path / "segue.db") == []
