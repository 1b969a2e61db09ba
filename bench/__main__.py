"""`python -m bench`: every measure, round after round, both sides in turn; a table at the end."""

from __future__ import annotations

import asyncio
import importlib.metadata
import sqlite3
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from bench import measures
from bench.command import Place, conditions, options
from bench.measures import QUICK, Sizes
from bench.report import table
from bench.stacks import ECHO, HOUSE, LONG_SEGUE, NAIVE, SEGUE, Stack
from bench.talks import BenchError

PLACE = Place("bench", "measured")
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


def surroundings(sizes: Sizes, seconds: float) -> str:
    """Where and how it was measured."""
    packages = [f"{name} {importlib.metadata.version(name)}" for name in PACKAGES]
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=HOUSE, check=False
    ).stdout.strip()
    return conditions(
        f" at {commit or 'no commit'}, in {seconds / 60:.0f} minutes: medians of {sizes.runs} interleaved rounds "
        "(least to most)",
        f"SQLite {sqlite3.sqlite_version}",
        *packages,
    )


def main() -> int:
    quick = options("bench", __doc__).parse_args().quick
    sizes = QUICK if quick else Sizes()
    began = time.monotonic()
    try:
        samples = asyncio.run(run(sizes, None if quick else DRAWING))
    except (BenchError, TimeoutError) as error:
        print(f"The bench could not be finished: {error or 'a measure took too long'}", file=sys.stderr)
        return 1
    if quick:
        print("Tiny numbers: this shows that the bench works, and nothing else.")
    PLACE.tell(f"{surroundings(sizes, time.monotonic() - began)}\n\n{table(samples)}", quick=quick)
    return 0


if __name__ == "__main__":
    sys.exit(main())
