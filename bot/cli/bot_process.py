"""A bot as a child process, over real sockets: what is killed and restarted is the same program that serves Slack."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Mapping

TOKENS = {"SLACK_BOT_TOKEN": "xoxb-playground", "SLACK_APP_TOKEN": "xapp-playground"}


class BotProcess:
    """`segue run` against a Slack at `api_url`, remembering in `database_url`."""

    def __init__(
        self, api_url: str, database_url: str, settings: Mapping[str, str] | None = None, *, http: bool = False
    ) -> None:
        self._way = ["--http"] if http else []
        self._environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("SLACK_")},
            **({} if http else TOKENS),
            "SLACK_API_URL": api_url,
            "SEGUE_DATABASE_URL": database_url,
            **(settings or {}),
        }
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", "--no-dotenv", *self._way, env=self._environment
        )

    async def ended(self) -> int:
        """Wait for its end. -> the exit code"""
        assert self._process is not None
        return await self._process.wait()

    async def kill(self) -> None:
        """`kill -9`: no time for anything."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> None:
        """Ask it to stop, and wait until it has."""
        await self._end(signal.SIGTERM)

    async def _end(self, sign: signal.Signals) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.send_signal(sign)
            await self._process.wait()
