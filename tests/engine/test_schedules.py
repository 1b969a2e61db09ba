"""The clock of the house: it forgets what is over, and never stops unheard."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

from tests.engine.stage import LIMITS, scene


async def test_what_was_said_in_threads_of_others_is_forgotten(tmp_path: Path) -> None:
    async with scene(tmp_path, limits=replace(LIMITS, stray=0.1)) as stage:
        await stage.says("nothing for Segue", thread="1700000000.000001")
        assert await stage.rows("SELECT count(*) FROM inbox") == [(1,)]
        async with asyncio.timeout(5):
            while await stage.rows("SELECT count(*) FROM inbox") != [(0,)]:
                await asyncio.sleep(0.01)


async def test_a_look_that_fails_is_not_the_last_one(tmp_path: Path) -> None:
    async with scene(tmp_path, limits=replace(LIMITS, stray=0.1)) as stage:
        await stage.begins()
        await stage.does(
            "CREATE TRIGGER wrong BEFORE DELETE ON timers BEGIN SELECT RAISE(ABORT, 'a constraint of ours'); END"
        )
        await stage.does("UPDATE timers SET due_at = 0 WHERE name = 'reminder'")
        stage.engine._schedules.changed(0.0)
        await asyncio.sleep(0.3)
        assert await stage.rows("SELECT count(*) FROM inbox WHERE key LIKE 'schedule:%'") == [(0,)]
        await stage.does("DROP TRIGGER wrong")
        await stage.does("UPDATE timers SET due_at = 0 WHERE name = 'reminder'")
        stage.engine._schedules.changed(0.0)
        async with asyncio.timeout(5):
            while await stage.rows("SELECT count(*) FROM inbox WHERE key LIKE 'schedule:%'") == [(0,)]:
                await asyncio.sleep(0.01)
