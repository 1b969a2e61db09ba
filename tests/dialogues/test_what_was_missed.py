"""What people say while Segue is down, cut off or frozen is answered once, in order, when it is back.

This Slack keeps to the rule: what was said while nobody listened is never delivered again.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.names import MESSAGE_SHORTCUT
from playground.driver import BOT_USER, CUSTOMERS, DANA, GENERAL, MEI, RAVI
from playground.server import Playground
from store import transcripts
from tests.dialogues.stage import PATIENCE, PROJECT, Bot, Stage

BACK = 25.0
LOOKED = "Looked for what was missed"


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    async with Playground(ack_seconds=0.5, retries=0, replay_unacked=False) as playground:
        bot = Bot(playground, tmp_path, {})
        await bot.start()
        try:
            yield bot
        finally:
            await bot.stop()


@pytest.fixture
def thread(bot: Bot) -> Stage:
    return Stage(bot)


@pytest.fixture(autouse=True)
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, "segue")
    return caplog


def looked(log: pytest.LogCaptureFixture) -> int:
    """How often Segue has finished looking for what it missed."""
    return sum(LOOKED in record.getMessage() for record in log.records)


async def looks_again(stage: Stage, log: pytest.LogCaptureFixture, before: int) -> None:
    await stage.driver.wait_for(lambda: looked(log) > before, BACK)


async def worked_off(bot: Bot) -> None:
    """Everything that came in was taken up by a turn, or dropped as nobody's."""

    def nothing_waits() -> bool:
        with closing(sqlite3.connect(bot.database)) as database:
            count = "SELECT COUNT(*) FROM inbox WHERE state IN ('waiting', 'stray')"
            return bool(database.execute(count).fetchone()[0] == 0)

    await bot.playground.driver.wait_for(nothing_waits, PATIENCE)


def said(messages: list[transcripts.Message]) -> list[str | None]:
    return [message.text for message in messages if not message.by_segue]


async def test_an_answer_given_while_segue_was_down_is_answered_once(thread: Stage) -> None:
    await thread.begins()
    await thread.bot.stop()
    await thread.says("Mostly warehouse workers.")
    await thread.says("And some drivers.")
    await thread.bot.start()
    await thread.hears("Question 2 of 3")
    await thread.hears_nothing_more()
    assert said(await thread.transcript())[-2:] == ["Mostly warehouse workers.", "And some drivers."]


async def test_a_second_start_finds_nothing_new(thread: Stage, log: pytest.LogCaptureFixture) -> None:
    await thread.begins()
    await thread.says("Mostly warehouse workers.")
    await thread.hears("Question 2 of 3")
    await thread.bot.stop()
    before = looked(log)
    await thread.bot.start()
    await looks_again(thread, log, before)
    await thread.hears_nothing_more()
    assert f"{LOOKED}: 0 " in next(r.getMessage() for r in reversed(log.records) if LOOKED in r.getMessage())


async def test_what_is_said_while_the_socket_is_cut_is_answered(thread: Stage) -> None:
    await thread.begins()
    await thread.driver.cut()
    await thread.says("Mostly warehouse workers.")
    assert thread.driver.counts()["envelopes"]["dropped"]
    await thread.driver.connected(BACK)
    await thread.hears("Question 2 of 3")
    await thread.hears_nothing_more()


async def test_what_is_said_into_a_frozen_socket_is_answered(thread: Stage) -> None:
    await thread.begins()
    thread.driver.freeze()
    await thread.says("Mostly warehouse workers.")
    await thread.driver.connected(BACK)
    await thread.hears("Question 2 of 3")
    await thread.hears_nothing_more()


async def test_a_socket_that_only_answers_pings_is_replaced(bot: Bot) -> None:
    await bot.stop()
    thread = Stage(await bot.again(SEGUE_SILENCE_SECONDS="5"))
    await thread.begins()
    thread.driver.freeze(pongs=True)
    await thread.says("Mostly warehouse workers.")
    await thread.driver.connected(BACK)
    await thread.hears("Question 2 of 3")
    await thread.hears_nothing_more()


