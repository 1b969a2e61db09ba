"""What is measured, one function per measure: each starts a bot of its own on an empty stage and returns numbers."""

from __future__ import annotations

import asyncio
import re
import signal
import sqlite3
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.stacks import HOUSE, LONG_SEGUE, NAIVE, Bot, Stack
from bench.talks import BenchError, Talk, stage
from playground.changes import Change
from playground.events import DEFAULT_SUBSCRIPTIONS, events_of

WARM_TURNS = 2
STARTING_AT_ONCE = 8
MOST_ANSWERS = 14
"""The fifteenth answer brings the summary, which is no turn like the others."""


@dataclass(frozen=True)
class Sizes:
    """How much is done in one run of each measure."""

    runs: int = 5
    talks: int = 8
    turns: int = 12
    """Answers of each conversation in the measure of CPU, after two to warm up."""
    crowd: int = 200
    crowd_turns: int = 4
    speakers: int = 50
    ack_seconds: int = 8
    early: int = 10
    late: int = 200
    around: int = 3
    """Turn 10 is the mean of turns 7 to 13."""
    many: int = 1000


QUICK = Sizes(runs=1, talks=2, turns=2, crowd=6, crowd_turns=2, speakers=5, ack_seconds=1, early=4, late=9, around=1,
              many=10)  # fmt: skip


async def cpu_per_turn(stack: Stack, sizes: Sizes) -> float:
    """-> seconds of CPU that the bot used for one turn, a few conversations side by side."""
    async with stage() as on, on.bot(stack) as bot:
        talks = on.talks(sizes.talks)
        await _begin(talks)
        await _answer(talks, WARM_TURNS)
        await on.settled()
        before = bot.cpu()
        await _answer(talks, sizes.turns)
        await on.settled()
        used = bot.cpu() - before
        await on.check_work(on.cards())
        return used / (sizes.talks * sizes.turns)


async def turns_per_second(stack: Stack, sizes: Sizes) -> float:
    """-> turns a second while every conversation of the crowd waits for its next question."""
    async with stage() as on, on.bot(stack):
        talks = on.talks(sizes.crowd)
        await _begin(talks)
        wanted, done, began = sizes.crowd * sizes.crowd_turns, asyncio.Event(), time.perf_counter()
        first = on.cards()
        ended = 0.0

        async def go_on(talk: Talk) -> None:
            """Goes on beyond what is counted, so that everybody is there until the last counted turn."""
            nonlocal ended
            for _ in range(MOST_ANSWERS):
                if done.is_set():
                    return
                await talk.answer()
                if on.cards() - first >= wanted and not done.is_set():
                    ended = time.perf_counter()
                    done.set()

        await asyncio.gather(*(go_on(talk) for talk in talks))
        if not done.is_set():
            raise BenchError("the conversations ended before the measure did")
        await on.settled()
        await on.check_work(on.cards())
        return wanted / (ended - began)


@dataclass(frozen=True)
class Acks:
    p50: float
    p99: float
    commit_p99: float


async def acknowledgements(stack: Stack, sizes: Sizes) -> Acks:
    """How long people's messages wait for their acknowledgement, 50 of them a second, each answered by a post. Seconds.

    `commit_p99`: one commit of a third program, meanwhile, on the same disk.
    """
    # The bench delivers the events itself, because it must know when each was acknowledged.
    async with stage(subscriptions=()) as on, on.bot(stack), _commits(on.folder / "commits.db") as commits:
        took: list[float] = []
        measuring = False

        def note(sent: float, _: object) -> None:
            took.append(time.perf_counter() - sent)

        def deliver(change: Change) -> None:
            by_person = change.message is not None and not change.message.by_bot
            for payload in events_of(change, on.playground.workspace, DEFAULT_SUBSCRIPTIONS):
                sent = time.perf_counter()
                acknowledged = on.playground.socket_mode.send_interaction("events_api", payload)
                if measuring and by_person:
                    acknowledged.add_done_callback(partial(note, sent))

        on.playground.workspace.listen(deliver)
        talks = on.talks(sizes.speakers)
        await _begin(talks)
        await on.settled()
        measuring = True
        began, every = time.perf_counter(), 1 / sizes.speakers
        for number in range(sizes.speakers * sizes.ack_seconds):
            await asyncio.sleep(began + number * every - time.perf_counter())
            await talks[number % sizes.speakers].speak()
        for talk in talks:
            await talk.card()
        await on.settled()
        if len(took) != sizes.speakers * sizes.ack_seconds:
            raise BenchError(f"{len(took)} acknowledgements")
    return Acks(percentile(took, 0.5), percentile(took, 0.99), commits[0])


@dataclass(frozen=True)
class Growth:
    """One long conversation. Seconds of CPU a turn, bytes a turn."""

    early: float
    late: float
    database: float
    transcript: float


