"""One channel writes as fast as it can: what the others feel of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bench.crowd import Crowd, crowd
from bench.measures import percentile
from bench.talks import LENGTH, OPENING
from playground.driver import DANA

CHANNEL = "C0NOISE00001"
PACED = (("SEGUE_PACE", "on"),)
REMARK = "And {number} more of them said the same about the mornings."


@dataclass(frozen=True)
class Noise:
    """How it is measured: alone and beside the noise in turn, `seconds` each."""

    others: int = 40
    pause: float = 20.0
    """Seconds from one answer of a person to the next: 120 a minute all together, where Segue posts 300 at most."""
    threads: int = 10
    seconds: float = 40.0
    rounds: int = 2
    every: float = 0.0
    """Seconds a thread waits after each acknowledgement."""


AT_THE_CEILING, UNBOUNDED = "as Slack lets a workspace at most", "as fast as it can"
LOUD = {AT_THE_CEILING: Noise(every=1.2), UNBOUNDED: Noise()}
"""How much the noisy channel writes; ten threads that wait 1.2 s each make some 8 remarks a second."""
QUIET = {UNBOUNDED: Noise(others=10, pause=2.0, threads=4, seconds=5.0, rounds=1)}


@dataclass
class Felt:
    """How long the others waited for their next question, in seconds, and what the noise came to."""

    alone: list[float] = field(default_factory=list)
    beside: list[float] = field(default_factory=list)
    remarks: int = 0
    seconds: float = 0.0

    def ratio(self, share: float) -> float:
        """Beside the noise, as a multiple of alone, at the same share of the answers."""
        return percentile(self.beside, share) / percentile(self.alone, share)


async def fairness(how: Noise) -> Felt:
    """Segue with its own pace, as it is installed."""
    felt, gap = Felt(), how.pause / how.others
    async with crowd(PACED) as on:
        await on.begin(how.others)
        threads = await _opened(on, how.threads)
        for _ in range(how.rounds):
            await on.idle()
            felt.alone += await on.answer(gap, how.seconds)
            async with _noise(on, threads, how.every, felt):
                felt.beside += await on.answer(gap, how.seconds)
        await on.idle()
    return felt


async def _opened(on: Crowd, count: int) -> list[str]:
    """Interviews in one channel. -> their threads"""
    people = on.playground.driver
    people.invite(people.add_channel(CHANNEL, "noise", [DANA]))
    opening = OPENING.format(length=LENGTH, place="Ghent")
    return [await people.say(DANA, CHANNEL, opening) for _ in range(count)]


@asynccontextmanager
async def _noise(on: Crowd, threads: list[str], every: float, felt: Felt) -> AsyncIterator[None]:
    """In each thread the next remark is written as soon as the one before is acknowledged; nobody waits for answers."""

    async def write(thread: str) -> None:
        while True:
            felt.remarks += 1
            await on.playground.driver.say(DANA, CHANNEL, REMARK.format(number=felt.remarks), thread)
            await on.newest
            await asyncio.sleep(every)

    began = time.perf_counter()
    writing = [asyncio.create_task(write(thread)) for thread in threads]
    try:
        yield
    finally:
        for task in writing:
            task.cancel()
        ended = await asyncio.gather(*writing, return_exceptions=True)
        felt.seconds += time.perf_counter() - began
    for error in ended:
        if isinstance(error, Exception):
            raise error
