"""The deck in Slack: outlined, changed, made as a file, kept as a canvas."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import aiohttp
import pytest
from pptx import Presentation

from playground.driver import DANA, RAVI
from tests.dialogues.stage import PATIENCE, Bot, Stage
from tests.dialogues.test_after_the_summary import summed_up


@pytest.fixture(autouse=True)
def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether there is a PDF besides depends on the machine; here there is none."""
    monkeypatch.setenv("PATH", "/nowhere")


async def file_of(thread: Stage) -> dict[str, Any]:
    """-> the file that came into the thread last."""
    message = await thread.hears()
    [file] = message["files"]
    return dict(file)


async def opened(file: dict[str, Any]) -> Any:
    async with aiohttp.ClientSession() as browser, browser.get(f"{file['url_private']}?as={DANA}") as answer:
        return Presentation(BytesIO(await answer.read()))


async def test_a_deck_is_outlined_changed_and_made(bot: Bot, thread: Stage) -> None:
    review = await summed_up(thread)
    await thread.presses("deck", review)
    card = await thread.hears("Outline of the deck", "1. Introduction:", "9. Conclusion:", "[ Make the deck ]")
    await thread.says("leave out 6")
    await thread.hears("Noted, and changed in the outline")
    await thread.says("call it Couriers first")
    await thread.hears("Noted, and changed in the outline")
    stands = str(thread.message(card["ts"])["blocks"])
    assert "_left out_" in stands
    assert "Couriers first" in stands
    await thread.presses("make_deck", card)
    file = await file_of(thread)
    assert (file["name"], file["title"]) == ("couriers-first-v1.pptx", "Couriers first, version 1")
    await thread.hears("Version 1 of the deck is above", "[ Keep it as a canvas ]")
    slides = list((await opened(file)).slides)
    assert slides[0].shapes.title.text == "Couriers first"
    assert not any(
        "Framework" in shape.text_frame.text for each in slides for shape in each.shapes if shape.has_text_frame
    )
    notes = "\n".join(each.notes_slide.notes_text_frame.text for each in slides if each.has_notes_slide)
    assert "Couriers call at noon" in notes, "the words as they were said"
    assert "Dana" in notes, "who said it, by name"
    assert bot.playground.url in notes, "and where"
    await thread.hears_nothing_more()


async def test_the_same_deck_is_made_once_and_a_corrected_one_again(bot: Bot, thread: Stage) -> None:
    await summed_up(thread)
    await thread.says("make the deck")
    card = await thread.hears("Outline of the deck")
    await thread.presses("make_deck", card)
    await thread.presses("make_deck", card, user=RAVI)
    heard = [await thread.hears() for _ in range(3)]
    assert sum(bool(each.get("files")) for each in heard) == 1
    await thread.says("make the deck")
    await thread.hears("Nothing has changed since version 1")
    await thread.says("correct: couriers pay 40 euros, we looked it up in the books")
    for words in ("corrected", "40 euros", "Ideas generated", "Candidate segments", "How useful"):
        await thread.hears(words)
    await thread.says("make the deck")
    again = await thread.hears("Outline of the deck")
    await thread.presses("make_deck", again)
    file = await file_of(thread)
    assert file["name"].endswith("-v2.pptx")
    await thread.hears("Version 2 of the deck")
    await thread.hears_nothing_more()


