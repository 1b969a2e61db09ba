"""A file takes longer on its way than any call to Slack: that is no reason to give it up, or to send it for ever."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.engine.uploads import upload
from bot.material.reading import fetched
from flows.runtime import File
from store.outbox import OutboxRow

CALL_SECONDS = 0.2
SENT = b"Client,Amount\r\n" * 5
ROW = OutboxRow("T1", "i1", 1, "k", "rows", "file upload", "C1", "1.0", "", "sending", 1, 0.0, 0.0, None)


async def slowly(request: web.Request) -> web.StreamResponse:
    """In five parts, each of which takes half of what a call may."""
    answer = web.StreamResponse()
    await answer.prepare(request)
    for start in range(0, len(SENT), len(SENT) // 5):
        await asyncio.sleep(CALL_SECONDS / 2)
        await answer.write(SENT[start : start + len(SENT) // 5])
    return answer


async def taken(request: web.Request) -> web.Response:
    await request.read()
    await asyncio.sleep(2 * CALL_SECONDS)
    return web.Response()


class Slack:
    """What an upload needs of a client."""

    def __init__(self, session: aiohttp.ClientSession, address: str) -> None:
        self.session, self._address, self.called = session, address, list[str]()

    async def api_call(self, method: str, json: Any = None, params: Any = None) -> dict[str, Any]:
        self.called.append(method)
        return {"ok": True, "upload_url": self._address, "file_id": "F1"}


@pytest.fixture
async def server() -> AsyncIterator[TestServer]:
    app = web.Application()
    app.router.add_get("/file", slowly)
    app.router.add_post("/file", taken)
    async with TestServer(app) as made:
        yield made


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=CALL_SECONDS)) as made:
        yield made


async def test_a_file_that_takes_longer_than_a_call_is_fetched_whole(
    server: TestServer, session: aiohttp.ClientSession
) -> None:
    file = File(id="F1", name="orders.csv", url=str(server.make_url("/file")))
    assert await fetched(session, "xoxb-1", file) == SENT


async def test_a_file_that_takes_longer_than_a_call_to_send_is_sent_once(
    server: TestServer, session: aiohttp.ClientSession
) -> None:
    slack, kept = Slack(session, str(server.make_url("/file"))), list[str]()

    async def remember(payload: str) -> None:
        kept.append(payload)

    payload = {"data": base64.b64encode(SENT).decode(), "filename": "rows.csv", "title": "Rows"}
    await upload(slack, ROW, payload, remember)  # type: ignore[arg-type]
    assert len(kept) == 1
    assert slack.called == ["files.getUploadURLExternal", "files.completeUploadExternal"]
