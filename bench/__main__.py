"""`python -m bench`: every measure, round after round, both sides in turn; a table at the end."""

from __future__ import annotations

import argparse
import asyncio
import datetime
import importlib.metadata
import os
import platform
import sqlite3
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from bench import measures
from bench.measures import QUICK, Sizes
from bench.report import replaced, table
from bench.stacks import ECHO, HOUSE, LONG_SEGUE, NAIVE, SEGUE, Stack
from bench.talks import BenchError

PAGE = HOUSE / "docs" / "bench.md"
DRAWING = HOUSE / "docs" / "turn.svg"
LONGEST_MEASURE = 240.0
PACKAGES = ("slack-bolt", "openai", "langgraph", "langgraph-checkpoint-sqlite", "sqlite-utils", "aiohttp")

Samples = defaultdict[str, list[float]]
Measured = TypeVar("Measured")


async def one_round(samples: Samples, sizes: Sizes, first: bool) -> None:
    """Every measure once on each side. Memory and start of the naive stack are known after one."""
    for stack, name in ((SEGUE, "segue"), (NAIVE, "naive")):
        samples[f"cpu {name}"].append(await _within(measures.cpu_per_turn, stack, sizes))
    for stack, name in ((SEGUE, "segue"), (NAIVE, "naive")):
        samples[f"turns {name}"].append(await _within(measures.turns_per_second, stack, sizes))
    for stack, name in ((ECHO, "echo"), (SEGUE, "segue")):
        acks = await _within(measures.acknowledgements, stack, sizes)
        samples[f"ack {name}"].append(acks.p99)
        if stack is ECHO:
            # While nobody else commits: the stricter of the two.
            samples["commit"].append(acks.commit_p99)
    for stack, name in ((LONG_SEGUE, "segue"), (NAIVE, "naive")):
        growth = await _within(measures.growth, stack, sizes)
        samples[f"early {name}"].append(growth.early)
        samples[f"late {name}"].append(growth.late)
        samples[f"database {name}"].append(growth.database)
        samples[f"transcript {name}"].append(growth.transcript)
    for stack, name in ((SEGUE, "segue"), (ECHO, "echo"), (NAIVE, "naive")):
        samples[f"start {name}"].append(await _within(_start, stack, sizes))
    if first:
        for stack, name in ((SEGUE, "segue"), (ECHO, "echo")):
            memory = await _within(measures.memory, stack, sizes)
            samples[f"memory connected {name}"].append(memory.connected)
            samples[f"memory after {name}"].append(memory.after)


async def _start(stack: Stack, sizes: Sizes) -> float:
    return await measures.start_to_connected(stack)


async def _within(measure: Callable[[Stack, Sizes], Awaitable[Measured]], stack: Stack, sizes: Sizes) -> Measured:
    print(f"  {measure.__name__.strip('_').replace('_', ' ')}: {stack.name}", file=sys.stderr, flush=True)
    async with asyncio.timeout(LONGEST_MEASURE):
        return await measure(stack, sizes)


async def run(sizes: Sizes, drawing: Path | None) -> Samples:
    samples: Samples = defaultdict(list)
    for number in range(sizes.runs):
        print(f"round {number + 1} of {sizes.runs}", file=sys.stderr, flush=True)
        await one_round(samples, sizes, number == 0)
    if drawing is not None:
        await measures.flame_graph(SEGUE, sizes, drawing)
    return samples


def conditions(sizes: Sizes, seconds: float) -> str:
    """Where and how it was measured."""
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in PACKAGES)
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=HOUSE, check=False
    ).stdout.strip()
    return (
        f"Measured on {datetime.date.today():%d %B %Y} at {commit or 'no commit'}, in {seconds / 60:.0f} minutes: "
        f"medians of {sizes.runs} interleaved rounds (least to most), {os.cpu_count()} cores ({platform.machine()}), "
        f"load {os.getloadavg()[0]:.1f} at the end, {platform.system()}, Python {platform.python_version()}, SQLite "
        f"{sqlite3.sqlite_version}; {versions}."
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="tiny numbers, to see that it works; writes no page")
    chosen = parser.parse_args()
    sizes = QUICK if chosen.quick else Sizes()
    began = time.monotonic()
    try:
        samples = asyncio.run(run(sizes, None if chosen.quick else DRAWING))
    except (BenchError, TimeoutError) as error:
        print(f"The bench could not be finished: {error or 'a measure took too long'}", file=sys.stderr)
        return 1
    measured = f"{conditions(sizes, time.monotonic() - began)}\n\n{table(samples)}"
    if chosen.quick:
        print("Tiny numbers: this shows that the bench works, and nothing else.")
    print(measured)
    if not chosen.quick:
        PAGE.write_text(replaced(PAGE.read_text(encoding="utf-8"), measured), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
