"""What goes wrong in a turn ends in a word to people, never in silence and never in a circle."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.engine import worker
from bot.engine.parking import PARKED
from bot.engine.snapshot import Snapshot, look
from bot.engine.worker import SORRY
from errors import ModelUnavailable, StoreFull
from flows.llm.rehearsal import RehearsalModel
from flows.llm.rehearsal.read_answer import read_answer
from flows.llm.tasks import READ_ANSWER
from flows.registry import FLOWS
from flows.replies import Notice
from flows.runtime import Outcome
from store.connection import Transaction
from tests.engine.stage import LIMITS, Scene, scene
from tests.model_scripts import ScriptedModel

ANSWER = "Cafes order each morning, three of them told us so."


async def test_a_row_that_cannot_be_read_is_set_aside_and_the_conversation_goes_on(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        await stage.begins()
        await stage.does(
            "INSERT INTO inbox (team_id, key, conversation_id, state, ts, channel, payload, received_at)"
            " VALUES ('T1', 'odd', ?, 'waiting', '1.000000', 'C1', '{\"kind\": 7}', 0)",
            await stage.conversation(),
        )
        await stage.says(ANSWER)
        await stage.until(lambda: any("Question 2 of 3" in post for post in stage.slack.posts()))
        assert await stage.rows("SELECT state FROM inbox WHERE key = 'odd'") == [("dead",)]


async def test_a_row_of_another_version_is_read_as_far_as_it_is_known(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        await stage.begins()
        ts = f"{float(stage.root) + 100:.6f}"
        payload = (
            f'{{"key": "later", "team": "T1", "kind": "message", "channel": "C1", "ts": "{ts}", "user": "U1",'
            f' "text": "{ANSWER}", "said": "{ANSWER}", "a_field_of_tomorrow": 1}}'
        )
        await stage.does(
            "INSERT INTO inbox (team_id, key, conversation_id, state, ts, channel, payload, received_at)"
            " VALUES ('T1', 'later', ?, 'waiting', ?, 'C1', ?, 0)",
            await stage.conversation(), ts, payload,
        )  # fmt: skip
        await stage.says("@U9 lunch?", ts=f"{float(ts) + 1:.6f}")
        await stage.until(lambda: any("Question 2 of 3" in post for post in stage.slack.posts()))


async def test_a_turn_that_fails_three_times_ends_with_an_apology(tmp_path: Path) -> None:
    model = ScriptedModel(otherwise=RehearsalModel())
    model.answers(READ_ANSWER, *[lambda inputs: read_answer(inputs)], *[RuntimeError("a fault of ours")] * 10)
    async with scene(tmp_path, model) as stage:
        await stage.begins()
        await stage.says(ANSWER)
        await stage.until(lambda: SORRY in stage.slack.posts())
        assert len(model.asked(READ_ANSWER)) == 4, "the project once, the answer three times"
        assert await stage.rows("SELECT count(*) FROM inbox WHERE state = 'dead'") == [(1,)]


async def test_an_outcome_that_cannot_be_written_is_not_thought_about_for_ever(tmp_path: Path) -> None:
    model = ScriptedModel(otherwise=RehearsalModel())
    async with scene(tmp_path, model) as stage:
        await stage.begins()
        await stage.does(
            "CREATE TRIGGER wrong BEFORE INSERT ON outbox WHEN NEW.name = 'q2'"
            " BEGIN SELECT RAISE(ABORT, 'a constraint of ours'); END"
        )
        await stage.says(ANSWER)
        await stage.until(lambda: SORRY in stage.slack.posts())
        assert len(model.asked(READ_ANSWER)) == 4


async def test_an_outcome_that_no_database_takes_is_not_thought_about_for_ever(tmp_path: Path) -> None:
    """Half a character, which somebody's name in Slack may hold, is no error of the database's."""
    turns: list[Any] = []

    async def turn(state: Any, incoming: Any, context: Any) -> Outcome:
        outcome = await FLOWS["interview"].turn(state, incoming, context)
        if "half" not in incoming[0].said:
            return outcome
        turns.append(incoming)
        return replace(outcome, replies=[Notice("half", "Thanks, Ann\ud83d.")])

    flows = {**FLOWS, "interview": replace(FLOWS["interview"], turn=turn)}
    async with scene(tmp_path, flows=flows) as stage:
        await stage.begins()
        await stage.says("This one is half said.")
        await stage.until(lambda: SORRY in stage.slack.posts())
        assert len(turns) == 3
        await stage.says(ANSWER)
        await stage.until(lambda: any("Question 2 of 3" in post for post in stage.slack.posts()))


async def test_a_message_whose_name_holds_a_zero_is_answered_once(tmp_path: Path) -> None:
    """JSON in SQLite ends at U+0000: a row that is never done would have its conversation talk without end."""
    async with scene(tmp_path) as stage:
        await stage.says("interview, 3 questions", channel="D\0", mention=True)
        await stage.until(lambda: len(stage.slack.posts()) == 1)
        await asyncio.sleep(0.3)
        assert len(stage.slack.posts()) == 1
        assert await stage.rows("SELECT state FROM inbox") == [("done",)]


async def test_a_worker_that_fails_looks_again_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with scene(tmp_path) as stage:
        await stage.begins()
        failures = [RuntimeError("nobody expected this")]

        def looks(tx: Transaction, id: str) -> Snapshot | None:
            if failures:
                raise failures.pop()
            return look(tx, id)

        monkeypatch.setattr(worker, "look", looks)
        await stage.says(ANSWER)
        await stage.until(lambda: any("Question 2 of 3" in post for post in stage.slack.posts()))
        assert failures == [], "it never failed"


class NoRoom:
    """A disk that is full for as long as somebody says so."""

    def __init__(self, stage: Scene, monkeypatch: pytest.MonkeyPatch, *, after: bool = False) -> None:
        """`after`: what is written is there, although the database says that it is not."""
        self.refused, self.is_full = 0, False
        write = stage.store.write

        async def refusing(work: Any) -> Any:
            if self.is_full:
                self.refused += 1
                if after:
                    await write(work)
                raise StoreFull("There is no room.", now="Make some.")
            return await write(work)

        monkeypatch.setattr(stage.store, "write", refusing)


async def test_while_nothing_can_be_written_an_answer_is_thought_about_and_paid_for_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full for a night would else have every answer that waits thought about every second."""
    monkeypatch.setattr("bot.engine.surely.FIRST_WAIT", 0.01)
    model = ScriptedModel(otherwise=RehearsalModel())
    model.answers(READ_ANSWER, read_answer)
    thought = model.thinks(READ_ANSWER, read_answer)
    async with scene(tmp_path, model) as stage:
        await stage.begins()
        await stage.says(ANSWER)
        await thought.begun.wait()
        disk = NoRoom(stage, monkeypatch)
        disk.is_full = True
        thought.go_on.set()
        await stage.until(lambda: disk.refused >= 4)
        disk.is_full = False
        await stage.until(lambda: any("Question 2 of 3" in post for post in stage.slack.posts()))
        assert len(model.asked(READ_ANSWER)) == 2, "the project once, the answer once"


