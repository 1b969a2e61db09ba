"""A clock that is set back hides neither a dead line nor how long nothing was heard."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.socket import Socket
from playground.server import Playground

HOUR, PATIENCE = 3600.0, 10.0


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    async with Playground(manifest={}) as server:
        yield server


async def until(gaps: list[float], count: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while len(gaps) < count:
            await asyncio.sleep(0.02)


async def test_a_clock_set_back_hides_no_dead_line_and_no_gap(
    playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    gaps: list[float] = []
    app = AsyncApp(
        client=AsyncWebClient("xoxb-x", base_url=playground.api_url), process_before_response=True, logger=None,
        request_verification_enabled=False, signing_secret="none",
    )  # fmt: skip
    socket = Socket(app, "xapp-x", silence_seconds=0.6, handshake_seconds=5.0, opened=gaps.append)
    await socket.open()
    try:
        await until(gaps, 1)
        real = time.time
        monkeypatch.setattr(time, "time", lambda: real() - HOUR)
        playground.driver.freeze(pongs=False)
        await until(gaps, 2)
        assert 0 <= gaps[1] < HOUR / 2
    finally:
        await socket.close()
