"""A persona is deleted while she is interviewed: whoever goes on asking is told, once, and her words stay gone."""

from __future__ import annotations

import asyncio

from bot.engine.side_door import NO_CARD
from bot.names import LIBRARY_ACT
from flows.persona import keeping
from flows.role_play.gone import GONE
from playground.driver import CUSTOMERS, DANA, MEI, RAVI
from tests.dialogues.models import asked
from tests.dialogues.personas import deleted, library, made, opened, persona_id
from tests.dialogues.stage import PATIENCE, Bot, Stage
from tests.openai_server import OpenAIServer, pauses


async def words_kept(bot: Bot, *words: str) -> list[str]:
    """Which of the words stand anywhere in the database."""
    tables = await bot.kept("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_%'")
    found = [await bot.kept(f"SELECT * FROM {name}") for (name,) in tables]
    return [word for word in words if word in str(found)]


async def test_whoever_goes_on_asking_is_told_once_and_what_they_can_do(bot: Bot, thread: Stage) -> None:
    alice = await opened(bot, thread, await made(thread))
    await alice.says("What about the zebra in your kitchen?")
    await alice.hears()
    await deleted(thread)
    await alice.hears_nothing_more()
    await alice.says("And the giraffe?", user=RAVI)
    told = await alice.hears(GONE)
    assert "username" not in told
    await alice.says("Nobody there?")
    await alice.says("finish")
    await alice.says("@Mei have you seen that?")
    await alice.hears_nothing_more()
    assert await bot.kept("SELECT status FROM conversations WHERE flow = 'role_play'") == [("closed",)]
    assert await words_kept(bot, "zebra", "cost-conscious") == []


async def test_a_button_pressed_later_answers_whoever_presses_it(bot: Bot, thread: Stage) -> None:
    alice = await opened(bot, thread, await made(thread))
    [head] = [each for each in thread.people.history(CUSTOMERS) if each["ts"] == alice.thread]
    await deleted(thread)
    await alice.presses("next_question", head)
    await alice.hears(GONE)
    await alice.presses("next_question", head, user=RAVI)
    [hint] = await alice.people.wait_for(lambda: alice.people.ephemeral(RAVI), PATIENCE)
    assert "was deleted" in hint["text"]
    await alice.hears_nothing_more()


async def test_a_question_that_was_being_thought_about_is_not_left_without_a_word(
    writer: Bot, server: OpenAIServer
) -> None:
    """What was half said is taken back."""
    never, thread = asyncio.Event(), Stage(writer)
    alice = await opened(writer, thread, await made(thread))
    server.answers("answer_as", pauses("I keep the zebra in a drawer. ", never, "Then"))
    await alice.says("Where do you keep them?")
    half = await alice.hears("I keep the zebra in a drawer.")
    await asked(server, "answer_as")
    await deleted(thread)
    never.set()
    await alice.hears(GONE)
    await alice.people.wait_for(
        lambda: half["ts"] not in {each["ts"] for each in alice.people.thread(CUSTOMERS, alice.thread or "")}, PATIENCE
    )
    await alice.says("Hello?")
    await alice.hears_nothing_more()
    assert await words_kept(writer, "zebra", "Where do you keep") == []


async def test_a_summed_up_interview_has_nothing_left_to_share(bot: Bot, thread: Stage) -> None:
    alice = await opened(bot, thread, await made(thread))
    await alice.says("How do you usually deal with it?")
    await alice.hears()
    await alice.says("finish")
    synthesis = await alice.hears("What Alice said")
    await deleted(thread)
    await alice.presses("share", synthesis)
    await alice.hears(GONE)
    await alice.hears_nothing_more()


async def test_an_edit_that_comes_later_brings_no_words_back(bot: Bot, thread: Stage) -> None:
    alice = await opened(bot, thread, await made(thread))
    ts = await alice.says("What about the zebra?")
    await alice.hears()
    await deleted(thread)
    await alice.people.edit(DANA, CUSTOMERS, ts, "What about the zebra and the giraffe?")
    await alice.hears_nothing_more()
    assert await words_kept(bot, "zebra", "giraffe") == []


async def test_in_her_own_thread_too_nobody_is_left_without_a_word(bot: Bot, thread: Stage) -> None:
    card = await made(thread)
    await deleted(thread)
    await thread.hears_nothing_more()
    await thread.says("Make her older, please")
    await thread.hears(keeping.NOBODY_HERE)
    await thread.says("hm")
    await thread.hears_nothing_more()
    assert "Alice Tanaka was deleted" in str(thread.message(card["ts"])["blocks"])
    await thread.says("@Segue where is she?", user=RAVI)
    [hint] = await thread.people.wait_for(lambda: thread.people.ephemeral(RAVI), PATIENCE)
    assert "was deleted" in hint["text"]
    again = Stage(bot)
    await again.says("@Segue persona of Tom, a retired teacher who rents a garden")
    await again.hears("Making a persona")
    await again.hears("Tom", "retired teacher")


async def test_a_card_that_was_deleted_opens_nowhere_and_whoever_tries_is_told(bot: Bot, thread: Stage) -> None:
    """In its thread, where Slack left the card as it was, and in a library that was open while it went."""
    card = await made(thread)
    people, id = thread.people, persona_id(await library(bot, RAVI))
    people.faults.add("refuse", "chat.update", next=1, error="cant_update_message")
    await deleted(thread)
    for action in ("edit_card", "whole_card"):
        await thread.presses(action, card, user=MEI)
    await people.wait_for(lambda: [each["text"] for each in people.ephemeral(MEI)] == [NO_CARD] * 2, PATIENCE)
    await people.choose(RAVI, f"{LIBRARY_ACT}_more", f"edit_card:{id}")
    await bot.direct(RAVI).hears(NO_CARD)
