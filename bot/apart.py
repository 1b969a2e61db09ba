"""A process of its own for work that is heavy or may go wrong: none of our keys, and killed when it takes too long."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

NEEDED = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "PYTHONHOME", "LANG", "LC_ALL", "TZ", "TMPDIR")


def environment() -> dict[str, str]:
    """What a program needs to start and Python to find this package; none of our tokens."""
    kept = {name: os.environ[name] for name in NEEDED if name in os.environ}
    return {**kept, "PYTHONPATH": str(Path(__file__).parents[1])}


@dataclass(frozen=True)
class Ended:
    """`code`: 0 where it did its work, below that the signal that ended it."""

    code: int
    output: bytes


async def output_of(command: Sequence[str], data: bytes, seconds: float) -> bytes | None:
    """What it prints for `data`; None where it failed. Raises TimeoutError after `seconds`, when it is killed."""
    end = await ended(command, data, seconds)
    return None if end.code else end.output


async def ended(command: Sequence[str], data: bytes, seconds: float, *, errors: IO[bytes] | None = None) -> Ended:
    """How it ends, and in `errors` what it said on stderr. Raises TimeoutError after `seconds`, when it is killed."""
    child = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=errors or asyncio.subprocess.DEVNULL,
        env=environment(),
        start_new_session=True,
    )
    try:
        async with asyncio.timeout(seconds):
            output, _ = await child.communicate(data)
    finally:
        if child.returncode is None:
            _end(child)
            await child.wait()
    assert child.returncode is not None
    return Ended(child.returncode, output)


def _end(child: asyncio.subprocess.Process) -> None:
    """With whatever it has started itself: an office program is a script and the program."""
    try:
        os.killpg(child.pid, 9)
    except ProcessLookupError:
        return
