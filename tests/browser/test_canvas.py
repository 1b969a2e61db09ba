"""A canvas in the page: opened by its link, read in a panel, its references lead to their messages."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.async_api import expect
from slack_sdk.web.async_client import AsyncWebClient

from playground.driver import CUSTOMERS, DANA
from playground.server import Playground
from tests.browser.conftest import Opens


async def test_a_canvas_is_read_in_a_panel_and_leads_to_what_was_said(playground: Playground, opens: Opens) -> None:
    slack = AsyncWebClient("xoxb-test", base_url=playground.api_url)
    said = await playground.driver.say(DANA, CUSTOMERS, "Couriers call at noon")
    message = f"{playground.url}/archives/{CUSTOMERS}/p{said.replace('.', '')}"
    page = f"# 1 · Introduction\n\n## \\<script\\> Couriers\n\n- **They** call at noon [2]({message})\n"
    made = await slack.api_call(
        "canvases.create", json={"title": "Deck", "document_content": {"type": "markdown", "markdown": page}}
    )
    opened = {"canvas_id": made["canvas_id"], "access_level": "write", "channel_ids": [CUSTOMERS]}
    await slack.api_call("canvases.access.set", json=opened)
    address = f"{playground.url}/docs/T0PLAY/{made['canvas_id']}"
    await slack.chat_postMessage(channel=CUSTOMERS, text=f"Kept: <{address}|open it>")
    shown = await opens(playground.url)
    await shown.click(f'[data-channel="{CUSTOMERS}"]')
    await shown.get_by_role("link", name="open it").click()
    panel = shown.locator("dialog.canvas")
    await expect(panel).to_contain_text("1 · Introduction")
    await expect(panel).to_contain_text("<script> Couriers")
    if folder := os.environ.get("SEEN"):
        await shown.screenshot(path=Path(folder, "canvas.png"))
    await panel.get_by_role("link", name="2").click()
    await expect(panel).to_have_count(0)
    await expect(shown.locator(".message", has_text="Couriers call at noon")).to_be_visible()
