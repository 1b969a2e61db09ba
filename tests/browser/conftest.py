"""The playground's page in a real Chromium. Skipped where there is none, never in CI."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from playground.server import Playground
from tests.browser.app import App
from tests.dialogues.stage import Bot, staged

playwright = pytest.importorskip("playwright.async_api", reason="needs Playwright: make setup")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = ["--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
Opens = Callable[..., Awaitable[Any]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if CHROMIUM is None and not os.environ.get("CI"):
        missing = pytest.mark.skip(reason="needs Chromium (on Debian: apt install chromium)")
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(missing)


@pytest.fixture
async def chromium() -> AsyncIterator[Any]:
    assert CHROMIUM, "CI must bring Chromium: .ci/run installs it"
    async with playwright.async_playwright() as player:
        browser = await player.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@pytest.fixture
async def opens(chromium: Any) -> AsyncIterator[Opens]:
    """`page = await opens(url, color_scheme="dark")`: a page of its own; what it complains of fails the test."""
    complaints: list[str] = []

    async def open_page(url: str, **how: Any) -> Any:
        page = await chromium.new_page(**{"viewport": {"width": 1280, "height": 800}, **how})
        page.set_default_timeout(8000)
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        page.on("console", lambda said: said.type == "error" and complaints.append(f"console: {said.text}"))
        await page.goto(url)
        await page.wait_for_selector("#channels button")
        return page

    open_page.complaints = complaints  # type: ignore[attr-defined]
    yield open_page
    assert complaints == []


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    async with Playground(manifest={}) as server:
        yield server


@pytest.fixture
async def app(playground: Playground) -> AsyncIterator[App]:
    async with App(playground) as running:
        yield running


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    async with staged(tmp_path) as running:
        yield running
