"""What the page asks for: pages of history, threads, what is unread, search, channels by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from playground import reading
from playground.driver import BOT_USER, CUSTOMERS, DANA, GENERAL, LEADERSHIP, MEI, RAVI
from playground.server import Playground
from tests.playground.test_page import OpenPage, page_of


@pytest.fixture
async def web(playground: Playground) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(playground.url) as session:
        yield session


@pytest.fixture
async def dana(web: aiohttp.ClientSession) -> OpenPage:
    return await page_of(web, DANA)


def texts(answer: dict[str, Any]) -> list[str]:
    return [message["text"] for message in answer["messages"]]


async def test_a_channel_is_read_page_by_page(playground: Playground, dana: OpenPage) -> None:
    for number in range(7):
        playground.workspace.post(GENERAL, MEI, str(number))
    newest = await dana.do("history", channel=GENERAL, limit=3)
    assert (texts(newest), newest["more"]) == (["4", "5", "6"], True)
    older = await dana.do("history", channel=GENERAL, before=newest["messages"][0]["ts"], limit=4)
    assert (texts(older), older["more"]) == (["0", "1", "2", "3"], False)
    onwards = await dana.do("after", channel=GENERAL, ts=older["messages"][1]["ts"], limit=3)
    assert (texts(onwards), onwards["newer"]) == (["2", "3", "4"], True)


async def test_a_page_of_a_long_channel_walks_only_that_page(playground: Playground) -> None:
    for number in range(3000):
        playground.workspace.post(GENERAL, MEI, str(number)).deleted = number < 2900
    asked = []
    threads = playground.workspace.replies
    playground.workspace.replies = lambda parent: asked.append(parent.ts) or threads(parent)  # type: ignore
    assert len(reading.history(playground.workspace, GENERAL, None, 50).messages) == 50
    assert asked == [], "deleted messages further up were looked at"


async def test_a_link_shows_what_is_around_its_message(playground: Playground, dana: OpenPage) -> None:
    said = [playground.workspace.post(GENERAL, MEI, str(number)) for number in range(80)]
    found = await dana.do("around", channel=GENERAL, ts=said[40].ts)
    assert texts(found) == [str(number) for number in range(15, 66)]
    assert found["more"]
    assert found["newer"]
    reply = playground.workspace.post(GENERAL, RAVI, "below", thread_ts=said[3].ts)
    assert (await dana.do("around", channel=GENERAL, ts=reply.ts))["thread_ts"] == said[3].ts
    assert "not here any more" in (await dana.do("around", channel=GENERAL, ts="1.0"))["error"]


async def test_a_thread_is_read_with_its_parent(playground: Playground, dana: OpenPage) -> None:
    parent = playground.workspace.post(GENERAL, MEI, "the parent")
    for number in range(5):
        playground.workspace.post(GENERAL, RAVI, str(number), thread_ts=parent.ts)
    found = await dana.do("replies", channel=GENERAL, thread_ts=parent.ts, limit=3)
    assert found["parent"]["text"] == "the parent"
    assert (texts(found), found["more"]) == (["2", "3", "4"], True)
    before = await dana.do("replies", channel=GENERAL, thread_ts=parent.ts, before=found["messages"][0]["ts"], limit=9)
    assert (texts(before), before["more"]) == (["0", "1"], False)


async def test_what_is_unread_survives_a_restart(tmp_path: Path) -> None:
    file = str(tmp_path / "playground.db")

    def unread(page: OpenPage, channel: str) -> int:
        return next(each["unread"] for each in page.hello["channels"] if each["id"] == channel)

    async with Playground(file) as first, aiohttp.ClientSession(first.url) as web:
        first.workspace.post(GENERAL, MEI, "one")
        last = first.workspace.post(GENERAL, MEI, "two")
        first.workspace.post(CUSTOMERS, MEI, "three")
        page = await page_of(web, DANA)
        assert (unread(page, GENERAL), unread(page, CUSTOMERS)) == (2, 1)
        await page.do("mark", channel=GENERAL, ts=last.ts)
    async with Playground(file) as again, aiohttp.ClientSession(again.url) as web:
        page = await page_of(web, DANA)
        assert (unread(page, GENERAL), unread(page, CUSTOMERS)) == (0, 1)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("brochure", ["The Brochure, for René", "no brochure"]),
        ("rene BROCHURE", ["The Brochure, for René"]),
        ("brochure from:@ravi", ["no brochure"]),
        ("from:@ravi", ["no brochure"]),
        ("brochure in:#customers", []),
        ("secret", []),
        ("", []),
    ],
)
async def test_search_finds_what_one_may_see(
    playground: Playground, web: aiohttp.ClientSession, query: str, found: list[str]
) -> None:
    playground.workspace.post(GENERAL, RAVI, "no brochure")
    playground.workspace.post(GENERAL, MEI, "The Brochure, for René")
    playground.workspace.post(LEADERSHIP, MEI, "a secret brochure")
    page = await page_of(web, RAVI)
    answer = await page.do("search", query=query)
    assert [one["message"]["text"] for one in answer["found"]] == found
    assert answer["total"] == len(found)


async def test_a_private_channel_is_made_by_hand(web: aiohttp.ClientSession, dana: OpenPage) -> None:
    made = (await dana.do("create_channel", name="pricing", private=True, invite=[MEI, BOT_USER]))["channel"]
    mei, ravi = await page_of(web, MEI), await page_of(web, RAVI)
    assert made in [channel["id"] for channel in mei.hello["channels"]]
    assert made not in [channel["id"] for channel in ravi.hello["channels"]]
    assert (await ravi.do("browse"))["channels"] == []
    assert "cannot be joined" in (await ravi.do("join", channel=made))["error"]
    assert "already" in (await dana.do("create_channel", name="pricing"))["error"]
    assert "small letters" in (await dana.do("create_channel", name="Our Pricing"))["error"]
    await dana.do("remove", channel=made, user=MEI)
    await mei.until("channels")
    assert "not in this channel" in (await mei.do("history", channel=made, limit=5))["error"]


async def test_somebody_new_can_be_spoken_as(web: aiohttp.ClientSession, dana: OpenPage) -> None:
    new = (await dana.do("add_person", real_name="Ada Byron"))["user"]
    ada = await page_of(web, new)
    assert "error" not in await ada.do("say", channel=CUSTOMERS, text="hello")
    assert "1 to 80" in (await dana.do("add_person", real_name=" "))["error"]


async def test_others_see_that_somebody_is_writing(web: aiohttp.ClientSession, dana: OpenPage) -> None:
    mei, ravi = await page_of(web, MEI), await page_of(web, RAVI)
    await mei.do("typing", channel=LEADERSHIP, thread_ts=None)
    await mei.do("typing", channel=GENERAL, thread_ts=None)
    assert (await dana.until("typing"))["channel"] == LEADERSHIP
    assert (await ravi.until("typing"))["channel"] == GENERAL
