"""Twenty conversations at once, a bad network, and a bot that is killed again and again."""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import sqlite3
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from playground.driver import DANA, MEI, RAVI
from playground.server import Playground

PEOPLE = (DANA, RAVI, MEI)
SETTINGS = {
    "SEGUE_QUIET_SECONDS": "0.03",
    "SEGUE_SLACK_TIMEOUT_SECONDS": "0.6",
    "SEGUE_GRACE_SECONDS": "0.8",
    "SEGUE_PACE": "off",
    "SEGUE_LOG": "ERROR",
    "SEGUE_STRAY_SECONDS": "30",
}
QUESTIONS = 4
WORDS = tuple("drivers warehouses phones mornings prices habits shops friends winters letters numbers".split())  # noqa: SIM905


class WarmBots:
    """Bots from the fork server; `cold` ones are whole new processes."""

    def __init__(self, api_url: str, database: Path, ack_first: bool) -> None:
        self._environment = {
            **SETTINGS,
            "SLACK_BOT_TOKEN": "xoxb-test",
            "SLACK_APP_TOKEN": "xapp-test",
            "SLACK_API_URL": api_url,
            "SEGUE_DATABASE_URL": f"sqlite:///{database}",
        }
        self._ack_first = ack_first
        self._server: asyncio.subprocess.Process | None = None
        self._cold: asyncio.subprocess.Process | None = None
        self._pid = 0

    async def open(self) -> None:
        self._server = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.kill.warm_bots", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
        )

    async def start(self, cold: bool = False) -> None:
        if cold:
            self._cold = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", "--no-dotenv", env={**os.environ, **self._environment}
            )
            self._pid = self._cold.pid
            return
        assert self._server is not None
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        order = {"environment": self._environment, "ack_first": self._ack_first}
        self._server.stdin.write(json.dumps(order).encode() + b"\n")
        self._pid = int(await self._server.stdout.readline())

    async def kill(self) -> None:
        """And wait until it is gone: its lock on the database goes with it."""
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
            while self._cold is None:
                os.kill(self._pid, 0)
                await asyncio.sleep(0.001)
        if self._cold is not None:
            await self._cold.wait()
            self._cold = None

    async def close(self) -> None:
        if self._pid:
            await self.kill()
        if self._server is not None:
            self._server.kill()
            await self._server.wait()


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


@dataclass
class Talk:
    """One interview held by people who always answer what they see."""

    playground: Playground
    channel: str
    random: random.Random
    patience: float
    thread: str = ""
    said: list[tuple[str, str]] = field(default_factory=list)
    """(ts, text) of every message of a person, as Slack stored it."""

    async def hold(self) -> None:
        """From the mention to the summary. Raises TimeoutError when the bot falls silent."""
        await self._say(f"@Segue interview, {QUESTIONS} questions")
        await self._heard("ready to find out")
        await self._say(f"We sell bicycles to {self.random.choice(WORDS)} and {self.random.choice(WORDS)} in Ghent.")
        for number in range(1, QUESTIONS + 1):
            await self._heard(f"Question {number} of {QUESTIONS}")
            for _ in range(self.random.choice((1, 1, 2, 3))):
                await self._say(self._answer())
                await asyncio.sleep(self.random.random() * 0.02)
        await self._heard("The segments against six criteria")

    async def _say(self, text: str) -> None:
        driver = self.playground.driver
        # Slack does not replay what was said while no socket was open; catching up on that is another matter.
        await driver.connected(self.patience)
        ts = await driver.say(self.random.choice(PEOPLE), self.channel, text, self.thread or None)
        self.thread = self.thread or ts
        message = driver.message(self.channel, ts)
        assert message is not None
        self.said.append((ts, message["text"]))

    async def _heard(self, words: str) -> None:
        await self.playground.driver.wait_for(
            lambda: any(words in each["text"] for each in self.heard()), timeout=self.patience
        )

    def heard(self) -> list[dict[str, object]]:
        return [each for each in self.playground.driver.thread(self.channel, self.thread) if each.get("bot_id")]

    def _answer(self) -> str:
        words = " ".join(self.random.choice(WORDS) for _ in range(6))
        odd = self.random.choice(("", " <!channel> & co", " 💶 café", "  two  spaces", " *bold*"))
        return f"HR told us {self.random.randint(2, 99)} percent of {words}{odd}"


