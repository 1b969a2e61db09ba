"""Who analyses the files of a workspace: each step in a process of its own, over a folder that holds what is worked on.

The folder is a cache and nothing more: what is missing in it is fetched from Slack and worked out again, so a crash
loses at most the step that was under way. It goes when the analysis is done, when its conversation is erased, or when
nobody came back to it for a week.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import logging
import shutil
import sys
import time
from collections.abc import Awaitable, Callable, Collection, Coroutine, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from bot.analysis.places import Places, cores_to_spare
from bot.analysis.process import told_before, told_by
from bot.analysis.room import MOST, next_to_go, told_where_full, what_is_left
from errors import AnalysisError, SegueError
from flows.analyses import Step, Task, Told, conversation_of
from flows.files import File
from segments.known import known

log = logging.getLogger("segue.analysis")

Fetch = Callable[[str, File, Path, int], Awaitable[None]]
"""(team, file, where to, most bytes) -> it is there. Raises MaterialError."""

Earlier = Callable[[str, str], Awaitable[tuple[str, bytes] | None]]
"""(team, id of an analysis) -> (its model, its customers), as far as they are kept."""

Vectors = Callable[[str, Sequence[str]], Awaitable[Mapping[str, bytes]]]
"""(team, keys of texts) -> where a model placed them, as far as it is kept."""

MOST_BYTES = 200_000_000
KEPT_DAYS = 7
TASK, FILE, TEXTS, VECTORS = "task.json", "file", "texts.json", "vectors"
BEFORE, OWN, MODEL, CUSTOMERS = "before", "own", "model.json", "customers.gz"
BESIDE = "analyses"
"""Name of the folder, beside the database."""


async def always(team: str, conversation: str) -> bool:
    return True


class Analyses:
    """All that is being analysed here: as many steps at once as there are places (bot/analysis/places.py)."""

    def __init__(
        self,
        root: Path,
        fetch: Fetch,
        *,
        salt: Callable[[str], Awaitable[str]],
        earlier: Earlier | None = None,
        there: Callable[[str, str], Awaitable[bool]] = always,
        vectors: Vectors | None = None,
        command: tuple[str, ...] = (),
        at_once: int = 0,
        most_kept: int = MOST,
    ) -> None:
        """`salt`: team -> what its customers' numbers are hashed with; the same whenever it is asked. `there`: (team,
        conversation) -> whether it was not erased. `at_once`: how many steps; 0: as many as the machine has cores to
        spare. `most_kept`: bytes that lie there before another file is fetched."""
        self._root, self._fetch = root, fetch
        self._salt, self._earlier, self._there = salt, earlier, there
        self._vectors = vectors
        self._command = command or (sys.executable, "-P", "-m", "segments")
        self._most_kept = most_kept
        self._places = Places(at_once or cores_to_spare())
        self._running: dict[tuple[str, str, str], asyncio.Task[Any]] = {}
        """By team, id of the task, and what is done."""

    def of(self, team: str) -> TeamAnalyst:
        return TeamAnalyst(self, team)

    async def take(self, team: str, step: Step, task: Task) -> Told:
        """A turn that is begun anew meanwhile, because somebody wrote, waits for the same process."""
        told: Told = await self._once(
            team, task, f"{step} {task.model_dump_json()}", partial(self._taken, team, step, task)
        )
        return told

    def is_free(self, team: str, task: Task) -> bool:
        return self._places.is_free((team, task.id))

    async def admitted(self, team: str, task: Task) -> None:
        await self._once(team, task, "waits", partial(self._places.hold, (team, task.id)))

    async def _once(self, team: str, task: Task, what: str, begin: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
        named = (team, task.id, what)
        if named not in self._running:
            self._running[named] = asyncio.create_task(begin())
            self._running[named].add_done_callback(lambda done: self._over(named, done))
        return await asyncio.shield(self._running[named])

    def _over(self, named: tuple[str, str, str], done: asyncio.Task[Any]) -> None:
        self._running.pop(named, None)
        # Whoever waited for it may be gone.
        if not done.cancelled() and (error := done.exception()) is not None:
            log.info("an analysis ended: %s", type(error).__name__)

    async def stop(self, team: str, id: str) -> None:
        """What runs of that task ends with its process, and the machine is free."""
        await _ended([running for of, running in self._running.items() if of[:2] == (team, id)])
        self._places.give_up((team, id))

    async def close(self) -> None:
        await _ended(list(self._running.values()))

    async def _taken(self, team: str, step: Step, task: Task) -> Told:
        folder = self._folder(team, task)
        async with self._places.place((team, task.id)):
            # What is erased later than this finds it running, and ends it.
            if not await self._there(team, task.conversation):
                raise AnalysisError("The conversation is gone.")
            if step is Step.TEXTS and (folder / TEXTS).exists():
                # It is asked for before each portion, and a process takes as long as the model does.
                return await asyncio.to_thread(_known_texts, folder)
            try:
                with told_where_full(folder):
                    found = await self._prepared(team, task, folder)
                    if task.placed and step is not Step.TEXTS and not (folder / VECTORS).exists():
                        await self._place(team, folder)
                    return (await self._process(step, folder)).model_copy(update={"fingerprint": found})
            finally:
                # It may be of another conversation, and is erased with that one.
                await asyncio.to_thread(_without_before, folder)

    async def _process(self, step: Step, folder: Path) -> Told:
        known = await told_before(step, folder)
        return known or await told_by([*self._command, step.value, str(folder)], folder)

    async def _place(self, team: str, folder: Path) -> None:
        """Where each text lies, for the process; nothing where one is missing: then it compares them by their words."""
        keys = [each.key for each in (await self._process(Step.TEXTS, folder)).texts]
        found = await self._vectors(team, keys) if self._vectors else {}
        if keys and len(found) == len(keys) and len(set(map(len, found.values()))) == 1:
            unfinished = folder / f"{VECTORS}.unfinished"
            whole = json.dumps(keys).encode() + b"\n" + b"".join(found[key] for key in keys)
            await asyncio.to_thread(unfinished.write_bytes, whole)
            unfinished.replace(folder / VECTORS)

    async def drop(self, team: str, task: Task) -> None:
        await asyncio.to_thread(shutil.rmtree, self._folder(team, task), True)

    async def who(self, team: str, run: str, written: Sequence[str]) -> Mapping[str, str] | None:
        """What people wrote is hashed here and goes no further."""
        kept = await self._earlier(team, run) if self._earlier is not None else None
        if kept is None:
            return None
        return await asyncio.to_thread(known, kept[1], written, await self._salt(team))

    async def sweep(self, touched: Collection[tuple[str, str]] = ()) -> None:
        """What is of a conversation that is gone goes, also while it is worked on; so does what nobody came back to.
        `touched`: (team, conversation) of which something was erased: what they work on is made anew without it.

        Raises nothing: what is left, the next sweep takes.
        """
        if not self._running and not self._root.exists():
            return
        try:
            running = {(team, id) for team, id, _ in self._running}
            for team, id in running | await asyncio.to_thread(_folders, self._root):
                conversation = conversation_of(id)
                if (team, conversation) in touched or not await self._there(team, conversation):
                    await self.stop(team, id)
                    await asyncio.to_thread(shutil.rmtree, self._root / team / id, True)
            await asyncio.to_thread(_sweep, self._root, time.time() - KEPT_DAYS * 86400)
        except (SegueError, OSError) as error:
            log.warning("what is left of erased analyses goes later: %s", error)

    async def _make_room(self) -> None:
        """Folders go until what is left is not too much. Where nobody works is asked of each anew, and it is out of
        the way before anybody can begin in it; what a crash leaves of it, the next sweep takes."""
        left = await asyncio.to_thread(what_is_left, self._root)
        while gone := next_to_go(left, {(of, id) for of, id, _ in self._running}, self._most_kept):
            del left[gone]
            team, id = gone
            away = self._root / team / f"going-{id}"
            with contextlib.suppress(OSError):
                (self._root / team / id).rename(away)
            await asyncio.to_thread(shutil.rmtree, away, True)

    def _folder(self, team: str, task: Task) -> Path:
        return self._root / team / task.id

    async def _prepared(self, team: str, task: Task, folder: Path) -> str:
        """The file is there, and so is what people said of it. -> its fingerprint"""
        await asyncio.to_thread(_made, folder)
        if not (folder / FILE).exists():
            await self._make_room()
            unfinished = folder / f"{FILE}.unfinished"
            await self._fetch(team, task.file, unfinished, MOST_BYTES)
            unfinished.replace(folder / FILE)
        found = await asyncio.to_thread(_fingerprint, folder / FILE)
        if task.fingerprint not in ("", found):
            raise _another()
        wish = {
            "name": task.file.name,
            "salt": await self._salt(team),
            "roles": task.roles,
            "wanted": task.wanted,
            "before": task.before,
            "statements": [each.model_dump() for each in task.statements],
            "placed": task.placed,
            "readings": [each.model_dump() for each in task.readings],
            "corrected": task.corrected.model_dump(),
            "kept": task.own == task.id,
            "ids": task.ids,
            "given": task.given,
            "since": task.since.model_dump() if task.since else None,
        }
        await asyncio.to_thread((folder / TASK).write_text, json.dumps(wish), "utf-8")
        for whose, run in ((BEFORE, task.before), (OWN, task.own)):
            kept = await self._earlier(team, run) if run and self._earlier is not None else None
            if kept is not None:
                await asyncio.to_thread((folder / f"{whose}-{CUSTOMERS}").write_bytes, kept[1])
                await asyncio.to_thread((folder / f"{whose}-{MODEL}").write_text, kept[0], "utf-8")
        return found


class TeamAnalyst:
    """The analyst of one workspace, as a turn knows it."""

    def __init__(self, analyses: Analyses, team: str) -> None:
        self._analyses, self._team = analyses, team

    async def take(self, step: Step, task: Task) -> Told:
        return await self._analyses.take(self._team, step, task)

    def is_free(self, task: Task) -> bool:
        return self._analyses.is_free(self._team, task)

    async def admitted(self, task: Task) -> None:
        await self._analyses.admitted(self._team, task)

    async def stop(self, task: Task) -> None:
        await self._analyses.stop(self._team, task.id)

    async def drop(self, task: Task) -> None:
        await self._analyses.drop(self._team, task)

    async def who(self, run: str, written: Sequence[str]) -> Mapping[str, str] | None:
        return await self._analyses.who(self._team, run, written)


async def _ended(running: list[asyncio.Task[Any]]) -> None:
    for each in running:
        each.cancel()
    await asyncio.gather(*running, return_exceptions=True)


def _made(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.touch()


def _known_texts(folder: Path) -> Told:
    return Told.model_validate_json((folder / TEXTS).read_bytes())


def _fingerprint(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _another() -> AnalysisError:
    return AnalysisError(
        "The file is another one by now than the one I told you about.",
        kept="What I said of that one stays.",
        now="Drop it again, and I analyse it anew.",
    )


def _without_before(folder: Path) -> None:
    for whose in (BEFORE, OWN):
        for name in (MODEL, CUSTOMERS):
            (folder / f"{whose}-{name}").unlink(missing_ok=True)


def _folders(root: Path) -> set[tuple[str, str]]:
    """-> (team, id of a task)"""
    return {(folder.parent.name, folder.name) for folder in root.glob("*/*")}


def _sweep(root: Path, before: float) -> None:
    for folder in root.glob("*/*"):
        if folder.stat().st_mtime < before:
            shutil.rmtree(folder, ignore_errors=True)
