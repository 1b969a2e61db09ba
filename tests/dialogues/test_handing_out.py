"""A file analysed in the playground, and its report taken elsewhere by clicking: deck, canvas, list of customers."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from pptx import Presentation

from bot.cli.dialogue import parts
from flows.segmentation.anew import MAKE_ANEW
from flows.segmentation.handing_out import AUDIENCE, CANVAS, DECK, NOT_REWRITTEN, STANDS
from playground.driver import CUSTOMERS, DANA, RAVI
from tests.dialogues.personas import dropped
from tests.dialogues.stage import Bot, Stage
from tests.dialogues.test_bad_tables import PATIENCE, lines_of, shown, until
from tests.sample_orders import with_returns, write_noise, write_orders


@pytest.fixture(autouse=True)
def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether there is a PDF besides depends on the machine; here there is none."""
    monkeypatch.setenv("PATH", "/nowhere")


def posts(thread: Stage) -> list[dict[str, Any]]:
    return [each for each in thread.driver.thread(CUSTOMERS, thread.thread or "") if each.get("bot_id")]


def offering(thread: Stage, action: str) -> dict[str, Any]:
    """-> the message with that button."""
    [found] = [
        each
        for each in posts(thread)
        if any(one.get("action_id") == action for block in each.get("blocks", ()) for one in block.get("elements", ()))
    ]
    return found


def reported(thread: Stage) -> dict[str, Any]:
    return offering(thread, DECK)


def drawn(thread: Stage) -> list[str]:
    """-> addresses of the pictures in the thread."""
    files = [file for each in posts(thread) for file in each.get("files", ())]
    return [file["permalink"] for file in files if file["filetype"] == "png"]


def on_page(markdown: str) -> list[str]:
    """-> addresses of the pictures on a canvas."""
    return re.findall(r"^!\[\]\((.*)\)$", markdown, re.MULTILINE)


async def file_named(thread: Stage, ending: str) -> dict[str, Any]:
    def found() -> list[dict[str, Any]]:
        return [file for each in posts(thread) for file in each.get("files", ()) if file["name"].endswith(ending)]

    await thread.people.wait_for(lambda: bool(found()), PATIENCE)
    [file] = found()
    return file


async def test_deck_canvas_and_list_are_a_click_away(bot: Bot, thread: Stage, tmp_path: Path) -> None:
    data = with_returns(write_orders(tmp_path / "o.csv"), "C0002").read_bytes()
    await thread.says("@Segue", files=[await dropped(bot, "orders.csv", data)])
    await until(thread, "-segments.csv")
    await thread.driver.quiet(PATIENCE)
    report = reported(thread)
    said = "\n".join(parts(report))
    assert said.count("ask five ") == said.count(" of customers, "), "each segment has a next step, in short"
    await thread.presses(DECK, report)
    deck = await file_named(thread, ".pptx")
    async with aiohttp.ClientSession() as web, web.get(deck["url_private"], params={"as": DANA}) as answer:
        slides = list(Presentation(BytesIO(await answer.read())).slides)
    assert slides[0].shapes.title.text == "Segments of orders.csv"
    assert any(shape.has_chart for slide in slides for shape in slide.shapes)
    links = {each.target_ref for each in slides[-1].part.rels.values() if each.is_external}
    assert [link for link in links if bot.playground.url in link], "the file's number leads to the report"
    await thread.presses(DECK, report, user=RAVI)
    await until(thread, STANDS[DECK])
    await thread.presses(CANVAS, report)
    await until(thread, "The report is a canvas")
    await thread.presses(CANVAS, report, user=RAVI)
    await until(thread, STANDS[CANVAS])
    [canvas] = bot.playground.workspace.canvases.values()
    assert canvas.title == "Segments of orders.csv"
    assert canvas.channels == {CUSTOMERS: "write"}
    assert "## What I would do next" in canvas.markdown
    assert on_page(canvas.markdown) == drawn(thread), "the pictures of the thread stand on it"
    await thread.says("rename segment 1 to Fans")
    await thread.people.wait_for(lambda: "Fans" in canvas.markdown, PATIENCE)
    assert len(bot.playground.workspace.canvases) == 1, "it is the same page"
    await thread.driver.press(DANA, CUSTOMERS, report["ts"], AUDIENCE, "1")
    listed = await file_named(thread, "orders-segment-1-fans.csv")
    header, *rows = await lines_of(listed)
    assert header == ["Customer", "segment", "money_spent", "money_returned", "orders", "last_order"]
    assert len(rows) == 120
    assert len({row[0] for row in rows}) == 120
    kept = [float(row[2]) - float(row[3]) for row in rows]
    assert kept == sorted(kept, reverse=True), "whoever kept most stands first"
    told = "Sorted by what they spent less what they returned."
    await thread.people.wait_for(lambda: any(told in each for each in shown(thread)), PATIENCE)
    assert [row[0] for row in rows if float(row[3])] == ["C0002"]
    assert len([each for each in shown(thread) if "segments among" in each]) == 1, "nothing was told twice"
    [lists] = [
        one for block in report["blocks"] for one in block.get("elements", ()) if one.get("action_id") == AUDIENCE
    ]
    assert lists["options"][-1]["text"]["text"] == "Who resembles the best (2): like the top tenth in all but money"
    await thread.driver.press(DANA, CUSTOMERS, report["ts"], AUDIENCE, lists["options"][-1]["value"])
    alike = await lines_of(await file_named(thread, "orders-like-the-best.csv"))
    assert alike[0] == header
    assert len(alike) == 3
    await until(thread, "How they were found: The best 24 by money spent bring")


