"""The bots as processes of their own, and what the kernel says each of them used."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

HOUSE = Path(__file__).parent.parent
FOREIGN = ("SLACK_", "SEGUE_", "OPENAI_", "LANGSMITH_", "LANGCHAIN_")
STOP_SECONDS = 15


@dataclass(frozen=True)
class Stack:
    """A bot that can be started: its name in the tables, and what Python is to run."""

    name: str
    arguments: tuple[str, ...]


SEGUE = Stack("Segue", ("-m", "bot", "run", "--no-dotenv"))
LONG_SEGUE = Stack("Segue", ("-m", "bench.long_interview"))
NAIVE = Stack("naive", ("-m", "bench.naive"))
ECHO = Stack("echo", ("-m", "bench.echo"))


def environment(api_url: str, model_url: str, folder: Path) -> dict[str, str]:
    """What every bot gets: the same Slack, the same model, a folder of its own; no pace and no quiet window.

    Without an address of a model Segue rehearses.
    """
    inherited = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(FOREIGN) and not key.lower().endswith("_proxy")
    }
    return inherited | {
        "PYTHONPATH": str(HOUSE),
        "SLACK_BOT_TOKEN": "xoxb-bench",
        "SLACK_APP_TOKEN": "xapp-bench",
        "SLACK_API_URL": api_url,
        **({"OPENAI_API_KEY": "bench", "OPENAI_BASE_URL": f"{model_url}/v1"} if model_url else {}),
        "SEGUE_DATABASE_URL": f"sqlite:///{folder / 'segue.db'}",
        "SEGUE_PACE": "off",
        "SEGUE_QUIET_SECONDS": "0",
        "SEGUE_LOG": "ERROR",
        "NAIVE_DATABASE": str(folder / "naive.db"),
    }


class Bot:
    """A running bot."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.pid = process.pid

    @classmethod
    async def start(cls, stack: Stack, environ: dict[str, str]) -> Bot:
        return cls(
            await asyncio.create_subprocess_exec(
                sys.executable, *stack.arguments, env=environ, cwd=HOUSE, stdout=subprocess.DEVNULL
            )
        )

    def cpu(self) -> float:
        """Seconds of processor time of this process alone, all threads, user and system."""
        if sys.platform == "linux":
            # The clock of another process: clock_getcpuclockid(3), which Python does not offer.
            return time.clock_gettime((~self.pid << 3) | 2)
        minutes, _, seconds = self._asked("time").rpartition(":")
        return 60 * float(minutes.rpartition(":")[2] or 0) + float(seconds)

    def memory(self) -> float:
        """Resident megabytes."""
        return int(self._asked("rss")) / 1024

    async def stop(self) -> None:
        """Ask it to end, and make it end if it does not."""
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(self._process.wait(), STOP_SECONDS)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()

    def _asked(self, what: str) -> str:
        return subprocess.check_output(["ps", "-o", f"{what}=", "-p", str(self.pid)], text=True).strip()