async def test_a_socket_whose_opening_nobody_answers_is_given_up(bot: Bot) -> None:
    """The address it was given is good for one connection, so another one must be asked for."""
    await bot.stop()
    thread = Stage(await bot.again(SEGUE_SILENCE_SECONDS="5"))
    await thread.begins()
    bot.playground.socket_mode.leave_waiting(1)
    await thread.driver.cut()
    await thread.says("Mostly warehouse workers.")
    await thread.driver.wait_for(lambda: thread.driver.counts()["envelopes"].get("left_waiting"), BACK)
    await thread.driver.connected(BACK)
    await thread.hears("Question 2 of 3")


async def test_a_quiet_socket_is_left_alone(bot: Bot) -> None:
    """Pings are signs enough: an hour without a message is no reason for another socket."""
    await bot.stop()
    await bot.again(SEGUE_SILENCE_SECONDS="3")
    counts = bot.playground.socket_mode.counts
    opened, pings = counts["connections"], counts["pings"]
    await bot.playground.driver.wait_for(lambda: counts["pings"] >= pings + 3, BACK)
    assert counts["connections"] == opened


async def test_a_message_that_comes_both_ways_is_answered_once(thread: Stage, log: pytest.LogCaptureFixture) -> None:
    await thread.begins()
    await thread.bot.stop()
    thread.driver.faults.add("delay", "conversations.replies", seconds=0.3)
    missed = await thread.says("Mostly warehouse workers.")
    before = looked(log)
    await thread.bot.start()
    await thread.says("And some drivers.")
    await looks_again(thread, log, before)
    await thread.hears("Question 2 of 3")
    await thread.hears_nothing_more()
    messages = await thread.transcript()
    assert said(messages)[-2:] == ["Mostly warehouse workers.", "And some drivers."]
    assert [message.ts for message in messages].count(missed) == 1


async def test_rate_limits_are_waited_out(thread: Stage) -> None:
    await thread.begins()
    await thread.bot.stop()
    await thread.says("Mostly warehouse workers.")
    for method in ("conversations.replies", "users.conversations", "conversations.history"):
        thread.driver.faults.add("rate_limit", method, next=1, retry_after=1)
    elsewhere = await thread.driver.say(RAVI, GENERAL, "@Segue interview, 3 questions")
    await thread.bot.start()
    await thread.hears("Question 2 of 3")
    await thread.driver.replies(GENERAL, elsewhere, 1, BACK)
    assert thread.driver.counts()["faults"]["rate_limit"] == 3


async def test_slack_that_fails_is_asked_again(thread: Stage) -> None:
    await thread.begins()
    await thread.bot.stop()
    await thread.says("Mostly warehouse workers.")
    thread.driver.faults.add("error_before", "conversations.replies", next=2)
    await thread.bot.start()
    await thread.hears("Question 2 of 3")


async def test_an_edit_and_a_deletion_that_nobody_heard_are_found(thread: Stage, log: pytest.LogCaptureFixture) -> None:
    await thread.begins()
    first = await thread.says("Mostly warehouse workers.")
    await thread.hears("Question 2 of 3")
    second = await thread.says("They switch when a payroll run fails.")
    await thread.hears("Question 3 of 3")
    await thread.bot.stop()
    await thread.driver.edit(DANA, CUSTOMERS, first, "Mostly nurses.")
    await thread.driver.delete(DANA, CUSTOMERS, second)
    before = looked(log)
    await thread.bot.start()
    await looks_again(thread, log, before)
    await worked_off(thread.bot)
    messages = {message.ts: message for message in await thread.transcript()}
    assert messages[first].text == "Mostly nurses."
    assert messages[second].deleted


async def test_what_was_written_and_changed_while_down_is_read_as_it_stands(thread: Stage) -> None:
    await thread.begins()
    await thread.bot.stop()
    ts = await thread.says("Mostly warehouse workrs.")
    await thread.driver.edit(DANA, CUSTOMERS, ts, "Mostly warehouse workers.")
    gone = await thread.says("Never mind this.")
    await thread.driver.delete(DANA, CUSTOMERS, gone)
    await thread.bot.start()
    await thread.hears("Question 2 of 3")
    await thread.hears_nothing_more()
    assert said(await thread.transcript())[-1] == "Mostly warehouse workers."