async def test_a_deck_is_kept_as_a_canvas_that_the_channel_may_read(bot: Bot, thread: Stage) -> None:
    await summed_up(thread)
    await thread.says("canvas")
    await thread.hears("There is no deck yet")
    await thread.says("deck")
    await thread.presses("make_deck", await thread.hears("Outline of the deck"))
    await file_of(thread)
    made = await thread.hears("Version 1 of the deck")
    await thread.presses("keep_canvas", made)
    told = await thread.hears("kept as a canvas", "open it")
    await bot.playground.driver.wait_for(lambda: "open it" in str(thread.message(made["ts"])), PATIENCE)
    stands = str(thread.message(made["ts"])["blocks"])
    assert "Version 1 of the deck is above" in stands
    assert "keep_canvas" not in stands, "where the button stood there is its address"
    await thread.says("canvas")
    await thread.hears("Version 1 is kept as a canvas already")
    [canvas] = bot.playground.workspace.canvases.values()
    assert canvas.channels == {thread.channel: "write"}
    assert "# 1 · Introduction" in canvas.markdown
    [address] = re.findall(r"<(http[^|]+/docs/[^|]+)\|open it>", str(told["blocks"]))
    assert address.endswith(f"/{canvas.id}")
    async with aiohttp.ClientSession() as browser:
        async with browser.get(f"{bot.playground.url}/playground/canvas/{canvas.id}?as={RAVI}") as answer:
            assert (await answer.json())["markdown"] == canvas.markdown
        async with browser.get(f"{bot.playground.url}/playground/canvas/{canvas.id}?as=U0NOBODY") as answer:
            assert answer.status == 403


async def test_a_workspace_without_canvases_hears_one_kind_line(bot: Bot, thread: Stage) -> None:
    bot.playground.faults.add("refuse", "canvases.create", error="free_teams_cannot_create_non_tabbed_canvases")
    await summed_up(thread)
    await thread.says("deck")
    await thread.presses("make_deck", await thread.hears("Outline of the deck"))
    await file_of(thread)
    await thread.presses("keep_canvas", await thread.hears("Version 1 of the deck"))
    await thread.hears("This workspace has no canvases for apps")
    await thread.hears_nothing_more()


async def test_a_canvas_is_made_once_although_slack_lost_its_answer(bot: Bot, thread: Stage) -> None:
    await summed_up(thread)
    await thread.says("deck")
    await thread.presses("make_deck", await thread.hears("Outline of the deck"))
    await file_of(thread)
    made = await thread.hears("Version 1 of the deck")
    bot.playground.faults.add("error_after", "chat.postMessage", next=1)
    await thread.presses("keep_canvas", made)
    await thread.hears("kept as a canvas")
    await thread.hears_nothing_more()
    [canvas] = bot.playground.workspace.canvases.values()
    assert await bot.playground.driver.wait_for(lambda: thread.channel in canvas.channels, PATIENCE)
    assert await bot.playground.driver.wait_for(lambda: "open it" in str(thread.message(made["ts"])), PATIENCE)
    assert list(bot.playground.workspace.canvases) == [canvas.id], "and no second one was made"


async def test_without_the_scope_for_names_a_deck_comes_without_them(bot: Bot, thread: Stage) -> None:
    bot.playground.faults.add("refuse", "users.info", error="missing_scope")
    await summed_up(thread)
    await thread.says("deck")
    await thread.presses("make_deck", await thread.hears("Outline of the deck"))
    slides = list((await opened(await file_of(thread))).slides)
    notes = "\n".join(each.notes_slide.notes_text_frame.text for each in slides if each.has_notes_slide)
    assert "a member of the team, " in notes
    assert "Dana" not in notes


async def test_in_a_direct_message_the_canvas_is_opened_to_whoever_asked(bot: Bot) -> None:
    thread = bot.direct(DANA)
    await thread.says("interview, 3 questions")
    await thread.hears("I'm ready")
    await thread.says("We sell a benefits portal to employers. We must choose by March whom to design it for.")
    await thread.hears("Question 1 of 3")
    await thread.says("Couriers call at noon and pay 35 euros, that's from our books.")
    await thread.hears("Question 2 of 3")
    await thread.says("finish")
    for words in ("What we know", "Considerations", "Ideas", "Candidate segments", "How useful"):
        await thread.hears(words)
    await thread.says("deck")
    await thread.presses("make_deck", await thread.hears("Outline of the deck"))
    await file_of(thread)
    await thread.presses("keep_canvas", await thread.hears("Version 1 of the deck"))
    await thread.hears("kept as a canvas")
    await thread.hears_nothing_more()
    [canvas] = bot.playground.workspace.canvases.values()
    assert canvas.users[DANA] == "write"
    assert canvas.channels == {}
