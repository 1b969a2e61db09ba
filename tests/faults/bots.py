"""Bots that can be killed, and a look into their database from outside."""

from __future__ import annotations

import asyncio
import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

SETTINGS = {
    "SEGUE_QUIET_SECONDS": "0.03",
    "SEGUE_SLACK_TIMEOUT_SECONDS": "0.6",
    "SEGUE_GRACE_SECONDS": "0.8",
    "SEGUE_PACE": "off",
    "SEGUE_LOG": "ERROR",
    "SEGUE_STRAY_SECONDS": "30",
    "PATH": "/nowhere",
}
"""Without a path there is no LibreOffice: whether a deck is also printed does not depend on the machine."""


class ForkServer:
    """The process that bots are forked from (tests/faults/warm_bots.py)."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.warm_bots"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    async def fork(self, order: Mapping[str, Any]) -> int:
        """-> the pid of a new bot"""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        self._process.stdin.flush()
        return int(await asyncio.to_thread(self._process.stdout.readline))

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()


class WarmBots:
    """Bots from the fork server, one at a time; `cold` ones are whole new processes."""

    def __init__(
        self,
        server: ForkServer,
        api_url: str,
        database: Path,
        *,
        settings: Mapping[str, str] | None = None,
        ack_first: bool = False,
    ) -> None:
        self._environment = {
            **SETTINGS,
            "SLACK_BOT_TOKEN": "xoxb-test",
            "SLACK_APP_TOKEN": "xapp-test",
            "SLACK_API_URL": api_url,
            "SEGUE_DATABASE_URL": f"sqlite:///{database}",
            **(settings or {}),
        }
        self._server, self._ack_first = server, ack_first
        self._cold: asyncio.subprocess.Process | None = None
        self._pid = 0

    async def start(self, *, cold: bool = False, dies_at: str = "") -> None:
        """`dies_at`: the step of a turn at which it kills itself (tests/faults/steps.py)."""
        if cold:
            self._cold = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", "--no-dotenv", env={**os.environ, **self._environment}
            )
            self._pid = self._cold.pid
            return
        order = {"environment": self._environment, "ack_first": self._ack_first, "dies_at": dies_at}
        self._pid = await self._server.fork(order)

    def has_room_for(self, bytes_in_a_file: int) -> None:
        """No file of the bot's may grow beyond that, as on a disk that is full; -1: there is room again."""
        resource.prlimit(self._pid, resource.RLIMIT_FSIZE, (bytes_in_a_file, resource.RLIM_INFINITY))

    async def dead(self, seconds: float) -> None:
        """Wait until it is gone by itself: its lock on the database goes with it. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            with suppress(ProcessLookupError):
                while self._cold is None:
                    os.kill(self._pid, 0)
                    await asyncio.sleep(0.001)
            if self._cold is not None:
                await self._cold.wait()
                self._cold = None

    async def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        await self.dead(30.0)

    async def close(self) -> None:
        if self._pid:
            await self.kill()


class Watch:
    """Looks into the bot's database from outside: has it committed since the start, is there work?"""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._connection: sqlite3.Connection | None = None
        self._version = 0

    def begin(self) -> None:
        """A bot was started: commits from now on count."""
        if self._connection is None and self._database.exists():
            self._connection = sqlite3.connect(f"file:{self._database}?mode=ro", uri=True, timeout=1)
        self._version = self._data_version()

    def kill_would_be_effective(self) -> bool:
        """Work is pending and something was committed since the start."""
        if self._connection is None:
            self.begin()
            return False
        try:
            return self._data_version() != self._version and self._has_work()
        except sqlite3.Error:
            return False

    async def rest(self, patience: float) -> None:
        """Wait until nothing is left to do; a post in doubt is settled only after the grace period."""
        deadline = time.monotonic() + patience
        while self._connection is not None and self._has_work() and time.monotonic() < deadline:
            await asyncio.sleep(0.05)

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()

    def _data_version(self) -> int:
        return self._connection.execute("PRAGMA data_version").fetchone()[0] if self._connection else 0

    def _has_work(self) -> bool:
        assert self._connection is not None
        query = (
            "SELECT EXISTS (SELECT 1 FROM inbox WHERE state = 'waiting')"
            " OR EXISTS (SELECT 1 FROM outbox WHERE state IN ('pending', 'sending'))"
        )
        return bool(self._connection.execute(query).fetchone()[0])
