"""What a probe is told, and from where."""

from __future__ import annotations

import json
import signal
import sqlite3
from pathlib import Path

import aiohttp
import pytest

from bot.operations.health import Health
from bot.operations.metrics import Metrics
from bot.operations.server import OperationsServer
from errors import SettingsError
from playground.ports import free_port
from playground.server import Playground
from store.connection import Store
from tests.operations.process import Watched, watched


async def test_ready_once_slack_is_connected_and_not_before(tmp_path: Path, playground: Playground) -> None:
    playground.faults.add("error_before", "apps.connections.open")
    bot = Watched(playground, tmp_path)
    await bot.start(connects=False)
    try:
        assert json.loads(await bot.until("/healthz", 200)) == {"alive": True}
        told = json.loads(await bot.until("/readyz", 503))
        assert told == {"ready": False, "checks": {"database": "ok", "slack": "not connected", "process": "ok"}}
        playground.faults.clear()
        told = json.loads(await bot.until("/readyz", 200))
        assert told["ready"]
    finally:
        await bot.ends(signal.SIGKILL)


async def test_a_locked_database_is_not_ready(tmp_path: Path, playground: Playground) -> None:
    async with watched(tmp_path, playground) as bot:
        await bot.until("/readyz", 200)
        other = sqlite3.connect(bot.database, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        assert "does not answer" in await bot.until("/readyz", 503)
        assert (await bot.ask("/healthz"))[0] == 200
        other.execute("ROLLBACK")
        other.close()
        await bot.until("/readyz", 200)


async def test_it_is_not_ready_while_it_stops(tmp_path: Path) -> None:
    store = Store(tmp_path / "segue.db")
    await store.open()
    health = Health(store, Metrics("0"), lambda: 1.0)
    health.sockets = lambda: 1
    assert set((await health.checks()).values()) == {"ok"}
    health.stopping = True
    assert (await health.checks())["process"] == "stopping"
    await store.close()
    assert (await health.checks())["database"] == "StoreClosed"
    assert await health.page() is None


async def test_nothing_listens_where_no_port_is_named_and_only_here_where_one_is(tmp_path: Path) -> None:
    store = Store(tmp_path / "segue.db")
    await store.open()
    health = Health(store, Metrics("0"), lambda: 1.0)
    nowhere = OperationsServer("127.0.0.1", 0, health)
    await nowhere.start()
    await nowhere.stop()
    port = free_port()
    server, second = (OperationsServer("127.0.0.1", port, health) for _ in range(2))
    await server.start()
    with pytest.raises(SettingsError, match="SEGUE_HEALTH_PORT"):
        await second.start()
    async with aiohttp.ClientSession() as web, web.get(f"http://127.0.0.1:{port}/faces/a.png") as answer:
        assert answer.status == 404
    await server.stop()
    await store.close()
