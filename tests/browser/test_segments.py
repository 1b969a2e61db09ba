"""A file of orders dropped in the page: segments, pictures, the report, a persona of one of them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from playwright.async_api import expect

from playground.driver import CUSTOMERS
from tests.browser.conftest import Opens
from tests.browser.test_alice import says
from tests.dialogues.stage import Bot
from tests.sample_orders import write_noise, write_orders

PATIENCE = 180_000
"""Milliseconds: five processes, each of which loads what it counts with."""


async def test_dropped_orders_become_segments_by_clicking(bot: Bot, opens: Opens, tmp_path: Path) -> None:
    page = await opens(bot.playground.url)
    await page.click(f'[data-channel="{CUSTOMERS}"]')
    await page.set_input_files('#channel-composer input[type="file"]', str(write_orders(tmp_path / "orders.csv")))
    await says(page, "@Segue which segments are there?", "#channel-composer")
    thread = page.locator("#thread-messages")
    await expect(thread).to_contain_text("order lines", timeout=PATIENCE)
    await seen(page, "understood")
    await expect(thread).to_contain_text("segments among 240 customers", timeout=PATIENCE)
    await expect(thread).to_contain_text("Every customer with the segment: orders.csv", timeout=PATIENCE)
    await expect(thread.get_by_role("img", name="A map of 240 customers")).to_be_visible()
    await seen(page, "found")
    await thread.get_by_role("button", name="Details").click()
    form = page.locator("dialog#modal")
    await expect(form).to_contain_text("How this was found")
    await seen(page, "details")
    await form.get_by_role("button", name="Close").last.click()
    await thread.get_by_role("button", name="As a canvas").click()
    await thread.get_by_role("link", name="open it").click(timeout=PATIENCE)
    canvas = page.locator("dialog.canvas")
    await expect(canvas.get_by_role("img", name="sizes.png")).to_be_visible()
    await canvas.get_by_role("img", name="sizes.png").scroll_into_view_if_needed()
    await seen(page, "canvas")
    await canvas.get_by_role("button", name="Close").click()
    await thread.get_by_role("button", name="More", exact=True).last.click()
    await page.get_by_text("Persona of").first.click()
    await expect(thread).to_contain_text("is being made in a thread of her own")
    await expect(page.locator("main")).to_contain_text("✓ A persona:", timeout=PATIENCE)
    await seen(page, "persona")


async def test_noise_is_said_to_be_noise_in_the_page(bot: Bot, opens: Opens, tmp_path: Path) -> None:
    page = await opens(bot.playground.url)
    await page.click(f'[data-channel="{CUSTOMERS}"]')
    await page.set_input_files('#channel-composer input[type="file"]', str(write_noise(tmp_path / "members.csv")))
    await says(page, "@Segue who are they?", "#channel-composer")
    await expect(page.locator("#thread-messages")).to_contain_text("no real segments here", timeout=PATIENCE)
    await seen(page, "noise")


async def seen(page: Any, name: str) -> None:
    """For looking at: the variable SEEN names a folder."""
    if folder := os.environ.get("SEEN"):
        await page.screenshot(path=f"{folder}/segments-{name}.png")
