"""Real orders of several periods, file after file in a thread: what stays, who moved, what is no next month."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path

import aiohttp
import pytest

from bot.cli.dialogue import parts
from playground.driver import CUSTOMERS, DANA
from tests.dialogues.personas import dropped
from tests.dialogues.stage import Bot, Stage
from tests.segments.cdnow import FILE

PATIENCE = 240.0
"""Processes that load what they count with."""
ROWS = "-segments.csv"


def orders(until: str) -> bytes:
    """The sample of CDNOW up to that day, written as 19971231."""
    if not FILE.exists():
        pytest.skip("needs ../shared/data/customers/cdnow_sample.txt")
    held = io.StringIO(newline="")
    lines = csv.writer(held)
    lines.writerow(("Customer", "Day", "Paid"))
    for _, customer, day, _, paid in (line.split() for line in FILE.read_text().splitlines()):
        if day <= until:
            lines.writerow((f"C{customer}", f"{day[:4]}-{day[4:6]}-{day[6:]}", paid))
    return held.getvalue().encode()


def cards(thread: Stage) -> list[str]:
    said = thread.driver.thread(CUSTOMERS, thread.thread or "")
    return [told for each in said if each.get("bot_id") and "segments among" in (told := "\n".join(parts(each)))]


def files(thread: Stage) -> dict[str, str]:
    """Name -> address"""
    said = thread.driver.thread(CUSTOMERS, thread.thread or "")
    return {
        file["name"]: file["url_private"] for each in said for file in each.get("files", ()) if ROWS in file["name"]
    }


async def analysed(bot: Bot, thread: Stage, name: str, data: bytes) -> str:
    """-> what is told of the file."""
    there = len(cards(thread))
    await thread.says("@Segue three segments", files=[await dropped(bot, name, data)])
    stem = Path(name).stem
    await thread.people.wait_for(lambda: any(each.startswith(f"{stem}-20") for each in files(thread)), PATIENCE)
    await thread.people.quiet(PATIENCE)
    found = cards(thread)
    assert len(found) == there + 1
    return found[-1]


def numbered(card: str) -> dict[str, str]:
    """Number -> name of the segments."""
    return dict(re.findall(r"(?m)^(\d+)\. \*?([^*\n·]+?)\*? ·", card))


async def test_next_months_file_keeps_names_and_numbers_and_a_file_of_days_within_it_tells_no_moves(
    bot: Bot, thread: Stage
) -> None:
    first = await analysed(bot, thread, "shop.csv", orders("19971231"))
    assert list(numbered(first)) == ["1", "2", "3"]
    await thread.says("rename segment 2 to Sleepers")
    await thread.people.wait_for(lambda: "Sleepers" in cards(thread)[-1], PATIENCE)
    await thread.people.quiet(PATIENCE)
    before = numbered(cards(thread)[-1])

    later = await analysed(bot, thread, "later.csv", orders("19980630"))
    moved = re.search(
        r"([\d,]+) of [\d,]+ moved since shop\.csv \([^)]+\); most: ([\d,]+) from (.+?) to (.+?)[;.]", later
    )
    assert moved
    assert "moves up are partly old orders, which this file has, too" in later
    assert "in the column segment_before" in later
    assert "count otherwise" not in later
    now = numbered(later)
    assert now["2"] == "Sleepers"
    assert {number: now[number] for number in now if number in before} == {n: before[n] for n in before if n in now}
    for name, share, _ in re.findall(r"“([^”]+)” ([\d.,]+ %), ([\d.,]+ %) then", later):
        [line] = [each for each in later.splitlines() if re.match(rf"\d+\. \*?{re.escape(name)}\*? ·", each)]
        assert f"{share} of customers" in line, "a message has one share of a segment"

    within = await analysed(bot, thread, "within.csv", orders("19971130"))
    assert "This file covers 1 January 1997 to 30 November 1997" in within
    assert "So who moved is not told" in within
    assert " moved since" not in within
    assert numbered(within)["2"] == "Sleepers"

    name = next(each for each in files(thread) if each.startswith("later-"))
    assert re.fullmatch(r"later-20\d\d-\d\d-\d\d-3-segments\.csv", name)
    async with aiohttp.ClientSession() as web, web.get(files(thread)[name], params={"as": DANA}) as answer:
        rows = list(csv.DictReader(io.StringIO((await answer.read()).decode("utf-8-sig"))))
    assert {row["segment"]: row["segment_number"] for row in rows} == {called: number for number, called in now.items()}
    ways = Counter((row["segment_before"], row["segment"]) for row in rows)
    known = {way: count for way, count in ways.items() if way[0] and way[0] != way[1]}
    assert f"{sum(known.values()):,}" == moved[1], "the message says what the rows hold"
    assert f"{known[moved[3], moved[4]]:,}" == moved[2]
    assert max(known.values()) == known[moved[3], moved[4]]
