"""What is not Slack's, or not as Slack writes, is turned away; what is, is taken in once."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest

from bot.clients import SlackClients
from bot.engine.fate import Fate
from bot.http import slack_requests
from bot.http.server import LARGEST_BODY, HttpServer
from bot.http.slack_requests import SlackRequests
from bot.slack_app import build_app
from errors import StoreBusy
from flows.runtime import Incoming
from playground.http_mode import FORM, JSON, signed
from playground.people import TEAM_ID
from playground.ports import free_port
from playground.server import Playground
from tests.http.stage import SECRET

MESSAGE = {
    "type": "event_callback",
    "team_id": TEAM_ID,
    "event": {"type": "message", "channel": "C1", "ts": "1.0", "user": "U1", "text": "Hello", "team": TEAM_ID},
}


@dataclass
class Taken:
    """An engine that only counts; like the real one, it knows what came before by its key."""

    rows: list[Incoming] = field(default_factory=list)
    wrong: Callable[[], None] = lambda: None
    uninstalled: list[str] = field(default_factory=list)

    async def accept(self, incoming: Incoming, live: bool = True) -> Fate:
        self.wrong()
        self.rows.append(incoming)
        return Fate.PLACED

    async def refusal(self, incoming: Incoming) -> str:
        return ""

    def aside(self, asked: object) -> None: ...

    def tell(self, incoming: Incoming, words: str) -> None: ...

    async def search(self, asked: object) -> dict[str, Any]:
        return {}


@dataclass
class Door:
    """The address Slack sends to, and somebody who sends there."""

    url: str
    taken: Taken
    web: aiohttp.ClientSession

    async def sends(
        self, body: str | bytes, headers: dict[str, str] | None = None, *, type: str = JSON, at: float | None = None
    ) -> tuple[int, str]:
        text = body if isinstance(body, str) else body.decode("latin-1")
        signature = signed(SECRET, text, time.time() if at is None else at) if headers is None else headers
        data = body.encode() if isinstance(body, str) else body
        async with self.web.post(self.url, data=data, headers={**signature, "Content-Type": type}) as answer:
            return answer.status, await answer.text()


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    taken, port = Taken(), free_port()

    async def uninstalled(team: str, when: float) -> None:
        taken.uninstalled.append(team)

    async with Playground() as playground, aiohttp.ClientSession() as web:
        clients = SlackClients(playground.api_url, 2.0)
        clients.open()
        await clients.connect("xoxb-test")
        app = build_app(clients, taken, uninstalled)  # type: ignore[arg-type]
        server = HttpServer("127.0.0.1", port, [SlackRequests(app, SECRET).add_routes])
        await server.start()
        yield Door(f"http://127.0.0.1:{port}/slack/events", taken, web)
        await server.stop()
        await clients.close()


async def test_what_slack_signed_is_taken_in(door: Door) -> None:
    assert (await door.sends(json.dumps(MESSAGE)))[0] == 200
    assert [row.key for row in door.taken.rows] == ["message:C1:1.0"]


def signature(at: str, body: str = json.dumps(MESSAGE), secret: str = SECRET) -> dict[str, str]:
    return signed(secret, body, time.time()) | {"X-Slack-Request-Timestamp": at}


NOW = str(int(time.time()))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Slack-Request-Timestamp": NOW},
        {"X-Slack-Signature": "v0=00"},
        {"X-Slack-Request-Timestamp": NOW, "X-Slack-Signature": "v0=" + "0" * 64},
        {"X-Slack-Request-Timestamp": NOW, "X-Slack-Signature": "v1=é"},
        {"X-Slack-Request-Timestamp": NOW, "X-Slack-Signature": ""},
        {"X-Slack-Request-Timestamp": "soon", "X-Slack-Signature": "v0=00"},
        {"X-Slack-Request-Timestamp": "nan", "X-Slack-Signature": "v0=00"},
        {"X-Slack-Request-Timestamp": "1e9", "X-Slack-Signature": "v0=00"},
        {"X-Slack-Request-Timestamp": "9" * 5000, "X-Slack-Signature": "v0=00"},
        {"X-Slack-Request-Timestamp": "", "X-Slack-Signature": "v0=00"},
        signed("another secret", json.dumps(MESSAGE), time.time()),
        signed(SECRET, json.dumps(MESSAGE) + " ", time.time()),
    ],
    ids=lambda headers: " ".join(f"{value[:12]}" for value in headers.values()) or "none",
)
async def test_a_request_without_slacks_signature_is_401(door: Door, headers: dict[str, str]) -> None:
    status, said = await door.sends(json.dumps(MESSAGE), headers)
    assert (status, said) == (401, "Unauthorized\n")
    assert door.taken.rows == []


@pytest.mark.parametrize("off", [-301.0, 302.0, -86400.0, 1e12])
async def test_a_signature_of_another_time_is_401(door: Door, off: float) -> None:
    assert (await door.sends(json.dumps(MESSAGE), at=time.time() + off))[0] == 401
    assert door.taken.rows == []


async def test_a_row_that_cannot_be_kept_is_500_so_that_slack_sends_it_again(door: Door) -> None:
    def locked() -> None:
        raise StoreBusy("The database is locked.")

    door.taken.wrong = locked
    status, said = await door.sends(json.dumps(MESSAGE))
    assert status == 500
    assert "database" not in said


async def test_what_nobody_expected_is_500_without_its_insides(door: Door) -> None:
    def broken() -> None:
        raise RuntimeError("the secret inside")

    door.taken.wrong = broken
    status, said = await door.sends(json.dumps(MESSAGE))
    assert status == 500
    assert "secret" not in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("body", "type", "status"),
    [
        ("{", JSON, 400),
        ("", JSON, 400),
        ("[]", JSON, 400),
        ('"text"', JSON, 400),
        ("[" * 100_000, JSON, 400),
        ("nothing=here", FORM, 400),
        ("payload={", FORM, 400),
        ("payload=[]", FORM, 400),
        ("payload=", FORM, 400),
        ("{}", JSON, 200),
        ('{"event": 1, "type": "event_callback"}', JSON, 400),
        ('{"type": "event_callback", "team_id": ["T"], "event": {"type": ["message"]}}', JSON, 200),
        ("{}", "text/plain", 415),
        ("{}", "multipart/form-data; boundary=x", 415),
        ("{}", "application/octet-stream", 415),
    ],
)
async def test_a_body_not_as_slack_writes_gets_its_status(door: Door, body: str, type: str, status: int) -> None:
    answered, said = await door.sends(body, type=type)
    assert answered == status
    assert "Traceback" not in said
    assert door.taken.rows == []


async def test_bytes_that_are_no_text_are_400(door: Door) -> None:
    assert (await door.sends(b"\xff\xfe{}", {}))[0] == 400


async def test_a_large_body_is_413(door: Door) -> None:
    assert (await door.sends(json.dumps({"pad": "x" * LARGEST_BODY})))[0] == 413


async def test_a_body_that_does_not_come_is_408(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slack_requests, "BODY_SECONDS", 0.2)
    host, port = door.url.split("/")[2].split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(
        b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
    )
    async with asyncio.timeout(10):
        assert b"408" in await reader.readline()
    writer.close()


@pytest.mark.parametrize(
    "sent",
    [
        b"GET / HTTP/1.1\r\nHost: x\r\nno header\x1b[31m at all\r\n\r\n",
        b"POST /slack/events HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"y" * 20_000 + b"\r\n\r\n",
        b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: soon\r\n\r\n",
    ],
    ids=["header", "version", "long", "length"],
)
async def test_what_is_no_http_is_400_and_fills_no_log(
    door: Door, sent: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    host, port = door.url.split("/")[2].split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(sent)
    async with asyncio.timeout(10):
        assert b" 400 " in await reader.readline()
    writer.close()
    assert [record.name for record in caplog.records if record.levelname in ("WARNING", "ERROR")] == []


async def test_fields_without_number_are_counted_for_nobody_but_slack(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A megabyte of `a=b&` takes a second to be told apart: whoever is not Slack has that of nobody."""
    told_apart: list[int] = []

    def parsed(body: str, **more: bool) -> dict[str, list[str]]:
        told_apart.append(len(body))
        return {}

    monkeypatch.setattr(slack_requests, "parse_qs", parsed)
    assert (await door.sends("ssl_check=1&" + "a=b&" * 200_000, {}, type=FORM))[0] == 401
    assert told_apart == []


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS"])
async def test_only_post_is_answered(door: Door, method: str) -> None:
    async with door.web.request(method, door.url) as answer:
        assert answer.status == 405


