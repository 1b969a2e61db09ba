"""What a command and every process under it take, as the kernel counts it."""

from __future__ import annotations

import math
import resource
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

LOOK_SECONDS = 0.1


@dataclass(frozen=True)
class Took:
    """`seconds` on the clock, `processor` seconds of all cores, and the most `megabytes` all of them held at once
    (shared pages once; nan where there is no /proc)."""

    seconds: float
    processor: float
    megabytes: float


def run(command: Sequence[str], folder: Path) -> Took:
    """Raises CalledProcessError where it fails."""
    began, before, most = time.monotonic(), _processor(), 0
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        most = max(most, sum(_kilobytes(each) for each in _family(process.pid)))
        time.sleep(LOOK_SECONDS)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Took(time.monotonic() - began, _processor() - before, most / 1024 if most else math.nan)


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _family(pid: int) -> Iterator[int]:
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in _text(children).split():
            yield from _family(int(child))


def _kilobytes(pid: int) -> int:
    lines = _text(Path(f"/proc/{pid}/smaps_rollup")).splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _text(path: Path) -> str:
    """Empty when the process has ended meanwhile."""
    try:
        return path.read_text()
    except OSError:
        return ""
