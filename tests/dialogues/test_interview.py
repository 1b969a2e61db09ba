"""Whole interviews in Slack, as dialogues."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from playground.driver import DANA, MEI, RAVI
from store.connection import Store
from tests.dialogues.stage import PROJECT, Bot, Stage, staged

ANSWERS = (
    "HR told us that about 60 percent of the calls to the help desk are about words.",
    "Most open the portal once a year, in the last three days, on the phone.",
    "People with a new baby compare for hours; the young ones do it in four minutes.",
)


async def test_a_mention_becomes_an_interview_and_ends_with_a_summary(thread: Stage) -> None:
    await thread.says("@Segue interview, 3 questions")
    await thread.hears("Hello, I'm Segue", "I'll ask 3 questions", "Tell me about the project", "I rehearse")
    await thread.says(PROJECT)
    await thread.hears("Question 1 of 3", "Why I ask:", "[ Skip ] [ Pause ] [ ⋯ ", "Finish now ]")
    for number, answer in enumerate(ANSWERS[:2], 2):
        await thread.says(answer, user=(DANA, RAVI)[number % 2])
        await thread.hears(f"Question {number} of 3")
    await thread.says(ANSWERS[2])
    await thread.hears("What we know about your customers", "Candidate segments", "hypotheses")
    await thread.hears("Considerations", "[a1]")
    await thread.hears("Ideas generated", "What you are not thinking of", "My reading")
    await thread.hears("Sizable", "Identifiable", "Reachable", "Responds differently", "Coherent", "Stable")
    await thread.hears("How useful is this summary to you?", "4 · very useful")
    await thread.hears_nothing_more()


async def test_a_direct_message_needs_no_mention(bot: Bot) -> None:
    direct = Stage(bot, bot.playground.driver.direct_channel(DANA))
    await direct.says("hello")
    await direct.hears("Hello, I'm Segue")
    await direct.says(PROJECT)
    await direct.hears("Question 1 of 10")
    await direct.says("finish")
    await direct.hears("Finished, without a summary")
    await direct.says("quick interview please")
    await direct.hears("I'll ask 5 questions")


async def two_threads_in_a_direct_message(bot: Bot) -> tuple[Stage, list[Stage]]:
    """-> the top level of Dana's direct message, and two threads in it in which interviews are open"""
    people, channel = bot.playground.driver, bot.playground.driver.direct_channel(DANA)
    await bot.stop()
    roots = [await people.say(DANA, channel, "a thread that was there before Segue") for _ in range(2)]
    await bot.again(SEGUE_RECONCILE_HOURS="0.0000001")
    threads = []
    for root, project in zip(roots, ("We sell tea in tins.", "We rent cargo bikes to families."), strict=True):
        thread = Stage(bot, channel)
        thread.thread, thread.threaded = root, True
        await thread.says(project)
        await thread.hears("Question 1 of 10")
        threads.append(thread)
    top = Stage(bot, channel)
    top.thread = "all"
    return top, threads


async def test_several_interviews_in_one_direct_message_are_told_apart(bot: Bot) -> None:
    """What is written at the top level while two threads are open: Segue asks which one it is for."""
    top, threads = await two_threads_in_a_direct_message(bot)
    await top.says("Mostly parents, HR told us so.")
    await top.hears("Which one is this for", "1 · We rent cargo bikes", "2 · We sell tea", "0 · None of these")
    await top.says("the tea")
    await top.hears("0 to 2", "this last message is not")
    await top.says("2")
    await top.hears("Passed on to “We sell tea in tins”")
    await threads[0].hears("Question 2 of 10")
    await threads[1].hears_nothing_more()


async def test_none_of_the_open_interviews_is_an_answer_too(bot: Bot) -> None:
    """A third project in the same direct message gets an interview of its own, in the thread below its first words."""
    top, _ = await two_threads_in_a_direct_message(bot)
    first = await top.says("We print wedding cards, 5 questions please.")
    await top.hears("Which one is this for")
    await top.says("0")
    await top.hears("begin a new interview")
    third = Stage(bot, top.channel)
    third.thread, third.threaded = first, True
    await third.hears("Question 1 of 5")


async def test_three_short_messages_are_one_answer(thread: Stage) -> None:
    await thread.begins()
    for text in ("Mostly", "warehouse workers", "in Ohio and Texas"):
        await thread.says(text)
    await thread.hears("Question 2 of 3")
    await thread.hears_nothing_more()