async def test_slack_may_verify_the_address_and_try_the_certificate(door: Door) -> None:
    assert (await door.sends(json.dumps({"type": "url_verification", "challenge": "abc"})))[1].strip('"') in (
        "abc",
        '{"challenge": "abc"}',
    )
    assert (await door.sends("ssl_check=1&token=x", {}, type=FORM)) == (200, "")
    # Nobody gets in by saying so.
    assert (await door.sends("ssl_check=1&payload=" + json.dumps(MESSAGE), {}, type=FORM)) == (200, "")
    assert (await door.sends(json.dumps({**MESSAGE, "ssl_check": "1"}), {}))[0] == 401
    assert door.taken.rows == []


async def test_an_unknown_workspace_is_answered_and_kept_nowhere_and_said_once(
    door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    foreign = {**MESSAGE, "team_id": "T0OTHER", "event": {**MESSAGE["event"], "team": "T0OTHER"}}  # type: ignore[dict-item]
    for _ in range(3):
        assert (await door.sends(json.dumps(foreign)))[0] == 200
    command: dict[str, Any] = {"command": "/segue", "team_id": "T0OTHER", "text": "interview", "channel_id": "C1"}
    status, said = await door.sends(urlencode(command), type=FORM)
    assert status == 200
    assert "not installed" in said
    assert door.taken.rows == []
    assert sum("T0OTHER" in record.getMessage() for record in caplog.records) == 1


@pytest.mark.parametrize(
    ("event", "heard"),
    [
        ({"type": "app_uninstalled"}, [TEAM_ID]),
        ({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["UBOT"]}}, [TEAM_ID]),
        ({"type": "tokens_revoked", "tokens": {"oauth": ["U1"], "bot": []}}, []),
        ({"type": "tokens_revoked"}, []),
    ],
)
async def test_that_segue_was_taken_out_is_heard(door: Door, event: dict[str, Any], heard: list[str]) -> None:
    body = {"type": "event_callback", "team_id": TEAM_ID, "event_time": 1, "event": event}
    assert (await door.sends(json.dumps(body)))[0] == 200
    assert door.taken.uninstalled == heard


async def test_a_page_that_is_not_there_says_so_and_nothing_else(door: Door, tmp_path: Path) -> None:
    async with door.web.get(door.url.replace("/slack/events", "/metrics/../etc")) as answer:
        assert (answer.status, await answer.text()) == (404, "Not Found\n")
