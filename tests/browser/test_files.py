"""Files in the page: chosen, dropped, pasted, recorded, refused."""

from __future__ import annotations

import re

from playground.driver import GENERAL
from playground.server import Playground
from tests.browser.conftest import Opens, playwright
from tests.browser.test_client import goes

expect = playwright.expect
DROP = """([type, name, text]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([text], name, { type: "text/plain" }));
  const target = document.querySelector("#channel-composer form");
  const init = { bubbles: true, cancelable: true };
  target.dispatchEvent(type === "drop" ? new DragEvent("drop", { ...init, dataTransfer: carried })
    : new ClipboardEvent("paste", { ...init, clipboardData: carried }));
}"""


async def test_files_are_chosen_dropped_and_pasted(playground: Playground, opens: Opens) -> None:
    page = await opens(playground.url)
    await goes(page, GENERAL)
    chosen = {"name": "../../x<b>.txt", "mimeType": "text/plain", "buffer": b"hello"}
    await page.set_input_files("#channel-composer input[type=file]", [chosen])
    await page.evaluate(DROP, ["drop", "dropped.txt", "one"])
    await page.evaluate(DROP, ["paste", "pasted.txt", "two"])
    chips = page.locator("#channel-composer .chips li")
    await expect(chips).to_have_count(3)
    await chips.filter(has_text="dropped").get_by_label(re.compile("^Remove")).click()
    await expect(chips).to_have_count(2)
    await expect(page.locator(".chips progress")).to_have_count(0)
    await page.press("#channel-composer textarea", "Enter")
    await expect(chips).to_have_count(0)
    message = page.locator("#channel-messages .message").last
    await expect(message.get_by_role("link", name="x<b>.txt")).to_be_visible()
    await expect(message).to_contain_text("5 bytes")
    await expect(message.get_by_role("link", name="pasted.txt")).to_be_visible()
    assert {file["name"] for file in playground.driver.history(GENERAL)[-1]["files"]} == {"x<b>.txt", "pasted.txt"}


async def test_a_hundred_megabytes_are_refused_in_a_sentence(playground: Playground, opens: Opens) -> None:
    page = await opens(playground.url)
    await goes(page, GENERAL)
    await page.evaluate("""() => {
      const carried = new DataTransfer();
      carried.items.add(new File([new Uint8Array(100 * 1024 * 1024)], "film.mp4"));
      const target = document.querySelector("#channel-composer form");
      target.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: carried }));
    }""")
    await expect(page.locator("#says")).to_have_text(re.compile("film.mp4 has 100 MB; files here have less"))
    await expect(page.locator(".chips li")).to_have_count(0)


async def test_a_clip_is_recorded_and_sent(playground: Playground, opens: Opens) -> None:
    page = await opens(playground.url)
    await goes(page, GENERAL)
    await page.click("#channel-composer [aria-label=Attach]")
    await page.get_by_role("menuitem", name="Record an audio clip").click()
    await expect(page.get_by_role("timer")).to_have_text("0:01")
    await page.get_by_role("button", name="Stop").click()
    await page.locator(".recorder").get_by_role("button", name="Attach").click()
    await expect(page.locator(".chips li")).to_contain_text("audio_message.webm")
    await expect(page.locator(".chips progress")).to_have_count(0)
    await page.get_by_role("button", name="Send").click()
    await expect(page.locator("#channel-messages audio")).to_be_visible()
    [file] = playground.driver.history(GENERAL)[-1]["files"]
    assert (file["subtype"], file["mimetype"]) == ("slack_audio", "audio/webm")
