"""A study leaves as a file, for whoever asks, into their direct message."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import aiohttp
import pytest

from bot.views.export import NOTHING
from flows.export import NOT_A_TALK, REFUSED, WITHHELD
from playground.driver import CUSTOMERS, DANA, RAVI
from tests.dialogues.stage import PATIENCE, Bot, Stage

ANSWERS = (
    "HR told us that about 60 percent of the calls to the help desk are about words.",
    "Employees told us they put it off until the last day; 40 of 50 did so last year.",
    "Brokers told us the small employers ask for a leaflet on paper.",
)


async def summed_up(thread: Stage) -> None:
    await thread.begins()
    for number, answer in enumerate(ANSWERS, 1):
        await thread.says(answer)
        await thread.hears("What we know about" if number == len(ANSWERS) else f"Question {number + 1} of 3")
    await thread.people.quiet(PATIENCE)


async def test_a_links_beginning_is_known_to_the_commands_from_slack(bot: Bot) -> None:
    assert await bot.kept("SELECT address FROM addresses") == [(f"{bot.playground.url}/",)]


async def form(bot: Bot, user: str, channel: str = CUSTOMERS) -> str:
    """-> the form as its JSON"""
    people = bot.playground.driver
    await people.command(user, channel, "/segue", "export")
    view = await people.wait_for(lambda: people.modal(user), PATIENCE)
    return json.dumps(view.definition)


async def exports(bot: Bot, user: str, form: str = "json", *, transcripts: bool = False) -> None:
    people = bot.playground.driver
    view = people.modal(user)
    assert view is not None
    study = next(each for each in view.definition["blocks"] if each.get("block_id") == "study")
    values: dict[str, dict[str, Any]] = {
        "study": {"study": {"type": "static_select", "selected_option": study["element"]["initial_option"]}},
        "form": {"form": {"type": "radio_buttons", "selected_option": {"value": form}}},
        "more": {"more": {"type": "checkboxes", "selected_options": [{"value": "all"}] if transcripts else []}},
    }
    assert await people.submit(user, values) == {}


async def file_of(direct: Stage, user: str) -> tuple[str, bytes]:
    message = await direct.hears()
    [file] = message["files"]
    async with aiohttp.ClientSession() as web, web.get(file["url_private"], params={"as": user}) as answer:
        return file["name"], await answer.read()


async def test_a_study_leaves_by_command_and_form(bot: Bot, thread: Stage) -> None:
    await summed_up(thread)
    assert "benefits portal" in await form(bot, RAVI)
    await exports(bot, RAVI, "zip", transcripts=True)
    direct = bot.direct(RAVI)
    await direct.hears("is below as a file", "conversations: 1", "and nothing else")
    name, data = await file_of(direct, RAVI)
    assert name.endswith(".zip")
    archive = zipfile.ZipFile(io.BytesIO(data))
    told = json.loads(archive.read(next(each for each in archive.namelist() if each.endswith(".json"))))
    assert told["reader"] == RAVI
    assert {each["reads"] for claim in told["claims"] for each in claim["evidence"]} == {"as quoted"}
    assert "leaflet on paper" in json.dumps(told["transcripts"])
    await direct.hears_nothing_more()


async def test_an_export_takes_no_part_in_what_is_said_in_the_direct_message(bot: Bot, thread: Stage) -> None:
    await thread.begins()
    await form(bot, DANA)
    await exports(bot, DANA, "md")
    direct = bot.direct(DANA)
    note = await direct.hears("is below as a file")
    await direct.hears()
    below = bot.below(note["ts"], direct.channel)
    below.threaded = True
    await below.says("thank you, and now?")
    await direct.hears(NOT_A_TALK)
    await direct.says("interview, 3 questions")
    await direct.hears("I'm ready")


async def test_whoever_is_in_none_of_the_channels_is_offered_no_study(bot: Bot, thread: Stage) -> None:
    await thread.begins()
    people = bot.playground.driver
    people.leave(CUSTOMERS, RAVI)
    assert NOTHING in json.loads(await form(bot, RAVI, people.direct_channel(RAVI)))["blocks"][0]["text"]["text"]


async def test_whoever_leaves_while_the_form_is_open_gets_nothing(bot: Bot, thread: Stage) -> None:
    await summed_up(thread)
    await form(bot, RAVI)
    bot.playground.driver.leave(CUSTOMERS, RAVI)
    await exports(bot, RAVI)
    await bot.direct(RAVI).hears(WITHHELD)


async def test_what_was_asked_for_is_handed_out_once_although_segue_was_stopped(bot: Bot, thread: Stage) -> None:
    await thread.begins()
    await form(bot, DANA)
    await exports(bot, DANA)
    await bot.stop()
    await bot.start()
    direct = bot.direct(DANA)
    await direct.hears("is below as a file")
    name, _ = await file_of(direct, DANA)
    assert name.endswith("-study.json")
    await direct.hears_nothing_more()


@pytest.mark.parametrize("kind", ["error_after", "error_before", "reset_after", "rate_limit"])
async def test_a_file_arrives_once_whatever_slack_does(bot: Bot, thread: Stage, kind: str) -> None:
    await thread.begins()
    await form(bot, DANA)
    bot.playground.driver.faults.add(kind, "files.completeUploadExternal", next=1)
    await exports(bot, DANA, "md")
    direct = bot.direct(DANA)
    await direct.hears("is below as a file")
    await file_of(direct, DANA)
    await direct.hears_nothing_more()


async def test_a_file_that_slack_refuses_is_said_to_be_refused(bot: Bot, thread: Stage) -> None:
    await thread.begins()
    await form(bot, DANA)
    bot.playground.driver.faults.add("refuse", "files.completeUploadExternal", next=1, error="restricted_action")
    await exports(bot, DANA, "md")
    direct = bot.direct(DANA)
    await direct.hears("is below as a file")
    await direct.hears(REFUSED)
    await direct.hears_nothing_more()
