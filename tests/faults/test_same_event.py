"""What comes more than once, or cannot be kept at first, is answered once."""

from __future__ import annotations

import functools
import sqlite3
from pathlib import Path

import pytest

import bot.app
from store.connection import Store
from tests.dialogues.stage import PATIENCE, Stage, staged

TRANSPORTS = ("socket",)
BUSY_SECONDS = 0.1


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_one_mention_in_four_envelopes_begins_one_interview(tmp_path: Path, transport: str) -> None:
    """Slack tells of it as a message and as a mention; here both come twice. What Segue posts comes back too."""
    async with staged(tmp_path) as bot:
        thread = Stage(bot)
        thread.driver.faults.add("double", next=2)
        await thread.says("@Segue interview, 3 questions")
        await thread.hears("Hello, I'm Segue")
        await thread.hears_nothing_more()
        assert thread.driver.counts()["envelopes"]["doubled"] == 2
        assert await bot.kept("SELECT count(*) FROM conversations") == [(1,)]
        await bot.start()


async def test_a_database_locked_six_times_longer_than_is_waited_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thirty seconds, where five are waited for a lock."""
    monkeypatch.setattr(bot.app, "Store", functools.partial(Store, busy_seconds=BUSY_SECONDS))
    async with staged(tmp_path) as started:
        thread = Stage(started)
        await thread.begins()
        other = sqlite3.connect(started.database, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        await thread.says("Mostly warehouse workers.")
        await thread.driver.wait_for(lambda: thread.driver.counts()["envelopes"].get("redelivered"), PATIENCE)
        other.execute("ROLLBACK")
        other.close()
        await thread.hears("Question 2 of 3")
        await thread.hears_nothing_more()
