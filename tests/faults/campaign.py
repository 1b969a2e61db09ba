"""Conversations of every kind at once, a bad network, and a bot that is killed again and again."""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from playground.server import Playground
from tests.faults.bots import ForkServer, WarmBots, Watch
from tests.faults.digests import Digests
from tests.faults.found import found_wrong
from tests.faults.talks import PEOPLE, Room, Talk

MIX = ("interview", "persona interview", "interview", "interview", "persona", "interview", "digest", "interview")
"""What is going on beside each other, again and again; and one deck."""


@dataclass
class Report:
    kills: int = 0
    effective: int = 0
    cold: int = 0
    seconds: float = 0.0
    talks: list[Talk] = field(default_factory=list)
    editions: int = 0
    silent: list[str] = field(default_factory=list)
    """Where nothing more was heard."""
    wrong: list[str] = field(default_factory=list)
    """Everything that is not as it must be, in words."""

    @property
    def kinds(self) -> Counter[str]:
        return Counter(talk.kind for talk in self.talks) + Counter(digest=self.editions)

    @property
    def messages(self) -> int:
        return sum(len(room.said) for talk in self.talks for room in talk.rooms)


async def run(
    server: ForkServer,
    folder: Path,
    *,
    seed: int,
    effective_kills: int,
    cold_kills: int = 0,
    conversations: int = 20,
    ack_first: bool = False,
    fills: bool = False,
    patience: float = 300.0,
    most_seconds: float = 240.0,
) -> Report:
    """`conversations` at a time until enough kills were effective, then the last ones end in peace. `fills`: one bot
    lives, and instead of a kill its disk is full for a moment."""
    dice, report, began = random.Random(seed), Report(), time.monotonic()
    kinds = ["deck", *(MIX[number % len(MIX)] for number in range(conversations - 1))]
    database = folder / "segue.db"
    playground = Playground(seed=seed, ack_seconds=0.4, retries=1000, replay_seconds=600)
    await playground.start()
    add_faults(playground)
    digests = Digests(playground, database, kinds.count("digest"))
    await digests.set_up()
    bots, watch = WarmBots(server, playground.api_url, database, ack_first=ack_first), Watch(database)
    talking = asyncio.Event()
    talking.set()

    async def keep_talking(number: int, kind: str) -> None:
        channel = playground.driver.add_channel(f"C0KILL{number:04}", f"kill-{number}", [*PEOPLE])
        playground.driver.invite(channel)
        while talking.is_set():
            own = random.Random(f"{seed} {number} {len(report.talks)}")
            talk = Talk(kind, Room(playground, channel, own, patience))
            report.talks.append(talk)
            try:
                await talk.hold()
            except TimeoutError:
                room = talk.rooms[-1]
                report.silent.append(f"{kind} {room.channel}/{room.thread} after {room.expected[-1:]}")
                return

    talks = [asyncio.create_task(keep_talking(number, kind)) for number, kind in enumerate(kinds) if kind != "digest"]
    try:
        while (report.effective < effective_kills or report.cold < cold_kills) and not report.silent:
            if time.monotonic() - began > most_seconds:
                break
            cold = report.cold < cold_kills and report.effective >= effective_kills - cold_kills
            digests.due_again()
            if not (fills and report.kills):
                await bots.start(cold=cold)
            watch.begin()
            if cold or fills:
                await playground.driver.connected(patience)
            await _wait_for_work(watch, dice)
            effective = watch.kill_would_be_effective()
            await (_fill(bots, database, dice) if fills else bots.kill())
            report.kills += 1
            report.effective += effective
            report.cold += cold and effective
        talking.clear()
        if not fills:
            await bots.start()
        await asyncio.wait(talks, timeout=patience)
        await _all_came(digests, report, patience)
        await watch.rest(patience=10.0)
        await playground.driver.quiet(patience)
    finally:
        for task in talks:
            task.cancel()
        await asyncio.gather(*talks, return_exceptions=True)
        await bots.close()
        watch.close()
        await playground.stop()
    report.editions = sum(digests.due.values())
    report.wrong = found_wrong(report.talks, digests, playground, database)
    report.wrong += [f"nothing more was heard: {each}" for each in report.silent]
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
    faults.add("rate_limit", "conversations.replies", probability=0.02, retry_after=1)


async def _fill(bots: WarmBots, database: Path, dice: random.Random) -> None:
    """No file of its may grow, or not even what is there be written; long enough for Slack to deliver again."""
    log = database.with_name(f"{database.name}-wal")
    bots.has_room_for(dice.choice((0, log.stat().st_size, database.stat().st_size)))
    await asyncio.sleep(dice.random() ** 2 * 3.0)
    bots.has_room_for(-1)


async def _all_came(digests: Digests, report: Report, patience: float) -> None:
    try:
        await digests.all_came(patience)
    except TimeoutError:
        report.silent.append("a digest")


async def _wait_for_work(watch: Watch, dice: random.Random) -> None:
    """Until a kill would hit something, and a random instant longer."""
    deadline = time.monotonic() + 5.0
    while not watch.kill_would_be_effective() and time.monotonic() < deadline:
        await asyncio.sleep(0.005)
    # One life in five is long enough to find what was said while nobody listened.
    instant = time.monotonic() + (3.0 if dice.random() < 0.2 else dice.random() ** 2 * 0.6)
    while time.monotonic() < instant:
        await asyncio.sleep(0.002)
    while not watch.kill_would_be_effective() and time.monotonic() < deadline:
        await asyncio.sleep(0.002)


def main() -> int:
    """1,000 effective kills over 20 seeds with 50 conversations at a time; `--quick`: 30 over 2 with 12."""
    quick = "--quick" in sys.argv[1:]
    seeds, kills, conversations = (2, 15, 12) if quick else (20, 50, 50)
    total, wrong, server = Counter[str](), 0, ForkServer()
    for seed in range(1, seeds + 1):
        with tempfile.TemporaryDirectory(prefix="segue-faults-") as folder:
            report = asyncio.run(
                run(
                    server, Path(folder), seed=seed, effective_kills=kills, cold_kills=kills // 10,
                    conversations=conversations, most_seconds=900.0,
                )
            )  # fmt: skip
        figures = Counter(
            kills=report.kills, effective=report.effective, cold=report.cold, messages=report.messages,
            seconds=round(report.seconds),
        )  # fmt: skip
        total += figures + report.kinds
        wrong += len(report.wrong)
        print(f"seed {seed}: {_line(figures)}; {_line(report.kinds)}; {len(report.wrong)} wrong", flush=True)
        for each in report.wrong:
            print(f"  {each}", flush=True)
    server.close()
    print(f"together: {_line(total)}; {wrong} wrong")
    return min(wrong, 1) if total["effective"] >= seeds * kills else 1


def _line(figures: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in figures.items())


if __name__ == "__main__":
    sys.exit(main())
