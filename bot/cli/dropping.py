"""The brochure of the demos, dropped by Dana as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import aiohttp

from playground.driver import DANA
from playground.server import Playground

BROCHURE = Path(__file__).with_name("sample_material.md")


async def dropped(workspace: Playground) -> dict[str, Any]:
    """-> the file as Slack describes it"""
    name = {"as": DANA, "name": "bright_leaf.md"}
    async with (
        aiohttp.ClientSession(workspace.url) as web,
        web.post("/playground/upload", params=name, data=BROCHURE.read_bytes()) as answer,
    ):
        file: dict[str, Any] = (await answer.json())["file"]
        return file
