"""What takes a process of its own: so many at once on this machine, and no channel waits for all of another one."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

from bot.engine.in_turn import DRAWING_AT_ONCE, READING_AT_ONCE, InTurn
from flows.runtime import File, Sheet
from personas.passages import Passage
from store.conversations import Conversation
from tests.engine.stage import Scene, scene


def held(channel: str, team: str = "T1") -> Conversation:
    return Conversation(team, channel, "", "interview", channel, "1.0", False, "U1", "", "open", None, 0, None, 0, "")


@dataclass
class Work:
    """Goes on once it may."""

    begun: list[str] = field(default_factory=list)
    go_on: asyncio.Event = field(default_factory=asyncio.Event)

    async def read(self, file: File, number: int) -> Sheet:
        self.begun.append(file.id)
        await self.go_on.wait()
        return Sheet(passages=(Passage(id=f"m{number}.1", title=file.name, place="row 1", text="We sell to cafes."),))

    async def do(self, what: str) -> str:
        self.begun.append(what)
        await self.go_on.wait()
        return what


async def test_so_many_at_once_and_the_others_channel_by_channel() -> None:
    work, turns = Work(), InTurn(DRAWING_AT_ONCE)
    asked = [("C1", "a"), ("C1", "b"), ("C1", "c"), ("C1", "d"), ("C2", "e"), ("C1", "f")]
    doing = [asyncio.create_task(turns.of(held(channel), work.do)(what)) for channel, what in asked]
    await asyncio.sleep(0)
    assert work.begun == ["a", "b"]
    work.go_on.set()
    assert await asyncio.gather(*doing) == ["a", "b", "c", "d", "e", "f"]
    assert work.begun == ["a", "b", "c", "e", "d", "f"]


async def drops(stage: Scene, number: int, channel: str = "C1") -> None:
    file = File(id=f"{channel}-{number}", name=f"plan-{number}.txt", url=f"https://files.test/{number}")
    await stage.says(
        "persona of somebody who buys bread", mention=True, thread="", ts=f"{1000 + number}.000000", channel=channel,
        attached=(file,),
    )  # fmt: skip


async def test_however_many_files_are_dropped_in_a_channel_only_so_many_are_read_at_once(tmp_path: Path) -> None:
    """Each is read by a program of its own: a few hundred of them would take the machine from everybody."""
    work = Work()
    async with scene(tmp_path) as stage:
        stage.slack.read_file = lambda team, file, number: work.read(file, number)  # type: ignore[method-assign, assignment]
        for number in range(READING_AT_ONCE + 6):
            await drops(stage, number)
        await stage.until(lambda: len(work.begun) >= READING_AT_ONCE)
        await drops(stage, 99, channel="C2")
        await asyncio.sleep(0.3)
        assert len(work.begun) == READING_AT_ONCE
        work.go_on.set()
        await stage.until(lambda: len(work.begun) == READING_AT_ONCE + 7)
        assert "C2-99" in work.begun[READING_AT_ONCE : READING_AT_ONCE + 3]
