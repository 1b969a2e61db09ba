"""`python -m bench.personas`: 20 personas, 10 questions each, against a model of 200 ms; all sides in turn."""

from __future__ import annotations

import asyncio
import importlib.metadata
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import persona_work
from bench.command import Place, conditions, options
from bench.persona_round import READY
from bench.stacks import HOUSE

PLACE = Place("bench", "personas")
PEERS = HOUSE / ".venv-peers" / "bin" / "python"
"""Where `make bench-peers` puts them: EDSL wants older versions of libraries that we use too."""
HEAD = (
    "| | wall, answers | CPU, answers | prompt tokens | calls | answers carried | start: wall, CPU |\n"
    "|---|---|---|---|---|---|---|"
)
AIM = "| *aim for Segue* | *(1.30)* | *(3.00), below EDSL's* | *(1.15)* | *as many* | *as many* | |"
Samples = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Contender:
    """A side as it is started and shown."""

    side: str
    title: str
    module: str = "bench.persona_sides"
    python: str = sys.executable


OURS = (
    Contender("floor", "floor"),
    Contender("floor-streamed", "floor, streamed"),
    Contender("segue", "**Segue**"),
    Contender("segue-whole", "Segue, not streamed"),
)
TITLES = {"edsl": "EDSL", "althing": "althing"}


def peers() -> tuple[Contender, ...]:
    """Those that are installed."""
    if not PEERS.exists():
        return ()
    told = subprocess.run(
        [PEERS, "-m", "bench.persona_peers", "installed"], cwd=HOUSE, check=True, capture_output=True, text=True
    )
    found: dict[str, str] = json.loads(told.stdout)
    return tuple(
        Contender(side, f"{TITLES[side]} {version}", "bench.persona_peers", str(PEERS))
        for side, version in found.items()
    )


async def run(rounds: int, personas: int, questions: int, contenders: Sequence[Contender]) -> Samples:
    samples: Samples = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / "work.json"
        persona_work.write(persona_work.made(personas, questions), work)
        async with model() as address:
            for number in range(rounds):
                for contender in contenders if number % 2 == 0 else reversed(contenders):
                    samples[contender.side].append(await measured(contender, address, work))
                    print(f"  round {number + 1} of {rounds}: {contender.side}", file=sys.stderr, flush=True)
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


async def measured(contender: Contender, address: str, work: Path) -> dict[str, Any]:
    """Seconds as the side tells them, calls and tokens as the model's server counts them from `ready` on."""
    process = await asyncio.create_subprocess_exec(
        contender.python, "-m", contender.module, contender.side, address, str(work), str(time.monotonic()),
        cwd=HOUSE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(work.parent),
    )  # fmt: skip
    assert process.stdout is not None
    async for line in process.stdout:
        if line.decode().strip() == READY:
            break
    counted(address)
    output, _ = await process.communicate(b"go\n")
    if process.returncode != 0:
        raise RuntimeError(f"{contender.side} did not hold its interviews")
    return {**json.loads(output.splitlines()[-1]), **counted(address)}


def environment(folder: Path) -> dict[str, str]:
    """Nobody finds keys here, nor files of earlier runs."""
    return {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONPATH": str(HOUSE), "HOME": str(folder)}


def counted(address: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"{address}/counts") as answer:
        told: dict[str, Any] = json.load(answer)
    return told


def table(samples: Samples, contenders: Sequence[Contender]) -> str:
    """Medians, each with how many times the floor's it is; then what Segue does besides."""
    floor, segue = figures(samples["floor"]), figures(samples["segue"])

    def line(contender: Contender) -> str:
        mine = figures(samples[contender.side])

        def beside(name: str, form: str) -> str:
            return f"{form.format(mine[name])} ({mine[name] / floor[name]:.2f})"

        return (
            f"| {contender.title} | {beside('answered wall', '{:.2f} s')} | {beside('answered cpu', '{:.3f} s')} | "
            f"{beside('answer tokens', '{:,.0f}')} | {mine['answer calls']:.0f} | {mine['answer carried']:.0f} | "
            f"{mine['start wall']:.2f} s, {mine['start cpu']:.2f} s |"
        )

    besides = (
        "In brackets: times the floor's. Afterwards Segue looks at each answer again: "
        f"{segue['judge calls']:.0f} calls, {segue['judge tokens']:,.0f} prompt tokens, "
        f"{segue['judged wall']:.2f} s, CPU {segue['judged cpu']:.3f} s."
    )
    return "\n".join([HEAD, *map(line, contenders), AIM, "", besides])


def figures(rounds: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """The median of everything that was measured and counted; what was counted has names such as `answer calls`."""
    flat = [{name: value for name, value in each.items() if not isinstance(value, dict)} for each in rounds]
    for told, each in zip(flat, rounds, strict=True):
        for kind in ("answer", "judge"):
            told |= {f"{kind} {what}": each[what].get(kind, 0) for what in ("calls", "tokens", "carried")}
    return {name: statistics.median(each[name] for each in flat) for name in flat[0]}


def main() -> int:
    parser = options("bench.personas", __doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--personas", type=int, default=20)
    parser.add_argument("--questions", type=int, default=10)
    chosen = parser.parse_args()
    rounds, personas, questions = (1, 2, 2) if chosen.quick else (chosen.rounds, chosen.personas, chosen.questions)
    contenders = (*OURS, *peers())
    samples = asyncio.run(run(rounds, personas, questions, contenders))
    how = conditions(
        f": {personas} personas, {questions} questions each, medians of {rounds} interleaved rounds",
        f"openai {importlib.metadata.version('openai')}",
    )
    PLACE.tell(f"{how}\n\n{table(samples, contenders)}", quick=chosen.quick)
    return 0


if __name__ == "__main__":
    sys.exit(main())
