"""kill -9 while a step of an analysis runs and when it is over: it goes on, and everything is told once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path

import pytest

from bot.cli.bot_process import BotProcess
from bot.cli.dialogue import parts
from flows.analyses import Step
from playground.driver import CUSTOMERS, DANA
from playground.server import Playground
from tests.dialogues.stage import QUICK
from tests.dialogues.uploads import uploaded
from tests.sample_orders import write_orders

PATIENCE = 120.0


@pytest.fixture
async def bot(playground: Playground, tmp_path: Path) -> AsyncIterator[BotProcess]:
    settings = {name: value for name, value in QUICK.items() if not name.startswith("SLACK_")}
    bot = BotProcess(playground.api_url, f"sqlite:///{tmp_path}/segue.db", {**settings, "SEGUE_LOG": "ERROR"})
    await bot.start()
    await playground.driver.connected(PATIENCE)
    yield bot
    await bot.stop()


def working(folder: Path, step: Step) -> set[int]:
    """-> pids of the processes that take that step there"""
    found = set()
    for each in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            words = each.read_bytes().decode().split("\0")
            if "segments" in words and step.value in words and any(str(folder) in word for word in words):
                found.add(int(each.parent.name))
    return found


async def until(holds: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not holds():
            await asyncio.sleep(0.005)


@pytest.mark.parametrize(
    ("steps", "over"),
    [((Step.READ, Step.COMPARE, Step.FIND), False), ((Step.COMPARE, Step.FIND), True)],
    ids=["while a step runs", "when a step is over"],
)
async def test_killed_again_and_again_the_analysis_goes_on_and_tells_everything_once(
    playground: Playground, bot: BotProcess, tmp_path: Path, steps: tuple[Step, ...], over: bool
) -> None:
    """Of a small file the process that finds takes the steps after it along."""
    people = playground.driver
    file = await uploaded(playground, "orders.csv", write_orders(tmp_path / "orders.csv").read_bytes())
    thread = await people.say(DANA, CUSTOMERS, "@Segue", None, [file])
    orphans = set[int]()
    for step in steps:
        await until(lambda step=step: working(tmp_path, step))  # type: ignore[misc]
        orphans |= working(tmp_path, step)
        if over:
            await until(lambda step=step: not working(tmp_path, step))  # type: ignore[misc]
        await bot.kill()
        await people.wait_for(lambda: playground.socket_mode.connected == 0, PATIENCE)
        await bot.start()
        await people.connected(PATIENCE)
    said = lambda: [each for each in people.thread(CUSTOMERS, thread) if each.get("bot_id")]  # noqa: E731
    names = lambda: sorted(file["name"] for each in said() for file in each.get("files", ()))  # noqa: E731
    await people.wait_for(lambda: any(each.endswith("-segments.csv") for each in names()), PATIENCE)
    await people.quiet(PATIENCE)
    assert len(names()) == len(set(names())) > 2
    shown = ["\n".join(parts(each)) for each in said()]
    assert sum("segments among" in each for each in shown) == 1
    assert sum("rows are used" in each for each in shown) == 1
    await until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in orphans))
    assert not list((tmp_path / "analyses").glob("*/*")), "what was worked on is put away"
