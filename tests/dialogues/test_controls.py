"""Every control of a question card, pressed and written in Slack."""

from __future__ import annotations

from playground.driver import MEI, RAVI
from tests.dialogues.stage import Bot, Stage

ANSWER = "HR told us that about 60 percent of the calls to the help desk are about words."


async def test_an_answered_card_shrinks_to_one_line(thread: Stage) -> None:
    first = await thread.begins()
    await thread.says(ANSWER)
    await thread.hears("Question 2 of 3")
    await thread.hears_nothing_more()
    [block] = thread.message(first["ts"])["blocks"]
    assert block["type"] == "context"
    assert block["elements"][0]["text"].startswith("✓ *1* · ")
    assert block["elements"][0]["text"].endswith(" · answered")


async def test_help_an_example_and_what_is_missing_keep_the_question(thread: Stage) -> None:
    card = await thread.begins()
    await thread.says("help")
    await thread.hears("Answer in your own words", "Question 1 of 3 waits for your answer.")
    await thread.presses("example", card)
    await thread.hears("Any real case will do", "Question 1 of 3 stays open")
    await thread.presses("missing", card)
    await thread.hears("What you may be missing so far")
    await thread.says("what do you mean?")
    await thread.hears("In other words", "Question 1 of 3 stays open")
    await thread.says(ANSWER)
    await thread.hears("Question 2 of 3")


async def test_what_was_not_an_answer_is_taken_back(thread: Stage) -> None:
    first = await thread.begins()
    await thread.says("Soup or salad for lunch today, everybody")
    card = await thread.hears("Question 2 of 3")
    await thread.presses("not_answer", card)
    await thread.hears("Taken back", "question 1 counts as open")
    await thread.hears_nothing_more()
    assert thread.message(first["ts"])["blocks"][0]["elements"][0]["text"].endswith(" · taken back")
    await thread.says(ANSWER)
    await thread.hears("Question 2 of 3")


async def test_somebody_elses_answer_and_somebody_elses_interview_need_a_second_word(thread: Stage) -> None:
    await thread.begins()
    await thread.says(ANSWER, user=RAVI)
    await thread.hears("Question 2 of 3")
    await thread.says("not an answer", user=MEI)
    asked = await thread.hears("somebody else's")
    await thread.presses("not_answer", asked, user=MEI)
    await thread.hears("Taken back")
    await thread.says(ANSWER, user=RAVI)
    await thread.hears("Question 2 of 3")
    await thread.says("finish", user=RAVI)
    asked = await thread.hears("Somebody else began this interview")
    await thread.presses("finish", asked, user=RAVI)
    await thread.hears("What we know about your customers")


async def test_an_interview_is_handed_over_to_a_colleague(bot: Bot, thread: Stage) -> None:
    await thread.begins()
    await thread.says(f"hand over to <@{RAVI}>")
    await thread.hears("Handed over")
    ravi = bot.direct(RAVI)
    await ravi.hears("A colleague hands an interview over to you", "/archives/")
    await thread.says("finish", user=RAVI)
    await thread.hears("Finished, without a summary")


async def test_two_weeks_of_silence_end_with_a_partial_summary(bot: Bot) -> None:
    await bot.stop()
    thread = Stage(await bot.again(SEGUE_CLOSE_DAYS="0.00002"))
    await thread.says("@Segue interview, 3 questions")
    await thread.hears("I'm ready")
    await thread.hears("so I close this interview")