async def test_no_real_segments_can_be_presented_and_a_lost_answer_makes_no_second_canvas(
    bot: Bot, thread: Stage, tmp_path: Path
) -> None:
    data = write_noise(tmp_path / "n.csv").read_bytes()
    await thread.says("@Segue", files=[await dropped(bot, "members.csv", data)])
    await until(thread, "There are no real segments here")
    report = reported(thread)
    assert AUDIENCE not in str(report["blocks"])
    await thread.says("deck")
    deck = await file_named(thread, ".pptx")
    assert deck["title"] == "Segments of members.csv"
    await thread.driver.quiet(PATIENCE)
    bot.playground.faults.add("error_after", "chat.postMessage", next=1)
    await thread.presses(CANVAS, report)
    await until(thread, "The report is a canvas")
    await thread.driver.quiet(PATIENCE)
    [canvas] = bot.playground.workspace.canvases.values()
    assert await thread.people.wait_for(lambda: canvas.channels == {CUSTOMERS: "write"}, PATIENCE)
    assert len([each for each in shown(thread) if "The report is a canvas" in each]) == 1


async def test_made_anew_a_canvas_has_the_new_pictures_only(bot: Bot, thread: Stage, tmp_path: Path) -> None:
    data = write_orders(tmp_path / "o.csv").read_bytes()
    await thread.says("@Segue", files=[await dropped(bot, "orders.csv", data)])
    await until(thread, "-segments.csv")
    await thread.says("canvas")
    await until(thread, "The report is a canvas")
    [canvas] = bot.playground.workspace.canvases.values()
    before = drawn(thread)
    assert on_page(canvas.markdown) == before
    await thread.says("rename segment 1 to Fans")
    await thread.people.wait_for(lambda: "Fans" in canvas.markdown, PATIENCE)
    assert on_page(canvas.markdown) == []
    await until(thread, "As it was before that correction")
    await thread.presses(MAKE_ANEW, offering(thread, MAKE_ANEW))
    assert await thread.people.wait_for(lambda: bool(on_page(canvas.markdown)), PATIENCE)
    anew = drawn(thread)[len(before) :]
    assert on_page(canvas.markdown) == anew
    assert len(anew) == len(before)
    assert not {each.rsplit("/", 1)[-1] for each in anew} & {each.rsplit("/", 1)[-1] for each in before}


async def test_a_canvas_that_somebody_deleted_can_be_had_again(bot: Bot, thread: Stage, tmp_path: Path) -> None:
    data = write_orders(tmp_path / "o.csv").read_bytes()
    await thread.says("@Segue", files=[await dropped(bot, "orders.csv", data)])
    await until(thread, "-segments.csv")
    await thread.says("canvas")
    await until(thread, "The report is a canvas")
    await thread.driver.quiet(PATIENCE)
    bot.playground.workspace.canvases.clear()
    await thread.says("rename segment 1 to Fans")
    await until(thread, NOT_REWRITTEN)
    await thread.says("canvas")
    assert await thread.people.wait_for(lambda: len(bot.playground.workspace.canvases) == 1, PATIENCE)
    [canvas] = bot.playground.workspace.canvases.values()
    assert "Fans" in canvas.markdown
