"""Bodies that are packed, or cut into pieces that are none: strangers send them, Slack never does."""

from __future__ import annotations

import asyncio
import gzip
import json
import re
from time import process_time

import pytest

from bot.http.server import LARGEST_BODY
from playground.http_mode import JSON
from tests.http.test_requests import MESSAGE, Door, door

__all__ = ["door"]


@pytest.mark.parametrize(
    "body",
    [
        b"Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\nxx",
        b"Content-Encoding: deflate\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nxx\r\n0\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}XX0\r\n\r\n",
    ],
    ids=["packed", "packed in pieces", "no length of a piece", "a piece too long"],
)
async def test_a_body_that_is_none_gets_no_answer_of_ours_and_fills_no_log(
    door: Door, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    host, port = door.url.split("/")[2].split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + body)
    async with asyncio.timeout(10):
        assert re.search(rb" 40[01] ", await reader.readline())
    writer.close()
    await asyncio.sleep(0.1)
    assert [record.name for record in caplog.records if record.levelname in ("WARNING", "ERROR")] == []
    assert door.taken.rows == []


async def test_what_comes_packed_is_unpacked_for_nobody(door: Door) -> None:
    """Less than a megabyte that would be 250: whoever sends it costs nobody seconds, neither then nor afterwards."""
    bomb = gzip.compress(bytes(300_000_000), 1)[: LARGEST_BODY - 1]
    started = process_time()
    for data in (bomb, gzip.compress(b"{}")):
        packed = {"Content-Type": JSON, "Content-Encoding": "gzip"}
        async with door.web.post(door.url, data=data, headers=packed) as answer:
            assert answer.status == 400
    assert process_time() - started < 1.0
    assert (await door.sends(json.dumps(MESSAGE)))[0] == 200
