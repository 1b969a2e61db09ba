"""A channel in which much is written slows itself, and no other."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from bot.engine.channels import TURNS_AT_ONCE, Channels
from bot.engine.commit import commit_turn
from bot.engine.pace import Pacer
from bot.engine.taking import MOST_CHARACTERS, MOST_REMARKS, taken
from bot.engine.worker import Worker
from errors import ModelUnavailable
from flows.llm.rehearsal import RehearsalModel
from flows.llm.rehearsal.read_answer import read_answer
from flows.llm.task import In, Out, Task
from flows.llm.tasks import READ_ANSWER
from flows.llm.turnstile import Turnstile
from flows.llm.usage import LABELS
from flows.runtime import Incoming
from store import inbox
from store.connection import Transaction
from tests.engine.stage import PROJECT, Scene, scene
from tests.model_scripts import ScriptedModel

CROWD = 200
REMARKS = 500


class ByHand(RehearsalModel):
    """Each call ends when it is let go; `began` says in which conversation each was made."""

    def __init__(self) -> None:
        super().__init__()
        self.began: list[str] = []
        self.goes_on = asyncio.Semaphore(0)

    async def run(self, task: Task[In, Out], inputs: In, on_text: Callable[[str], None] | None = None) -> Out:
        self.began.append(str((LABELS.get() or {}).get("conversation")))
        await self.goes_on.acquire()
        return await super().run(task, inputs, on_text)


async def test_beside_a_channel_with_two_hundred_conversations_another_is_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model, queued = ByHand(), list[str]()
    queue = Turnstile._queue

    async def noted(turnstile: Turnstile, team: str, channel: str, live: bool) -> None:
        queued.append(channel)
        await queue(turnstile, team, channel, live)

    monkeypatch.setattr(Turnstile, "_queue", noted)
    async with scene(tmp_path, model) as stage:
        for number in range(CROWD):
            await stage.says(f"interview: {PROJECT}", mention=True, ts=f"{1000 + number}.000000", thread="")
        # All places of the channel are taken, and those of the model among them.
        await stage.until(lambda: len(model.began) + len(queued) == TURNS_AT_ONCE)
        await stage.says(f"interview: {PROJECT}", mention=True, channel="C2", thread="")
        await stage.until(lambda: "C2" in queued)
        [(other,)] = await stage.rows("SELECT id FROM conversations WHERE channel = 'C2'")
        before = len(model.began)
        for more in (1, 2):
            model.goes_on.release()
            await stage.until(lambda more=more: len(model.began) == before + more)  # type: ignore[misc]
        assert other in model.began[before:]


async def test_of_one_channel_so_many_turns_at_once_and_the_others_in_the_order_of_coming() -> None:
    channels, entered, leave = Channels(), list[str](), asyncio.Event()

    async def goes(channel: str, name: str) -> None:
        async with channels.place("T1", channel) as free:
            entered.append(f"{name}{'' if free else ' waited'}")
            await leave.wait()

    crowd = [asyncio.create_task(goes("C1", str(number))) for number in range(TURNS_AT_ONCE + 2)]
    crowd.append(asyncio.create_task(goes("C2", "other")))
    await asyncio.sleep(0)
    assert entered == [*(str(number) for number in range(TURNS_AT_ONCE)), "other"]
    crowd[TURNS_AT_ONCE].cancel()
    leave.set()
    await asyncio.wait(crowd)
    assert entered[TURNS_AT_ONCE + 1 :] == [f"{TURNS_AT_ONCE + 1} waited"], "whoever left is not waited for"


@pytest.mark.parametrize(("channel", "entered"), [("C1", True), ("", False)])
async def test_what_may_take_minutes_waits_for_no_turn_of_a_channel_in_which_people_talk(
    channel: str, entered: bool
) -> None:
    channels = Channels()
    async with AsyncExitStack() as all_taken:
        for _ in range(TURNS_AT_ONCE):
            await all_taken.enter_async_context(channels.place("T1", channel))
        job = asyncio.create_task(all_taken.enter_async_context(channels.place("T1", channel, long=True)))
        await asyncio.sleep(0)
        assert job.done() is entered
        job.cancel()


async def on_its_way(stage: Scene, monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Question 2 is, until the event is set."""
    arrives, call = asyncio.Event(), stage.slack.api_call

    async def late(method: str, **arguments: Any) -> dict[str, Any]:
        if method == "chat.postMessage":
            await arrives.wait()
        return await call(method, **arguments)

    monkeypatch.setattr(stage.slack, "api_call", late)
    await stage.says("Cafes order each morning, three of them told us so.")
    while not await stage.rows("SELECT 1 FROM outbox WHERE name = 'q2' AND state = 'sending'"):
        await asyncio.sleep(0.005)
    return arrives