async def growth(stack: Stack, sizes: Sizes) -> Growth:
    """What a turn costs early and late in one conversation, and how the database grows towards the end."""
    file = {LONG_SEGUE: "segue.db", NAIVE: "naive.db"}[stack]
    async with stage() as on, on.bot(stack) as bot:
        (talk,) = on.talks(1)
        await talk.begin(length="")
        used = {}
        for turn in (sizes.early, sizes.late):
            # The size is taken over the last quarter: pages are bigger than turns.
            await _up_to(talk, 3 * turn // 4)
            size, said = _size(on.folder / file), _bytes(talk)
            turns = -len(talk.cards)
            await _up_to(talk, turn - sizes.around - 1)
            await on.settled()
            before = bot.cpu()
            await _up_to(talk, turn + sizes.around)
            await on.settled()
            used[turn] = (bot.cpu() - before) / (2 * sizes.around + 1)
            turns += len(talk.cards)
        database = (_size(on.folder / file) - size) / turns
        transcript = (_bytes(talk) - said) / turns
        await on.check_work(on.cards())
    return Growth(used[sizes.early], used[sizes.late], database, transcript)


async def start_to_connected(stack: Stack) -> float:
    """-> seconds from the start of the process until Slack has its socket, on an empty database."""
    async with stage() as on:
        began = time.perf_counter()
        connected = 0.0

        def look(change: Change) -> None:
            nonlocal connected
            if change.kind == "connection" and not connected:
                connected = time.perf_counter()

        on.playground.workspace.listen(look)
        async with on.bot(stack):
            # Long enough for imports that wait until the socket stands.
            await asyncio.sleep(0.5)
        return connected - began


@dataclass(frozen=True)
class Memory:
    """Resident megabytes."""

    connected: float
    after: float


async def memory(stack: Stack, sizes: Sizes) -> Memory:
    """Before and after a thousand conversations of two turns each."""
    async with stage() as on, on.bot(stack) as bot:
        await on.settled()
        connected = bot.memory()
        talks = on.talks(sizes.many)
        await _begin(talks)
        for at in range(0, len(talks), STARTING_AT_ONCE):
            await _answer(talks[at : at + STARTING_AT_ONCE], 1)
        await on.settled()
        return Memory(connected, bot.memory())


async def flame_graph(stack: Stack, sizes: Sizes, drawing: Path) -> None:
    """Draw where the time of a turn goes, summed over many turns."""
    async with stage() as on, on.bot(stack) as bot:
        talks = on.talks(sizes.talks * 4)
        await _begin(talks)
        await on.settled()
        spy = await _spy(bot, drawing)
        await _answer(talks, sizes.turns)
        # It draws when it is interrupted.
        spy.send_signal(signal.SIGINT)
        await spy.wait()
    _retitle(drawing)


async def _begin(talks: list[Talk]) -> None:
    """A few at a time: a start is not what is measured."""
    for at in range(0, len(talks), STARTING_AT_ONCE):
        await asyncio.gather(*(talk.begin() for talk in talks[at : at + STARTING_AT_ONCE]))


async def _answer(talks: Iterable[Talk], turns: int) -> None:
    async def go_on(talk: Talk) -> None:
        for _ in range(turns):
            await talk.answer()

    await asyncio.gather(*(go_on(talk) for talk in talks))


async def _up_to(talk: Talk, cards: int) -> None:
    while len(talk.cards) < cards:
        await talk.answer()


def _bytes(talk: Talk) -> int:
    """What was said by both sides, as text."""
    return sum(len(text.encode()) for text in (*talk.said, *talk.cards))


def _size(database: Path) -> int:
    """Bytes of the file once its write-ahead log is folded in."""
    with sqlite3.connect(database, timeout=30) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return database.stat().st_size


@asynccontextmanager
async def _commits(path: Path) -> AsyncIterator[list[float]]:
    """Somebody else who commits on the same disk. -> a list that holds the 99th percentile at the end"""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.commits", str(path), stdin=PIPE, stdout=PIPE, cwd=HOUSE
    )
    result: list[float] = []
    try:
        yield result
        # With an empty input rather than none: that closes the pipe on every Python.
        said, _ = await process.communicate(b"")
        result.append(float(said))
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def _spy(bot: Bot, drawing: Path) -> asyncio.subprocess.Process:
    arguments = ("record", "--pid", str(bot.pid), "--rate", "400", "--duration", "600", "--output", str(drawing))
    return await asyncio.create_subprocess_exec(
        str(Path(sys.executable).with_name("py-spy")), *arguments, stdout=DEVNULL, stderr=DEVNULL
    )


def _retitle(drawing: Path) -> None:
    """The profiler's heading is its command line, with the folders of this machine."""
    text = drawing.read_text(encoding="utf-8")
    drawing.write_text(
        re.sub(r'(<text id="title"[^>]*>)[^<]*', r"\1Where the time of a turn goes", text), encoding="utf-8"
    )


def percentile(values: Sequence[float], share: float) -> float:
    return sorted(values)[int(share * len(values))]
