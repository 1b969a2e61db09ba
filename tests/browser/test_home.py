"""Home by clicking: empty at first, then the study of an interview, what it taught, a search, a digest to set up."""

from __future__ import annotations

from tests.browser.conftest import Opens, playwright
from tests.dialogues.stage import Bot, Stage

expect = playwright.expect
COUNTED = "We counted 41 of 90 new employees who never opened the portal last year."


async def test_home_leads_to_a_study_the_search_and_a_digest_by_clicking(bot: Bot, opens: Opens) -> None:
    page = await opens(bot.playground.url)
    await page.get_by_role("button", name="Home", exact=True).click()
    home, dialog = page.locator("#channel-messages .page"), page.locator("dialog#modal")
    for way in ("Start an interview", "Meet Alice", "Set up a digest"):
        await expect(home.get_by_role("button", name=way)).to_be_visible()
    thread = Stage(bot)
    await thread.begins()
    await thread.says(COUNTED)
    await thread.hears("Question 2 of 3")
    await expect(home).to_contain_text("Running")
    await thread.says("finish")
    await thread.hears("What we know about your customers")
    await expect(home).to_contain_text("1 insight")
    await home.get_by_role("button", name="Open", exact=True).first.click()
    await expect(dialog).to_contain_text("41 of 90 new employees")
    await dialog.get_by_role("button", name="Close").first.click()
    await home.get_by_role("button", name="Search", exact=True).click()
    await dialog.get_by_label("Look for").fill("employees")
    await dialog.get_by_role("button", name="Search", exact=True).click()
    await expect(dialog).to_contain_text("never opened the portal")
    await dialog.get_by_role("button", name="Close").first.click()
    await home.get_by_role("button", name="Set up a digest").click()
    await expect(dialog).to_contain_text("Every week")
