"""A post that Slack stores later than it answered: within the grace period found, beyond it seen twice."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from flows.interview.steering import STALE
from tests.dialogues.stage import PATIENCE, PROJECT, Bot, Stage, staged

POST, GRACE = "chat.postMessage", 0.7


@pytest.fixture
async def thread(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path, SEGUE_GRACE_SECONDS=str(GRACE)) as bot:
        yield Stage(bot)


async def introduced(thread: Stage, seconds: float) -> None:
    """The first question lands that much later than Slack said that it failed."""
    await thread.says("@Segue interview, 3 questions")
    await thread.hears("Hello, I'm Segue")
    thread.driver.faults.add("late", POST, next=1, seconds=seconds)
    await thread.says(PROJECT)


async def test_a_post_that_lands_late_within_the_grace_period_is_not_repeated(thread: Stage) -> None:
    await introduced(thread, GRACE / 3)
    await thread.hears("Question 1 of 3")
    await thread.says("Mostly warehouse workers.")
    await thread.hears("Question 2 of 3")
    await thread.hears_nothing_more()
    assert thread.driver.calls(POST) == 3


async def test_a_post_that_lands_after_the_grace_period_is_seen_twice_and_the_conversation_goes_on(
    thread: Stage,
) -> None:
    """What cannot be promised: Slack was asked, did not have it yet, and has it afterwards all the same."""
    await introduced(thread, GRACE * 3)
    await thread.hears("Question 1 of 3")
    second = await thread.hears("Question 1 of 3")
    await thread.presses("skip", second)
    await thread.hears(STALE)
    await thread.says("Mostly warehouse workers.")
    await thread.hears("Question 2 of 3")
    await thread.hears_nothing_more()
    kept = [each.text or "" for each in await thread.transcript() if each.by_segue]
    assert sum("Question 1 of 3" in text for text in kept) == 1, "the transcript knows one of the two"


async def test_a_limit_on_the_look_up_itself_is_waited_out(thread: Stage) -> None:
    await thread.says("@Segue interview, 3 questions")
    await thread.hears("Hello, I'm Segue")
    thread.driver.faults.add("error_after", POST, next=1)
    thread.driver.faults.add("rate_limit", "conversations.replies", next=2, retry_after=1)
    await thread.says(PROJECT)
    await thread.hears("Question 1 of 3")
    await thread.driver.wait_for(lambda: thread.driver.calls("conversations.replies") >= 3, PATIENCE)
    await thread.says("Mostly warehouse workers.")
    await thread.hears("Question 2 of 3")
    await thread.hears_nothing_more()
    assert thread.driver.calls(POST) == 3


async def test_a_revoked_token_loses_nothing_until_there_is_another(tmp_path: Path) -> None:
    async with staged(tmp_path) as bot:
        thread = Stage(bot)
        await thread.begins()
        thread.driver.faults.add("revoke", POST)
        await thread.says("Mostly warehouse workers.")
        await thread.driver.wait_for(lambda: thread.driver.counts()["faults"].get("revoke"), PATIENCE)
        await _started_again_with_another_token(bot)
        await thread.hears("Question 2 of 3")
        await thread.hears_nothing_more()


async def _started_again_with_another_token(bot: Bot) -> None:
    await bot.stop()
    bot.playground.driver.faults.clear("revoke")
    with sqlite3.connect(bot.database) as database:
        database.execute("UPDATE outbox SET due_at = 0")
    await bot.again(SLACK_BOT_TOKEN="xoxb-another")
