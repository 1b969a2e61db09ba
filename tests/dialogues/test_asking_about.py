"""Ask Alice about this: a message is laid before her, and she says what she makes of it."""

from __future__ import annotations

from typing import Any

from bot.engine.side_door import NOT_OPENED
from bot.names import ASK_SHORTCUT, MESSAGE_SHORTCUT
from flows.role_play.opening import NOBODY
from playground.driver import CUSTOMERS, DANA, GENERAL, LEADERSHIP, MEI, RAVI
from tests.dialogues.personas import made
from tests.dialogues.stage import PATIENCE, Bot, Stage, another_thread

PROPOSAL = "From May the deductible rises to 1,800 dollars, and a comparison tool opens in the portal."


async def asked(bot: Bot, ts: str, channel: str = CUSTOMERS, user: str = DANA, question: str = "") -> dict[str, str]:
    """The form is opened on a message and sent in. -> what is said beside its fields"""
    people = bot.playground.driver
    await people.message_shortcut(user, channel, ts, ASK_SHORTCUT)
    view = await people.wait_for(lambda: people.modal(user), PATIENCE)
    [select] = [each for each in view.definition["blocks"] if each.get("block_id") == "persona"]
    chosen = {"type": "static_select", "selected_option": select["element"]["options"][0]}
    values: dict[str, Any] = {"persona": {"persona": chosen}}
    if question:
        values["question"] = {"question": {"type": "plain_text_input", "value": question}}
    return await people.submit(user, values)


async def test_alice_says_what_she_makes_of_a_proposal_below_it(bot: Bot, thread: Stage) -> None:
    await made(thread)
    ts = await bot.playground.driver.say(MEI, CUSTOMERS, PROPOSAL)
    assert await asked(bot, ts) == {}
    stage = bot.below(ts)
    await stage.hears("Alice", "looks at this", "Synthetic")
    answer = await stage.hears("1,800 dollars?")
    assert "synthetic" in answer["username"]
    await stage.says("Would you open the comparison tool?", user=RAVI)
    assert "synthetic" in (await stage.hears())["username"]
    await stage.says("finish")
    await stage.hears("What Alice said")


async def test_a_question_of_ones_own_is_what_she_answers(bot: Bot, thread: Stage) -> None:
    await made(thread)
    ts = await bot.playground.driver.say(MEI, CUSTOMERS, PROPOSAL)
    await asked(bot, ts, question="How should we tell you about it?")
    stage = bot.below(ts)
    await stage.hears("looks at this")
    await stage.hears()
    await stage.hears_nothing_more()


async def test_where_an_interview_is_held_already_she_gets_a_thread_of_her_own(bot: Bot, thread: Stage) -> None:
    await made(thread)
    people = bot.playground.driver
    ts = await people.say(MEI, CUSTOMERS, PROPOSAL)
    await people.message_shortcut(MEI, CUSTOMERS, ts, MESSAGE_SHORTCUT)
    held = bot.below(ts)
    await held.hears("Question 1")
    async with another_thread(bot) as stage:
        await asked(bot, ts)
    await stage.hears("looks at this", "the message: “From May")
    await stage.hears()
    await held.hears_nothing_more()


async def test_whoever_reads_along_without_the_card_is_counted(bot: Bot, thread: Stage) -> None:
    await made(thread)
    people = bot.playground.driver
    people.leave(CUSTOMERS, RAVI)
    people.invite(GENERAL)
    ts = await people.say(DANA, GENERAL, PROPOSAL)
    await asked(bot, ts, GENERAL)
    await bot.below(ts, GENERAL).hears("One person here cannot open the card")


async def test_a_long_message_in_german_opens_the_form_too(bot: Bot, thread: Stage) -> None:
    await made(thread)
    ts = await bot.playground.driver.say(MEI, CUSTOMERS, "Künftig gälte für Ärzte: größere Überschüsse. " * 60)
    assert await asked(bot, ts) == {}
    stage = bot.below(ts)
    await stage.hears("Alice", "looks at this")
    assert "synthetic" in (await stage.hears())["username"]


async def test_a_form_that_slack_refuses_is_not_passed_over_in_silence(bot: Bot, thread: Stage) -> None:
    await made(thread)
    people = bot.playground.driver
    people.faults.add("refuse", "views.open", next=1, error="invalid_arguments")
    await people.message_shortcut(DANA, CUSTOMERS, str(thread.thread), ASK_SHORTCUT)
    await bot.direct(DANA).hears(NOT_OPENED)


async def test_without_a_persona_the_form_says_how_to_make_one(bot: Bot) -> None:
    people = bot.playground.driver
    ts = await people.say(MEI, CUSTOMERS, PROPOSAL)
    await people.message_shortcut(DANA, CUSTOMERS, ts, ASK_SHORTCUT)
    view = await people.wait_for(lambda: people.modal(DANA), PATIENCE)
    assert "There is nobody to ask yet" in str(view.definition["blocks"])


async def test_a_card_of_a_channel_one_is_not_in_is_not_offered_and_not_asked(bot: Bot) -> None:
    people = bot.playground.driver
    people.invite(LEADERSHIP)
    secret = Stage(bot, LEADERSHIP)
    await secret.says("@Segue persona of Alice, a cost-conscious employee", user=MEI)
    await secret.hears()
    await secret.hears("Interview Alice")
    ts = await people.say(MEI, CUSTOMERS, PROPOSAL)
    await people.message_shortcut(MEI, CUSTOMERS, ts, ASK_SHORTCUT)
    view = await people.wait_for(lambda: people.modal(MEI), PATIENCE)
    [select] = [each for each in view.definition["blocks"] if each.get("block_id") == "persona"]
    stolen = {"persona": {"persona": {"type": "static_select", "selected_option": select["element"]["options"][0]}}}
    people.leave(LEADERSHIP, MEI)
    await people.submit(MEI, stolen)
    await bot.below(ts).hears(NOBODY)


async def test_where_anybody_may_join_it_is_said_that_her_card_is_of_a_closed_channel(bot: Bot) -> None:
    """Although all who are there today could open it."""
    people = bot.playground.driver
    closed = people.add_channel("C0CLOSED01", "plans", [MEI, DANA], private=True)
    public = people.add_channel("C0PUBLIC01", "lunch", [MEI, DANA])
    people.invite(closed)
    people.invite(public)
    await made(Stage(bot, closed))
    ts = await people.say(DANA, public, PROPOSAL)
    await asked(bot, ts, public)
    await bot.below(ts, public).hears("Anybody may join this channel, and could not open the card")
