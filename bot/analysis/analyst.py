"""Who analyses the files of a workspace: each step in a process of its own, over a folder that holds what is worked on.

The folder is a cache and nothing more: what is missing in it is fetched from Slack and worked out again, so a crash
loses at most the step that was under way. It goes when the analysis is done, or nobody came back to it for a week.
"""

from __future__ import annotations

import asyncio
import json
import logging
import shutil
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from bot.apart import output_of
from errors import AnalysisError
from flows.analyses import Step, Task, Told
from flows.files import File

log = logging.getLogger("segue.analysis")

Fetch = Callable[[str, File, Path, int], Awaitable[None]]
"""(team, file, where to, most bytes) -> it is there. Raises MaterialError."""

MOST_BYTES = 200_000_000
SECONDS = 600.0
KEPT_DAYS = 7
TASK, FILE = "task.json", "file"
STOPPED = AnalysisError(
    "It took longer than ten minutes, or more memory than there is.",
    now="A file with fewer rows or columns works: those of the last year, for example.",
)


class Analyses:
    """All that is being analysed here: one step at a time, because each may use all the machine has to spare."""

    def __init__(
        self, root: Path, fetch: Fetch, *, salt: Callable[[str], Awaitable[str]], command: tuple[str, ...] = ()
    ) -> None:
        """`salt`: team -> what its customers' numbers are hashed with; the same whenever it is asked."""
        self._root, self._fetch, self._salt = root, fetch, salt
        self._command = command or (sys.executable, "-P", "-m", "segments")
        self._one = asyncio.Lock()
        self._running: dict[str, asyncio.Task[Told]] = {}

    def of(self, team: str) -> TeamAnalyst:
        return TeamAnalyst(self, team)

    async def take(self, team: str, step: Step, task: Task) -> Told:
        """A turn that is begun anew meanwhile, because somebody wrote, waits for the same process."""
        named = f"{team} {step} {task.model_dump_json()}"
        if named not in self._running:
            self._running[named] = asyncio.create_task(self._taken(team, step, task))
            self._running[named].add_done_callback(lambda done: self._over(named, done))
        return await asyncio.shield(self._running[named])

    def _over(self, named: str, done: asyncio.Task[Told]) -> None:
        self._running.pop(named, None)
        # Whoever waited for it may be gone.
        if not done.cancelled() and (error := done.exception()) is not None:
            log.info("an analysis ended: %s", type(error).__name__)

    async def close(self) -> None:
        for each in list(self._running.values()):
            each.cancel()
        await asyncio.gather(*self._running.values(), return_exceptions=True)

    async def _taken(self, team: str, step: Step, task: Task) -> Told:
        folder = self._folder(team, task)
        async with self._one:
            await self._prepared(team, task, folder)
            try:
                output = await output_of([*self._command, step.value, str(folder)], b"", SECONDS)
            except TimeoutError:
                raise STOPPED from None
        if output is None:
            raise STOPPED
        return _told(json.loads(output), folder)

    async def drop(self, team: str, task: Task) -> None:
        await asyncio.to_thread(shutil.rmtree, self._folder(team, task), True)

    async def sweep(self) -> None:
        """What nobody came back to goes."""
        await asyncio.to_thread(_sweep, self._root, time.time() - KEPT_DAYS * 86400)

    def _folder(self, team: str, task: Task) -> Path:
        return self._root / team / task.id

    async def _prepared(self, team: str, task: Task, folder: Path) -> None:
        """The file is there, and so is what people said of it."""
        await asyncio.to_thread(_made, folder)
        if not (folder / FILE).exists():
            unfinished = folder / f"{FILE}.unfinished"
            await self._fetch(team, task.file, unfinished, MOST_BYTES)
            unfinished.replace(folder / FILE)
        wish = {"name": task.file.name, "salt": await self._salt(team), "roles": task.roles, "wanted": task.wanted}
        await asyncio.to_thread((folder / TASK).write_text, json.dumps(wish), "utf-8")


class TeamAnalyst:
    """The analyst of one workspace, as a turn knows it."""

    def __init__(self, analyses: Analyses, team: str) -> None:
        self._analyses, self._team = analyses, team

    async def take(self, step: Step, task: Task) -> Told:
        return await self._analyses.take(self._team, step, task)

    async def drop(self, task: Task) -> None:
        await self._analyses.drop(self._team, task)


def _made(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.touch()


def _sweep(root: Path, before: float) -> None:
    for folder in root.glob("*/*"):
        if folder.stat().st_mtime < before:
            shutil.rmtree(folder, ignore_errors=True)


def _told(told: dict[str, Any], folder: Path) -> Told:
    """What the process says; files that it names are read from the folder. Raises AnalysisError where it gave up."""
    if "error" in told:
        raise AnalysisError(told["error"]["happened"], kept=told["error"]["kept"], now=told["error"]["now"])
    pictures = [{**each, "data": (folder / each["file"]).read_bytes()} for each in told.get("pictures", ())]
    rows = (folder / told["rows"]).read_bytes() if told.get("rows") else b""
    return Told.model_validate({**told, "pictures": pictures, "rows": rows})
