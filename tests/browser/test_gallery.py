"""Every block is drawn, and nothing foreign ever runs."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from playground.blocks import BLOCKS
from playground.driver import DANA, GENERAL
from playground.server import Playground
from tests.browser.app import text
from tests.browser.conftest import Opens, playwright
from tests.browser.test_client import goes

expect = playwright.expect
DRAWN_IN = {"context_actions": "context_actions", "divider": "header-divider-and-context"}

WALK = """async (views) => {
  const { drawBlocks } = await import("/page/blocks/blocks.js");
  const { drawForm } = await import("/page/forms/inputs.js");
  const press = async () => {};
  const found = [];
  const walk = (value, path) => {
    if (Array.isArray(value?.blocks)) {
      const place = document.createElement("div");
      const form = value.blocks.some((block) => block.type === "input");
      place.append(...(form ? drawForm(value.blocks, press)[0] : drawBlocks(value.blocks, press)).flat(9));
      found.push([path, place.querySelectorAll(".unknown").length, place.textContent.length]);
    }
    if (!value || typeof value !== "object") return;
    for (const [key, each] of Object.entries(value)) walk(each, `${path}/${key}`);
  };
  walk(views, "");
  return found;
}"""
HOSTILE = [
    template.format(run="window.hacked=1")
    for template in (
        "<script>{run}</script>",
        "<img src=x onerror={run}>",
        "<svg onload={run}>",
        "<svg><script>{run}</script></svg>",
        "<body onload={run}>",
        "<iframe src=javascript:{run}>",
        "<iframe srcdoc='<script>parent.{run}</script>'>",
        "<a href=javascript:{run}>x</a>",
        "<details open ontoggle={run}>",
        "<input autofocus onfocus={run}>",
        "<video><source onerror={run}>",
        "<audio src=x onerror={run}>",
        "<marquee onstart={run}>",
        "<object data=javascript:{run}>",
        "<embed src=javascript:{run}>",
        "<form action=javascript:{run}><button>x</button></form>",
        "<math><mtext><img src=x onerror={run}>",
        "<style>@import 'javascript:{run}';</style>",
        "<link rel=stylesheet href=javascript:{run}>",
        "<meta http-equiv=refresh content='0;javascript:{run}'>",
        "<base href=javascript:{run}//>",
        "<template><script>{run}</script></template>",
        "<noscript><img src=x onerror={run}></noscript>",
        "<textarea><img src=x onerror={run}></textarea>",
        "<title><img src=x onerror={run}></title>",
        "</script><script>{run}</script>",
        "'\"><script>{run}</script>",
        "javascript:{run}",
        "JaVaScRiPt:{run}",
        "java\nscript:{run}",
        "\x01javascript:{run}",
        "data:text/html,<script>{run}</script>",
        "vbscript:{run}",
        "<javascript:{run}|click>",
        "<data:text/html,<script>{run}</script>|click>",
        "[click](javascript:{run})",
        "[click](data:text/html;base64,PHNjcmlwdD53aW5kb3cuaGFja2VkPTE8L3NjcmlwdD4=)",
        "![x](javascript:{run})",
        '![x](x" onerror="{run})',
        "[x]: javascript:{run}",
        '<https://example.com" onmouseover="{run}|x>',
        "<https://example.com|<img src=x onerror={run}>>",
        "`<img src=x onerror={run}>`",
        "```\n<script>{run}</script>\n```",
        "| <img src=x onerror={run}> |\n|---|\n| <script>{run}</script> |",
        "> <img src=x onerror={run}>",
        "# <img src=x onerror={run}>",
        "- <img src=x onerror={run}>",
        "*<img src=x onerror={run}>*",
        "&lt;img src=x onerror={run}&gt;",
        "&#60;img src=x onerror={run}&#62;",
        "\\u003cscript\\u003e{run}\\u003c/script\\u003e",
        "${{{run}}}",
        "{{{{constructor.constructor('{run}')()}}}}",
        "<!--><img src=x onerror={run}>-->",
        "<![CDATA[<script>{run}</script>]]>",
        "<xss style=animation-name:x onanimationstart={run}>",
        "<a href='&#106;avascript:{run}'>x</a>",
        "<!date^1^{{date}}^javascript:{run}|x>",
        "<@U0<script>{run}</script>>",
    )
]


async def test_every_block_has_a_sample_and_none_is_a_placeholder(playground: Playground, opens: Opens) -> None:
    page = await opens_gallery(playground, opens)
    samples: list[list[Any]] = await page.evaluate("import('/page/samples.js').then((module) => module.SAMPLES)")
    shown = json.dumps(samples)
    for block in BLOCKS:
        assert f'"type": "{block}"' in shown, f"the gallery shows no {block}"
    assert await page.locator(".sample").count() == len(samples) + 1
    await expect(page.locator(".unknown")).to_have_count(0)
    await page.fill("#own", '[{"type": "hologram"}]')
    await expect(page.locator("#own-drawn .unknown")).to_contain_text("[hologram is not drawn here]")
    await page.fill("#own", '{"blocks": [')
    await expect(page.locator("#own-says")).to_contain_text("no JSON yet")


async def opens_gallery(playground: Playground, opens: Opens) -> Any:
    page = await opens(playground.url)
    await page.goto(f"{playground.url}/gallery")
    await page.wait_for_selector(".sample")
    return page


async def test_a_data_table_is_sorted_by_click_and_key(playground: Playground, opens: Opens) -> None:
    page = await opens_gallery(playground, opens)
    table = page.locator("[data-sample=data_table]")
    await table.get_by_role("button", name="Customers").click()
    first = table.locator("tbody tr").first.locator("td").nth(1)
    await expect(first).to_have_text("0")
    await page.keyboard.press("Enter")
    await expect(table.locator("th").nth(1)).to_have_attribute("aria-sort", "descending")
    await expect(first).not_to_have_text("0")
    await table.get_by_role("button", name="More").click()
    await expect(table.get_by_role("status")).to_have_text("21 to 40 of 45")


@pytest.fixture(scope="module")
def views() -> Any:
    """All the bot's views, as `segue gallery` prints them."""
    printed = subprocess.run([sys.executable, "-m", "bot", "gallery"], capture_output=True, text=True, check=True)
    return json.loads(printed.stdout)


