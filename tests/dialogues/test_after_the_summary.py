"""The end of an interview in Slack: rated, corrected, asked about, shared."""

from __future__ import annotations

import re

import aiohttp

from playground.driver import CUSTOMERS, RAVI
from tests.dialogues.stage import Bot, Stage

COURIERS = "Couriers call at noon and pay 35 euros, that's from our books."


async def summed_up(thread: Stage) -> dict[str, object]:
    """-> the card that asks for a rating"""
    await thread.begins()
    await thread.says(COURIERS)
    await thread.hears("Question 2 of 3")
    await thread.says("finish")
    await thread.hears("What we know about your customers")
    await thread.hears("Considerations")
    await thread.hears("Ideas generated")
    await thread.hears("Candidate segments")
    return await thread.hears("How useful is this summary to you?")


async def test_the_team_rates_corrects_and_asks_and_each_answer_leads_to_its_message(bot: Bot, thread: Stage) -> None:
    card = await summed_up(thread)
    await thread.presses("rate_2", card)
    await thread.hears("Noted: 2 of 4", "correct:")
    await thread.says("correct: couriers pay 40 euros, we looked it up in the books", user=RAVI)
    await thread.hears("What we know about your customers, corrected")
    await thread.hears("40 euros", "[c1]")
    await thread.hears("Ideas generated")
    await thread.hears("Candidate segments")
    again = await thread.hears("How useful is this summary to you?")
    await thread.presses("rate_4", again, user=RAVI)
    await thread.hears("Noted: 4 of 4")
    await thread.says("When do couriers call?")
    answer = await thread.hears("Couriers call at noon", "nothing else")
    [link] = set(re.findall(r"<(http[^|]*)\|\[a1\]>", str(answer["blocks"])))
    async with aiohttp.ClientSession() as browser, browser.get(link.replace("&amp;", "&")) as page:
        assert page.status == 200
    await thread.driver.press(RAVI, thread.channel, answer["ts"], "feedback", "does not help")
    await thread.hears("Noted. Ask again in other words")
    await thread.says("Why is the moon bright?")
    await thread.hears("The answers don't say")
    await thread.hears_nothing_more()


async def test_the_short_version_goes_to_the_channel_after_a_look_and_can_be_taken_back(
    bot: Bot, thread: Stage
) -> None:
    card = await summed_up(thread)

    def roots() -> list[dict[str, object]]:
        return [each for each in bot.playground.driver.history(CUSTOMERS) if each.get("bot_id")]

    before = len(roots())
    await thread.presses("share", card)
    preview = await thread.hears("for everybody in it", "Nothing is posted yet", "[ Post it ]")
    assert len(roots()) == before
    await thread.presses("share_now", preview)
    await thread.presses("share_now", preview)
    undo = await thread.hears("Posted to the channel", "[ Undo ]")
    await thread.hears("in the channel already")
    assert len(roots()) == before + 1
    assert "Candidate segments" in str(roots()[0]) + str(roots()[-1])
    await thread.presses("undo", undo)
    await thread.hears("Taken back")
    await thread.hears_nothing_more()
    assert len(roots()) == before
    assert "Undo" not in str(thread.message(undo["ts"])), "its button goes once it was used"
