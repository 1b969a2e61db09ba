"""Somebody asks to be forgotten: what goes is said first, and then it is gone, to the last byte of the folder."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.names import PERSONAL_FORM
from flows.keeping import THE_TEAMS
from flows.personal import FORGOTTEN, OFFERED
from playground.driver import CUSTOMERS, DANA, RAVI
from tests.dialogues.digests import QUICK_CLOCK, edition, set_up, text_of, to_next_monday
from tests.dialogues.stage import PATIENCE, Bot, Stage, staged
from tests.dialogues.test_export import exports, file_of, form


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    async with staged(tmp_path, **QUICK_CLOCK) as bot:
        yield bot


SECRET = "xylophagous"
ANSWERS = (
    f"HR told us that about 60 percent of the {SECRET} employers call the help desk.",
    f"Employees told us they put it off until the last day; 40 of 50 {SECRET} ones did so last year.",
    f"Brokers told us the small {SECRET} employers ask for a leaflet on paper.",
)


async def shown(stage: Stage, words: str) -> dict[str, Any]:
    """The message that holds these words, whatever else was said before it."""
    return await stage.people.wait_for(
        lambda: next((each for each in of_segue(stage) if words in text_of(each)), None), 4 * PATIENCE
    )


async def taken_down(stage: Stage) -> None:
    """No message of Segue's stands in the thread any more; files are people's own to delete."""
    await stage.people.wait_for(lambda: all(each.get("files") for each in of_segue(stage)), 4 * PATIENCE)


async def window(bot: Bot, user: str, text: str) -> str:
    people = bot.playground.driver
    await people.command(user, CUSTOMERS, "/segue", text)
    view = await people.wait_for(lambda: people.modal(user), PATIENCE)
    return json.dumps(view.definition, ensure_ascii=False)


async def forgets(bot: Bot, user: str = DANA) -> None:
    assert "What stays" in await window(bot, user, "forget me")
    assert await bot.playground.driver.submit(user, {}) == {}


async def summed_up(thread: Stage) -> None:
    await thread.begins()
    for number, answer in enumerate(ANSWERS, 1):
        await thread.says(answer)
        await thread.hears("What we know about" if number == len(ANSWERS) else f"Question {number + 1} of 3")
    await thread.people.quiet(PATIENCE)


def holding(folder: Path, word: str = SECRET) -> list[str]:
    written = [word.encode(), word.encode("utf-16-le"), word.title().encode()]
    return [each.name for each in folder.rglob("*") if each.is_file() and any(w in each.read_bytes() for w in written)]


def of_segue(stage: Stage) -> list[dict[str, Any]]:
    return [each for each in stage._messages() if each.get("bot_id")]


async def test_a_word_said_through_everything_is_in_no_byte_once_its_author_is_forgotten(
    bot: Bot, thread: Stage
) -> None:
    """An interview, a deck of it, a digest that quotes it, an export, a persona made from its words and talked with."""
    assert await set_up(bot) == {}
    await summed_up(thread)
    await thread.says("deck")
    await thread.presses("make_deck", await shown(thread, "Outline of the deck"))
    await shown(thread, "Version 1 of the deck")
    to_next_monday(bot)
    assert SECRET in text_of(await edition(bot))
    await form(bot, RAVI)
    await exports(bot, RAVI, "zip", transcripts=True)
    await bot.direct(RAVI).hears("is below as a file")
    made = Stage(bot)
    await made.says(f"@Segue persona of Ruth, who runs a {SECRET} bakery and pays by hand")
    await made.hears("Making a persona")
    card = await made.hears("Ruth")
    await made.people.quiet(PATIENCE)
    await made.presses("interview_persona", card)
    await made.people.quiet(PATIENCE)
    assert holding(bot.database.parent)
    await forgets(bot)
    await bot.direct(DANA).hears(FORGOTTEN)
    assert holding(bot.database.parent) == []
    await thread.people.quiet(PATIENCE)
    await taken_down(thread)
    await taken_down(made)
    assert SECRET not in json.dumps([each for each in bot.playground.driver.history(CUSTOMERS) if each.get("bot_id")])
    await bot.stop()
    assert holding(bot.database.parent) == []


async def test_the_part_of_others_stays_and_their_interview_goes_on(bot: Bot, thread: Stage) -> None:
    await thread.begins()
    await thread.says(ANSWERS[0], user=RAVI)
    await thread.hears("Question 2 of 3")
    await thread.says("Half of our brokers asked for a leaflet last year.")
    await thread.hears("Question 3 of 3")
    await thread.people.quiet(PATIENCE)
    await forgets(bot, RAVI)
    await bot.direct(RAVI).hears(FORGOTTEN)
    await thread.people.quiet(PATIENCE)
    assert SECRET not in json.dumps(of_segue(thread))
    await thread.people.wait_for(lambda: not holding(bot.database.parent), PATIENCE)
    await thread.says("Brokers told us 30 of 40 small firms never call.")
    await thread.hears("Question 3 of 3")
    await thread.people.quiet(PATIENCE)
    kept = await bot.kept("SELECT text FROM messages WHERE by_segue = 0 AND deleted = 0 ORDER BY ts")
    told = json.dumps(kept)
    assert "Half of our brokers" in told
    assert "30 of 40" in told
    assert SECRET not in told


async def test_nobody_hears_that_it_is_gone_before_its_traces_are(bot: Bot, thread: Stage) -> None:
    """Somebody still reads what was there before, such as a backup: only then the log cannot be emptied."""
    await thread.begins()
    await thread.says(ANSWERS[0])
    await thread.hears("Question 2 of 3")
    await thread.people.quiet(PATIENCE)
    told = len(bot.playground.driver.history(bot.playground.driver.direct_channel(DANA)))
    with (
        closing(sqlite3.connect(bot.database, isolation_level=None)) as reader,
        closing(sqlite3.connect(bot.database, isolation_level=None)) as looker,
    ):
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM messages").fetchone()
        await forgets(bot)
        left = "SELECT count(*) FROM messages WHERE author = ?"
        await thread.people.wait_for(lambda: looker.execute(left, [DANA]).fetchone() == (0,), PATIENCE)
        await thread.people.quiet(PATIENCE)
        await taken_down(thread)
        assert holding(bot.database.parent)
        assert len(bot.playground.driver.history(bot.playground.driver.direct_channel(DANA))) == told
    await bot.direct(DANA).hears(FORGOTTEN)
    assert holding(bot.database.parent) == []


async def test_it_is_done_once_although_segue_was_stopped_right_after_it_was_asked(bot: Bot, thread: Stage) -> None:
    await summed_up(thread)
    await window(bot, DANA, "forget me")
    await bot.playground.driver.submit(DANA, {})
    await bot.stop()
    await bot.start()
    direct = bot.direct(DANA)
    await direct.hears(FORGOTTEN)
    await direct.hears_nothing_more()
    assert holding(bot.database.parent) == []
    assert await bot.kept("SELECT act, kind, object FROM audit WHERE act = 'erased'") == [("erased", "person", DANA)]


async def test_plain_words_in_a_direct_message_offer_the_window(bot: Bot, thread: Stage) -> None:
    direct = bot.direct(DANA)
    await direct.says("forget me")
    offered = await direct.hears(OFFERED)
    await direct.presses("open_forget_me", offered)
    view = await bot.playground.driver.wait_for(lambda: bot.playground.driver.modal(DANA), PATIENCE)
    assert "What stays" in json.dumps(view.definition)


async def test_somebody_gets_all_that_is_kept_of_them_and_nothing_of_others(bot: Bot, thread: Stage) -> None:
    await thread.begins()
    await thread.says(ANSWERS[0])
    await thread.hears("Question 2 of 3")
    await thread.says("Ravi's own words, which are his", user=RAVI)
    await thread.hears("Question 3 of 3")
    await window(bot, DANA, "my data")
    assert await bot.playground.driver.submit(DANA, {}) == {}
    direct = bot.direct(DANA)
    await direct.hears("all I keep of you")
    name, data = await file_of(direct, DANA)
    told = json.loads(data)
    assert name == "segue-my-data.json"
    assert ANSWERS[0] in [each["text"] for each in told["messages"]]
    assert "which are his" not in data.decode()
    assert [each["kind"] for each in told["conversations_begun"]] == ["interview"]


async def test_a_study_is_forgotten_from_its_window(bot: Bot, thread: Stage) -> None:
    await summed_up(thread)
    people = bot.playground.driver
    [study] = {row[0] for row in await bot.kept("SELECT id FROM studies")}
    await bot.start()
    await people.open_home(DANA)
    await people.wait_for(lambda: study in json.dumps((home := people.home(DANA)) and home.definition), PATIENCE)
    await people.press_at_home(DANA, f"home_study_{study}")
    await people.wait_for(lambda: people.modal(DANA), PATIENCE)
    await people.press_in_modal(DANA, "open_forget_study")
    view = await people.wait_for(
        lambda: (found := people.modal(DANA)) and "This cannot be undone" in json.dumps(found.definition) and found,
        PATIENCE,
    )
    assert "All 1 conversations" in json.dumps(view.definition)
    assert await people.submit(DANA, {}) == {}
    await bot.direct(DANA).hears("The study is gone")
    assert holding(bot.database.parent) == []
    await people.quiet(PATIENCE)
    await taken_down(thread)


@pytest.mark.parametrize("about", [{"guest": "channels"}, {"guest": "channel"}, {"home": "T0OTHER0001"}])
async def test_no_guest_and_nobody_of_another_company_has_a_study_forgotten(
    bot: Bot, thread: Stage, about: dict[str, str]
) -> None:
    """Not in its window, and not with a form that was made up; a member of the same channel may."""
    await thread.begins()
    people = bot.playground.driver
    gwen = people.add_user("U0GWEN", "Gwen", **about)
    [study] = {row[0] for row in await bot.kept("SELECT id FROM studies")}
    await bot.start()
    page = {"type": "modal", "id": "V0STUDY", "hash": "1.a", "callback_id": "study", "state": {"values": {}}}
    press = {"type": "button", "block_id": "b", "action_id": "open_forget_study", "value": study, "action_ts": "1.1"}
    await people.forge(gwen, "block_actions", {"view": page | {"private_metadata": ""}, "actions": [press]})
    place = {"channel": people.direct_channel(gwen), "what": "forget_study", "study": study}
    form = page | {"id": "V0FORM", "callback_id": PERSONAL_FORM, "private_metadata": json.dumps(place)}
    await people.forge(gwen, "view_submission", {"view": form})
    await bot.direct(gwen).hears(THE_TEAMS)
    denied = "SELECT actor, act, kind, object FROM audit WHERE allowed = 0"
    assert await bot.kept(denied) == [(gwen, "acted", "forget", study)] * 2
    assert await bot.kept("SELECT count(*) FROM conversations WHERE flow = 'interview' AND state IS NULL") == [(0,)]
