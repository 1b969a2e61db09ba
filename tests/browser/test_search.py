"""The search by clicking: words typed, a place chosen, everything again."""

from __future__ import annotations

from typing import Any

from playground.driver import CUSTOMERS
from tests.browser.conftest import Opens, playwright
from tests.browser.test_client import goes, says
from tests.browser.test_library import looks_for
from tests.dialogues.stage import Bot, Stage
from tests.dialogues.test_personas import ALICE

expect = playwright.expect


async def test_words_are_looked_for_by_clicking(bot: Bot, opens: Opens) -> None:
    thread = Stage(bot)
    await thread.says(ALICE)
    await thread.hears()
    await thread.hears("Interview Alice")
    page = await opens(bot.playground.url)
    await goes(page, CUSTOMERS)
    await says(page, "/segue search submarine", "#channel-composer")
    dialog = page.locator("dialog#modal")
    await expect(dialog).to_contain_text("Nothing was found for “submarine”")
    await looks_for(page, "cost-conscious")
    await expect(dialog).to_contain_text("synthetic")
    await expect(dialog.locator("strong, b").filter(has_text="conscious").first).to_be_visible()
    await chooses(page, "Any time", "The last 7 days")
    await dialog.get_by_role("button", name="Look everywhere").click()
    await expect(dialog.get_by_role("button", name="Look everywhere")).to_have_count(0)
    await expect(dialog.get_by_label("Look for")).to_have_value("cost-conscious")


async def chooses(page: Any, shown: str, other: str) -> None:
    """Another option of the menu that shows `shown`."""
    menu = page.locator("dialog#modal select").filter(has_text=shown)
    await menu.select_option(label=other)
