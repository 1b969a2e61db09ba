"""Texts of a file read by the model, from the drop to the rows: priced before, paid once, and no text gives orders."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.cli.dialogue import parts
from flows.llm.rehearsal.read_texts import read_texts
from flows.llm.text_tasks import ReadTextsInputs
from playground.driver import CUSTOMERS, DANA, GENERAL
from segments.formulas import BEGINS
from tests.dialogues.models import connected_to
from tests.dialogues.personas import dropped
from tests.dialogues.stage import Bot, Stage, staged
from tests.openai_server import Asked, OpenAIServer, places, says, status
from tests.sample_texts import ORDER, write_texts

PATIENCE = 120.0
TOPICS = {"courier": "delivery", "charged": "payment", "jacket": "jacket"}


def inputs(asked: Asked) -> ReadTextsInputs:
    material = asked.messages[1].split("<material>")[1].split("</material>")[0]
    return ReadTextsInputs.model_validate(json.loads(material))


async def reads(asked: Asked) -> web.StreamResponse:
    """A model that names three topics, and obeys the text that gives orders."""
    found = read_texts(inputs(asked)).model_dump()["readings"]
    told = []
    for text, reading in zip(inputs(asked).texts, found, strict=True):
        topic = next((topic for word, topic in TOPICS.items() if word in text.text), "")
        sentiment = "positive" if topic == "jacket" else "negative"
        told.append({**reading, "topic": topic, "sentiment": sentiment, "quote": text.text.split(". ")[0]})
        if "Ignore all" in text.text:
            shout = {
                "topic": "<!channel> now",
                "quote": "<https://evil.example|free> <!channel>",
                "sentiment": "positive",
            }
            told[-1] |= shout
            told.append({**told[-1], "id": "t999"})
    return await says({"readings": told})(asked)


@pytest.fixture
async def server() -> AsyncIterator[OpenAIServer]:
    async with OpenAIServer() as server:
        yield server.answers("read_texts", *[reads] * 40)


@pytest.fixture
async def reading(tmp_path: Path, server: OpenAIServer) -> AsyncIterator[Bot]:
    async with staged(tmp_path, **connected_to(server), SEGUE_MODEL_PRICE="1/10") as bot:
        yield bot


def messages(thread: Stage) -> list[dict[str, Any]]:
    return [each for each in thread.driver.thread(CUSTOMERS, thread.thread or "") if each.get("bot_id")]


def shown(thread: Stage) -> list[str]:
    return ["\n".join([*parts(each), *(file["name"] for file in each.get("files", ()))]) for each in messages(thread)]


async def until(thread: Stage, words: str) -> dict[str, Any]:
    await thread.people.wait_for(lambda: any(words in each for each in shown(thread)), PATIENCE)
    return next(each for each, told in zip(messages(thread), shown(thread), strict=True) if words in told)


def asked_for(server: OpenAIServer) -> int:
    return sum(each.task == "read_texts" for each in server.asked)


async def drops(bot: Bot, folder: Path, thread: Stage) -> dict[str, Any]:
    """-> the offer below the segments"""
    data = write_texts(folder / "messages.csv").read_bytes()
    await thread.says("@Segue three segments", files=[await dropped(bot, "messages.csv", data)])
    return await until(thread, "I can read the")


async def test_from_the_offer_to_segments_that_say_how_they_feel(
    reading: Bot, server: OpenAIServer, tmp_path: Path
) -> None:
    thread, before = Stage(reading), len(reading.playground.driver.history(GENERAL))
    offer = await drops(reading, tmp_path, thread)
    words = "\n".join(parts(offer))
    assert "183 texts" in words
    assert "10 calls of the language model" in words
    [price] = re.findall(r"Read them with the model, about (\d+\.\d\d) dollars", str(offer["blocks"]))
    assert 0.1 < float(price) < 0.3
    assert asked_for(server) == 0, "the price comes first"
    await thread.presses("read_texts", offer)
    await until(thread, "messages-texts.csv")
    await thread.driver.quiet(PATIENCE)
    assert asked_for(server) == 10
    sent = " ".join(each.messages[1] for each in server.asked)
    assert "jane.miller" not in sent
    assert "[e-mail]" in sent
    told = next(each for each in shown(thread) if "What the texts say" in each)
    assert told.count("negative") >= 3
    assert "“My parcel is late and the courier never rang”" in told
    assert "✓ Read: 183 texts" in "\n".join(parts(thread.message(offer["ts"])))
    raw = str([{**each, "files": []} for each in messages(thread)])
    assert "<!channel" not in raw
    assert "<https://evil" not in raw
    assert len(reading.playground.driver.history(GENERAL)) == before
    lines = await rows(thread, "messages-texts.csv")
    assert len(lines) == 183
    assert {line["topic"] for line in lines} == {"delivery", "payment", "jacket", ""}
    assert [cell for line in lines for cell in line.values() if cell.startswith(BEGINS)] == []
    assert [line["topic"] for line in lines if line["sentiment"] == "positive"].count("") == 1, f"only {ORDER}"
    await asks_for_a_persona(thread)


async def asks_for_a_persona(thread: Stage) -> None:
    await thread.says("persona of segment 1")
    await until(thread, "is being made in a thread of her own")


async def rows(thread: Stage, name: str) -> list[dict[str, str]]:
    [file] = [file for each in messages(thread) for file in each.get("files", ()) if file["name"].endswith(name)]
    async with aiohttp.ClientSession() as http, http.get(file["url_private"], params={"as": DANA}) as answer:
        return list(csv.DictReader(io.StringIO((await answer.read()).decode("utf-8-sig"))))


async def test_the_same_texts_in_another_thread_are_not_paid_again(
    reading: Bot, server: OpenAIServer, tmp_path: Path
) -> None:
    first = Stage(reading)
    await first.presses("read_texts", await drops(reading, tmp_path, first))
    await until(first, "messages-texts.csv")
    paid = asked_for(server)
    again = Stage(reading)
    offer = await drops(reading, tmp_path, again)
    assert "183 of them were read before and cost nothing" in "\n".join(parts(offer))
    await again.presses("read_texts", offer)
    await until(again, "messages-texts.csv")
    assert asked_for(server) == paid
    assert await rows(again, "messages-texts.csv") == await rows(first, "messages-texts.csv")


async def test_at_the_budgets_limit_it_stops_kindly_and_tells_what_was_read(
    tmp_path: Path, server: OpenAIServer
) -> None:
    """Each call is 120 tokens of the server's own count: after some, nine tenths of the budget are used up."""
    async with staged(tmp_path, **connected_to(server), SEGUE_TOKENS_DAY="500") as bot:
        thread = Stage(bot)
        await thread.presses("read_texts", await drops(bot, tmp_path, thread))
        notice = await until(thread, "What may be spent on my language model is spent")
        await thread.driver.quiet(PATIENCE)
        [read] = re.findall(r"stopped at (\d+) of 183 texts", "\n".join(parts(notice)))
        assert 0 < int(read) < 183
        assert int(read) == 20 * asked_for(server)
        lines = await rows(thread, "messages-texts.csv")
        assert sum(bool(line["sentiment"]) for line in lines) == int(read)
        await bot.stop()
        await bot.again(SEGUE_TOKENS_DAY="1000000")
        await thread.says("read the rest")
        await until(thread, "✓ Read: 183 texts")
        assert asked_for(server) == 10


