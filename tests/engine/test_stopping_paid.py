"""Segue is stopped while it works: what a model has answered is kept, so that it is neither asked nor paid again."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from errors import StoreFull
from flows.llm.rehearsal import RehearsalModel
from flows.llm.rehearsal.read_answer import read_answer
from flows.llm.tasks import READ_ANSWER
from flows.registry import FLOWS
from flows.runtime import Context, Flow, Incoming, Outcome
from flows.segmentation.paid import to_their_ends
from tests.engine.stage import LIMITS, Scene, scene
from tests.model_scripts import ScriptedModel, Thought

ANSWER = "Cafes order each morning, three of them told us so."
SECOND = "Question 2 of 3"
After = Callable[[Outcome, Context], Awaitable[None]]


def thinking() -> tuple[ScriptedModel, Thought]:
    """A model that has read the project at once, and thinks about the answer until it may go on."""
    model = ScriptedModel(otherwise=RehearsalModel()).answers(READ_ANSWER, read_answer)
    return model, model.thinks(READ_ANSWER, read_answer)


def with_more(after: After) -> Mapping[str, Flow]:
    """The flows, where a turn of an interview goes on with `after` once it knows the second question."""
    turn = FLOWS["interview"].turn

    async def longer(state: Any, batch: list[Incoming], context: Context) -> Outcome:
        outcome = await turn(state, batch, context)
        if any("q2" in reply.name for reply in outcome.replies):
            await after(outcome, context)
        return outcome

    return {**FLOWS, "interview": replace(FLOWS["interview"], turn=longer)}


async def answered(stage: Scene, thought: Thought) -> None:
    await stage.begins()
    await stage.says(ANSWER)
    await thought.begun.wait()


async def goes_on(folder: Path, model: ScriptedModel) -> int:
    """Started again. -> how often the model was asked what an answer says, over both starts."""
    async with scene(folder, model) as stage:
        await stage.until(lambda: any(SECOND in post for post in stage.slack.posts()))
    return len(model.asked(READ_ANSWER))


def a_full_disk(stage: Scene, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """-> full, as long as it is [True]."""
    full, write = [True], stage.store.write

    async def refusing(work: Any) -> Any:
        if full[0]:
            raise StoreFull("There is no room.", now="Make some.")
        return await write(work)

    monkeypatch.setattr(stage.store, "write", refusing)
    return full


async def test_an_answer_that_could_not_be_written_yet_is_written_before_segue_has_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.engine.surely.FIRST_WAIT", 0.05)
    model, thought = thinking()
    async with scene(tmp_path, model) as stage:
        await answered(stage, thought)
        full = a_full_disk(stage, monkeypatch)
        thought.go_on.set()
        asyncio.get_running_loop().call_later(0.3, full.__setitem__, 0, False)
        await stage.engine.stop(0.1)
        assert await stage.rows("SELECT count(*) FROM outbox WHERE name = 'q2'") == [(1,)]
    assert await goes_on(tmp_path, model) == 2, "the project once, the answer once"


async def test_what_a_turn_makes_of_an_answer_is_made_before_segue_has_stopped(tmp_path: Path) -> None:
    made = asyncio.Event()

    async def more(outcome: Outcome, context: Context) -> None:
        await made.wait()

    model, thought = thinking()
    async with scene(tmp_path, model, flows=with_more(more)) as stage:
        await answered(stage, thought)
        thought.go_on.set()
        asyncio.get_running_loop().call_later(0.4, made.set)
        await stage.engine.stop(0.1)
    assert await goes_on(tmp_path, model) == 2


async def test_what_takes_longer_than_a_few_seconds_is_left_for_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.engine.turns.FINISHING_SECONDS", 0.1)

    async def more(outcome: Outcome, context: Context) -> None:
        await asyncio.Event().wait()

    model, thought = thinking()
    async with scene(tmp_path, model, flows=with_more(more)) as stage:
        await answered(stage, thought)
        thought.go_on.set()
        async with asyncio.timeout(3):
            await stage.engine.stop(0.1)
        assert await stage.rows("SELECT count(*) FROM outbox WHERE name = 'q2'") == [(0,)]
    assert await goes_on(tmp_path, model) == 3


async def test_whoever_still_waits_for_a_model_gives_up_when_the_time_is_over(tmp_path: Path) -> None:
    model, thought = thinking()
    async with scene(tmp_path, model) as stage:
        await answered(stage, thought)
        began = time.monotonic()
        await stage.engine.stop(0.1)
        assert time.monotonic() - began < 2
        assert await stage.rows("SELECT state FROM inbox WHERE key LIKE 'message:%' AND state = 'waiting'") != []
    assert await goes_on(tmp_path, model) == 3, "the project, the answer in vain, the answer"


async def test_an_answered_turn_asks_no_model_any_more_once_the_time_is_over(tmp_path: Path) -> None:
    again = asyncio.Event()

    async def more(outcome: Outcome, context: Context) -> None:
        await again.wait()
        await context.model.run(READ_ANSWER, model.asked(READ_ANSWER)[-1])

    model, thought = thinking()
    async with scene(tmp_path, model, flows=with_more(more)) as stage:
        await answered(stage, thought)
        thought.go_on.set()
        asyncio.get_running_loop().call_later(0.4, again.set)
        await stage.engine.stop(0.1)
        assert len(model.asked(READ_ANSWER)) == 2
        assert await stage.rows("SELECT count(*) FROM outbox WHERE name = 'q2'") == [(0,)]


async def test_no_further_turn_begins_while_segue_stops(tmp_path: Path) -> None:
    """An answer to which more may be added is still waited with when Segue is told to stop."""
    model, _ = thinking()
    async with scene(tmp_path, model) as stage:
        await stage.begins()
    async with scene(tmp_path, model, replace(LIMITS, quiet=1.0)) as stage:
        [(stage.root,)] = await stage.rows("SELECT thread_ts FROM conversations")
        await stage.says(ANSWER)
        began = time.monotonic()
        await stage.engine.stop(5.0)
        assert time.monotonic() - began < 0.9
        assert len(model.asked(READ_ANSWER)) == 1, "the project"


async def test_texts_that_the_model_is_reading_are_kept_when_they_come_within_a_few_seconds(tmp_path: Path) -> None:
    model, thought = thinking()
    slow = model.thinks(READ_ANSWER, read_answer)

    async def more(outcome: Outcome, context: Context) -> None:
        async def read() -> None:
            made: BaseModel = await context.model.run(READ_ANSWER, model.asked(READ_ANSWER)[-1])
            await context.made_of_texts.keep("reading", {"key": made.model_dump_json().encode()})

        await to_their_ends([read()])

    async with scene(tmp_path, model, flows=with_more(more)) as stage:
        await answered(stage, thought)
        thought.go_on.set()
        await slow.begun.wait()
        asyncio.get_running_loop().call_later(0.4, slow.go_on.set)
        await stage.engine.stop(0.1)
        assert await stage.rows("SELECT count(*) FROM texts") == [(1,)]
