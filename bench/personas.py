"""`python -m bench.personas`: 20 personas, 10 questions each, against a model of 200 ms; both sides in turn."""

from __future__ import annotations

import argparse
import asyncio
import datetime
import importlib.metadata
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import urllib.request
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from bench.stacks import HOUSE

PAGE = HOUSE / "docs" / "bench.md"
BETWEEN = re.compile(r"(<!-- personas -->).*?(<!-- /personas -->)", re.S)
SIDES = ("floor", "segue")
Samples = dict[str, list[dict[str, Any]]]


async def run(rounds: int, personas: int, questions: int) -> Samples:
    samples: Samples = defaultdict(list)
    async with model() as address:
        for number in range(rounds):
            for side in SIDES if number % 2 == 0 else reversed(SIDES):
                counted(address)
                told = await measured(side, address, personas, questions)
                samples[side].append({**told, **counted(address)})
                print(f"  round {number + 1} of {rounds}: {side}", file=sys.stderr, flush=True)
    return samples


@asynccontextmanager
async def model() -> AsyncIterator[str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.persona_model", cwd=HOUSE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        yield (await process.stdout.readline()).decode().strip()
    finally:
        process.terminate()
        await process.wait()


async def measured(side: str, address: str, personas: int, questions: int) -> dict[str, float]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.persona_sides", side, address, str(personas), str(questions),
        cwd=HOUSE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(HOUSE)},
    )  # fmt: skip
    output, _ = await process.communicate()
    told: dict[str, float] = json.loads(output)
    return told


def counted(address: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"{address}/counts") as answer:
        told: dict[str, Any] = json.load(answer)
    return told


def table(samples: Samples) -> str:
    """Medians, beside the floor's, and what was aimed at."""

    def median(side: str, name: str) -> float:
        return statistics.median(each[name] for each in samples[side])

    def line(what: str, name: str, aim: str, unit: str = "s") -> str:
        ours, theirs = median("segue", name), median("floor", name)
        return f"| {what} | {ours:.2f} {unit} | {theirs:.2f} {unit} | {ours / theirs:.2f} | {aim} |"

    ours, theirs = samples["segue"][0], samples["floor"][0]
    tokens, floor_tokens = ours["tokens"]["answer"], theirs["tokens"]["answer"]
    return "\n".join(
        [
            "| what | Segue | floor | ratio | aim |",
            "|---|---|---|---|---|",
            line("wall, all answers", "answered wall", "1.3"),
            line("CPU, all answers", "answered cpu", "3, and below EDSL's"),
            f"| prompt tokens of the answers | {tokens:,} | {floor_tokens:,} | {tokens / floor_tokens:.2f} | 1.15 |",
            f"| answer calls | {ours['calls']['answer']} | {theirs['calls']['answer']} | | exactly as many |",
            f"| looked at again, afterwards: calls, tokens | {ours['calls'].get('judge', 0)}, "
            f"{ours['tokens'].get('judge', 0):,} | | | counted apart |",
            f"| looked at again: wall, CPU | {median('segue', 'judged wall'):.2f} s, "
            f"{median('segue', 'judged cpu'):.2f} s | | | counted apart |",
            line("start and imports, cards included: wall", "ready wall", "shown apart"),
            line("start and imports, cards included: CPU", "ready cpu", "shown apart"),
        ]
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.personas", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--personas", type=int, default=20)
    parser.add_argument("--questions", type=int, default=10)
    parser.add_argument("--quick", action="store_true", help="tiny numbers, to see that it works; writes no page")
    chosen = parser.parse_args()
    rounds, personas, questions = (1, 2, 2) if chosen.quick else (chosen.rounds, chosen.personas, chosen.questions)
    samples = asyncio.run(run(rounds, personas, questions))
    measured = (
        f"Measured on {datetime.date.today():%d %B %Y}: {personas} personas, {questions} questions each, medians of "
        f"{rounds} interleaved rounds, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end, Python "
        f"{platform.python_version()}, openai {importlib.metadata.version('openai')}.\n\n{table(samples)}"
    )
    print(measured)
    if not chosen.quick:
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(BETWEEN.sub(lambda found: f"{found[1]}\n{measured}\n{found[2]}", page), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
