"""The socket, watched: a line that is open but dead is replaced, and every opening is told of.

What slack_sdk does by itself: it pings every few seconds and opens a new socket when no pong comes, when the socket is
closed, or when Slack asks for it. What it does not: it hangs for minutes in a handshake nobody answers, it tries an
address again that is good for one connection only, and it takes pongs for a sign that events still come.
https://docs.slack.dev/apis/events-api/using-socket-mode
"""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections.abc import Callable
from typing import Any

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp

from bot.slack_answers import CALL_ERRORS, meaning_of

log = logging.getLogger("segue.socket")

PING_SECONDS = 3
"""How soon a dead socket is noticed; the adapter's own 10 leave 13 seconds of silence."""


class Line(aiohttp.ClientWebSocketResponse):
    """One websocket, which remembers when it was last heard (seconds of a clock that nobody sets)."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._any = self._slack = time.monotonic()
        self._pinged = False

    @property
    def heard_at(self) -> float:
        """When Slack last pinged or said something. Where it never pings, its pongs count too."""
        return self._slack if self._pinged else self._any

    async def receive(self, timeout: float | None = None) -> aiohttp.WSMessage:  # noqa: ASYNC109
        message: aiohttp.WSMessage = await super().receive(timeout)
        if message.type in (aiohttp.WSMsgType.PING, aiohttp.WSMsgType.PONG, aiohttp.WSMsgType.TEXT):
            self._any = time.monotonic()
            self._pinged = self._pinged or message.type is aiohttp.WSMsgType.PING
            if message.type is not aiohttp.WSMsgType.PONG:
                self._slack = self._any
        return message


class Socket:
    """Socket Mode for `app`. `opened` is called after every opening with for how many seconds nothing was heard before;
    infinity after a start."""

    def __init__(
        self,
        app: AsyncApp,
        app_token: str,
        *,
        silence_seconds: float,
        handshake_seconds: float,
        opened: Callable[[float], None],
    ) -> None:
        self._handler = AsyncSocketModeHandler(app, app_token, ping_interval=PING_SECONDS)
        self._client = self._handler.client
        self._silence, self._handshake, self._opened = silence_seconds, handshake_seconds, opened
        self._line: Line | None = None
        self._watch: asyncio.Task[None] | None = None
        self._client.message_listeners.append(self._message)

    async def open(self) -> None:
        """Returns with a socket open; tries until there is one."""
        await self._client.aiohttp_client_session.close()
        self._client.aiohttp_client_session = aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=self._handshake), ws_response_class=Line
        )
        self._watch = asyncio.create_task(self._watching())
        async with self._client.connect_operation_lock:
            await self._handler.connect_async()  # type: ignore[no-untyped-call]

    async def close(self) -> None:
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)
        await self._handler.close_async()  # type: ignore[no-untyped-call]

    @property
    def connected(self) -> bool:
        """Whether a line is open that Slack has greeted us on."""
        line = self._present()
        return line is not None and line is self._line and not line.closed

    async def _message(self, _client: object, message: dict[str, Any], _raw: str | None = None) -> None:
        """Slack begins every connection with a hello."""
        if message.get("type") == "hello":
            before, self._line = self._line, self._present()
            self._opened(math.inf if before is None else time.monotonic() - before.heard_at)

    def _present(self) -> Line | None:
        line = self._client.current_session
        return line if isinstance(line, Line) else None

    async def _watching(self) -> None:
        looked_after = time.monotonic()
        while True:
            await asyncio.sleep(min(1.0, self._silence / 4))
            line = self._present()
            heard = 0.0 if line is None else line.heard_at
            if time.monotonic() - max(heard, looked_after) > self._silence:
                looked_after = time.monotonic()
                await self._replace()

    async def _replace(self) -> None:
        """Another line. One that is being opened in vain is left to the client, with an address it has not used."""
        log.warning("Nothing was heard from Slack for %g seconds; opening another socket.", self._silence)
        if self._client.connect_operation_lock.locked():
            self._client.wss_uri = None
            return
        try:
            await self._client.connect_to_new_endpoint(force=True)
        except CALL_ERRORS as error:
            log.warning("Slack gives no address for a socket (%s); trying again.", meaning_of(error).error)
