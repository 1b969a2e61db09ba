"""Every way to begin an interview, and the form in which an answer is edited."""

from __future__ import annotations

import sqlite3

import pytest

from bot.engine.admission import ASKER_OUT, SEGUE_OUT
from bot.engine.courtesies import ALREADY_THERE
from bot.engine.shut_out import NOT_ARRIVED, NOT_BEGUN, worded
from bot.engine.side_door import NOTHING_TO_EDIT, TOO_SLOW
from bot.names import CHOOSES, MESSAGE_SHORTCUT, START_SHORTCUT
from flows.interview import editing, rereading
from flows.interview.taking import RESTS_ON_EARLIER
from playground.driver import BOT_USER, CUSTOMERS, DANA, LEADERSHIP, MEI, RAVI
from tests.dialogues.stage import PATIENCE, PROJECT, Bot, Stage

ANSWER = "HR told us that about 60 percent of the calls to the help desk are about words."


async def begun_by_segue(bot: Bot) -> Stage:
    """The thread below Segue's newest post in #customers."""
    driver = bot.playground.driver

    def head() -> str | None:
        return next((m["ts"] for m in reversed(driver.history(CUSTOMERS)) if m.get("bot_id")), None)

    stage = Stage(bot, CUSTOMERS)
    stage.thread = await driver.wait_for(head, PATIENCE)
    return stage


async def test_a_command_begins_an_interview_under_segues_own_post(bot: Bot) -> None:
    await bot.playground.driver.command(DANA, CUSTOMERS, "/segue", "interview 3 questions")
    thread = await begun_by_segue(bot)
    await thread.hears("Hello, I'm Segue", "I'll ask 3 questions")
    await thread.says(PROJECT)
    await thread.hears("Question 1 of 3")
    await thread.says(ANSWER, user=RAVI)
    await thread.hears("Question 2 of 3")
    await thread.hears_nothing_more()


async def test_a_command_may_say_the_project_at_once(bot: Bot) -> None:
    await bot.playground.driver.command(DANA, CUSTOMERS, "/segue", f"interview about {PROJECT}")
    thread = await begun_by_segue(bot)
    await thread.hears("Interview: We sell a benefits portal", "Hello, I'm Segue", "Answer in the thread below")
    await thread.hears("Question 1 of 10")


@pytest.mark.parametrize("said", ["", "help", "make coffee"])
async def test_any_other_command_gets_help_that_only_the_asker_sees(bot: Bot, said: str) -> None:
    driver = bot.playground.driver
    before = len(driver.history(CUSTOMERS))
    await driver.command(DANA, CUSTOMERS, "/segue", said)
    [shown] = await driver.wait_for(lambda: driver.ephemeral(DANA), PATIENCE)
    assert "/segue interview" in shown["text"]
    assert len(driver.history(CUSTOMERS)) == before


async def test_a_command_in_a_direct_message(bot: Bot) -> None:
    direct = bot.direct(DANA)
    await bot.playground.driver.command(DANA, direct.channel, "/segue", "interview quick")
    await direct.hears("Hello, I'm Segue", "I'll ask 5 questions")
    await direct.says(PROJECT)
    await direct.hears("Question 1 of 5")


async def test_where_segue_is_no_member_the_asker_is_told(bot: Bot) -> None:
    driver = bot.playground.driver
    elsewhere = driver.add_channel("C0ELSEWHERE", "elsewhere", [DANA])
    await driver.command(DANA, elsewhere, "/segue", "interview")
    await bot.direct(DANA).hears(worded(NOT_BEGUN, "interview"))


async def test_an_archived_channel_is_said_too(bot: Bot) -> None:
    driver = bot.playground.driver
    await bot.stop()
    await driver.say(DANA, CUSTOMERS, "so that there is a channel to archive")
    await bot.start()
    driver.archive(CUSTOMERS)
    await driver.command(DANA, CUSTOMERS, "/segue", "interview")
    await bot.direct(DANA).hears(worded(NOT_BEGUN, "interview"))


