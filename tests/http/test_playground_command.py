"""`segue playground --http`: one command, one installation in the browser, and Segue is there."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from pathlib import Path

import aiohttp

from playground.ports import free_port
from tests.http.stage import PATIENCE, Segue, installs


async def test_it_says_where_to_let_segue_in_and_there_it_is_let_in(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "playground", "--http", "--port", str(free_port()), "--folder", str(tmp_path),
        env=environment, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        said = ""
        async with asyncio.timeout(2 * PATIENCE):
            while "/slack/install" not in said:
                said += (await process.stdout.readline()).decode()
        port = re.findall(r"http://127\.0\.0\.1:(\d+)/slack/install", said)[0]
        status, page = await installs(Segue(tmp_path, int(port), "http://127.0.0.1:9/api/"))
        assert (status, "Segue is in Playground" in page) == (200, True)
        assert (tmp_path / "playground.secrets").stat().st_mode & 0o077 == 0
        workspace = re.findall(r"open: +(http://\S+)", said)[0]
        async with aiohttp.ClientSession() as web, web.get(f"{workspace}/playground/counts") as counts:
            assert (await counts.json())["calls"]["auth.test"] >= 1
    finally:
        process.send_signal(signal.SIGTERM)
        await process.wait()