@dataclass
class Report:
    kills: int = 0
    effective: int = 0
    cold: int = 0
    seconds: float = 0.0
    talks: list[Talk] = field(default_factory=list)
    unfinished: int = 0


async def run(
    folder: Path,
    *,
    seed: int,
    effective_kills: int,
    cold_kills: int = 0,
    conversations: int = 20,
    ack_first: bool = False,
    patience: float = 150.0,
    most_seconds: float = 240.0,
) -> Report:
    """Hold `conversations` talks at a time until enough kills were effective, then let the last ones end in peace."""
    dice, report, began = random.Random(seed), Report(), time.monotonic()
    database = folder / "segue.db"
    playground = Playground(seed=seed, ack_seconds=0.4, retries=1000, replay_seconds=600)
    await playground.start()
    add_faults(playground)
    bots, watch = WarmBots(playground.api_url, database, ack_first), Watch(database)
    await bots.open()
    talking = asyncio.Event()
    talking.set()

    async def keep_talking(number: int) -> None:
        channel = playground.driver.add_channel(f"C0KILL{number:04}", f"kill-{number}", [*PEOPLE])
        playground.driver.invite(channel)
        while talking.is_set():
            talk = Talk(playground, channel, random.Random(f"{seed} {number} {len(report.talks)}"), patience)
            report.talks.append(talk)
            try:
                await talk.hold()
            except TimeoutError:
                report.unfinished += 1
                return

    talks = [asyncio.create_task(keep_talking(number)) for number in range(conversations)]
    try:
        while (report.effective < effective_kills or report.cold < cold_kills) and not report.unfinished:
            if time.monotonic() - began > most_seconds:
                break
            cold = report.cold < cold_kills and report.effective >= effective_kills
            await bots.start(cold=cold)
            watch.begin()
            await _wait_for_work(watch, dice)
            effective = watch.kill_would_be_effective()
            await bots.kill()
            report.kills += 1
            report.effective += effective
            report.cold += cold and effective
        talking.clear()
        await bots.start()
        await asyncio.wait(talks, timeout=patience)
        await watch.rest(patience=10.0)
    finally:
        for task in talks:
            task.cancel()
        await asyncio.gather(*talks, return_exceptions=True)
        await bots.close()
        watch.close()
        await playground.stop()
    report.seconds = time.monotonic() - began
    return report


def add_faults(playground: Playground) -> None:
    """The weather: doubled and reordered deliveries, rate limits, posts that land and say 500 or nothing."""
    faults, post = playground.faults, "chat.postMessage"
    faults.add("double", probability=0.15)
    faults.add("reorder", probability=0.15, seconds=0.05)
    faults.add("rate_limit", post, probability=0.02, retry_after=1)
    faults.add("error_after", post, probability=0.03)
    faults.add("reset_after", post, probability=0.02)
    faults.add("error_before", post, probability=0.02)


async def _wait_for_work(watch: Watch, dice: random.Random) -> None:
    """Until a kill would hit something, and a random instant longer."""
    deadline = time.monotonic() + 5.0
    while not watch.kill_would_be_effective() and time.monotonic() < deadline:
        await asyncio.sleep(0.005)
    instant = time.monotonic() + dice.random() ** 2 * 0.6
    while time.monotonic() < instant:
        await asyncio.sleep(0.002)
    while not watch.kill_would_be_effective() and time.monotonic() < deadline:
        await asyncio.sleep(0.002)
