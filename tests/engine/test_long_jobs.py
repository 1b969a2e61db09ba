"""What takes minutes: a word stops it, and whoever talks beside it in the channel does not wait for it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.analysis.analyst import Analyses
from bot.engine.channels import TURNS_AT_ONCE
from bot.engine.placing import place
from flows.analyses import Step, Task, Told
from flows.registry import FLOWS, first_flow
from flows.runtime import File, Incoming
from flows.segmentation.correcting import CORRECT
from flows.segmentation.graph import STOPPED
from store import inbox
from store.connection import Store, Transaction
from tests.engine.stage import LIMITS, PROJECT, Scene, scene


@asynccontextmanager
async def analysing(folder: Path) -> AsyncIterator[Scene]:
    async with scene(folder, limits=replace(LIMITS, analyses=folder / "analyses")) as stage:
        yield stage


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Neither a step nor the wait for one ever ends. -> names of the files of which one has begun"""
    begun = list[str]()

    async def takes(analyses: Analyses, team: str, step: Step, task: Task) -> Told:
        await waits(analyses, team, task)
        return Told()

    async def waits(analyses: Analyses, team: str, task: Task) -> None:
        begun.append(task.file.name)
        await asyncio.Event().wait()

    monkeypatch.setattr(Analyses, "take", takes)
    monkeypatch.setattr(Analyses, "admitted", waits)
    return begun


async def drops(stage: Scene, number: int) -> str:
    """-> ts of the message with the file"""
    file = File(id=f"F{number}", name=f"orders-{number}.csv", url=f"https://files.test/F{number}")
    return await stage.says("", mention=True, thread="", ts=f"{1000 + number}.000000", attached=(file,))


@pytest.mark.parametrize("word", ["stop", "pause"])
@pytest.mark.parametrize("free", [True, False])
async def test_an_analysis_is_stopped_by_a_word_while_a_step_runs_or_waits_for_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: list[str], free: bool, word: str
) -> None:
    monkeypatch.setattr(Analyses, "is_free", lambda analyses, team, task: free)
    async with analysing(tmp_path) as stage:
        thread = await drops(stage, 1)
        await stage.until(lambda: held == ["orders-1.csv"])
        await stage.says(word, thread=thread)
        await stage.until(lambda: STOPPED in stage.slack.posts())


async def test_where_more_files_are_analysed_than_a_channel_has_turns_at_once_an_interview_there_goes_on(
    tmp_path: Path, held: list[str]
) -> None:
    async with analysing(tmp_path) as stage:
        for number in range(TURNS_AT_ONCE):
            await drops(stage, number)
        await stage.until(lambda: len(held) == TURNS_AT_ONCE)
        await stage.says(f"interview, 3 questions: {PROJECT}", mention=True, thread="")
        await stage.until(lambda: any("Question 1 of 3" in post for post in stage.slack.posts()))


@pytest.mark.parametrize(
    ("flow", "said", "grew"),
    [
        ("persona", "stop", True),
        ("persona", "pause", True),
        ("persona", "@Ravi stop", False),
        ("persona", "resume", False),
        ("interview", "stop", False),
        ("interview", "Cafes order each morning.", True),
    ],
)
async def test_stop_interrupts_only_what_stops_by_itself(tmp_path: Path, flow: str, said: str, grew: bool) -> None:
    assert await ends_the_turn(tmp_path, flow, {"kind": "message", "said": said}) is grew


@pytest.mark.parametrize(
    ("flow", "happened", "grew"),
    [
        ("segmentation", {"kind": "deletion", "message_ts": "1.0"}, True),
        ("persona", {"kind": "deletion", "message_ts": "1.5"}, False),
        ("segmentation", {"kind": "submission", "action": CORRECT}, True),
        ("persona", {"kind": "submission", "action": CORRECT}, False),
        ("segmentation", {"kind": "press", "action": "resume"}, False),
    ],
)
async def test_a_flow_says_what_else_ends_its_turn(
    tmp_path: Path, flow: str, happened: dict[str, str], grew: bool
) -> None:
    """A message deleted beside a persona in the making makes nobody think anew."""
    assert await ends_the_turn(tmp_path, flow, happened) is grew


async def ends_the_turn(folder: Path, flow: str, happened: dict[str, str]) -> bool:
    begins = Incoming(
        key="message:C1:1.0", team="T1", kind="message", channel="C1", ts="1.0", user="U1", mention=True
    )  # fmt: skip
    then = begins.model_copy(update={"key": "C1:2.0", "ts": "2.0", "thread_ts": "1.0", "mention": False, **happened})

    def placed(tx: Transaction) -> bool:
        place(tx, begins, now=1.0, first_flow=lambda _: flow)
        inbox.finish(tx, "T1", [begins.key])
        return place(
            tx, then, now=2.0, first_flow=first_flow, stops=lambda each: FLOWS[each].stops,
            interrupts=lambda each, incoming: FLOWS[each].interrupts(incoming),
        ).grew  # fmt: skip

    store = Store(folder / "segue.db")
    await store.open()
    try:
        return await store.write(placed)
    finally:
        await store.close()
