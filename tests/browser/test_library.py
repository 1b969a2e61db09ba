"""The library of personas by clicking: looked through, edited, put away and brought back, all from its own window."""

from __future__ import annotations

from typing import Any

from playground.driver import CUSTOMERS
from tests.browser.conftest import Opens, playwright
from tests.browser.test_client import goes, says
from tests.dialogues.stage import Bot, Stage
from tests.dialogues.test_personas import ALICE

expect = playwright.expect


async def test_everything_in_the_library_can_be_reached(bot: Bot, opens: Opens) -> None:
    thread = Stage(bot)
    await thread.says(ALICE)
    await thread.hears()
    await thread.hears("Interview Alice")
    page = await opens(bot.playground.url)
    await goes(page, CUSTOMERS)
    await says(page, "/segue personas", "#channel-composer")
    dialog = page.locator("dialog#modal")
    await looks_for(page, "submarine")
    await expect(dialog).to_contain_text("Nobody here goes by those words")
    await looks_for(page, "Alice")
    await expect(dialog).to_contain_text("cost-conscious employee")
    await chooses(page, "Edit the card")
    await expect(dialog).to_contain_text("What should be changed?")
    await dialog.get_by_role("button", name="Cancel").click()
    await expect(dialog.get_by_label("Look for")).to_have_value("Alice")
    await chooses(page, "Put away")
    await dialog.get_by_role("button", name="Those put away").click()
    await chooses(page, "Bring back")


async def looks_for(page: Any, words: str) -> None:
    await page.locator("dialog#modal").get_by_label("Look for").fill(words)
    await page.locator("dialog#modal").get_by_role("button", name="Search", exact=True).click()


async def chooses(page: Any, doing: str) -> None:
    await page.locator("dialog#modal").get_by_role("button", name="More", exact=True).click()
    await page.get_by_role("menuitem", name=doing).click()