async def test_whatever_the_bot_shows_is_drawn(playground: Playground, opens: Opens, views: Any) -> None:
    page = await opens_gallery(playground, opens)
    missing = await page.evaluate(WALK, views)
    assert len(missing) > 15
    assert [path for path, unknown, letters in missing if unknown or not letters] == []


async def test_nothing_foreign_ever_runs(playground: Playground, opens: Opens) -> None:
    """In names, messages, blocks, forms, files, titles and search: shown as it is, run never."""
    assert len(HOSTILE) >= 50
    page = await opens(playground.url)
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    await goes(page, GENERAL)
    app = AsyncWebClient("xoxb-x", base_url=playground.api_url)
    for hostile in HOSTILE:
        playground.workspace.said_by(DANA, GENERAL, hostile, None)
        blocks: list[dict[str, Any]] = [
            {"type": "section", "text": {"type": "mrkdwn", "text": hostile}},
            {"type": "markdown", "text": hostile},
            {"type": "header", "text": text(hostile)},
            {"type": "card", "title": text(hostile), "body": {"type": "mrkdwn", "text": hostile}},
            {"type": "table", "rows": [[{"type": "raw_text", "text": hostile}]]},
        ]
        await app.chat_postMessage(channel=GENERAL, text=hostile, blocks=blocks, username=hostile[:80])
    playground.workspace.post(
        GENERAL, DANA, "file", files=[{"id": "F", "name": HOSTILE[1], "url_private": HOSTILE[27]}]
    )
    playground.workspace.users[DANA].real_name = HOSTILE[1]
    await page.reload()
    await expect(page.locator("#channel-messages .message").last).to_contain_text("onerror")
    for _ in range(4):
        await page.evaluate("document.querySelector('#channel-messages').parentElement.scrollTo(0, 0)")
        await page.wait_for_timeout(200)
    await page.keyboard.press("Control+k")
    await page.keyboard.type("onerror")
    await expect(page.locator(".result").last).to_be_visible()
    assert await page.evaluate("window.hacked") is None
    assert dialogs == []
    links = await page.evaluate("[...document.querySelectorAll('a')].map((link) => link.href)")
    assert [link for link in links if not link.startswith(("http://", "https://", "mailto:"))] == []
    opens.complaints[:] = [said for said in opens.complaints if "Failed to load resource" not in said]  # type: ignore
