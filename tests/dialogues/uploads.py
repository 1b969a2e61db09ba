"""Files that somebody drops into the playground."""

from __future__ import annotations

from typing import Any

import aiohttp

from playground.driver import DANA
from playground.server import Playground


async def uploaded(playground: Playground, name: str, data: bytes) -> dict[str, Any]:
    """-> a file of Dana's, to go with a message"""
    async with (
        aiohttp.ClientSession(playground.url) as web,
        web.post("/playground/upload", params={"as": DANA, "name": name}, data=data) as answer,
    ):
        file: dict[str, Any] = (await answer.json())["file"]
        return file
