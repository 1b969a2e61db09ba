"""The one port Segue listens on: faces, and over HTTP what Slack sends. Nothing else is answered.

Slack asks for an answer within three seconds: https://docs.slack.dev/apis/events-api/#responding
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.log import server_logger

log = logging.getLogger("segue.http")

LARGEST_BODY = 1 << 20
"""Bytes: a message of 40,000 characters with its blocks, inside the payload of a press, written for a form."""
Routes = Callable[[web.UrlDispatcher], None]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class HttpServer:
    """Listens on `host` and `port`; each of `routes` adds its own paths."""

    def __init__(self, host: str, port: int, routes: Sequence[Routes]) -> None:
        self._host, self._port, self._routes = host, port, routes
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Raises OSError where the port is taken."""
        server_logger.addFilter(of_ours)
        app = web.Application(client_max_size=LARGEST_BODY, middlewares=[without_internals])
        for add in self._routes:
            add(app.router)
        # Slack packs nothing: what comes packed is not unpacked for strangers.
        self._runner = web.AppRunner(
            app, access_log=None, shutdown_timeout=1.0, keepalive_timeout=30.0, auto_decompress=False
        )
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()


def of_ours(record: logging.LogRecord) -> bool:
    """What is no HTTP at all is answered 400 by aiohttp, and is no fault of ours: strangers fill no log with it."""
    return not (record.exc_info and isinstance(record.exc_info[1], HttpProcessingError | web.RequestPayloadError))


@web.middleware
async def without_internals(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Whatever nobody expected is logged whole, and answered in five words."""
    try:
        return await handler(request)
    except web.HTTPException as refusal:
        return web.Response(status=refusal.status, text=f"{refusal.reason}\n", headers=_kept(refusal))
    except Exception:
        log.exception("%s %s could not be answered", request.method, request.path)
        return web.Response(status=500, text="That did not work here.\n")


def _kept(refusal: web.HTTPException) -> dict[str, str]:
    return {name: value for name in ("Allow", "Location") if (value := refusal.headers.get(name))}
