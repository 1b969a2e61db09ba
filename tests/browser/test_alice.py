"""The Alice path by clicking: asked for with a brochure, interviewed, summed up, posted and undone."""

from __future__ import annotations

import os
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import expect

from playground.driver import CUSTOMERS
from tests.browser.conftest import Opens
from tests.dialogues.stage import Bot, staged

ALICE = "@Segue make me Alice, a cost-conscious employee who does not understand benefits"
BROCHURE = Path("bot/cli/sample_material.md")


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    """With an address at which the page can fetch faces, as `make run` has one."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port = tried.getsockname()[1]
    public = {"SEGUE_PUBLIC_URL": f"http://127.0.0.1:{port}", "SEGUE_HTTP_PORT": str(port)}
    async with staged(tmp_path, **public) as running:
        yield running


async def test_alice_is_made_interviewed_summed_up_and_shared_by_clicking(bot: Bot, opens: Opens) -> None:
    page = await opens(bot.playground.url)
    await page.click(f'[data-channel="{CUSTOMERS}"]')
    await page.set_input_files('#channel-composer input[type="file"]', str(BROCHURE))
    await says(
        page, "@Segue make me Alice, a cost-conscious employee who does not understand benefits", "#channel-composer"
    )
    thread = page.locator("#thread-messages")
    await expect(thread).to_contain_text("statements stand on the brief or your material")
    await seen(page, "card")
    await thread.get_by_role("button", name="The whole card").click()
    await expect(page.locator("dialog#modal")).to_contain_text("sample_material.md, Deductible")
    await seen(page, "whole")
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Interview Alice").click()
    head = page.locator("#channel-messages .message", has_text="Interview with Alice")
    await expect(head).to_be_visible()
    await head.hover()
    await head.get_by_role("button", name="Reply in thread").click()
    await says(page, "How do you choose your health plan?")
    answer = thread.locator(".message", has_text="· synthetic").last
    await expect(answer).to_be_visible()
    face = answer.locator("img").first
    assert await face.evaluate("async (img) => { await img.decode(); return img.naturalWidth; }") == 512
    await seen(page, "interview")
    await thread.get_by_role("button", name="Next question").click()
    await expect(thread).to_contain_text("Question 1 of 10 of the guide")
    await says(page, "finish")
    await expect(thread).to_contain_text("What Alice said")
    await thread.get_by_role("button", name="Share in the channel").click()
    await expect(thread).to_contain_text("Nothing is posted yet")
    await seen(page, "preview")
    await thread.get_by_role("button", name="Post it").click()
    await expect(page.locator("#channel-messages")).to_contain_text("The whole interview")
    await thread.get_by_role("button", name="Undo").click()
    await expect(thread).to_contain_text("Taken back")


async def says(page: Any, text: str, composer: str = "#thread-composer") -> None:
    await page.fill(f"{composer} textarea", text)
    await page.keyboard.press("Enter")


async def seen(page: Any, name: str) -> None:
    """For looking at: the variable SEEN names a folder."""
    if folder := os.environ.get("SEEN"):
        await page.screenshot(path=f"{folder}/alice-{name}.png")