async def test_texts_are_grouped_by_meaning_where_there_is_a_model_for_it(tmp_path: Path, server: OpenAIServer) -> None:
    """It says that the number of a text is all it means: what is found is odd and even ones, whatever their words."""

    def parity(text: str) -> list[float]:
        number = int((re.findall(r"number (\d+)", text) or ["0"])[0])
        return [1.0, 0.02 * (number % 7), 1.0] if number % 2 else [-1.0, 0.02 * (number % 5), 1.0]

    server.answers("place_texts", status(500), places(parity), places(parity))
    settings = {"SEGUE_EMBEDDING_MODEL": "by-meaning", "SEGUE_TOKENS_DAY": "1000000"}
    async with staged(tmp_path, **connected_to(server), **settings) as bot:
        thread = Stage(bot)
        data = write_texts(tmp_path / "messages.csv").read_bytes()
        await thread.says("@Segue two segments", files=[await dropped(bot, "messages.csv", data)])
        await until(thread, "I can read the")
        segments = {}
        said = list(csv.DictReader(io.StringIO(data.decode())))
        for line in await rows(thread, "-segments.csv"):
            number = re.findall(r"number (\d+)", said[int(line["row"]) - 2]["message"])
            if number:
                segments.setdefault(int(number[0]) % 2, set()).add(line["segment_id"])
        asked = [each for each in server.asked if each.task == "place_texts"]
        assert {len(each.body["input"]) for each in asked} == {100, 83}
        assert {each.body["model"] for each in asked} == {"by-meaning"}
        assert "jane.miller" not in str([each.body for each in asked])
        assert len(segments[0]) == len(segments[1]) == 1
        assert segments[0] != segments[1]
        spent = await bot.kept("SELECT SUM(tokens) FROM spending WHERE scope = 'day'")
        assert spent == [(2 * 9,)], "counted, and a call that failed was not paid for"
