"""People in the fake Slack who answer every question they see, and the stage they stand on."""

from __future__ import annotations

import asyncio
import itertools
import json
import sys
import urllib.request
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.model_server import ANSWER, word
from bench.stacks import Bot, Stack, environment
from playground.changes import Change
from playground.driver import DANA, Driver
from playground.server import Playground

CALLS_A_TURN = 2
SPARE = 0.01
PATIENCE = 60.0
LENGTH = ", 15 questions"
OPENING = (
    "@Segue interview{length}: we sell flour and ovens to bakeries in {place}, and must choose whom to serve first."
)
SETTLING_SECONDS = 0.3
"""What a bot notes down after its card is on the screen belongs to the turn."""


class BenchError(Exception):
    """A bot did not do the work that is measured."""


class Talk:
    """One conversation in a channel of its own."""

    def __init__(self, people: Driver, number: int, patience: float = PATIENCE) -> None:
        self._people, self._number, self._patience = people, number, patience
        self.channel = people.add_channel(f"C0BENCH{number:05}", f"bench-{number}", [DANA])
        people.invite(self.channel)
        self.thread = ""
        self.cards: list[str] = []
        """What the bot has posted."""
        self.said: list[str] = []
        self._next_card = asyncio.Event()

    def hears(self, text: str) -> None:
        self.cards.append(text)
        self._next_card.set()

    async def begin(self, length: str = LENGTH) -> None:
        """Mention the bot with the project. Returns when the first question is there."""
        await self._say(OPENING.format(length=length, place=word(self._number)))
        await self.card()

    async def answer(self) -> None:
        """Answer the question. Returns when the next one is there."""
        await self.speak()
        await self.card()

    async def speak(self) -> None:
        await self._say(ANSWER.format(place=word(31 * len(self.said) + self._number), count=len(self.said) + 3))

    async def card(self) -> None:
        try:
            await asyncio.wait_for(self._next_card.wait(), self._patience)
        except TimeoutError:
            raise BenchError(f"no card after {len(self.said)} messages; cards: {self.cards[-2:]}") from None

    async def _say(self, text: str) -> None:
        self._next_card.clear()
        self.said.append(text)
        ts = await self._people.say(DANA, self.channel, text, self.thread or None)
        self.thread = self.thread or ts


class Stage:
    """One bot, one fake Slack in this process, one model in another."""

    def __init__(self, playground: Playground, model_url: str, folder: Path) -> None:
        self.playground, self.folder = playground, folder
        self._model_url = model_url
        self._environ = environment(playground.api_url, model_url, folder)
        self._talks: dict[str, Talk] = {}
        self._numbers = itertools.count(1)
        playground.workspace.listen(self._happened)

    @asynccontextmanager
    async def bot(self, stack: Stack) -> AsyncIterator[Bot]:
        """Started, connected, and stopped at the end."""
        running = await Bot.start(stack, self._environ)
        try:
            await self.playground.driver.connected(PATIENCE)
            yield running
        finally:
            await running.stop()

    def talks(self, count: int) -> list[Talk]:
        """New conversations, not begun."""
        new = [Talk(self.playground.driver, next(self._numbers)) for _ in range(count)]
        self._talks |= {talk.channel: talk for talk in new}
        return new

    async def settled(self) -> None:
        await self.playground.driver.quiet(PATIENCE)
        await asyncio.sleep(SETTLING_SECONDS)

    async def check_work(self, turns: int) -> None:
        """Raises BenchError when the model was not called twice for each of `turns` cards.

        A little more is let pass: without a quiet window Segue now and then begins a turn twice.
        """
        counts: dict[str, int] = json.loads(await asyncio.to_thread(_read, f"{self._model_url}/counts"))
        least, most = min(counts.values(), default=0), sum(counts.values())
        if least < turns or len(counts) != CALLS_A_TURN or most > CALLS_A_TURN * turns * (1 + SPARE) + 1:
            raise BenchError(f"{turns} cards, but calls to the model: {counts}")

    def cards(self) -> int:
        return sum(len(talk.cards) for talk in self._talks.values())

    def _happened(self, change: Change) -> None:
        message = change.message
        if change.kind == "posted" and message is not None and message.by_bot and message.channel in self._talks:
            self._talks[message.channel].hears(message.text)


@asynccontextmanager
async def stage(**playground: object) -> AsyncIterator[Stage]:
    """A fresh stage: an empty workspace, an empty folder, a model that was asked nothing."""
    model = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.model_server", stdout=asyncio.subprocess.PIPE, cwd=Path(__file__).parent.parent
    )
    try:
        assert model.stdout is not None
        model_url = (await model.stdout.readline()).decode().strip()
        with TemporaryDirectory(prefix="bench-") as folder:
            # Nothing is delivered twice, however late a bot under load acknowledges.
            async with Playground(ack_seconds=PATIENCE, **playground) as slack:  # type: ignore[arg-type]
                yield Stage(slack, model_url, Path(folder))
    finally:
        model.kill()
        await model.wait()


def _read(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=5) as response:
        content: bytes = response.read()
        return content