async def test_a_killed_bot_goes_on_below_the_post_it_made(bot: Bot) -> None:
    """The first post landed, the answer was lost: it is found, and stays the head of the thread."""
    driver = bot.playground.driver
    driver.faults.add("error_after", "chat.postMessage", next=1)
    await driver.command(DANA, CUSTOMERS, "/segue", "interview 3 questions")
    thread = await begun_by_segue(bot)
    await thread.hears("Hello, I'm Segue")
    await bot.stop()
    await bot.start()
    await thread.says(PROJECT)
    await thread.hears("Question 1 of 3")
    await thread.hears_nothing_more()


async def starts_by_form(bot: Bot, user: str, channel: str | None) -> dict[str, str]:
    """The global shortcut, and its form filled in. -> complaints"""
    driver = bot.playground.driver
    if driver.modal(user) is None:
        await driver.shortcut(user, START_SHORTCUT)
        await driver.wait_for(lambda: driver.modal(user), PATIENCE)
    return await driver.submit(
        user,
        {
            "channel": {"channel": {"type": "conversations_select", "selected_conversation": channel}},
            "project": {"project": {"type": "plain_text_input", "value": PROJECT}},
            "length": {"length": {"type": "radio_buttons", "selected_option": {"value": "5"}}},
        },
    )


async def test_the_shortcut_opens_a_form_and_the_form_begins_an_interview(bot: Bot) -> None:
    assert await starts_by_form(bot, DANA, CUSTOMERS) == {}
    assert bot.playground.driver.modal(DANA) is None
    thread = await begun_by_segue(bot)
    await thread.hears("Hello, I'm Segue", "I'll ask 5 questions", "Answer in the thread below")
    await thread.hears("Question 1 of 5")


async def test_a_form_says_beside_its_field_where_no_interview_can_be_held(bot: Bot) -> None:
    """No channel, one without Segue, one without the asker: the form stays open, and the right channel is taken."""
    driver = bot.playground.driver
    foreign = driver.add_channel("C0FOREIGN", "foreign", [RAVI, BOT_USER])
    assert set(await starts_by_form(bot, DANA, None)) == {"channel"}
    assert await starts_by_form(bot, DANA, LEADERSHIP) == {"channel": SEGUE_OUT}
    assert await starts_by_form(bot, DANA, foreign) == {"channel": ASKER_OUT}
    assert driver.history(foreign) == []
    assert await starts_by_form(bot, DANA, CUSTOMERS) == {}
    await (await begun_by_segue(bot)).hears("Hello, I'm Segue")


async def test_whoever_invites_segue_is_not_turned_away_again(bot: Bot) -> None:
    """Who is in a channel is asked anew for every start."""
    driver = bot.playground.driver
    elsewhere = driver.add_channel("C0ELSEWHERE", "elsewhere", [DANA])
    assert await starts_by_form(bot, DANA, elsewhere) == {"channel": SEGUE_OUT}
    driver.invite(elsewhere)
    assert await starts_by_form(bot, DANA, elsewhere) == {}


async def test_a_start_form_that_opened_too_late_says_so_by_direct_message(bot: Bot) -> None:
    driver = bot.playground.driver
    driver.faults.add("refuse", "views.open", next=1, error="expired_trigger_id")
    await driver.shortcut(DANA, START_SHORTCUT)
    await bot.direct(DANA).hears(TOO_SLOW)


async def test_about_a_message_where_segue_is_no_member(bot: Bot) -> None:
    driver = bot.playground.driver
    ts = await driver.say(MEI, LEADERSHIP, PROJECT)
    await driver.message_shortcut(MEI, LEADERSHIP, ts, MESSAGE_SHORTCUT)
    await bot.direct(MEI).hears(SEGUE_OUT)