async def test_answers_given_in_a_form_are_not_taken_for_deleted(thread: Stage, log: pytest.LogCaptureFixture) -> None:
    """They are in the transcript but were never a message in Slack."""
    await thread.begins()
    await thread.says("Mostly warehouse workers.")
    await thread.presses("edit", await thread.hears("Question 2 of 3"))
    view = await thread.driver.wait_for(lambda: thread.driver.modal(DANA), PATIENCE)
    assert view is not None
    block = view.definition["blocks"][1]["block_id"]
    await thread.driver.submit(DANA, {block: {"text": {"type": "plain_text_input", "value": "Mostly nurses."}}})
    await worked_off(thread.bot)
    await thread.bot.stop()
    before = looked(log)
    await thread.bot.start()
    await looks_again(thread, log, before)
    await worked_off(thread.bot)
    messages = await thread.transcript()
    assert "Mostly nurses." in said(messages)
    assert not any(message.deleted for message in messages)


async def test_a_mention_sent_while_down_starts_an_interview(bot: Bot) -> None:
    thread = Stage(bot)
    await bot.stop()
    await thread.says("@Segue interview, 3 questions")
    await thread.says(PROJECT)
    await bot.start()
    await thread.hears("Hello, I'm Segue")
    await thread.hears("Question 1 of 3")
    await thread.hears_nothing_more()


async def test_a_mention_in_the_midst_of_a_thread_starts_an_interview(bot: Bot) -> None:
    thread = Stage(bot)
    await bot.stop()
    await thread.says("Shall we sell to hospitals?")
    await thread.says("I would rather not.", RAVI)
    await thread.says("@Segue interview, 3 questions")
    await bot.start()
    await thread.hears("Hello, I'm Segue")
    await thread.hears_nothing_more()
    assert said(await thread.transcript()) == [f"<@{BOT_USER}> interview, 3 questions"]


async def test_what_was_said_in_a_thread_before_the_interview_stays_out_of_it(
    bot: Bot, log: pytest.LogCaptureFixture
) -> None:
    await bot.stop()
    thread = Stage(await bot.again(SEGUE_STRAY_SECONDS="0.05"))
    root = await thread.says(PROJECT)
    await thread.says("I would rather not.", RAVI)
    await thread.driver.quiet()
    await worked_off(bot)
    await thread.driver.message_shortcut(MEI, CUSTOMERS, root, MESSAGE_SHORTCUT)
    await thread.hears("Question 1 of 10")
    await bot.stop()
    before = looked(log)
    await bot.start()
    await looks_again(thread, log, before)
    await worked_off(bot)
    await thread.hears_nothing_more()
    assert "I would rather not." not in said(await thread.transcript())


async def test_a_first_direct_message_sent_while_down_starts_an_interview(bot: Bot) -> None:
    await bot.stop()
    direct = Stage(bot, bot.playground.driver.direct_channel(DANA))
    await direct.says("Hello, an interview please, 3 questions")
    await bot.start()
    await direct.hears("Hello, I'm Segue")
    await direct.hears_nothing_more()


async def test_a_direct_message_goes_on_where_it_was(bot: Bot) -> None:
    direct = Stage(bot, bot.playground.driver.direct_channel(DANA))
    await direct.says("Hello, an interview please, 3 questions")
    await direct.hears("Hello, I'm Segue")
    await bot.stop()
    await direct.says(PROJECT)
    await bot.start()
    await direct.hears("Question 1 of 3")
    await direct.hears_nothing_more()


async def test_a_new_database_does_not_answer_what_was_answered_before(bot: Bot, log: pytest.LogCaptureFixture) -> None:
    thread, direct = Stage(bot), Stage(bot, bot.playground.driver.direct_channel(RAVI))
    await thread.begins()
    await direct.says("Hello, an interview please, 3 questions", RAVI)
    await direct.hears("Hello, I'm Segue")
    await bot.stop()
    before = looked(log)
    await bot.again(SEGUE_DATABASE_URL=f"sqlite:///{bot.database.with_name('new.db')}")
    await looks_again(thread, log, before)
    await thread.hears_nothing_more()
    await direct.hears_nothing_more()


