"""`segue run` as a process of its own, watched the way an operator does."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from playground.driver import CUSTOMERS, DANA
from playground.ports import free_port
from playground.server import Playground
from tests.dialogues.stage import PROJECT, QUICK

HOUSE = Path(__file__).parents[2]
PATIENCE = 30.0
WAITING = ("waiting", "pending", "sending")
"""States of rows with which something is still to be done."""


@dataclass
class Watched:
    """A bot with its health port, its log in a file, and its database."""

    playground: Playground
    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    port: int = 0
    process: asyncio.subprocess.Process | None = None

    @property
    def database(self) -> Path:
        return self.folder / "segue.db"

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text()

    @property
    def environ(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(HOUSE),
            **QUICK,
            "SLACK_API_URL": self.playground.api_url,
            "SEGUE_DATABASE_URL": f"sqlite:///{self.database}",
            **self.settings,
        }

    async def start(self, *, connects: bool = True) -> None:
        self.port = free_port()
        with (self.folder / "log").open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", "--no-dotenv", stderr=log, stdout=log,
                env={**self.environ, "SEGUE_HEALTH_PORT": str(self.port)},
            )  # fmt: skip
        if connects:
            await self.playground.driver.connected(PATIENCE)

    async def command(self, *words: str) -> tuple[int, str]:
        """`segue WORDS` beside it. -> (exit code, what it said)"""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *words, env=self.environ, cwd=self.folder,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        said, _ = await asyncio.wait_for(process.communicate(), PATIENCE)
        return process.returncode or 0, said.decode()

    async def ask(self, path: str) -> tuple[int, str]:
        """-> (status, body); (0, "") while nothing listens there."""
        try:
            async with aiohttp.ClientSession() as web, web.get(f"http://127.0.0.1:{self.port}{path}") as answer:
                return answer.status, await answer.text()
        except aiohttp.ClientConnectionError:
            return 0, ""

    async def until(self, path: str, status: int, words: str = "") -> str:
        async with asyncio.timeout(PATIENCE):
            while True:
                got, body = await self.ask(path)
                if got == status and words in body:
                    return body
                await asyncio.sleep(0.05)

    async def figures(self) -> dict[str, float]:
        """Name with its labels -> value."""
        _, page = await self.ask("/metrics")
        lines = (line.rpartition(" ") for line in page.splitlines() if line and not line.startswith("#"))
        return {name: float(value) for name, _, value in lines}

    async def figures_at_rest(self) -> dict[str, float]:
        """Once nothing waits and nothing more is counted: a call is counted a moment after people see what it did."""
        async with asyncio.timeout(PATIENCE):
            before: dict[str, float] = {}
            while True:
                seen = {name: value for name, value in (await self.figures()).items() if name.startswith("segue_")}
                waits = sum(
                    value for name, value in seen.items()
                    if name.startswith("segue_queue_rows") and any(f'"{state}"' in name for state in WAITING)
                )  # fmt: skip
                counted = {name: value for name, value in seen.items() if "_age_" not in name}
                if not waits and counted == before:
                    return seen
                before = counted
                await asyncio.sleep(0.3)

    async def ends(self, sign: signal.Signals = signal.SIGTERM) -> int:
        assert self.process is not None
        if self.process.returncode is None:
            self.process.send_signal(sign)
        return await asyncio.wait_for(self.process.wait(), PATIENCE)

    async def interview(self, *answers: str) -> str:
        """An interview of as many questions as there are answers, said and answered. -> its thread"""
        people = self.playground.driver
        thread = await people.say(DANA, CUSTOMERS, f"@Segue interview, {max(3, len(answers))} questions")
        await people.replies(CUSTOMERS, thread, 1, PATIENCE)
        for number, said in enumerate((PROJECT, *answers)):
            await people.say(DANA, CUSTOMERS, said, thread)
            await people.replies(CUSTOMERS, thread, number + 2, PATIENCE)
        await people.quiet(PATIENCE)
        return thread


@asynccontextmanager
async def watched(folder: Path, playground: Playground, **settings: str) -> AsyncIterator[Watched]:
    bot = Watched(playground, folder, settings)
    await bot.start()
    try:
        yield bot
    finally:
        await bot.ends(signal.SIGKILL)


def total(figures: dict[str, float], name: str, **labels: str) -> float:
    """The sum over every series of that name that has these labels."""
    wanted = [f'{key}="{value}"' for key, value in labels.items()]
    named = {key: value for key, value in figures.items() if key.split("{")[0] == name}
    return sum(value for key, value in named.items() if all(each in key for each in wanted))


def rows(database: Any, query: str) -> list[tuple[Any, ...]]:
    import sqlite3

    connection = sqlite3.connect(database)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()
