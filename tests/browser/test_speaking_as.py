"""Speaking as somebody else: their direct message with the app is there at once, with what the app offers in it."""

from __future__ import annotations

import time
from typing import Any

import pytest

from playground.driver import CUSTOMERS, DANA, RAVI
from tests.browser.conftest import Opens, playwright
from tests.browser.test_client import goes
from tests.dialogues.stage import Bot

expect = playwright.expect
SPEAK = """(user) => setTimeout(() => {
  const speaker = document.querySelector("#speaker");
  speaker.value = user;
  speaker.dispatchEvent(new Event("change"));
}, 300)"""


@pytest.mark.parametrize("busy_seconds", [0, 0.8])
async def test_a_direct_message_that_was_never_open_offers_ways_to_begin(
    bot: Bot, opens: Opens, busy_seconds: float
) -> None:
    """Also when the old line is slow to close: the page draws what it knows meanwhile."""
    page = await opens(bot.playground.url)
    await expect(page.locator(".prompts button")).to_have_count(4)
    await page.evaluate(SPEAK, RAVI)
    answers_nothing_for(busy_seconds)
    await sees_nothing_of(DANA, bot, page)
    await expect(page.locator(".prompts button")).to_have_count(4)


async def test_it_offers_them_also_to_whoever_comes_from_a_channel(bot: Bot, opens: Opens) -> None:
    page = await opens(bot.playground.url)
    await goes(page, CUSTOMERS)
    await page.evaluate(SPEAK, RAVI)
    await sees_nothing_of(DANA, bot, page)
    await page.click("#directs button")
    await expect(page.locator(".prompts button")).to_have_count(4)


async def sees_nothing_of(user: str, bot: Bot, page: Any) -> None:
    """Wait until somebody else's direct message is there instead."""
    theirs = bot.playground.driver.direct_channel(user)
    await expect(page.locator(f'#directs button:not([data-channel="{theirs}"])')).to_have_count(1)


def answers_nothing_for(seconds: float) -> None:
    """The server runs in this thread."""
    time.sleep(seconds)
