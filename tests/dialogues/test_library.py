"""The library: found, interviewed, mended, put away, copied, deleted with what hangs on it."""

from __future__ import annotations

from pathlib import Path

import aiohttp

from bot.names import CHANNEL, IMPORT_FILE, LIBRARY_ACT, LIBRARY_IMPORT, LIBRARY_SEARCH
from flows.persona.keeping import BACK
from flows.role_play.gone import GONE as NOBODY_ANSWERS
from playground.driver import CUSTOMERS, DANA, RAVI
from tests.dialogues.personas import deleted, dropped, edited, library, made, opened, persona_id, shown, top
from tests.dialogues.stage import PATIENCE, Bot, Stage, another_thread

SAMPLE = Path("personas/sample/alice.yaml")
MORE = f"{LIBRARY_ACT}_more"


async def test_the_library_shows_who_was_made_and_finds_by_words(bot: Bot, thread: Stage) -> None:
    await made(thread)
    there = shown(await library(bot, RAVI))
    assert "Alice" in there
    assert "cost-conscious employee" in there
    assert "Nobody here goes by those words" in shown(await library(bot, RAVI, "submarine"))


async def test_the_green_button_looks_for_what_was_typed(bot: Bot, thread: Stage) -> None:
    await made(thread)
    await library(bot, RAVI)
    people = bot.playground.driver
    before = people.modal(RAVI)
    assert before.definition["submit"]["text"] == "Search"
    for words, found in (("submarine", False), ("employee", True), ("", True)):
        typed = {LIBRARY_SEARCH: {LIBRARY_SEARCH: {"type": "plain_text_input", "value": words}}}
        assert await people.submit(RAVI, typed) == {}
        assert people.modal(RAVI) is before
        assert ("persona-" in shown(before)) is found


async def test_whoever_is_not_in_the_channel_sees_nobody(bot: Bot, thread: Stage) -> None:
    await made(thread)
    people = bot.playground.driver
    people.leave(CUSTOMERS, RAVI)
    assert "persona-" not in shown(await library(bot, RAVI, channel=people.direct_channel(RAVI)))


async def test_an_interview_begins_from_the_library(bot: Bot, thread: Stage) -> None:
    await made(thread)
    people, id = bot.playground.driver, persona_id(await library(bot, RAVI))
    async with another_thread(bot) as alice:
        await people.press_in_modal(RAVI, LIBRARY_ACT, f"interview_persona:{id}")
    await alice.hears("Interview with Alice")


async def test_a_line_is_mended_as_a_new_version_and_interviews_keep_theirs(bot: Bot, thread: Stage) -> None:
    card = await made(thread)
    alice = await opened(bot, thread, card)
    assert await edited(thread, card, "P1", "Paid 300 euros for a pair of glasses.") == {}
    await thread.hears("version 2")
    await thread.people.wait_for(lambda: "Paid 300 euros" in str(thread.message(card["ts"])["blocks"]), PATIENCE)
    await alice.says("What annoyed you most the last time?")
    assert "300 euros" not in (await alice.hears())["text"]
    versions = await bot.kept("SELECT version, changed_by FROM persona_versions ORDER BY version")
    assert versions == [(1, DANA), (2, DANA)]


async def test_a_card_is_put_away_and_brought_back(bot: Bot, thread: Stage) -> None:
    await made(thread)
    await thread.says("archive")
    await thread.hears("put away")
    there = shown(await library(bot))
    assert "persona-" not in there
    assert "Everybody is put away for now" in there
    await thread.says("bring back")
    await thread.hears(BACK.format(name="Alice"))
    assert "Alice" in shown(await library(bot))


async def test_a_copy_has_a_thread_of_its_own(bot: Bot, thread: Stage) -> None:
    await made(thread)
    async with another_thread(bot) as copy:
        await thread.says("duplicate")
        await thread.hears("A copy of Alice")
    await copy.hears("Interview Alice")
    assert len(await bot.kept("SELECT id FROM personas")) == 2