async def test_what_was_written_although_the_database_said_otherwise_is_not_written_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.engine.surely.FIRST_WAIT", 0.01)
    model = ScriptedModel(otherwise=RehearsalModel())
    model.answers(READ_ANSWER, read_answer)
    thought = model.thinks(READ_ANSWER, read_answer)
    async with scene(tmp_path, model) as stage:
        await stage.begins()
        await stage.says(ANSWER)
        await thought.begun.wait()
        disk = NoRoom(stage, monkeypatch, after=True)
        disk.is_full = True
        thought.go_on.set()
        await stage.until(lambda: disk.refused >= 1)
        disk.is_full = False
        await stage.until(lambda: any("Question 2 of 3" in post for post in stage.slack.posts()))
        assert sum("Question 2 of 3" in post for post in stage.slack.posts()) == 1
        assert await stage.rows("SELECT count(*) FROM outbox WHERE name = 'q2'") == [(1,)]


async def test_an_answer_that_grows_is_thought_about_whole_and_at_last_settled(tmp_path: Path) -> None:
    model = ScriptedModel(otherwise=RehearsalModel())
    model.answers(READ_ANSWER, read_answer)
    thoughts = [model.thinks(READ_ANSWER, read_answer) for _ in range(3)]
    async with scene(tmp_path, model, replace(LIMITS, quiet=0.001)) as stage:
        await stage.begins()
        await stage.says("Cafes order each morning.")
        await thoughts[0].begun.wait()
        await stage.says("Three of them told us so.")
        await thoughts[1].begun.wait()
        await stage.says("Schools order on Fridays.")
        await thoughts[2].begun.wait()
        await stage.says("This one comes late.")
        await asyncio.sleep(0.05)
        thoughts[2].go_on.set()
        await stage.until(lambda: any("Question 2 of 3" in post for post in stage.slack.posts()))
        read = [inputs.exchange.answer.text for inputs in model.asked(READ_ANSWER)[1:]]
        assert read[0] == "Cafes order each morning."
        assert read[1] == "Cafes order each morning.\nThree of them told us so."
        assert read[2] == "Cafes order each morning.\nThree of them told us so.\nSchools order on Fridays."
        assert sum("Question 2 of 3" in post for post in stage.slack.posts()) == 1


