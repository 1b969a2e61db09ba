"""Places where an interview can get stuck: each ends in a word to somebody, and nothing is lost."""

from __future__ import annotations

import asyncio

from bot.engine.shut_out import SHUT_OUT, worded
from bot.engine.side_door import TOO_SLOW
from playground.driver import BOT_USER, CUSTOMERS, DANA, MEI
from tests.dialogues.stage import PATIENCE, Bot, Stage

ANSWER = "HR told us that about 60 percent of the calls to the help desk are about words."


async def test_fifteen_times_i_do_not_know_is_an_interview_too(thread: Stage) -> None:
    await thread.begins(15)
    for number in range(2, 16):
        await thread.says("I don't know")
        await thread.hears(f"Question {number} of 15")
    await thread.says("I don't know")
    await thread.hears("What we know about your customers", "From 15 answers")
    await thread.hears("Considerations")
    still_open = await thread.hears("Still open")
    assert "Not known so far" not in str(still_open)


async def test_an_interview_in_arabic_is_held_to_its_end(thread: Stage) -> None:
    await thread.says("@Segue interview, 3 questions")
    await thread.hears("I'm ready")
    await thread.says("نبيع بوابة مزايا لأصحاب العمل، ونقرر في مارس لمن نصممها.")
    await thread.hears("I can only ask in English while I rehearse", "Question 1 of 3")
    for number, answer in enumerate(("موظفون يعملون بالساعة في المستودعات", "يفتحونها مرة في السنة"), 2):
        await thread.says(answer)
        await thread.hears(f"Question {number} of 3")
    await thread.says("يثقون برسالة من المشرف")
    await thread.hears("What we know about your customers", "From 3 answers")


async def test_a_deleted_head_of_the_thread_stops_nothing(thread: Stage) -> None:
    await thread.begins()
    assert thread.thread is not None
    await thread.driver.delete(DANA, thread.channel, thread.thread)
    await thread.says(ANSWER)
    await thread.hears("Question 2 of 3")


async def test_removed_from_the_channel_segue_tells_whoever_began_and_goes_on_when_it_is_back(
    bot: Bot, thread: Stage
) -> None:
    await thread.begins()
    driver = bot.playground.driver
    driver.faults.add("refuse", "chat.postMessage", next=1, error="not_in_channel")
    await thread.says(ANSWER)
    direct = bot.direct(DANA)
    await direct.hears(worded(SHUT_OUT, "interview"))
    await thread.hears("so in plain words")
    await thread.says("They trust the shift lead, he told us.")
    await thread.hears("Question 3 of 3")


async def test_what_is_said_while_segue_is_out_is_none_of_its_business(bot: Bot, thread: Stage) -> None:
    await thread.begins()
    driver = bot.playground.driver
    driver.leave(CUSTOMERS, BOT_USER)
    await thread.says("Nobody of Segue's hears this.")
    await thread.hears_nothing_more()
    driver.invite(CUSTOMERS)
    await thread.says(ANSWER)
    await thread.hears("Question 2 of 3")


async def test_a_form_that_opened_too_late_says_so_to_whoever_pressed(bot: Bot, thread: Stage) -> None:
    card = await thread.begins()
    driver = bot.playground.driver
    driver.faults.add("refuse", "views.open", probability=1.0, error="expired_trigger_id")
    await thread.presses("edit", card, user=MEI)
    [hint] = await driver.wait_for(lambda: driver.ephemeral(MEI), PATIENCE)
    assert hint["text"] == TOO_SLOW
    await asyncio.sleep(0)
    await thread.says(ANSWER)
    await thread.hears("Question 2 of 3")
