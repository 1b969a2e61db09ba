"""Segments corrected in their thread, in words and by the form: the card and the rows follow, no number is kept."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from pathlib import Path
from typing import Any

import aiohttp

from bot.cli.dialogue import parts
from bot.names import CHOOSES
from flows.segmentation.hearing_corrections import CORRECT_SEGMENT
from playground.driver import CUSTOMERS, DANA, RAVI
from tests.dialogues.personas import dropped
from tests.dialogues.stage import Bot, Stage
from tests.sample_orders import write_orders

PATIENCE = 240.0
"""Processes that load what they count with."""
OFTEN, ANOTHER, IN_FORM = "C0001", "C0003", "C0005"


def posts(thread: Stage) -> list[dict[str, Any]]:
    said = thread.driver.thread(CUSTOMERS, thread.thread or "")
    return [each for each in said if each.get("bot_id")]


def card(thread: Stage) -> dict[str, Any]:
    [found] = [each for each in posts(thread) if "segments among" in "\n".join(parts(each))]
    return found


def rows_posted(thread: Stage) -> list[dict[str, Any]]:
    return [file for each in posts(thread) for file in each.get("files", ()) if "-segments" in file["name"]]


async def rows(thread: Stage, count: int) -> dict[str, dict[str, str]]:
    """Customer -> its row, in the newest of so many files."""
    await thread.people.wait_for(lambda: len(rows_posted(thread)) >= count, PATIENCE)
    await thread.people.quiet(PATIENCE)
    file = rows_posted(thread)[-1]
    async with aiohttp.ClientSession() as web, web.get(file["url_private"], params={"as": DANA}) as answer:
        lines = csv.DictReader(io.StringIO((await answer.read()).decode("utf-8-sig")))
    return {line["Customer"]: line for line in lines}


async def fills_in(thread: Stage, label: str, text: str) -> dict[str, str]:
    """Chooses what begins with that label in the form, writes, submits. -> what is said to be wrong"""
    view = await thread.people.wait_for(lambda: thread.people.modal(RAVI), PATIENCE)
    options = view.definition["blocks"][0]["accessory"]["options"]
    value = next(each["value"] for each in options if each["text"]["text"].startswith(label))
    block = f"text:{value}"
    await thread.people.choose(RAVI, CHOOSES, value)
    await thread.people.wait_for(lambda: _field(thread) == block, PATIENCE)
    field = {"type": "plain_text_input", "value": text}
    return await thread.people.submit(RAVI, {block: {"text": field}})


def _field(thread: Stage) -> str:
    view = thread.people.modal(RAVI)
    return view.definition["blocks"][1]["block_id"] if view else ""


def tables_with(database: Path, words: str) -> set[str]:
    """The tables of the database in which these words stand."""
    found = set()
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as held:
        for (table,) in held.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            lines = held.execute(f"SELECT * FROM [{table}]").fetchall()
            found |= {table} if any(words in str(cell) for line in lines for cell in line) else set()
    return found


async def test_segments_are_corrected_by_words_and_by_clicking(bot: Bot, thread: Stage, tmp_path: Path) -> None:
    orders = write_orders(tmp_path / "o.csv").read_bytes()
    await thread.says("@Segue", files=[await dropped(bot, "orders.csv", orders)])
    plain = await rows(thread, 1)
    elsewhere = next(line for line in plain.values() if line["segment"] != plain[OFTEN]["segment"])
    found = re.search(rf"(\d)\. \*?{re.escape(elsewhere['segment'])}", "\n".join(parts(card(thread))))
    assert found is not None
    number = int(found[1])

    await thread.says(f"customers {OFTEN.lower()} and {ANOTHER} belong in segment {number}")
    told = await rows(thread, 2)
    assert {each: told[each]["segment_id"] for each in (OFTEN, ANOTHER)} == {
        OFTEN: elsewhere["segment_id"], ANOTHER: elsewhere["segment_id"]
    }  # fmt: skip
    assert {each for each, line in told.items() if line["correction"]} == {OFTEN, ANOTHER}
    assert "2 customers stand where you put them." in "\n".join(parts(card(thread)))

    # Two people at once, one in words and one in the form: what they said is laid over together.
    await thread.presses(CORRECT_SEGMENT, card(thread), RAVI)
    await thread.says(f"rename segment {number} to Sleepers")
    assert await fills_in(thread, f"Put customers into {number}.", f"{IN_FORM}\n") == {}
    told = await rows(thread, 3)
    await thread.people.quiet(PATIENCE)
    told = await rows(thread, len(rows_posted(thread)))
    assert told[IN_FORM]["segment"] == "Sleepers"
    assert "Sleepers" in "\n".join(parts(card(thread)))
    assert "3 customers stand where you put them." in "\n".join(parts(card(thread)))

    before = len(rows_posted(thread))
    [first] = [each for each in posts(thread) if "These 2 customers belong in" in "\n".join(parts(each))]
    for _ in range(2):
        await thread.presses("take_back_1", first)
    back = await rows(thread, before + 1)
    assert len(rows_posted(thread)) == before + 1, "two presses take back one, once"
    assert back[OFTEN]["segment"] == plain[OFTEN]["segment"]
    assert {each for each, line in back.items() if line["correction"]} == {IN_FORM}

    await thread.says("customer C9999 belongs in segment 1")
    await thread.people.wait_for(
        lambda: any("I find no such customer in orders.csv" in "\n".join(parts(each)) for each in posts(thread)),
        PATIENCE,
    )
    assert tables_with(tmp_path / "segue.db", IN_FORM) == set(), "what was written in the form is kept nowhere"
    own = tables_with(tmp_path / "segue.db", OFTEN.lower())
    assert own, "the message stands somewhere, or this proves nothing"
    assert all(table.startswith(("messages", "search_index")) for table in own), "the message of whoever wrote it"


async def test_where_six_segments_are_asked_for_it_is_said_who_has_the_name_still_and_why_there_are_other_rows(
    bot: Bot, thread: Stage, tmp_path: Path
) -> None:
    orders = write_orders(tmp_path / "o.csv").read_bytes()
    await thread.says("@Segue", files=[await dropped(bot, "orders.csv", orders)])
    await rows(thread, 1)
    await thread.says("rename segment 2 to Sleepers")
    named = await rows(thread, 2)
    await thread.says("six segments")
    now = await rows(thread, 3)
    had = {each for each, line in named.items() if line["segment"] == "Sleepers"}
    stay = {each for each, line in now.items() if line["segment"] == "Sleepers"} & had
    assert 0 < len(stay) < len(had)
    told = [told for each in posts(thread) if "6 segments among" in (told := "\n".join(parts(each)))]
    assert f"“Sleepers” was cut: {len(stay)} of its {len(had)}" in told[-1]
    first, second, third = (file["title"] for file in rows_posted(thread))
    assert first == "Every customer with the segment: orders.csv"
    assert second.endswith("Segment 2 is called “Sleepers” in it: use this one.")
    assert third.endswith("It has 6 segments, no longer 2: use this one.")