async def test_side_talk_does_not_start_the_thinking_again(tmp_path: Path) -> None:
    model = ScriptedModel(otherwise=RehearsalModel())
    model.answers(READ_ANSWER, read_answer)
    thought = model.thinks(READ_ANSWER, read_answer)
    async with scene(tmp_path, model) as stage:
        await stage.begins()
        await stage.says(ANSWER)
        await thought.begun.wait()
        await stage.says("<@U9> do you know that?")
        await asyncio.sleep(0.05)
        thought.go_on.set()
        await stage.until(lambda: any("Question 2 of 3" in post for post in stage.slack.posts()))
        assert len(model.asked(READ_ANSWER)) == 2


async def test_a_parked_conversation_says_so_once(tmp_path: Path) -> None:
    model = ScriptedModel(otherwise=RehearsalModel())
    model.answers(READ_ANSWER, read_answer, *[ModelUnavailable("it is down")] * 3)
    async with scene(tmp_path, model) as stage:
        await stage.begins()
        await stage.says(ANSWER)
        await stage.until(lambda: PARKED in stage.slack.posts())
        for times in (2, 3):
            await comes_due(stage, times)
            await stage.until(lambda times=times: len(model.asked(READ_ANSWER)) == times + 1)  # type: ignore[misc]
        await stage.until(lambda: not model.left())
        await comes_due(stage, 4)
        await stage.until(lambda: any("Question 2 of 3" in post for post in stage.slack.posts()))
        assert stage.slack.posts().count(PARKED) == 1


async def comes_due(stage: Scene, at: float) -> None:
    """The next try, which is minutes away, is due now: as soon as its timer is written."""
    while await stage.rows("SELECT 1 FROM timers WHERE name = 'retry' AND due_at > 1000") == []:
        await asyncio.sleep(0.005)
    await stage.does("UPDATE timers SET due_at = ? WHERE name = 'retry'", at)
    stage.engine._schedules.changed(0.0)


async def test_while_a_question_is_on_its_way_what_is_written_is_kept_and_nothing_read_again_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else each of many remarks would have all that wait before it read once more."""
    looks: list[str] = []

    def counted(tx: Transaction, id: str) -> Snapshot | None:
        looks.append(id)
        return look(tx, id)

    monkeypatch.setattr(worker, "look", counted)
    async with scene(tmp_path) as stage, asyncio.timeout(20):
        await stage.begins()
        arrives, call = asyncio.Event(), stage.slack.api_call

        async def late(method: str, **arguments: Any) -> dict[str, Any]:
            if method == "chat.postMessage":
                await arrives.wait()
            return await call(method, **arguments)

        monkeypatch.setattr(stage.slack, "api_call", late)
        await stage.says(ANSWER)
        while not await stage.rows("SELECT 1 FROM outbox WHERE name = 'q2' AND state = 'sending'"):
            await asyncio.sleep(0.005)
        await stage.says("And one more.")
        await asyncio.sleep(0.05)
        before = len(looks)
        for number in range(30):
            await stage.says(f"And {number} more.")
        await asyncio.sleep(0.05)
        assert len(looks) == before
        arrives.set()
        while await stage.rows("SELECT 1 FROM inbox WHERE state = 'waiting'"):
            await asyncio.sleep(0.005)
        said = await stage.rows("SELECT text FROM messages WHERE text LIKE 'And %' ORDER BY ts")
        assert said == [("And one more.",), *((f"And {number} more.",) for number in range(30))]