async def test_deleting_takes_the_card_its_interviews_and_what_was_said(bot: Bot, thread: Stage) -> None:
    card = await made(thread)
    alice = await opened(bot, thread, card)
    await alice.says("What about the zebra in your kitchen?")
    await alice.hears()
    await alice.says("finish")
    await alice.hears("What Alice said")
    await deleted(thread)
    there = thread.people
    assert await there.wait_for(lambda: "Delete for good" not in str(there.thread(CUSTOMERS, card["thread_ts"])))
    await alice.says("And the giraffe?")
    await alice.hears(NOBODY_ANSWERS)
    assert "persona-" not in shown(await library(bot))
    tables = ("personas", "persona_versions", "insights", "evidence")
    words = (
        "messages WHERE text LIKE '%zebra%'",
        "conversations WHERE state LIKE '%zebra%' OR state LIKE '%conscious%'",
    )
    counts = ", ".join(f"(SELECT count(*) FROM {each})" for each in (*tables, *words))
    assert await bot.kept(f"SELECT {counts}") == [(0, 0, 0, 0, 0, 0)]


async def test_a_card_leaves_as_a_file_and_comes_back_as_a_persona(bot: Bot, thread: Stage) -> None:
    await made(thread)
    await thread.says("export")
    asked = await thread.hears("In which form should Alice leave?")
    await thread.presses("export_own", asked)
    message = await thread.hears()
    [file] = message["files"]
    assert file["name"] == "alice-corrigan.persona.yaml"
    people, before = bot.playground.driver, {each["ts"] for each in bot.playground.driver.history(CUSTOMERS)}
    again = Stage(bot, CUSTOMERS)
    async with aiohttp.ClientSession() as web, web.get(file["url_private"], params={"as": DANA}) as answer:
        data = await answer.read()
    await again.says("@Segue import this persona", files=[await dropped(bot, "alice.persona.yaml", data)])
    back = await again.hears("Alice Corrigan", "Interview Alice", "Taken over from the file alice.persona.yaml")
    assert "Made by simple rules" not in str(back["blocks"])
    assert len(people.history(CUSTOMERS)) == len(before) + 1


async def test_the_whole_card_opens_over_the_library(bot: Bot, thread: Stage) -> None:
    await made(thread)
    people, id = bot.playground.driver, persona_id(await library(bot, RAVI))
    await people.press_in_modal(RAVI, f"{LIBRARY_ACT}_card", f"whole_card:{id}")
    view = await people.wait_for(lambda: "Pain points" in str(top(bot, RAVI)) and people.modal(RAVI), PATIENCE)
    assert "[assumption]" in shown(view)
    assert view.definition["title"]["text"] == "Alice Corrigan"


async def test_a_card_is_exported_from_the_library_into_its_thread(bot: Bot, thread: Stage) -> None:
    await made(thread)
    people, id = bot.playground.driver, persona_id(await library(bot, RAVI))
    await people.choose(RAVI, MORE, f"export:{id}")
    await thread.hears("In which form should Alice leave?")


async def test_a_card_is_imported_by_a_form(bot: Bot, thread: Stage) -> None:
    people = bot.playground.driver
    await library(bot)
    await people.press_in_modal(DANA, LIBRARY_IMPORT)
    await people.wait_for(lambda: IMPORT_FILE in str(top(bot, DANA)), PATIENCE)
    where = {CHANNEL: {CHANNEL: {"type": "conversations_select", "selected_conversation": CUSTOMERS}}}
    assert await people.submit(DANA, where) == {IMPORT_FILE: "Please choose the file with the card."}
    file = await dropped(bot, "alice.persona.yaml", SAMPLE.read_bytes())
    chosen = {IMPORT_FILE: {IMPORT_FILE: {"type": "file_input", "files": [file]}}}
    async with another_thread(bot) as made_of_it:
        assert await people.submit(DANA, where | chosen) == {}
    await made_of_it.hears("Alice Moreno")


async def test_a_file_that_is_no_card_is_said_to_be_none(bot: Bot, thread: Stage) -> None:
    await thread.says("@Segue import this persona", files=[await dropped(bot, "alice.yaml", b"- nothing\n- much\n")])
    await thread.hears("alice.yaml could not be taken in as a card", "Nothing was changed")
    await thread.says("a cost-conscious employee named Alice")
    await thread.hears()
    await thread.hears("Interview Alice")


async def test_an_export_that_was_stored_and_not_answered_is_not_sent_twice(bot: Bot, thread: Stage) -> None:
    await made(thread)
    bot.playground.driver.faults.add("error_after", "files.completeUploadExternal", next=1)
    await thread.says("export own")
    await thread.hears()
    await thread.hears_nothing_more()
    await thread.says("card")
    await thread.hears("[assumption]")