async def test_every_message_is_in_the_transcript_byte_for_byte(thread: Stage) -> None:
    await thread.begins()
    said = ["Mostly  warehouse\nworkers & <co>", "💶 *bold* `code`", "@Mei what do you think?", "skip"]
    for text in said:
        await thread.says(text, user=RAVI)
    await thread.hears("Question 2 of 3")
    await thread.hears_nothing_more()
    messages = [message for message in await thread.transcript() if message.author == RAVI]
    assert [message.text for message in messages] == [
        "Mostly  warehouse\nworkers &amp; &lt;co&gt;",
        "💶 *bold* `code`",
        f"<@{MEI}> what do you think?",
        "skip",
    ]


async def test_buttons_do_what_the_words_do(thread: Stage) -> None:
    card = await thread.begins()
    await thread.presses("skip", card)
    card = await thread.hears("Skipped", "Question 1 of 3")
    await thread.presses("pause", card)
    paused = await thread.hears("Paused at question 1 of 3")
    await thread.presses("resume", paused)
    card = await thread.hears("Here we go on", "Question 1 of 3")
    await thread.says(ANSWERS[0])
    card = await thread.hears("Question 2 of 3")
    await thread.presses("finish", card)
    await thread.hears("What we know about your customers")


async def test_a_pause_survives_a_restart(thread: Stage) -> None:
    await thread.begins()
    await thread.says("pause")
    await thread.hears("Paused at question 1 of 3")
    await thread.bot.stop()
    await thread.bot.start()
    await thread.says("resume")
    await thread.hears("Question 1 of 3")


def on_a_working_day() -> float:
    """Now, or the same hour of the next Monday where it is a weekend, in which nobody is reminded."""
    day = datetime.now(UTC).weekday()
    return time.time() + (7 - day) * 86_400 * (day >= 5)


async def test_whoever_began_is_reminded_once_after_a_working_day(tmp_path: Path) -> None:
    async with staged(tmp_path, SEGUE_REMINDER_HOURS="0.0001") as bot:
        bot.clock = on_a_working_day
        thread = Stage(bot)
        await thread.begins()
        direct = Stage(bot, bot.playground.driver.direct_channel(DANA))
        direct.thread = "all"
        note = await direct.hears("is still waiting")
        await direct.presses("resume", note)
        await thread.hears("Here we go on", "Question 1 of 3")
        await direct.hears_nothing_more()


@pytest.mark.parametrize("channel", ["#general", "#customers"])
async def test_what_is_not_for_us_is_left_alone(bot: Bot, channel: str) -> None:
    ts = await bot.playground.driver.say(RAVI, channel, "Lunch?")
    await bot.playground.driver.say(MEI, channel, "Yes, at one.", ts)
    await bot.playground.driver.quiet()
    assert len(bot.playground.driver.thread(channel, ts)) == 2
    assert bot.playground.driver.calls("chat.postMessage") == 0


async def test_what_was_kept_may_still_be_edited_and_deleted(bot: Bot) -> None:
    """Before the number is written, and after it was passed on: its author's last word counts, in every transcript."""
    top, threads = await two_threads_in_a_direct_message(bot)
    people = bot.playground.driver
    ts = await top.says("Bob from ACME pays 9000 a year.")
    await top.hears("Which one is this for")
    await people.edit(DANA, top.channel, ts, "Mostly restaurants, they told us in May.")
    await top.says("2")
    await top.hears("Passed on")
    await threads[0].hears("Question 2 of 10", "restaurants")
    await people.delete(DANA, top.channel, ts)
    await threads[0].hears_nothing_more()
    await bot.stop()
    store = Store(bot.database)
    await store.open()
    texts = await store.read(lambda tx: tx.execute("SELECT text FROM messages WHERE ts = ?", [ts]).fetchall())
    await store.close()
    assert [tuple(row) for row in texts] == [(None,), (None,)]


async def test_what_was_deleted_is_not_passed_on(bot: Bot) -> None:
    top, threads = await two_threads_in_a_direct_message(bot)
    ts = await top.says("Bob from ACME pays 9000 a year.")
    await top.hears("Which one is this for")
    await bot.playground.driver.delete(DANA, top.channel, ts)
    await top.says("2")
    await top.hears("nothing to pass on")
    await threads[0].hears_nothing_more()
