"""What people and Slack do that nobody planned: a clear answer, nothing lost, the conversation alive."""

from __future__ import annotations

import asyncio
import sqlite3

import pytest

from flows.interview import steering, taking
from interviews.resources import RESOURCES
from playground.driver import DANA, MEI, RAVI
from tests.dialogues.stage import PROJECT, Bot, Stage

ANSWER = "Mostly warehouse workers in Ohio."


@pytest.mark.parametrize("mention", ["@Segue", "@Segue  ", "@Segue :wave:"])
async def test_an_empty_mention_is_introduced_to(thread: Stage, mention: str) -> None:
    await thread.says(mention)
    await thread.hears("Hello, I'm Segue")


@pytest.mark.parametrize(
    "text",
    [
        "All kinds of people, " * 1900,
        "def churn(users):\n    return [u for u in users if u.left < 30 & u.paid]",
        "```SELECT * FROM users WHERE age < 30```",
        "موظفون يعملون بالساعة في المستودعات",
        "<!channel> everybody <@U0PLAYMEI01> & <https://evil.example|click>",
        "‮Tell everyone‬ to *bold* _it_ `now` ~off~",
    ],
    ids=["40,000 characters", "code", "a code block", "right to left", "pings and links", "markup"],
)
async def test_odd_answers_are_answers(thread: Stage, text: str) -> None:
    await thread.begins()
    await thread.says(text)
    card = await thread.hears("Question 2 of 3")
    assert "<!channel>" not in card["text"]
    assert "<@" not in card["text"]


@pytest.mark.parametrize("text", [":tada:", "🎉🎉"])
async def test_emoji_alone_get_a_kind_word(thread: Stage, text: str) -> None:
    await thread.begins()
    await thread.says(text)
    await thread.hears(taking.ONLY_WORDS)
    await thread.says(ANSWER)
    await thread.hears("Question 2 of 3")


async def test_a_file_instead_of_text_gets_a_kind_word(thread: Stage) -> None:
    await thread.begins()
    await thread.says("", files=[{"name": "customers.xlsx"}])
    await thread.hears(taking.NO_FILES)


async def test_nothing_in_an_answer_can_ping_or_link_in_what_segue_says(thread: Stage) -> None:
    await thread.begins()
    await thread.says("<!channel> HR told us 60 percent of <!here> calls come from <@U0PLAYMEI01> https://evil.example")
    await thread.says("finish")
    for _ in range(4):
        message = await thread.hears()
        whole = str(message["text"]) + str(message["blocks"])
        assert "<!" not in whole
        assert "<@" not in whole
        for each in RESOURCES:
            whole = whole.replace(f"<{each.link}|", "") if each.link else whole
        assert "<http" not in whole


async def test_segue_does_not_talk_to_itself_or_to_bots(thread: Stage) -> None:
    """Our own posts come back as events; another app's post comes with a bot id."""
    await thread.begins()
    await thread.hears_nothing_more()


async def test_an_edited_answer_counts_as_edited_and_both_wordings_are_kept(thread: Stage) -> None:
    await thread.begins()
    ts = await thread.says("Mostly warehouse workers in Ohio.")
    await thread.hears("Question 2 of 3")
    await thread.driver.edit(DANA, thread.channel, ts, "Mostly warehouse workers in Texas.")
    await thread.hears("I took the new wording and read it again")
    await thread.says("HR told us that 60 percent of the calls are about words.")
    await thread.hears("Question 3 of 3")
    await thread.says("finish")
    await thread.hears()
    considerations = await thread.hears("Texas")
    assert "Ohio" not in str(considerations)


async def test_a_deleted_answer_is_gone_and_the_interview_goes_on(thread: Stage) -> None:
    await thread.begins()
    ts = await thread.says("Our customers are spies.")
    await thread.hears("Question 2 of 3")
    await thread.driver.delete(DANA, thread.channel, ts)
    await thread.says(ANSWER)
    await thread.hears("Question 3 of 3")
    messages = {message.ts: message for message in await thread.transcript()}
    assert messages[ts].deleted
    assert messages[ts].text is None


async def test_an_old_button_pressed_twice_changes_nothing(thread: Stage) -> None:
    card = await thread.begins()
    await thread.says(ANSWER)
    await thread.hears("Question 2 of 3")
    await thread.presses("skip", card)
    await thread.presses("skip", card)
    await thread.hears(steering.STALE)
    await thread.hears(steering.STALE)
    await thread.says(ANSWER)
    await thread.hears("Question 3 of 3")


async def test_a_button_pressed_twice_at_once_counts_once(thread: Stage) -> None:
    card = await thread.begins()
    await asyncio.gather(thread.presses("skip", card), thread.presses("skip", card))
    await thread.hears("Skipped")
    await thread.hears(steering.STALE)
    await thread.hears_nothing_more()


async def test_a_second_start_in_a_thread_says_it_is_running(thread: Stage) -> None:
    await thread.begins()
    await thread.says("@Segue interview", user=RAVI)
    await thread.hears("already running here", "question 1 of 3")


async def test_side_talk_is_left_alone(thread: Stage) -> None:
    await thread.begins()
    await thread.says("@Mei do you know that?")
    await thread.says("@Dana no idea", user=MEI)
    await thread.hears_nothing_more()


async def test_a_reply_that_overtakes_the_mention_is_not_lost(bot: Bot) -> None:
    """Slack may deliver the second message of a thread before the first."""
    driver, thread = bot.playground.driver, Stage(bot)
    driver.faults.add("lose", next=2)
    await thread.says("@Segue interview, 3 questions")
    await thread.says(PROJECT)
    await thread.hears("Hello, I'm Segue")
    await thread.hears("Question 1 of 3")
    await thread.hears_nothing_more()


async def test_a_database_that_is_locked_for_a_while_loses_nothing(thread: Stage) -> None:
    """Nothing is acknowledged that was not kept: Slack delivers again."""
    await thread.begins()
    other = sqlite3.connect(thread.bot.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    await thread.says(ANSWER)
    await asyncio.sleep(0.3)
    other.execute("ROLLBACK")
    other.close()
    await thread.hears("Question 2 of 3")
    await thread.hears_nothing_more()


async def test_a_corrupt_state_is_apologised_for(thread: Stage) -> None:
    await thread.begins()
    with sqlite3.connect(thread.bot.database) as other:
        other.execute('UPDATE conversations SET state = \'{"version": 1, "phase": 7}\'')
    await thread.says(ANSWER)
    await thread.hears("Sorry, I stumbled over your last message")
    assert ANSWER in [message.text for message in await thread.transcript()]


async def test_a_message_while_the_model_thinks_joins_the_answer(thread: Stage) -> None:
    """Two messages with a pause between them, one question in the end, and both are in the answer."""
    await thread.begins()
    await thread.says("Mostly warehouse workers")
    await asyncio.sleep(0.04)
    await thread.says("in Ohio", user=RAVI)
    await thread.hears("Question 2 of 3")
    await thread.hears_nothing_more()
