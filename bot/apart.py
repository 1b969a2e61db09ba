"""A process of its own for work that is heavy or may go wrong: none of our keys, and killed when it takes too long."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path

NEEDED = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "PYTHONHOME", "LANG", "LC_ALL", "TZ", "TMPDIR")


def environment() -> dict[str, str]:
    """What a program needs to start and Python to find this package; none of our tokens."""
    kept = {name: os.environ[name] for name in NEEDED if name in os.environ}
    return {**kept, "PYTHONPATH": str(Path(__file__).parents[1])}


async def output_of(command: Sequence[str], data: bytes, seconds: float) -> bytes | None:
    """What it prints for `data`; None where it failed. Raises TimeoutError after `seconds`, when it is killed."""
    child = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
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
    return None if child.returncode else output


def _end(child: asyncio.subprocess.Process) -> None:
    """With whatever it has started itself: an office program is a script and the program."""
    try:
        os.killpg(child.pid, 9)
    except ProcessLookupError:
        return
