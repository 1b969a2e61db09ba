"""Calls of the model that are under way when their turn ends, because somebody wrote: what was asked is paid."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Sequence
from typing import TypeVar

WAITS_SECONDS = 15.0
"""Whoever stops it, or writes meanwhile, waits no longer than that."""
Made = TypeVar("Made")


async def to_their_ends(calls: Sequence[Awaitable[Made]]) -> list[Made | BaseException]:
    """What each call gives, or raises. A turn that ends meanwhile lets them end first, so that they keep what they
    were given, and nobody asks again."""
    running = asyncio.gather(*calls, return_exceptions=True)
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        await _over(running)
        raise


async def _over(running: asyncio.Future[list[Made | BaseException]]) -> None:
    """However often the turn is told to end."""
    loop = asyncio.get_running_loop()
    until = loop.time() + WAITS_SECONDS
    while not running.done() and (left := until - loop.time()) > 0:
        try:
            await asyncio.wait({running}, timeout=left)
        except asyncio.CancelledError:
            continue
    running.cancel()