async def test_about_a_message_the_asker_can_no_longer_see(bot: Bot) -> None:
    """The menu was open while Mei was taken out of the channel."""
    driver = bot.playground.driver
    ts = await driver.say(RAVI, CUSTOMERS, PROJECT)
    driver.leave(CUSTOMERS, MEI)
    await driver.message_shortcut(MEI, CUSTOMERS, ts, MESSAGE_SHORTCUT, still_open=True)
    direct = bot.direct(MEI)
    await direct.hears(ASKER_OUT)
    assert len(driver.thread(CUSTOMERS, ts)) == 1


async def test_about_a_message_that_was_deleted_the_asker_is_told(bot: Bot) -> None:
    driver = bot.playground.driver
    ts = await driver.say(RAVI, CUSTOMERS, PROJECT)
    driver.faults.add("refuse", "chat.postMessage", next=1, error="thread_not_found")
    await driver.message_shortcut(MEI, CUSTOMERS, ts, MESSAGE_SHORTCUT)
    await bot.direct(MEI).hears(NOT_ARRIVED)


async def test_an_interview_about_a_message_is_held_in_its_thread_once(bot: Bot) -> None:
    driver = bot.playground.driver
    ts = await driver.say(RAVI, CUSTOMERS, PROJECT)
    await driver.message_shortcut(DANA, CUSTOMERS, ts, MESSAGE_SHORTCUT)
    thread = bot.below(ts)
    await thread.hears("Hello, I'm Segue", "Question 1 of 10")
    await driver.message_shortcut(MEI, CUSTOMERS, ts, MESSAGE_SHORTCUT)
    [hint] = await driver.wait_for(lambda: driver.ephemeral(MEI), PATIENCE)
    assert hint["text"] == ALREADY_THERE
    await thread.hears_nothing_more()


async def edit(thread: Stage, text: str, user: str = DANA, card: dict[str, object] | None = None) -> dict[str, str]:
    """Submit the open form with another text. -> complaints"""
    view = thread.driver.modal(user)
    assert view is not None
    block = view.definition["blocks"][1]["block_id"]
    return await thread.driver.submit(user, {block: {"text": {"type": "plain_text_input", "value": text}}})


async def test_an_earlier_answer_is_edited_in_a_form_and_read_again(thread: Stage) -> None:
    await thread.begins()
    await thread.says("Mostly warehouse workers in Ohio.")
    card = await thread.hears("Question 2 of 3")
    await thread.presses("edit", card, user=RAVI)
    await thread.driver.wait_for(lambda: thread.driver.modal(RAVI), PATIENCE)
    assert await edit(thread, "  ", user=RAVI) != {}, "empty is said beside the field"
    assert await edit(thread, "Mostly warehouse workers in Texas.", user=RAVI) == {}
    await thread.hears(rereading.READ_AGAIN)
    await thread.says("finish")
    await thread.hears("What we know")
    considerations = await thread.hears("Texas")
    assert "Ohio" not in str(considerations)
    kept = [(message.author, message.text) for message in await thread.transcript() if not message.by_segue]
    assert (RAVI, "Mostly warehouse workers in Texas.") in kept
    assert (DANA, "Mostly warehouse workers in Ohio.") in kept


async def test_another_answer_can_be_chosen_and_shows_its_words(thread: Stage) -> None:
    await thread.begins()
    await thread.says("Mostly warehouse workers in Ohio.")
    await thread.hears("Question 2 of 3")
    await thread.says(ANSWER)
    card = await thread.hears("Question 3 of 3")
    await thread.presses("edit", card)
    view = await thread.driver.wait_for(lambda: thread.driver.modal(DANA), PATIENCE)
    assert view is not None
    options = view.definition["blocks"][0]["accessory"]["options"]
    assert [option["text"]["text"][:2] for option in options] == ["2.", "1.", "Th"]
    await thread.driver.choose(DANA, CHOOSES, options[1]["value"])
    await thread.driver.wait_for(lambda: "Ohio" in str((thread.driver.modal(DANA) or view).definition), PATIENCE)