async def test_what_is_older_than_the_setting_says_is_left(bot: Bot, log: pytest.LogCaptureFixture) -> None:
    thread = Stage(bot)
    await bot.stop()
    ts = await thread.says("@Segue interview, 3 questions")
    await thread.driver.wait_for(lambda: time.time() - float(ts) > 0.4, PATIENCE)
    before = looked(log)
    await bot.again(SEGUE_RECONCILE_HOURS="0.0001")
    await looks_again(thread, log, before)
    await thread.hears_nothing_more()


@pytest.mark.parametrize("error", ["channel_not_found", "not_in_channel", "is_archived", "thread_not_found"])
async def test_a_place_that_is_gone_is_said_once_and_holds_up_nobody(
    thread: Stage, log: pytest.LogCaptureFixture, error: str
) -> None:
    other = Stage(thread.bot, GENERAL)
    await other.begins()
    await thread.begins()
    await thread.bot.stop()
    await other.says("Mostly warehouse workers.")
    # Each reading asks for the most recent conversation first: that one is refused. After the cut all are.
    refusal = thread.driver.faults.add("refuse", "conversations.replies", next=1, error=error)
    await thread.bot.start()
    await other.hears("Question 2 of 3")
    before = looked(log)
    thread.driver.faults.add(refusal.kind, refusal.method, error=error)
    await thread.driver.cut()
    await looks_again(thread, log, before)
    gone = f"{thread.channel} {thread.thread} cannot be read ({error})"
    assert sum(gone in record.getMessage() for record in log.records) == 1


async def test_without_the_scope_to_list_channels_open_threads_are_still_read(thread: Stage) -> None:
    await thread.begins()
    await thread.bot.stop()
    await thread.says("Mostly warehouse workers.")
    thread.driver.faults.add("refuse", "users.conversations", error="missing_scope")
    await thread.bot.start()
    await thread.hears("Question 2 of 3")


async def test_twenty_open_threads_are_each_answered_once(bot: Bot) -> None:
    threads = [Stage(bot, GENERAL if number % 2 else CUSTOMERS) for number in range(20)]
    for thread in threads:
        await thread.says("@Segue interview, 3 questions")
    for thread in threads:
        await thread.hears("Hello, I'm Segue")
    await bot.stop()
    for thread in threads:
        await thread.says(PROJECT)
    await bot.start()
    for thread in threads:
        await thread.hears("Question 1 of 3")
    await threads[-1].hears_nothing_more()
    assert all(_questions(thread) == 1 for thread in threads)


def _questions(thread: Stage) -> int:
    def is_card(message: dict[str, Any]) -> bool:
        return bool(message.get("bot_id")) and "Question 1 of 3" in str(message)

    return sum(is_card(message) for message in thread.driver.thread(thread.channel, thread.thread or ""))


async def test_a_mention_below_many_messages_is_found(bot: Bot) -> None:
    """Slack shows a channel page by page, the newest first: this mention is on the second."""
    thread = Stage(bot, GENERAL)
    await bot.stop()
    await thread.says("@Segue interview, 3 questions")
    for number in range(250):
        await thread.driver.say(RAVI, GENERAL, f"Lunch, the {number}th.")
    pages = thread.driver.calls("conversations.history")
    await bot.start()
    await thread.hears("Hello, I'm Segue")
    await thread.hears_nothing_more()
    assert thread.driver.calls("conversations.history") >= pages + 2


async def test_a_thread_whose_head_was_deleted_holds_up_nobody(bot: Bot) -> None:
    thread, other = Stage(bot), Stage(bot, GENERAL)
    await other.begins()
    head = await thread.says("@Segue interview, 3 questions")
    await thread.hears("Hello, I'm Segue")
    await bot.stop()
    await thread.driver.delete(DANA, CUSTOMERS, head)
    await other.says("Mostly warehouse workers.")
    await bot.start()
    await other.hears("Question 2 of 3")
    await worked_off(bot)
    await other.hears_nothing_more()
