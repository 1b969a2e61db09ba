"""A site on this machine under a name of the open net, for whatever reads pages."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web

from bot.fetch import Web

PAGE = b"<!doctype html><title>Plans</title><h1>Deductible</h1><p>You pay all costs until 1,500 dollars are met.</p>"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
HERE = "http://plans.example"


class Site:
    """A site on this machine under a name of the open net. `asked`: the paths that were fetched."""

    def __init__(self) -> None:
        self.pages: dict[str, Handler] = {}
        self.asked: list[str] = []
        self.port = 0
        self.lookups: list[str] = []

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request.path)
        return await self.pages.get(request.path, fails(404))(request)

    async def lookup(self, host: str, port: int) -> list[tuple[socket.AddressFamily, str]]:
        self.lookups.append(host)
        return [(socket.AF_INET, "127.0.0.1")]

    def web(self) -> Web:
        return Web(judge=lambda address: True, schemes=frozenset({"http", "https"}), lookup=self.lookup)

    def url(self, path: str = "/") -> str:
        return f"{HERE}:{self.port}{path}"


@asynccontextmanager
async def opened() -> AsyncIterator[Site]:
    """It stands, and answers 404 where nothing was put."""
    site = Site()
    app = web.Application()
    app.router.add_get("/{path:.*}", site.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    tcp = web.TCPSite(runner, "127.0.0.1", 0)
    await tcp.start()
    site.port = runner.addresses[0][1]
    try:
        yield site
    finally:
        await runner.cleanup()


def gives(body: bytes, kind: str = "text/html", **headers: str) -> Handler:
    async def answer(request: web.Request) -> web.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.Response(body=body, headers={"Content-Type": kind, **named})

    return answer


def leads(to: str) -> Handler:
    async def answer(request: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": to})

    return answer


def fails(status: int) -> Handler:
    async def answer(request: web.Request) -> web.Response:
        return web.Response(status=status, body=PAGE, content_type="text/html")

    return answer
