"""Screenshots of the main views, light and dark: `make screenshots` writes them to docs/screenshots/."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.async_api import Page, async_playwright, expect

from bot.manifest import manifest
from playground.driver import CUSTOMERS
from playground.ports import free_port
from playground.server import Playground
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.dialogues.stage import Bot

PLACE = Path(__file__).parents[2] / "docs" / "screenshots"
NOTICE = "the rehearsal model answers · real Slack: see “Real Slack in five steps” in the README"
PROJECT = "We sell a benefits portal to mid-size employers. We must choose by March whom to design it for."
TELCO = Path(__file__).parents[3] / "shared" / "data" / "customers" / "telco_churn.csv"
"""Customers of a telephone company (IBM's sample), beside the repository; without it that picture stays as it is."""
PATIENCE = 400_000
"""Milliseconds for a file of 7,043 customers on a machine that has other work."""
BROCHURE = Path(__file__).parents[2] / "bot" / "cli" / "sample_material.md"
ALICE = (
    "@Segue make me Alice, a cost-conscious employee who does not understand benefits. "
    "We have to decide whether costs are shown per pay cheque or per year."
)
QUESTIONS = (
    "What worries you most when you choose a plan?",
    "What does deductible mean to you?",
    "How did you choose the last time?",
    "What would have helped you?",
)
ANSWERS = (
    "Warehouse workers on shifts open it on their phones in the last three days of enrolment; we counted 62 percent.",
    "Office staff with a new baby told us they read every page twice and still call HR.",
    "Two employers asked us for a version without the portal; HR would mail the forms.",
)


async def main() -> None:
    assert CHROMIUM, "needs Chromium"
    PLACE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        async with Playground(notice=NOTICE, manifest=manifest()) as playground, async_playwright() as player:
            public = f"http://127.0.0.1:{free_port()}"
            faces = {"SEGUE_PUBLIC_URL": public, "SEGUE_HTTP_PORT": public.rpartition(":")[2]}
            bot = Bot(playground, Path(folder), faces)
            await bot.start()
            browser = await player.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            page = await browser.new_page(viewport={"width": 1280, "height": 800}, device_scale_factor=1)
            await page.goto(playground.url)
            await views(page)
            await page.goto(f"{playground.url}/gallery")
            await both(page, "gallery")
            await bot.stop()
            await browser.close()
    print(f"written to {PLACE}", file=sys.stderr)


async def views(page: Page) -> None:
    await page.wait_for_selector(".prompts button")
    await both(page, "welcome")
    await page.click(f'[data-channel="{CUSTOMERS}"]')
    await says(page, "@Segue quick interview", "#channel-composer")
    thread = page.locator("#thread-messages")
    await expect(thread).to_contain_text("I'll ask 5 questions")
    await says(page, PROJECT)
    await expect(thread).to_contain_text("Question 1 of 5")
    for number, answer in enumerate(ANSWERS, 2):
        await says(page, answer)
        await expect(thread).to_contain_text(f"Question {number} of 5")
    await both(page, "interview")
    await page.keyboard.press("Control+.")
    await expect(page.locator(".trace > li").first).to_be_visible()
    await both(page, "inspector")
    await page.keyboard.press("Escape")
    await says(page, "finish")
    await expect(thread).to_contain_text("How useful is this summary")
    await page.get_by_text("Candidate segments").first.scroll_into_view_if_needed()
    await both(page, "summary")
    await page.click("#thread-close")
    if TELCO.exists():
        await segments(page)
    await alice(page)
    await page.get_by_role("button", name="Segue", exact=True).click()
    await page.get_by_role("button", name="Home", exact=True).click()
    await expect(page.locator("#channel-messages .page")).to_contain_text("interview")
    await both(page, "home")
    await page.get_by_role("button", name="Messages", exact=True).click()
    await page.click(f'[data-channel="{CUSTOMERS}"]')
    await page.click("#channel-composer [aria-label='Shortcuts and commands']")
    await page.get_by_role("menuitem").first.click()
    await expect(page.locator("dialog#modal")).to_be_visible()
    await both(page, "form")


async def segments(page: Page) -> None:
    """Of a file that is dropped, with the names, the sizes and what sets each apart."""
    thread = page.locator("#thread-messages")
    await page.set_input_files('#channel-composer input[type="file"]', str(TELCO))
    await says(page, "@Segue which segments are there?", "#channel-composer")
    await expect(thread).to_contain_text("Every customer with the segment", timeout=PATIENCE)
    # Whoever has been at the end has no new messages that cover what is above.
    await thread.locator(".message").last.scroll_into_view_if_needed()
    await thread.evaluate("each => each.scrollTo(0, each.scrollHeight)")
    await page.wait_for_timeout(1_000)
    await thread.get_by_text("segments among 7,043 customers").last.evaluate("each => each.scrollIntoView()")
    await both(page, "segments")
    await page.click("#thread-close")


async def alice(page: Page) -> None:
    """From a brochure to a posted insight."""
    thread, channel = page.locator("#thread-messages"), page.locator("#channel-messages")
    await page.set_input_files('#channel-composer input[type="file"]', str(BROCHURE))
    await says(page, ALICE, "#channel-composer")
    await expect(thread).to_contain_text("Made for a decision: “We have to decide")
    await both(page, "card")
    await thread.get_by_role("button", name="Interview Alice").click()
    head = channel.locator(".message", has_text="Interview with Alice")
    await expect(head).to_be_visible()
    await head.hover()
    await head.get_by_role("button", name="Reply in thread").click()
    for number, question in enumerate(QUESTIONS, 1):
        await says(page, question)
        await expect(thread.locator(".message", has_text="· synthetic")).to_have_count(number)
    await both(page, "persona")
    await says(page, "finish")
    await thread.get_by_role("button", name="Share in the channel").click()
    await thread.get_by_role("button", name="Post it").click()
    await expect(channel).to_contain_text("The whole interview")
    await both(page, "insight")
    await page.click("#thread-close")


async def says(page: Any, text: str, where: str = "#thread-composer") -> None:
    await page.fill(f"{where} textarea", text)
    await page.press(f"{where} textarea", "Enter")


async def both(page: Page, name: str) -> None:
    for scheme in ("light", "dark"):
        await page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        await page.wait_for_timeout(250)
        await page.screenshot(path=PLACE / f"{name}-{scheme}.png")


if __name__ == "__main__":
    asyncio.run(main())
