"""One step of an analysis in a process of its own: what it tells, or how it ended in words for people.

What a process writes on its way down may hold a cell of the file, so of that the log gets places in our code only.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
import signal
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

from bot.analysis.room import no_room
from bot.apart import ended
from errors import AnalysisError
from flows.analyses import Step, Told
from segments.ahead import told_ahead
from segments.ending import AT, NO_MEMORY, NO_ROOM, RAISED

log = logging.getLogger("segue.analysis")

SECONDS = 600.0
LAST = 20_000
"""Bytes of what it wrote that are looked at, from the end."""
SMALLER = "A file with fewer rows or columns works: those of the last year, for example."
_PLACES = re.compile(
    rf'{AT}[\w./<>-]+:\d+ in [\w<>]+|{RAISED}\w+|  File "[^"]+", line \d+,? in [\w<>]+|Fatal Python error: [\w ]+'
)


def too_long() -> AnalysisError:
    return AnalysisError("It took longer than ten minutes.", kept="Nothing was made of it.", now=SMALLER)


def too_large() -> AnalysisError:
    return AnalysisError("It took more memory than there is.", kept="Nothing was made of it.", now=SMALLER)


def fault() -> AnalysisError:
    return AnalysisError(
        "Something went wrong in me while I worked on it.",
        kept="The file is as it was, and where it happened stands in my log.",
        now="Try once more, or save the file as CSV and drop that. If it happens again, please tell whoever runs me.",
    )


async def told_by(command: Sequence[str], folder: Path, *, seconds: float = SECONDS) -> Told:
    """What it tells. Raises AnalysisError: what is wrong with the file, or that it took too long or too much."""
    with tempfile.TemporaryFile() as errors:
        try:
            end = await ended(command, b"", seconds, errors=errors)
        except TimeoutError:
            raise too_long() from None
        if end.code == 0:
            return await asyncio.to_thread(_told, end.output, folder)
        said = _last(errors)
    why = _why(end.code, said)
    log.error("a step ended with %d: %s", end.code, " < ".join(_PLACES.findall(said)) or "nothing said")
    raise why


async def told_before(step: Step, folder: Path) -> Told | None:
    """What that step tells, where the process of an earlier one took it along; None where it has to be taken."""
    known = await asyncio.to_thread(told_ahead, folder, step.value)
    return None if known is None else await asyncio.to_thread(_told, known, folder)


def _why(code: int, said: str) -> AnalysisError:
    """The kernel kills what takes the machine's last memory; we kill nothing that is waited for to its end."""
    if code == -signal.SIGXCPU:
        return too_long()
    if code == NO_ROOM:
        return no_room()
    return too_large() if code in (NO_MEMORY, -signal.SIGKILL) or "bad_alloc" in said else fault()


def _last(errors: IO[bytes]) -> str:
    errors.seek(0, 2)
    errors.seek(max(0, errors.tell() - LAST))
    return errors.read().decode("utf-8", "replace")


def _told(output: bytes, folder: Path) -> Told:
    """What the process says; files that it names are read from the folder. Raises AnalysisError where it gave up."""
    told: dict[str, Any] = json.loads(output)
    if "error" in told:
        raise AnalysisError(told["error"]["happened"], kept=told["error"]["kept"], now=told["error"]["now"])
    pictures = [{**each, "data": (folder / each["file"]).read_bytes()} for each in told.get("pictures", ())]
    rows = (folder / told["rows"]).read_bytes() if told.get("rows") else b""
    alike = (folder / told["alike"]).read_bytes() if told.get("alike") else b""
    model = (folder / told["model"]).read_text("utf-8") if told.get("model") else ""
    customers = (folder / told["customers"]).read_bytes() if told.get("customers") else b""
    files = {"pictures": pictures, "rows": rows, "alike": alike, "model": model, "customers": customers}
    return Told.model_validate({**told, **files})
