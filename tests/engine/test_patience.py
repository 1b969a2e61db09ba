"""A press that has to wait for a step is answered before the step ends; new columns, and a file that is deleted, do not
wait for it at all."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from bot.analysis.analyst import Analyses
from bot.engine import patience
from bot.engine.courtesies import Courtesies
from bot.engine.patience import NEXT, Patience
from flows.analyses import Step
from flows.runtime import Incoming
from flows.segmentation.correcting import CORRECT
from flows.segmentation.progress import DOING
from flows.segmentation.state import SegmentationState
from flows.segmentation.taken_back import TAKEN_BACK
from segments.told import Column, Kind, Role, Understanding
from tests.engine.stage import Scene
from tests.engine.test_long_jobs import analysing, drops, held

__all__ = ["held"]

READ = DOING[Step.READ]


def hints(stage: Scene) -> list[dict[str, Any]]:
    return [arguments for method, arguments in stage.slack.calls if method == "chat.postEphemeral"]


async def does(stage: Scene, kind: str, thread: str, **more: Any) -> None:
    given = {"key": f"{kind}:1", "team": "T1", "kind": kind, "channel": "C1", "ts": "2000.000000", "user": "U2"}
    await stage.engine.accept(Incoming.model_validate({**given, "thread_ts": thread, **more}))


async def test_a_press_while_a_step_runs_is_answered_to_whoever_pressed(tmp_path: Path, held: list[str]) -> None:
    async with analysing(tmp_path) as stage:
        thread = await drops(stage, 1)
        await stage.until(lambda: held == ["orders-1.csv"])
        await does(stage, "press", thread, action="as_canvas", message_ts=thread)
        await stage.until(lambda: bool(hints(stage)))
        [hint] = hints(stage)
        assert (hint["user"], hint["thread_ts"]) == ("U2", thread)
        assert hint["text"] == NEXT.format(doing=READ)


async def test_a_press_while_a_stop_ends_is_not_told_of_what_it_set_off_itself(
    tmp_path: Path, held: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stops, ends, goes_on = asyncio.Event(), asyncio.Event(), asyncio.Event()
    looked, told = list[str](), list[object]()
    look = Patience._told

    async def stop(analyses: Analyses, team: str, id: str) -> None:
        stops.set()
        await ends.wait()

    async def look_late(patience: Patience, incoming: Incoming, conversation_id: str) -> None:
        await goes_on.wait()
        await look(patience, incoming, conversation_id)
        looked.append(incoming.action or "")

    monkeypatch.setattr(patience, "AFTER_SECONDS", 0.0)
    monkeypatch.setattr(Analyses, "stop", stop)
    monkeypatch.setattr(Patience, "_told", look_late)
    monkeypatch.setattr(Courtesies, "hint", lambda courtesies, *given: told.append(given))
    async with analysing(tmp_path) as stage:
        thread = await drops(stage, 1)
        await stage.until(lambda: held == ["orders-1.csv"])
        await stage.says("stop", thread=thread)
        await stops.wait()
        await does(stage, "press", thread, action="resume", message_ts=thread)
        ends.set()
        await stage.until(lambda: len(held) > 1)
        goes_on.set()
        await stage.until(lambda: looked == ["resume"])
        assert told == []


async def test_columns_that_are_something_else_begin_anew_without_waiting_for_the_step(
    tmp_path: Path, held: list[str]
) -> None:
    async with analysing(tmp_path) as stage:
        thread = await drops(stage, 1)
        await stage.until(lambda: held == ["orders-1.csv"])
        id = await stage.conversation()
        columns = (Column("Client", "c1", "text"), Column("Day", "c2", "time", Role.TIME))
        understanding = Understanding(Kind.TRANSACTIONS, columns, 10, "10 lines.")
        [(state,)] = await stage.rows("SELECT state FROM conversations WHERE id = ?", id)
        told = SegmentationState.model_validate_json(state).model_copy(update={"understanding": understanding})
        await stage.does("UPDATE conversations SET state = ? WHERE id = ?", told.model_dump_json(), id)
        value = json.dumps({"c1": "customer", "c2": "time"})
        await does(stage, "submission", thread, action=CORRECT, value=value)
        await stage.until(lambda: any("I begin anew with these columns" in post for post in stage.slack.posts()))
        await stage.until(lambda: len(held) > 1)


async def test_a_file_that_is_deleted_is_put_away_without_waiting_for_the_step(tmp_path: Path, held: list[str]) -> None:
    async with analysing(tmp_path) as stage:
        thread = await drops(stage, 1)
        await stage.until(lambda: held == ["orders-1.csv"])
        await does(stage, "deletion", "", key=f"deletion:C1:{thread}", message_ts=thread)
        await stage.until(lambda: TAKEN_BACK.format(file="orders-1.csv") in stage.slack.posts())