async def test_two_people_editing_one_answer_do_not_overwrite_each_other(thread: Stage) -> None:
    await thread.begins()
    await thread.says("Mostly warehouse workers in Ohio.")
    card = await thread.hears("Question 2 of 3")
    for user in (RAVI, MEI):
        await thread.presses("edit", card, user=user)
        await thread.driver.wait_for(lambda user=user: thread.driver.modal(user), PATIENCE)  # type: ignore[misc]
    await edit(thread, "Mostly warehouse workers in Texas.", user=RAVI)
    await thread.hears(rereading.READ_AGAIN)
    await edit(thread, "Mostly warehouse workers in Maine.", user=MEI)
    await thread.hears(editing.CHANGED_MEANWHILE)


async def test_a_form_submitted_after_the_end_is_taken_and_says_what_rests_on_it(thread: Stage) -> None:
    await thread.begins()
    await thread.says("Mostly warehouse workers in Ohio.")
    card = await thread.hears("Question 2 of 3")
    await thread.presses("edit", card)
    await thread.driver.wait_for(lambda: thread.driver.modal(DANA), PATIENCE)
    await thread.says("finish", user=DANA)
    for _ in range(5):
        await thread.hears()
    await edit(thread, "Mostly warehouse workers in Texas.")
    await thread.hears(RESTS_ON_EARLIER)


async def test_before_the_first_answer_there_is_nothing_to_edit_but_the_project(thread: Stage) -> None:
    card = await thread.begins()
    await thread.presses("edit", card)
    view = await thread.driver.wait_for(lambda: thread.driver.modal(DANA), PATIENCE)
    assert view is not None
    assert "The project" in str(view.definition)
    assert NOTHING_TO_EDIT not in str(thread.driver.ephemeral(DANA))


async def test_what_was_said_below_a_message_before_the_shortcut_is_none_of_ours(bot: Bot) -> None:
    driver = bot.playground.driver
    ts = await driver.say(MEI, CUSTOMERS, PROJECT)
    await driver.say(RAVI, CUSTOMERS, "Between us: my salary talk went badly.", ts)
    await driver.message_shortcut(DANA, CUSTOMERS, ts, MESSAGE_SHORTCUT)
    thread = bot.below(ts)
    await thread.hears("Hello, I'm Segue", "Question 1 of 10")
    kept = await thread.transcript()
    assert [(each.author, each.text) for each in kept if not each.by_segue] == [(MEI, PROJECT)]


async def test_a_command_beside_an_open_interview_in_a_direct_message_begins_another(bot: Bot) -> None:
    direct = Stage(bot, bot.playground.driver.direct_channel(DANA))
    await direct.says(PROJECT)
    await direct.hears("Question 1 of 10")
    await bot.playground.driver.command(DANA, direct.channel, "/segue", "interview 3 questions about shoes for nurses")
    await direct.hears("Hello, I'm Segue", "Question 1 of 3")
    await direct.says("Nurses in Ohio told us they stand all day.")
    await direct.hears("Question 2 of 3")
    await direct.hears_nothing_more()


async def test_an_interview_that_could_not_begin_says_so_once_and_stays_closed(bot: Bot) -> None:
    driver = bot.playground.driver
    elsewhere = driver.add_channel("C0ELSEWHERE", "elsewhere", [DANA])
    await driver.command(DANA, elsewhere, "/segue", f"interview about {PROJECT}")
    direct = bot.direct(DANA)
    await direct.hears(worded(NOT_BEGUN, "interview"))
    await direct.hears_nothing_more()
    await bot.stop()
    with sqlite3.connect(bot.database) as database:
        assert database.execute("SELECT status FROM conversations").fetchall() == [("closed",)]
    await bot.start()
