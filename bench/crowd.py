"""A crowd in the fake Slack that answers at the pace of people, and one bot that rehearses, in a process of its own."""

from __future__ import annotations

import asyncio
import itertools
import time
import urllib.request
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.figures import Page
from bench.measures import MOST_ANSWERS, STARTING_AT_ONCE
from bench.stacks import SEGUE, Bot, environment
from bench.talks import PATIENCE, BenchError, Talk
from playground.changes import Change
from playground.events import DEFAULT_SUBSCRIPTIONS, events_of
from playground.ports import free_port
from playground.server import Playground

FIGURES_SECONDS, FIGURES_TRIES = 5.0, 5
LOOK_AGAIN_SECONDS = 0.5
LONGEST_IDLE_SECONDS = 300.0
CROWD_PATIENCE = 300.0
"""A bot that cannot keep up lets a thousand people wait for as long as it takes to answer a thousand."""
QUEUES = {"inbox": ("waiting",), "outbox": ("pending", "sending")}


@dataclass(frozen=True)
class Look:
    """The bot at one moment, by its own figures: megabytes, descriptors, seconds that the oldest row has waited."""

    at: float
    memory: float
    files: float
    inbox: float
    outbox: float


class Crowd:
    """People who answer in the order in which they were asked, each in a channel of their own."""

    def __init__(self, playground: Playground, bot: Bot, address: str) -> None:
        self.playground, self.bot, self._address = playground, bot, address
        self.acknowledged: list[float] = []
        """Seconds from the way out of what somebody wrote to the way in of its acknowledgement."""
        self.newest: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        """Done when what was written last is acknowledged."""
        self.events = 0
        self._talks: dict[str, Talk] = {}
        self._numbers = itertools.count(1)
        self._asked: asyncio.Queue[Talk] = asyncio.Queue()
        playground.workspace.listen(self._happened)

    async def begin(self, count: int, stages: int = 1) -> None:
        """So many more conversations, in turn with 0 to `stages` - 1 answers. Returns when all were asked the next."""
        places = asyncio.Semaphore(STARTING_AT_ONCE)

        async def begin(answers: int) -> None:
            async with places:
                talk = await self._new()
                for _ in range(answers):
                    await talk.answer()
                self._asked.put_nowait(talk)

        await asyncio.gather(*(begin(number % stages) for number in range(count)))

    def talks(self) -> Sequence[Talk]:
        """The conversations that go on."""
        return tuple(self._talks.values())

    async def answer(self, gap: float, seconds: float) -> list[float]:
        """Somebody answers every `gap` seconds. -> how long each waited for the next question, seconds

        Whoever is late because nobody was asked is caught up on. Raises BenchError, TimeoutError when nobody is asked.
        """
        waited: list[float] = []

        async def speak(talk: Talk) -> None:
            began = time.perf_counter()
            talk = await self._gone_on(talk)
            waited.append(time.perf_counter() - began)
            self._asked.put_nowait(talk)

        speaking, began = [], time.perf_counter()
        for number in itertools.count():
            due = number * gap
            if max(due, time.perf_counter() - began) >= seconds:
                break
            await asyncio.sleep(began + due - time.perf_counter())
            talk = await asyncio.wait_for(self._asked.get(), CROWD_PATIENCE)
            speaking.append(asyncio.create_task(speak(talk)))
        await asyncio.gather(*speaking)
        return waited

    async def looks(self, every: float, count: int) -> list[Look]:
        """So many looks at the bot, the first at once."""
        found, began = list[Look](), time.perf_counter()
        for number in range(count):
            await asyncio.sleep(began + number * every - time.perf_counter())
            page = await self.page()
            oldest = [page.value("segue_queue_oldest_age_seconds", queue=queue) for queue in QUEUES]
            memory = page.value("process_resident_memory_bytes") / 2**20
            found.append(Look(number * every, memory, page.value("process_open_fds"), *oldest))
        return found

    async def page(self) -> Page:
        """What the bot says of itself. Raises BenchError when it does not."""
        for _ in range(FIGURES_TRIES):
            try:
                return Page(await asyncio.to_thread(_read, self._address))
            except OSError:
                await asyncio.sleep(1.0)
        raise BenchError("the bot did not tell its figures")

    async def idle(self) -> None:
        """Wait until the bot has nothing left to do. Raises TimeoutError."""
        async with asyncio.timeout(LONGEST_IDLE_SECONDS):
            while True:
                if not _rows_of(await self.page()):
                    return
                await asyncio.sleep(LOOK_AGAIN_SECONDS)

    async def _new(self) -> Talk:
        talk = Talk(self.playground.driver, next(self._numbers), CROWD_PATIENCE)
        self._talks[talk.channel] = talk
        await talk.begin()
        return talk

    async def _gone_on(self, talk: Talk) -> Talk:
        """The next answer; whoever has given all but the last, which brings the summary, begins anew elsewhere."""
        if len(talk.said) > MOST_ANSWERS:
            del self._talks[talk.channel]
            return await self._new()
        await talk.answer()
        return talk

    def _happened(self, change: Change) -> None:
        """Deliver its events as Slack does, and take the time of people's."""
        message = change.message
        for payload in events_of(change, self.playground.workspace, DEFAULT_SUBSCRIPTIONS):
            self.events += 1
            sent = time.perf_counter()
            answered = self.playground.socket_mode.send_interaction("events_api", payload)
            if message is not None and not message.by_bot:
                answered.add_done_callback(partial(self._note, sent))
                self.newest = answered
        if change.kind == "posted" and message is not None and message.by_bot and message.channel in self._talks:
            self._talks[message.channel].hears(message.text)

    def _note(self, sent: float, answered: asyncio.Future[Any]) -> None:
        if not answered.cancelled() and answered.exception() is None:
            self.acknowledged.append(time.perf_counter() - sent)


@asynccontextmanager
async def crowd(settings: Sequence[tuple[str, str]] = ()) -> AsyncIterator[Crowd]:
    """An empty workspace in this process, and Segue in one of its own, without a model: it rehearses."""
    port = free_port()
    with TemporaryDirectory(prefix="bench-") as folder:
        # Nothing is delivered twice, however late a bot under load acknowledges; the crowd delivers by itself.
        async with Playground(ack_seconds=CROWD_PATIENCE, subscriptions=()) as slack:
            environ = environment(slack.api_url, "", Path(folder)) | {"SEGUE_HEALTH_PORT": str(port)} | dict(settings)
            bot = await Bot.start(SEGUE, environ)
            try:
                await slack.driver.connected(PATIENCE)
                yield Crowd(slack, bot, f"http://127.0.0.1:{port}/metrics")
            finally:
                await bot.stop()


def _rows_of(page: Page) -> float:
    """How much it has still to do."""
    return sum(
        page.value("segue_queue_rows", queue=queue, state=state) for queue, states in QUEUES.items() for state in states
    )


def _read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=FIGURES_SECONDS) as response:
        return str(response.read().decode())
