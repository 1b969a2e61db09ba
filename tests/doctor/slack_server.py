"""Servers on this machine that answer in Slack's place: as told, over TLS, or not at all."""

from __future__ import annotations

import asyncio
import ssl
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.manifest import SEGUE

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


def says(data: dict[str, Any], **headers: str) -> Answer:
    """JSON, with more headers."""

    async def answer(request: web.Request) -> web.StreamResponse:
        return web.json_response(data, headers={name.replace("_", "-"): value for name, value in headers.items()})

    return answer


def status(number: int, text: str = "<html>no</html>") -> Answer:
    """A page, not JSON."""

    async def answer(request: web.Request) -> web.StreamResponse:
        return web.Response(status=number, text=text, content_type="text/html")

    return answer


async def hangs(request: web.Request) -> web.StreamResponse:
    await asyncio.Event().wait()
    raise AssertionError("unreachable")


async def drops(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


WELL: dict[str, Answer] = {
    "api.test": says({"ok": True}),
    "auth.test": says({"ok": True, "team": "T", "user": "segue"}, X_OAuth_Scopes=",".join(SEGUE.scopes)),
    "apps.connections.open": says({"ok": True, "url": "wss://127.0.0.1/link"}),
}


@asynccontextmanager
async def slack(tls: ssl.SSLContext | None = None, **answers: Answer) -> AsyncIterator[str]:
    """-> the base address of a Slack in which all is well, but for `answers`: `auth_test=says(...)`."""
    told = WELL | {name.replace("_", "."): answer for name, answer in answers.items()}

    async def handle(request: web.Request) -> web.StreamResponse:
        return await told[request.match_info["method"]](request)

    app = web.Application()
    app.router.add_route("*", "/api/{method}", handle)
    runner = web.AppRunner(app, shutdown_timeout=0.01, handler_cancellation=True)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls).start()
    try:
        yield f"{'https' if tls else 'http'}://127.0.0.1:{runner.addresses[0][1]}/api/"
    finally:
        await runner.cleanup()


def self_signed(folder: Path) -> ssl.SSLContext:
    """A certificate for 127.0.0.1 that nobody trusts."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context
