"""Where is this from? Clicked: a brochure dropped, its line pressed, the form filled in, the line read again."""

from __future__ import annotations

import os
from typing import Any

from playwright.async_api import expect

from bot.views.origin import FOR_PERSONAS
from playground.driver import CUSTOMERS
from tests.browser.conftest import Opens
from tests.browser.test_alice import ALICE, BROCHURE, says
from tests.dialogues.stage import Bot


async def test_where_a_brochure_is_from_is_said_by_clicking(bot: Bot, opens: Opens) -> None:
    page = await opens(bot.playground.url)
    await page.click(f'[data-channel="{CUSTOMERS}"]')
    await page.set_input_files('#channel-composer input[type="file"]', str(BROCHURE))
    await says(page, ALICE, "#channel-composer")
    thread = page.locator("#thread-messages")
    await expect(thread).to_contain_text("statements stand on the brief or your material")
    await seen(page, "asked")
    await thread.get_by_role("button", name="Where is this from?").click()
    form = page.locator("dialog#modal")
    await expect(form).to_contain_text("This is about sample_material.md.")
    await expect(form.get_by_label("What we use it for")).to_have_value(FOR_PERSONAS)
    await form.get_by_label("Origin").select_option(label="Our own")
    await form.get_by_label("Exactly").fill("The brochure of May")
    await form.get_by_label("What allows us to use it").select_option(label="No personal data in it")
    await seen(page, "form")
    await form.get_by_role("button", name="Save").click()
    await expect(thread).to_contain_text("sample_material.md: Our own. No personal data in it.")
    await expect(thread.get_by_role("button", name="Correct")).to_be_visible()
    await seen(page, "said")
    await thread.get_by_role("button", name="The whole card").click()
    await expect(form).to_contain_text("m1 sample_material.md: Our own. No personal data in it.")
    await form.get_by_text("Where the material is from").scroll_into_view_if_needed()
    await seen(page, "card")


async def seen(page: Any, name: str) -> None:
    """For looking at: the variable SEEN names a folder."""
    if folder := os.environ.get("SEEN"):
        await page.screenshot(path=f"{folder}/origin-{name}.png")