async def with_many_waiting(stage: Scene, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """While the next question is on its way, `REMARKS` are written. -> their words"""
    arrives = await on_its_way(stage, monkeypatch)
    words = [f"And number {number} said the same about mornings." for number in range(REMARKS)]
    for each in words:
        await stage.says(each)
    arrives.set()
    return words


async def taken_up(stage: Scene) -> list[str]:
    while await stage.rows("SELECT 1 FROM inbox WHERE state = 'waiting'"):
        await asyncio.sleep(0.005)
    return [text for (text,) in await stage.rows("SELECT text FROM messages WHERE text LIKE 'And %' ORDER BY ts")]


def sizes_of_turns(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    sizes: list[int] = []

    def counted(tx: Any, conversation: Any, batch: Sequence[Incoming], *rest: Any) -> list[str]:
        sizes.append(len(batch))
        return commit_turn(tx, conversation, batch, *rest)

    monkeypatch.setattr("bot.engine.worker.commit_turn", counted)
    return sizes


async def test_what_is_too_much_for_one_turn_is_split_and_each_remark_is_kept_once_and_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = sizes_of_turns(monkeypatch)
    async with scene(tmp_path) as stage, asyncio.timeout(60):
        await stage.begins()
        words = await with_many_waiting(stage, monkeypatch)
        assert await taken_up(stage) == words
        assert max(sizes) == MOST_REMARKS
        state = str(await stage.rows("SELECT state FROM conversations"))
        assert [state.count(each) for each in (words[0], words[MOST_REMARKS], words[-1])] == [1, 1, 1]


async def test_killed_between_the_turns_over_many_remarks_each_is_still_kept_once_and_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit, commits, killed = Worker._commit, 0, asyncio.Event()

    async def dies(worker: Worker, *thought: Any) -> str:
        nonlocal commits
        commits += 1
        if commits == 5:
            killed.set()
            await asyncio.Event().wait()
        return await commit(worker, *thought)

    async with scene(tmp_path) as stage, asyncio.timeout(60):
        await stage.begins()
        monkeypatch.setattr(Worker, "_commit", dies)
        words = await with_many_waiting(stage, monkeypatch)
        await killed.wait()
    monkeypatch.setattr(Worker, "_commit", commit)
    async with scene(tmp_path) as stage, asyncio.timeout(60):
        assert len(await stage.rows("SELECT 1 FROM inbox WHERE state = 'waiting'")) not in (0, REMARKS)
        assert await taken_up(stage) == words


async def test_an_answer_that_is_full_is_not_thought_about_again_when_more_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = ScriptedModel(otherwise=RehearsalModel())
    model.answers(READ_ANSWER, read_answer, read_answer)
    async with scene(tmp_path, model) as stage, asyncio.timeout(60):
        await stage.begins()
        arrives = await on_its_way(stage, monkeypatch)
        thought = model.thinks(READ_ANSWER, read_answer)
        seen = time.time() + 1000
        for number in range(MOST_REMARKS + 5):
            await stage.says(f"And number {number} said so.", ts=f"{seen + number:.6f}")
        arrives.set()
        await thought.begun.wait()
        await stage.says("And one more.", ts=f"{seen + 900:.6f}")
        await asyncio.sleep(0.05)
        thought.go_on.set()
        assert len(await taken_up(stage)) == MOST_REMARKS + 6
        read = [inputs.exchange.answer.text for inputs in model.asked(READ_ANSWER)]
        assert [len(each.splitlines()) for each in read] == [1, 1, MOST_REMARKS, 6], "each once"


async def test_whoever_asks_to_go_on_behind_many_remarks_is_heard(tmp_path: Path) -> None:
    model = ScriptedModel(otherwise=RehearsalModel())
    model.answers(READ_ANSWER, read_answer, ModelUnavailable("it is down"))
    async with scene(tmp_path, model) as stage:
        await stage.begins()
        await stage.says("Cafes order each morning.")
        while not await stage.rows("SELECT 1 FROM conversations WHERE parked IS NOT NULL"):
            await asyncio.sleep(0.005)
        for number in range(2 * MOST_REMARKS):
            await stage.says(f"And number {number} told us the same about the mornings, without being asked for it.")
        await stage.says("try again")
        await stage.until(lambda: any("Question 2 of 3" in post for post in stage.slack.posts()))


def remark(number: int, text: str = "And more.") -> Incoming:
    ts = f"{1000 + number}.000000"
    return Incoming(key=f"message:C1:{ts}", team="T1", kind="message", channel="C1", ts=ts, text=text, said=text)


def test_a_turn_takes_so_many_characters_and_always_something() -> None:
    long = "x" * (MOST_CHARACTERS // 2)
    assert taken([remark(number, long) for number in range(3)], lambda each: True) == (
        [remark(number, long) for number in range(2)],
        True,
    )
    huge = [remark(0, 3 * long), remark(1)]
    assert taken(huge, lambda each: True) == (huge[:1], True)
    assert taken([remark(0), remark(1)], lambda each: True) == ([remark(0), remark(1)], False)


async def test_what_changes_one_of_the_first_is_found_behind_all_that_waits(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        rows = {f"message:C1:{1000 + number}.000000": f"{1000 + number}.000000" for number in range(5)}
        rows |= {
            "edit:C1:1001.000000:1100.000000": "1100.000000",
            "deletion:C1:1000.000000": "1101.000000",
            "edit:C1:1004.000000:1102.000000": "1102.000000",
        }
        for key, ts in rows.items():
            await stage.does(
                "INSERT INTO inbox (team_id, key, conversation_id, state, ts, channel, payload, received_at)"
                " VALUES ('T1', ?, 'i1', 'waiting', ?, 'C1', '{}', 0)",
                key, ts,
            )  # fmt: skip
        found, plans = await stage.store.read(lambda tx: (inbox.waiting(tx, "i1", 3), plans_of(tx)))
        first = [f"message:C1:{1000 + number}.000000" for number in range(3)]
        assert [row.key for row in found] == [*first, "edit:C1:1001.000000:1100.000000", "deletion:C1:1000.000000"]
        assert set(plans) == {
            "SEARCH inbox USING INDEX inbox_waiting (conversation_id=?)",
            "USE TEMP B-TREE FOR RIGHT PART OF ORDER BY",
            "SEARCH inbox USING PRIMARY KEY (team_id=? AND key>? AND key<?)",
        }


def plans_of(tx: Transaction) -> list[str]:
    """-> how SQLite looks up what waits."""
    asked = list[str]()
    tx.conn.set_trace_callback(asked.append)
    inbox.waiting(tx, "i1", 3)
    tx.conn.set_trace_callback(None)
    return [str(row[3]) for query in asked for row in tx.conn.execute(f"EXPLAIN QUERY PLAN {query}")]


async def test_posts_that_wait_for_a_busy_channel_leave_the_workspace_to_others() -> None:
    pacer, done = Pacer(on=True), list[str]()

    async def posts(channel: str) -> None:
        await pacer.wait("T1", "chat.postMessage", channel)
        done.append(channel)

    crowd = [asyncio.create_task(posts("C1")) for _ in range(400)]
    await asyncio.sleep(0)
    crowd.append(asyncio.create_task(posts("C2")))
    await asyncio.wait({crowd[-1]})
    assert done.count("C1") < 20
    for each in crowd:
        each.cancel()
    await asyncio.wait(crowd)
