from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from playground.server import Playground
from tests.faults.bots import ForkServer, WarmBots
from tests.faults.house_of_cards import HouseOfCards


@pytest.fixture(scope="session")
def fork_server() -> Iterator[ForkServer]:
    server = ForkServer()
    yield server
    server.close()


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    async with Playground(ack_seconds=0.4, retries=1000, replay_seconds=600) as playground:
        yield playground


@pytest.fixture
async def bots(fork_server: ForkServer, playground: Playground, tmp_path: Path) -> AsyncIterator[WarmBots]:
    """Bots on one database, one at a time."""
    bots = WarmBots(fork_server, playground.api_url, tmp_path / "segue.db")
    yield bots
    await bots.close()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[HouseOfCards]:
    """An interview that has asked its first question."""
    house = HouseOfCards(tmp_path)
    house.wait(1.0)
    house.say("We sell bread to cafes in Leeds, and decide by May whom to serve first.")
    house.wait(3.0)
    yield house
    house.close()
