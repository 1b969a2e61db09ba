"""Decisions in the channel: said, asked for, and the segmentation that an interview proposes."""

from __future__ import annotations

from playground.driver import CUSTOMERS, RAVI
from tests.dialogues.stage import PATIENCE, Bot, Stage, another_thread


async def test_what_was_decided_is_kept_and_found_by_asking(bot: Bot, thread: Stage) -> None:
    await thread.says("@Segue we decided to raise prices in May")
    card = await thread.hears("Decided", "Raise prices in May", "Retire it")
    again = Stage(bot)
    await again.says("@Segue what did we decide?", user=RAVI)
    shown = await again.hears("What was decided here", "Raise prices in May")
    assert f"p{card['ts'].replace('.', '')}"[:8] in str(shown) or thread.channel in str(shown)
    await thread.presses("retire_decision", card, user=RAVI)
    people = bot.playground.driver
    await people.wait_for(lambda: "No longer in force" in str(thread.message(card["ts"])), PATIENCE)


async def test_a_card_that_was_drawn_anew_is_found_as_it_stands(bot: Bot, thread: Stage) -> None:
    await thread.says("@Segue proposal: raise prices in May")
    card = await thread.hears("Raise prices in May", "Adopt it")
    await thread.presses("adopt_decision", card, user=RAVI)
    people = bot.playground.driver
    await people.wait_for(lambda: "Retire it" in str(thread.message(card["ts"])), PATIENCE)
    await people.quiet(PATIENCE)
    said = await bot.kept("SELECT text FROM messages WHERE by_segue = 1 AND text LIKE '%prices in May%'")
    assert said == [("Decided: Raise prices in May",)]


async def test_a_segmentation_from_a_summary_that_was_corrected_since_says_so_with_a_link(bot: Bot) -> None:
    talk = Stage(bot)
    await talk.begins()
    await talk.says("Warehouse workers and office workers, two of each told us so in May.")
    await talk.hears("Question 2 of 3")
    await talk.says("finish")
    while "How useful is this summary" not in str(review := await talk.hears()):
        pass
    async with another_thread(bot) as proposed:
        await talk.presses("propose_segmentation", review)
        await talk.hears("Proposed in a message of its own")
    await proposed.hears("A segmentation is proposed", "Adopt it")
    before = Stage(bot, CUSTOMERS)
    await before.says("@Segue which segmentation counts?")
    assert "corrected since" not in str(await before.hears("Only proposed"))
    await talk.says("correct: it was the office workers who told us so in May")
    newer = await talk.hears("corrected")
    asked = Stage(bot, CUSTOMERS)
    await asked.says("@Segue which segmentation counts?")
    shown = await asked.hears("Only proposed", "corrected since", "the newer summary")
    assert f"p{newer['ts'].replace('.', '')}" in str(shown)


async def test_an_interview_proposes_a_segmentation_and_the_next_one_takes_its_place(bot: Bot, thread: Stage) -> None:
    for _ in range(2):
        talk = Stage(bot)
        await talk.begins()
        await talk.says("Warehouse workers and office workers, two of each told us so in May.")
        await talk.hears("Question 2 of 3")
        await talk.says("finish")
        while "How useful is this summary" not in str(review := await talk.hears()):
            pass
        async with another_thread(bot) as proposed:
            await talk.presses("propose_segmentation", review)
            await talk.hears("Proposed in a message of its own")
            await talk.presses("propose_segmentation", review)
            await talk.hears("is proposed already")
        card = await proposed.hears("A segmentation is proposed", "Warehouse workers", "Adopt it")
        await proposed.presses("adopt_decision", card, user=RAVI)
        people = bot.playground.driver
        await people.wait_for(lambda: "Our segmentation" in str(proposed.message(card["ts"])), PATIENCE)  # noqa: B023
    asked = Stage(bot, CUSTOMERS)
    await asked.says("@Segue which segmentation counts?")
    shown = await asked.hears("This segmentation counts here")
    assert str(shown["blocks"]).count("•") == 1
    assert "Dana" in str(shown["blocks"])
    assert "<@" not in str(shown), "whoever asks which one counts calls nobody"

    def former() -> int:
        return sum("A former segmentation" in str(each) for each in people.history(CUSTOMERS))

    await people.wait_for(former, PATIENCE)
    await people.quiet(PATIENCE)
    assert former() == 1
