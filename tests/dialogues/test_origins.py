"""Where is this from? Asked once of an upload while the work goes on; said, corrected, and by nobody from outside."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.engine.admission import ASKER_OUT
from bot.engine.origins import NOTHING_THERE
from bot.names import ORIGIN_BASIS, ORIGIN_FORM, ORIGIN_FROM, ORIGIN_PURPOSE, ORIGIN_WORDS
from flows.origins import SAY_ORIGIN
from playground.driver import BOT_USER, CUSTOMERS, DANA, MEI, RAVI
from playground.people import TEAM_ID
from tests.dialogues.personas import ALICE, deleted, dropped
from tests.dialogues.stage import PATIENCE, Bot, Stage

BROCHURE = b"# Deductible\n\nYou pay all costs of care until the deductible of 1,500 dollars is met.\n"
SAID = "SELECT number, came_from, words, purpose, basis, said_by FROM origins ORDER BY number"


def chosen(value: str) -> dict[str, Any]:
    return {"type": "static_select", "selected_option": {"value": value}}


def written(value: str) -> dict[str, Any]:
    return {"type": "plain_text_input", "value": value}


def filled(came_from: str = "own", basis: str = "not personal", words: str = "The brochure of May") -> dict[str, Any]:
    fields = {
        ORIGIN_FROM: chosen(came_from),
        ORIGIN_WORDS: written(words),
        ORIGIN_PURPOSE: written("Whom to design the portal for"),
        ORIGIN_BASIS: chosen(basis),
    }
    return {name: {name: value} for name, value in fields.items()}


async def asked(bot: Bot, thread: Stage, *names: str) -> dict[str, Any]:
    """Alice is asked for with files. -> the line that asks where they are from"""
    files = [await dropped(bot, name, BROCHURE) for name in names or ("benefits.md",)]
    await thread.says(ALICE, files=files)
    await thread.hears("Read the material")
    return await thread.hears("where is it from", "Nothing waits for it")


async def answers(thread: Stage, line: dict[str, Any], user: str = DANA, **said: str) -> None:
    await thread.presses(SAY_ORIGIN, line, user=user)
    await thread.people.wait_for(lambda: thread.people.modal(user), PATIENCE)
    assert await thread.people.submit(user, filled(**said)) == {}


async def reads(thread: Stage, line: dict[str, Any], words: str) -> None:
    await thread.people.wait_for(lambda: words in str(thread.message(line["ts"])["blocks"]), PATIENCE)


def crafted(line: dict[str, Any], user: str, channel: str, place: dict[str, str]) -> dict[str, Any]:
    return {
        "view": {
            "id": "V0MADEUP", "hash": "1.1", "type": "modal", "callback_id": ORIGIN_FORM,
            "app_installed_team_id": TEAM_ID, "state": {"values": filled(words="A stranger was here.")},
            "private_metadata": json.dumps({"channel": channel, "message_ts": line["ts"], **place}),
        },
        "user": {"id": user}, "team": {"id": TEAM_ID},
    }  # fmt: skip


async def test_it_is_asked_once_and_the_card_is_made_meanwhile(bot: Bot, thread: Stage) -> None:
    line = await asked(bot, thread, "benefits.md", "plan.md")
    assert "benefits.md, plan.md" in str(line["blocks"])
    await thread.hears("Interview Alice")
    await thread.says("card")
    await thread.hears("Where the material is from", "m1 benefits.md: Nobody has said where it is from.")
    await thread.hears_nothing_more()
    assert await bot.kept("SELECT name, given_by FROM materials ORDER BY rowid") == [
        ("benefits.md", DANA),
        ("plan.md", DANA),
    ]
    assert await bot.kept(SAID) == []


async def test_what_is_said_stands_in_the_line_on_the_card_and_with_who_said_it(bot: Bot, thread: Stage) -> None:
    line = await asked(bot, thread)
    await thread.hears("Interview Alice")
    await answers(thread, line, user=RAVI)
    await reads(thread, line, "benefits.md: Our own. No personal data in it.")
    assert "May" not in str(thread.message(line["ts"]))
    await thread.says("card")
    await thread.hears("m1 benefits.md: Our own. No personal data in it.")
    await thread.hears_nothing_more()
    told = (1, "own", "The brochure of May", "Whom to design the portal for", "not personal", RAVI)
    assert await bot.kept(SAID) == [told]


async def test_it_may_be_corrected_and_what_was_said_before_stays(bot: Bot, thread: Stage) -> None:
    line = await asked(bot, thread)
    await thread.hears("Interview Alice")
    await answers(thread, line)
    await reads(thread, line, "Correct")
    await thread.presses(SAY_ORIGIN, thread.message(line["ts"]), user=RAVI)
    form = await thread.people.wait_for(lambda: thread.people.modal(RAVI), PATIENCE)
    assert "The brochure of May" in str(form.definition)
    await thread.people.submit(RAVI, filled("customer", "unknown"))
    await reads(thread, line, "A customer gave it to us. I don't know.")
    await reads(thread, line, "please find out before it is passed on")
    kept = [(number, came_from, by) for number, came_from, *_, by in await bot.kept(SAID)]
    assert kept == [(1, "own", DANA), (2, "customer", RAVI)]


async def test_two_fingers_on_the_button_and_the_form_sent_twice_keep_one_answer(bot: Bot, thread: Stage) -> None:
    line, people = await asked(bot, thread), thread.people
    await thread.hears("Interview Alice")
    await people.press(DANA, CUSTOMERS, line["ts"], SAY_ORIGIN)
    await people.pressed(DANA, CUSTOMERS, line["ts"], SAY_ORIGIN)
    view = await people.wait_for(lambda: people.modal(DANA), PATIENCE)
    place = json.loads(view.definition["private_metadata"])
    same = crafted(line, DANA, CUSTOMERS, place)
    same["view"]["state"] = {"values": filled()}
    for _ in range(2):
        await people.forge(DANA, "view_submission", same)
    # The second window says the same: it is another submission, and no other answer.
    assert await people.submit(DANA, filled()) == {}
    await reads(thread, line, "Our own")
    await thread.hears_nothing_more()
    assert [number for number, *_ in await bot.kept(SAID)] == [1]


async def test_a_stranger_opens_nothing_and_says_nothing(bot: Bot) -> None:
    people = bot.playground.driver
    board = Stage(bot, people.add_channel("C0BOARD", "board", [DANA, BOT_USER], private=True))
    line = await asked(bot, board)
    await board.hears("Interview Alice")
    upload = json.dumps(line["blocks"]).split('"value": "')[1].split('"')[0]
    for channel in (board.channel, CUSTOMERS):
        press = {
            "actions": [{"action_id": SAY_ORIGIN, "action_ts": "1700000000.1", "value": upload, "type": "button"}],
            "container": {
                "type": "message", "channel_id": channel, "message_ts": line["ts"], "thread_ts": board.thread,
            },
            "channel": {"id": channel}, "message": {"ts": line["ts"]}, "trigger_id": "1.2.3",
            "user": {"id": MEI}, "team": {"id": TEAM_ID},
        }  # fmt: skip
        await people.forge(MEI, "block_actions", press)
        told = crafted(line, MEI, channel, {"upload": upload, "thread_ts": board.thread or ""})
        answered = await people.forge(MEI, "view_submission", told)
        if channel == board.channel:
            assert ASKER_OUT in json.dumps(answered)
    await people.quiet(PATIENCE)
    heard = [*people.ephemeral(MEI), *people.history(people.direct_channel(MEI))]
    assert {each["text"] for each in heard} >= {ASKER_OUT, NOTHING_THERE}
    assert people.modal(MEI) is None
    assert "benefits.md" not in str(heard)
    assert await bot.kept(SAID) == []


@pytest.mark.parametrize("upload", ["1.1", ""])
async def test_a_form_about_what_nobody_gave_is_kept_nowhere(bot: Bot, thread: Stage, upload: str) -> None:
    line = await asked(bot, thread)
    await thread.hears("Interview Alice")
    told = crafted(line, DANA, CUSTOMERS, {"upload": upload, "thread_ts": thread.thread or ""})
    await thread.people.forge(DANA, "view_submission", told)
    await thread.hears_nothing_more()
    assert await bot.kept("SELECT 1 FROM origins UNION ALL SELECT 1 FROM inbox WHERE state = 'dead'") == []


async def test_with_the_persona_goes_what_was_said_of_her_material(bot: Bot, thread: Stage) -> None:
    line = await asked(bot, thread)
    await thread.hears("Interview Alice")
    await answers(thread, line)
    await reads(thread, line, "Our own")
    await deleted(thread)
    await thread.presses(SAY_ORIGIN, line)
    await thread.people.wait_for(lambda: NOTHING_THERE in str(told_alone(thread)), PATIENCE)
    assert await bot.kept("SELECT 1 FROM origins UNION ALL SELECT 1 FROM materials") == []


def told_alone(thread: Stage) -> list[dict[str, Any]]:
    people = thread.people
    return [*people.ephemeral(DANA), *people.history(people.direct_channel(DANA))]
