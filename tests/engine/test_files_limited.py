"""A file that Slack does not hand over at once: it is asked for again, and told as what it was."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest
from aiohttp import web

from bot.material import reading
from bot.material.reading import BUSY, GONE, fetched
from errors import MaterialError
from flows.files import File


@pytest.mark.parametrize(
    ("answers", "told", "asked"),
    [
        ([429, 200], "", 2),
        ([429, 503, 429, 200], "", 4),
        ([500] * 9, BUSY, 4),
        ([429] * 9, BUSY, 4),
        ([429, 404], GONE, 2),
        ([403, 200], "files:read", 1),
    ],
)
async def test_a_file_comes_once_slack_hands_it_over(
    monkeypatch: pytest.MonkeyPatch, answers: list[int], told: str, asked: int
) -> None:
    waits: list[float] = []
    slept = asyncio.sleep

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        await slept(0.0)

    heard: list[str] = []

    async def hand_over(request: web.Request) -> web.Response:
        heard.append(request.headers["Authorization"])
        status = answers.pop(0)
        return web.Response(status=status, body=b"a,b\n1,2\n", headers={"Retry-After": "7"} if status == 429 else {})

    app = web.Application()
    app.router.add_get("/file", hand_over)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    file = File(id="F1", name="a.csv", url=f"http://127.0.0.1:{runner.addresses[0][1]}/file")
    monkeypatch.setattr(reading.asyncio, "sleep", sleep)
    try:
        async with aiohttp.ClientSession() as session:
            if told:
                with pytest.raises(MaterialError, match=told):
                    await fetched(session, "xoxb-1", file)
            else:
                assert await fetched(session, "xoxb-1", file) == b"a,b\n1,2\n"
    finally:
        await runner.cleanup()
    assert heard == ["Bearer xoxb-1"] * asked
    assert all(seconds == 7.0 or seconds == 1.0 for seconds in waits if seconds)
