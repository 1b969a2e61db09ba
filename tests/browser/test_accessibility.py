"""Nothing that keeps somebody out: axe-core's serious and critical findings, light and dark, wide and narrow."""

from __future__ import annotations

from typing import Any

import pytest

from playground.driver import CUSTOMERS
from playground.server import Playground
from tests.browser.conftest import Opens, playwright
from tests.browser.test_client import goes, says
from tests.browser.test_gallery import opens_gallery
from tests.dialogues.stage import Bot

axe = pytest.importorskip("axe_playwright_python.async_playwright", reason="needs axe-playwright-python: make setup")
expect = playwright.expect


async def findings(page: Any) -> list[str]:
    found = await axe.Axe().run(page)
    return [
        f"{each['id']}: {node['html'][:160]}"
        for each in found.response["violations"]
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"][:3]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_an_interview_keeps_nobody_out(bot: Bot, opens: Opens, scheme: str) -> None:
    page = await opens(bot.playground.url, color_scheme=scheme)
    assert await findings(page) == []
    await goes(page, CUSTOMERS)
    await says(page, "@Segue quick interview", "#channel-composer")
    thread = page.locator("#thread-messages")
    await expect(thread).to_contain_text("I'll ask 5 questions")
    await says(page, "We sell tea in tins to offices. We must choose whom to sell to first.")
    await expect(thread).to_contain_text("Question 1 of 5")
    assert await findings(page) == []
    await says(page, "Office managers told us that they order on Mondays.")
    await expect(thread).to_contain_text("Question 2 of 5")
    await says(page, "finish")
    await expect(thread).to_contain_text("Candidate segments")
    await page.click("#inspect")
    await expect(page.locator(".trace > li").first).to_be_visible()
    assert await findings(page) == []
    await page.keyboard.press("Control+k")
    await page.keyboard.type("tea")
    await expect(page.locator(".result").last).to_be_visible()
    assert await findings(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_block_keeps_nobody_out(playground: Playground, opens: Opens, scheme: str) -> None:
    page = await opens_gallery(playground, opens)
    await page.emulate_media(color_scheme=scheme)
    assert await findings(page) == []


@pytest.mark.parametrize(("width", "zoom"), [(360, 1), (640, 2)])
async def test_narrow_and_enlarged_pages_are_readable(bot: Bot, opens: Opens, width: int, zoom: int) -> None:
    """A phone, and a window of 1280 pixels at 200 %: nothing sticks out to the side."""
    page = await opens(bot.playground.url, viewport={"width": width, "height": 720}, device_scale_factor=zoom)
    await goes(page, CUSTOMERS)
    await says(page, "@Segue quick interview", "#channel-composer")
    thread = page.locator("#thread-messages")
    await expect(thread).to_contain_text("I'll ask 5 questions")
    await says(page, "We sell tea in tins to offices. We must choose whom to sell to first.")
    await expect(thread.get_by_role("button", name="Skip")).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert await findings(page) == []
