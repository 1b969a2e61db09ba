"""Whoever writes sees what they wrote; whoever reads further up stays there, and is told what came meanwhile."""

from __future__ import annotations

import re
from typing import Any

import pytest

from playground.driver import DANA, GENERAL, MEI
from playground.server import Playground
from tests.browser.conftest import Opens, playwright
from tests.browser.test_accessibility import findings
from tests.browser.test_client import goes, says

expect = playwright.expect


def filled(playground: Playground, many: int = 60) -> str:
    """#general and a thread in it, each longer than the window. -> the ts of the thread"""
    parent = playground.workspace.post(GENERAL, MEI, "the thread")
    for number in range(many):
        playground.workspace.post(GENERAL, MEI, f"reply {number}", thread_ts=parent.ts)
        playground.workspace.post(GENERAL, MEI, f"message {number}")
    return parent.ts


async def scrolled_up(page: Any, pane: str) -> None:
    await page.locator(f"#{pane}-messages").get_by_text(re.compile(r"^(message|reply) 59$")).wait_for()
    await page.locator(f"#{pane}-pane .scroll").evaluate("(scroll) => scroll.scrollTo(0, scroll.scrollHeight / 2)")
    await page.wait_for_timeout(100)


def at_end(page: Any, pane: str) -> Any:
    scroll = page.locator(f"#{pane}-pane .scroll")
    return scroll.evaluate("(one) => one.scrollHeight - one.scrollTop - one.clientHeight < 2")


@pytest.mark.parametrize("pane", ["channel", "thread"])
async def test_ones_own_message_is_seen_wherever_one_had_scrolled(
    playground: Playground, opens: Opens, pane: str
) -> None:
    page = await opens(f"{playground.url}/#{GENERAL}/{filled(playground)}")
    await scrolled_up(page, pane)
    await says(page, "here I am", f"#{pane}-composer")
    await expect(page.locator(f"#{pane}-messages").get_by_text("here I am")).to_be_in_viewport()
    await expect(page.locator(f"#{pane}-pane .to-newest")).to_be_hidden()


async def test_ones_own_message_is_seen_from_far_up_in_a_long_channel(playground: Playground, opens: Opens) -> None:
    """What is held there does not reach the end: the newest page is loaded."""
    said = [playground.workspace.post(GENERAL, MEI, f"message {number}") for number in range(300)]
    page = await opens(f"{playground.url}/archives/{GENERAL}/p{said[40].ts.replace('.', '')}")
    await expect(page.locator(".message.found")).to_contain_text("message 40")
    await says(page, "here I am", "#channel-composer")
    await expect(page.locator("#channel-messages").get_by_text("here I am")).to_be_in_viewport()


@pytest.mark.parametrize("pane", ["channel", "thread"])
async def test_whoever_reads_further_up_is_offered_new_messages(
    playground: Playground, opens: Opens, pane: str
) -> None:
    thread = filled(playground)
    page = await opens(f"{playground.url}/#{GENERAL}/{thread}")
    await scrolled_up(page, pane)
    scroll, jump = page.locator(f"#{pane}-pane .scroll"), page.locator(f"#{pane}-pane .to-newest")
    await expect(jump).to_be_hidden()
    before = await scroll.evaluate("(scroll) => scroll.scrollTop")
    await playground.driver.say(MEI, GENERAL, "news", thread if pane == "thread" else None)
    await expect(jump).to_have_text("New messages")
    assert await scroll.evaluate("(scroll) => scroll.scrollTop") == before
    assert await findings(page) == []
    await jump.click()
    await expect(page.locator(f"#{pane}-messages").get_by_text("news", exact=True)).to_be_in_viewport()
    await expect(jump).to_be_hidden()


async def test_the_offer_goes_when_one_scrolls_down_oneself(playground: Playground, opens: Opens) -> None:
    filled(playground)
    page = await opens(f"{playground.url}/#{GENERAL}")
    await scrolled_up(page, "channel")
    await playground.driver.say(MEI, GENERAL, "news")
    await expect(page.locator("#to-newest")).to_be_visible()
    await page.locator("#channel-pane .scroll").evaluate("(scroll) => scroll.scrollTo(0, scroll.scrollHeight)")
    await expect(page.locator("#to-newest")).to_be_hidden()
    await playground.driver.wait_for(lambda: playground.workspace.unread(GENERAL, DANA) == 0, 5)


async def test_whoever_is_at_the_end_stays_there(playground: Playground, opens: Opens) -> None:
    """Others write, one's own field grows, another channel was scrolled up: the end stays in sight."""
    filled(playground)
    page = await opens(f"{playground.url}/#{GENERAL}")
    await scrolled_up(page, "channel")
    await page.click("#directs button")
    await goes(page, GENERAL)
    await expect(page.locator("#channel-messages").get_by_text("message 59")).to_be_in_viewport()
    await page.fill("#channel-composer textarea", "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight")
    await page.wait_for_timeout(100)
    assert await at_end(page, "channel")
    await playground.driver.say(MEI, GENERAL, "news")
    await expect(page.locator("#channel-messages").get_by_text("news", exact=True)).to_be_in_viewport()
    await expect(page.locator("#to-newest")).to_be_hidden()
