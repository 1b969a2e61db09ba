"""Nobody is described: who is worth meeting comes out of the material."""

from __future__ import annotations

from pathlib import Path

from tests.dialogues.personas import dropped
from tests.dialogues.stage import Bot, Stage, another_thread

BROCHURE = Path("bot/cli/sample_material.md")


async def test_a_brochure_alone_leads_to_people_worth_meeting(bot: Bot, thread: Stage) -> None:
    await thread.says("@Segue make us personas", files=[await dropped(bot, "brochure.md", BROCHURE.read_bytes())])
    await thread.hears("Read the material")
    await thread.hears("where is it from")
    card = await thread.hears("Worth meeting", "None of them is made yet", "brochure.md")
    async with another_thread(bot) as somebody:
        await thread.presses("make_2", card)
        await thread.hears("gets a thread of their own")
    await somebody.hears()
    await somebody.hears("statements stand on the brief or your material", "Interview")


async def test_a_number_or_a_sentence_is_enough_to_go_on(bot: Bot, thread: Stage) -> None:
    await thread.says("@Segue who should we interview?")
    await thread.hears("Look for people worth meeting")
    await thread.hears("Worth meeting")
    await thread.says("make 9")
    await thread.hears("There is no such number")
    await thread.says("make 1")
    await thread.hears("gets a thread of their own")
    await thread.says("Tom, a retired teacher who rents a garden")
    await thread.hears("Making a persona")
    await thread.hears("Tom", "retired teacher")


async def test_a_page_that_cannot_be_read_is_said_and_the_card_is_made_without_it(bot: Bot, thread: Stage) -> None:
    await thread.says("@Segue persona of Alice, a cost-conscious employee, from https://localhost/benefits")
    await thread.hears("Read the material")
    await thread.hears("where is it from")
    await thread.hears("https://localhost/benefits could not be read", "a network of its own", "made without it")
    await thread.hears("Alice", "Interview Alice")
