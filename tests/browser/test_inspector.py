"""The inspector: what goes back and forth, blocks as JSON, the fault switch."""

from __future__ import annotations

import asyncio
import json
import re

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground.driver import GENERAL, MEI
from playground.server import Playground
from tests.browser.app import App
from tests.browser.conftest import Opens, playwright
from tests.browser.test_client import goes

expect = playwright.expect


async def test_traffic_is_shown_as_it_happens_and_without_tokens(
    playground: Playground, app: App, opens: Opens
) -> None:
    page = await opens(playground.url)
    await goes(page, GENERAL)
    await page.keyboard.press("Control+.")
    rows = page.locator(".trace > li")
    await expect(rows.filter(has_text="apps.connections.open")).to_have_count(1)
    await playground.driver.say(MEI, GENERAL, "a word")
    heads = page.locator(".trace-head")
    await expect(heads.filter(has_text="Event → message").or_(heads.filter(has_text="Event →message"))).to_have_count(1)
    with pytest.raises(SlackApiError):
        await app.web.chat_postMessage(channel=GENERAL, blocks=[{"type": "nothing"}], text="x")
    await expect(rows.filter(has_text="chat.postMessage").filter(has_text="invalid_blocks")).to_have_count(1)
    await page.get_by_label("Filter").fill("postMessage")
    await expect(rows).to_have_count(1)
    await rows.get_by_text("Answer").click()
    await expect(rows.locator("pre").last).to_contain_text("unsupported type")
    assert "xoxb" not in await page.locator(".inspector").inner_text()
    await page.keyboard.press("Escape")
    await expect(page.locator(".inspector")).to_have_count(0)


async def test_blocks_are_shown_as_json(playground: Playground, app: App, opens: Opens) -> None:
    page = await opens(playground.url)
    await goes(page, GENERAL)
    blocks = [{"type": "section", "block_id": "b", "text": {"type": "mrkdwn", "text": "*hello*"}}]
    await app.web.chat_postMessage(channel=GENERAL, blocks=blocks, text="x")
    await expect(page.locator("strong", has_text="hello")).to_be_visible()
    await page.click("#inspect")
    await page.get_by_role("tab", name="Blocks").click()
    await expect(page.locator(".inspector")).to_contain_text("1 of 50 blocks, 7 of about 13200 characters")
    assert json.loads(await page.locator(".inspector pre").first.inner_text()) == blocks


async def test_faults_are_set_by_hand(playground: Playground, opens: Opens) -> None:
    page = await opens(playground.url)
    await page.click("#inspect")
    await page.get_by_role("tab", name="Faults").click()
    await page.get_by_label("Calls are limited (429)").fill("50")
    await playground.driver.wait_for(lambda: bool(playground.faults.rules), 5)
    assert (playground.faults.rules[0].kind, playground.faults.rules[0].probability) == ("rate_limit", 0.5)
    client = AsyncWebClient("xoxb-x", base_url=playground.api_url)
    calls = [client.api_test() for _ in range(40)]
    answers = await asyncio.gather(*calls, return_exceptions=True)
    assert {str(each.response["error"]) for each in answers if isinstance(each, SlackApiError)} == {"ratelimited"}
    await page.get_by_role("button", name="Nothing goes wrong any more").click()
    await expect(page.get_by_text(re.compile("off · happened"))).to_be_visible()
    assert playground.faults.rules == []
