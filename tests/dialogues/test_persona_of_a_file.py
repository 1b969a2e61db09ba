"""From a file of orders to somebody of a segment, her card with the file's marks, and her first answer."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.cli.dialogue import parts
from tests.dialogues.personas import dropped
from tests.dialogues.stage import Bot, Stage, another_thread, staged
from tests.sample_orders import write_orders

PATIENCE = 120.0


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    async with staged(tmp_path) as bot:
        yield bot


async def test_what_the_file_counted_stands_on_her_card_and_in_her_mouth(bot: Bot, tmp_path: Path) -> None:
    thread = Stage(bot)
    orders = write_orders(tmp_path / "orders.csv")
    await thread.says("@Segue", files=[await dropped(bot, orders.name, orders.read_bytes())])
    found = await until(thread, "Big spenders last month")
    await thread.people.wait_for(lambda: any("segments.csv" in each for each in files(thread)), PATIENCE)
    place = re.search(r"(\d)\. \W?Big spenders last month", "\n".join(parts(found)))
    assert place is not None, parts(found)
    number = int(place[1])
    async with another_thread(bot, thread.channel) as made:
        await thread.says(f"persona of segment {number}")
        await until(thread, "is being made in a thread of her own")
    card = await until(made, "Made of segment")
    told = "\n".join(parts(card))
    mark = rf"\[file: orders\.csv, segment {number}, m1\.\d+\]"
    assert len(re.findall(mark, told)) == 3, told
    assert "Synthetic" in told
    assert "permalink" in str(card) or "/archives/" in str(card["blocks"]), "the card leads back to the segments"
    await made.presses("whole_card", card)
    async with another_thread(bot, made.channel) as talk:
        await made.presses("interview_persona", card)
    assert "Made of segment" in "\n".join(parts(await until(talk, "Next question")))
    await talk.says("How often have you ordered there?")
    answer = await until(talk, "I've ordered there")
    said = " ".join(parts(answer))
    assert "%" not in said
    assert "segment" not in said
    await talk.says("finish")
    summed = "\n".join(parts(await until(talk, "Ask real customers")))
    assert "Synthetic" in summed
    assert f"Made of segment {number}" in summed


def files(thread: Stage) -> list[str]:
    said = thread.driver.thread(thread.channel, thread.thread or "")
    return [file["name"] for each in said for file in each.get("files", ())]


async def until(thread: Stage, words: str) -> dict[str, Any]:
    def there() -> dict[str, Any] | None:
        said = thread.driver.thread(thread.channel, thread.thread or "")
        return next((each for each in said if words in "\n".join(parts(each))), None)

    message: dict[str, Any] = await thread.people.wait_for(there, PATIENCE)
    return message
