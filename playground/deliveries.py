"""What Socket Mode keeps of a connection, and of a payload on its way."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Protocol

from aiohttp import web

PING_SECONDS = 2.0
"""How often the app is pinged; it may take that for a sign of life."""


class Line(Protocol):
    """The way to the app, over sockets or HTTP."""

    counts: Counter[str]

    @property
    def connected(self) -> int: ...

    @property
    def under_way(self) -> int: ...

    def send_event(self, payload: dict[str, Any]) -> None: ...

    def send_interaction(self, type_: str, payload: dict[str, Any]) -> asyncio.Future[dict[str, Any] | None]: ...


@dataclass(eq=False)
class Connection:
    """One websocket of the app's. A silent one is open but says nothing any more: pongs are the last to go."""

    socket: web.WebSocketResponse
    transport: asyncio.Transport | None
    silent: bool = False
    pongs: bool = True
    closed: asyncio.Event = field(default_factory=asyncio.Event)

    async def ping(self, counts: Counter[str]) -> None:
        """Ping the app every so often, as long as there is a connection that speaks."""
        while not self.silent:
            counts["pings"] += 1
            try:
                await self.socket.ping(b"ping from the playground")
            except ConnectionError:
                return
            await asyncio.sleep(PING_SECONDS)


@dataclass(eq=False)
class Delivery:
    """One payload on its way, over as many attempts as it takes."""

    type: str
    payload: dict[str, Any]
    accepts_response: bool
    attempts_left: int
    envelope_ids: list[str] = field(default_factory=list)
    attempt: int = 0
    connection: Connection | None = None
    timer: asyncio.TimerHandle | None = None
    answered: asyncio.Future[dict[str, Any] | None] | None = None
