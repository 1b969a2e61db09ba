"""What the playground's page weighs and how quick it is: `make figures` prints the table of docs/playground.md.

Times are the browser's own, on this machine, medians of several.
"""

from __future__ import annotations

import asyncio
import gzip
import statistics
import time
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, async_playwright

from playground.driver import DANA, GENERAL, MEI
from playground.live import PAGE
from playground.server import Playground
from tests.browser.conftest import CHROMIUM, FLAGS

ROUNDS = 7
LONG = 10_000
TURNS = 500
WATCH = """() => {
  window.seen = new Map();
  const list = document.querySelector("#channel-messages");
  new MutationObserver(() => requestAnimationFrame(() => {
    const fresh = [...list.querySelectorAll(".message")].filter((item) => !window.seen.has(item.id));
    for (const item of fresh) window.seen.set(item.id, Date.now());
  })).observe(list, { childList: true, subtree: true });
}"""


async def main() -> None:
    async with Playground() as playground, async_playwright() as player:
        for number in range(LONG):
            playground.workspace.post(GENERAL, MEI, f"message {number}")
        browser = await player.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, "--js-flags=--expose-gc"])
        paint = [await first_paint(browser, playground.url) for _ in range(ROUNDS)]
        opened = [await opening(browser, playground.url) for _ in range(ROUNDS)]
        shown = await message_to_screen(browser, playground)
        before, after = await heap(browser, playground)
        await browser.close()
    plain, packed = weight()
    print("| what | figure | aim |\n|---|---|---|")
    print(f"| weight of the page, all its files | {plain / 1000:.0f} kB, {packed / 1000:.0f} kB compressed | 150 kB |")
    print(f"| first paint | {statistics.median(paint):.0f} ms | 1,000 ms |")
    print(f"| a channel of {LONG:,} messages opens | {statistics.median(opened):.0f} ms | 1,000 ms |")
    print(f"| a message posted, to screen | {statistics.median(shown):.0f} ms | 100 ms |")
    print(f"| heap after {TURNS} turns, of that before | {after / before:.2f} | 1.5 |")


def weight() -> tuple[int, int]:
    """Bytes of what the page loads; the gallery is a page of its own."""
    files = [path for path in Path(PAGE).rglob("*") if path.is_file() and path.stem not in ("gallery", "samples")]
    bodies = [path.read_bytes() for path in files]
    return sum(map(len, bodies)), sum(len(gzip.compress(body)) for body in bodies)


async def first_paint(browser: Browser, url: str) -> float:
    page = await browser.new_page()
    await page.goto(url)
    await page.wait_for_selector("#channels button")
    paint: float = await page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1")
    await page.close()
    return paint


async def opening(browser: Browser, url: str) -> float:
    page = await browser.new_page()
    await page.goto(url)
    await page.wait_for_selector("#channels button")
    taken: float = await page.evaluate(
        f"""async () => {{
          const began = performance.now();
          document.querySelector('[data-channel="{GENERAL}"]').click();
          const there = () => document.querySelector("#channel-messages")?.textContent.includes("message {LONG - 1}");
          while (!there()) await new Promise(requestAnimationFrame);
          return performance.now() - began;
        }}"""
    )
    await page.close()
    return taken


async def message_to_screen(browser: Browser, playground: Playground) -> list[float]:
    """From the server's posting to the frame that shows it; both clocks are this machine's."""
    page = await browser.new_page()
    await page.goto(f"{playground.url}/#{GENERAL}")
    await page.wait_for_selector("#channel-messages .message")
    await page.evaluate(WATCH)
    posted: dict[str, float] = {}
    for number in range(30):
        message = playground.workspace.post(GENERAL, MEI, f"measured {number}")
        posted[f"m-{message.ts}"] = now_ms()
        await asyncio.sleep(0.15)
    seen: dict[str, float] = await page.evaluate("Object.fromEntries(window.seen)")
    await page.close()
    return [seen[id] - at for id, at in list(posted.items())[1:] if id in seen]


def now_ms() -> float:
    return time.time() * 1000


async def heap(browser: Browser, playground: Playground) -> tuple[float, float]:
    """Bytes of JavaScript heap before and after a thread of a thousand messages, each with blocks."""
    parent = await playground.driver.say(DANA, GENERAL, "the interview")
    page = await browser.new_page()
    await page.goto(f"{playground.url}/#{GENERAL}/{parent}")
    await page.wait_for_selector("#thread-messages .message")
    for turn in range(20):
        turn_of(playground, parent, turn)
    await page.wait_for_timeout(1000)
    before = await used(page)
    for turn in range(20, TURNS):
        turn_of(playground, parent, turn)
        await asyncio.sleep(0.01)
    await page.wait_for_timeout(2000)
    return before, await used(page)


def turn_of(playground: Playground, parent: str, turn: int) -> None:
    question = f"Question {turn}: what did they do the last time they needed this, and what came of it?"
    blocks: list[dict[str, Any]] = [
        {"type": "context", "elements": [{"type": "mrkdwn", "text": f"Question {turn} of {TURNS}"}]},
        {"type": "section", "text": {"type": "mrkdwn", "text": f"*{question}*"}},
        {
            "type": "actions",
            "elements": [{"type": "button", "action_id": "skip", "text": {"type": "plain_text", "text": "Skip"}}],
        },
    ]
    playground.workspace.post(GENERAL, "U0PLAYBOT01", question, thread_ts=parent, blocks=blocks)
    playground.workspace.post(GENERAL, DANA, f"They looked it up {turn} times and told us so.", thread_ts=parent)


async def used(page: Page) -> float:
    session = await page.context.new_cdp_session(page)
    await session.send("HeapProfiler.collectGarbage")
    size: float = (await session.send("Runtime.getHeapUsage"))["usedSize"]
    return size


if __name__ == "__main__":
    asyncio.run(main())
