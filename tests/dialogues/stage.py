"""A thread on stage: said, heard, said, heard. The real bot over real sockets, against the playground."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.app import run
from bot.cli.dialogue import parts
from bot.config import Settings
from playground.driver import CUSTOMERS, DANA, Driver
from playground.server import Playground
from store import transcripts
from store.connection import Store

PROJECT = "We sell a benefits portal to mid-size employers. We must choose by March whom to design it for."
QUICK = {
    "SLACK_BOT_TOKEN": "xoxb-test",
    "SLACK_APP_TOKEN": "xapp-test",
    "SEGUE_QUIET_SECONDS": "0.05",
    "SEGUE_SLACK_TIMEOUT_SECONDS": "0.5",
    "SEGUE_GRACE_SECONDS": "0.7",
    "SEGUE_MODEL_TIMEOUT_SECONDS": "2",
    "SEGUE_PACE": "off",
    "SEGUE_SHUTDOWN_SECONDS": "1",
}
PATIENCE = 8.0


class Bot:
    """Segue in this process; may be stopped and started again on the same database."""

    def __init__(self, playground: Playground, folder: Path, settings: dict[str, str]) -> None:
        self.playground, self.database = playground, folder / "segue.db"
        self.clock: Callable[[], float] = time.time
        self._settings = {
            **QUICK,
            "SLACK_API_URL": playground.api_url,
            "SEGUE_DATABASE_URL": f"sqlite:///{self.database}",
            **settings,
        }
        self._stop = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._stop = asyncio.Event()
        self._task = asyncio.create_task(run(Settings.read(self._settings), self._stop, lambda: self.clock()))
        waiting = asyncio.create_task(self.playground.driver.connected(PATIENCE))
        await asyncio.wait({self._task, waiting}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if self._task.done():
            self._task.result()

    async def again(self, **settings: str) -> Bot:
        """Started once more, with other settings."""
        self._settings |= settings
        await self.start()
        return self

    async def kept(self, question: str) -> list[tuple[Any, ...]]:
        """What the database answers, once the bot has stopped."""
        await self.stop()
        store = Store(self.database)
        await store.open()
        try:
            return await store.read(lambda tx: [tuple(row) for row in tx.execute(question).fetchall()])
        finally:
            await store.close()

    def direct(self, user: str) -> Stage:
        """Somebody's direct message with Segue."""
        return self.below("all", self.playground.driver.direct_channel(user))

    def below(self, ts: str, channel: str = CUSTOMERS) -> Stage:
        """The thread below a message."""
        stage = Stage(self, channel)
        stage.thread = ts
        return stage

    async def stop(self) -> None:
        self._stop.set()
        if self._task is not None:
            await self._task
        await self.playground.driver.wait_for(lambda: self.playground.socket_mode.connected == 0, PATIENCE)


class Stage:
    """One thread in #customers (or a direct message), and people in it."""

    def __init__(self, bot: Bot, channel: str = CUSTOMERS) -> None:
        self.bot, self.driver, self.channel = bot, bot.playground.driver, channel
        self.thread: str | None = None
        self.threaded = not channel.startswith("D")
        self._shown: set[str] = set()

    @property
    def people(self) -> Driver:
        return self.driver

    async def says(self, text: str, user: str = DANA, **more: Any) -> str:
        """-> the message's ts"""
        ts = await self.driver.say(user, self.channel, text, self.thread if self.threaded else None, **more)
        self.thread = self.thread or ts
        return ts

    async def hears(self, *words: str) -> dict[str, Any]:
        """The next message of Segue's, which contains `words`. -> the message"""
        message = await self.driver.wait_for(self._next, PATIENCE)
        assert message is not None
        self._shown.add(message["ts"])
        shown = "\n".join(parts(message))
        for word in words:
            assert word in shown, f"{word!r} is not in:\n{shown}"
        return message

    async def hears_nothing_more(self) -> None:
        """Everything that was said is worked off, and nothing new is there."""
        await self.driver.quiet(PATIENCE)
        await asyncio.sleep(0.25)
        assert self._next() is None, "\n".join(parts(self._next() or {}))

    def message(self, ts: str) -> dict[str, Any]:
        """A message as it stands now."""
        return next(each for each in self._messages() if each["ts"] == ts)

    async def presses(self, action: str, message: dict[str, Any], user: str = DANA) -> None:
        is_button = any(
            element.get("action_id") == action for block in message["blocks"] for element in block.get("elements", ())
        )
        if is_button:
            await self.driver.press(user, self.channel, message["ts"], action)
        else:
            await self.driver.press(user, self.channel, message["ts"], "more", action)

    async def begins(self, length: int = 3) -> dict[str, Any]:
        """Introduced, project said. -> the card of question 1"""
        await self.says(f"@Segue interview, {length} questions")
        await self.hears("I'm ready")
        await self.says(PROJECT)
        return await self.hears(f"Question 1 of {length}")

    async def transcript(self) -> list[transcripts.Message]:
        """What the database keeps of the only conversation, read after the bot has stopped."""
        await self.bot.stop()
        store = Store(self.bot.database)
        await store.open()
        try:
            return await store.read(
                lambda tx: transcripts.transcript(
                    tx, tx.execute("SELECT id FROM conversations WHERE channel != ''").fetchone()[0]
                )
            )
        finally:
            await store.close()

    def _messages(self) -> list[dict[str, Any]]:
        if self.thread is None:
            return []
        if not self.threaded:
            return self.driver.history(self.channel)
        return self.driver.thread(self.channel, self.thread)

    def _next(self) -> dict[str, Any] | None:
        return next((m for m in self._messages() if m.get("bot_id") and m["ts"] not in self._shown), None)


@asynccontextmanager
async def another_thread(bot: Bot, channel: str = CUSTOMERS) -> AsyncIterator[Stage]:
    """The thread that is begun in the channel by what happens inside; it can be listened to afterwards."""
    people, stage = bot.playground.driver, Stage(bot, channel)
    before = {each["ts"] for each in people.history(channel)}
    yield stage
    [head] = await people.wait_for(
        lambda: [each for each in people.history(channel) if each["ts"] not in before], PATIENCE
    )
    stage.thread = head["ts"]


@asynccontextmanager
async def staged(folder: Path, *, ack_seconds: float = 0.5, **settings: str) -> AsyncIterator[Bot]:
    """A playground and a bot in it, ready."""
    async with Playground(ack_seconds=ack_seconds) as playground:
        bot = Bot(playground, folder, settings)
        await bot.start()
        try:
            yield bot
        finally:
            await bot.stop()
