"""`python -m bench.search`: words found among 100,000 messages, by somebody who is in 30 of 60 channels."""

from __future__ import annotations

import asyncio
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from bench.command import Place, conditions, options
from bot.access import Access
from bot.team_search import TeamSearch
from store import conversations, studies, transcripts
from store.connection import Store, Transaction
from store.search import search
from studies.query import is_split, wanted

PLACE = Place("memory", "search")
CHANNELS, READABLE, PEOPLE, MESSAGES = 60, 30, 40, 25
NOW = 1_780_000_000
VOCABULARY = 8000
HAN = "客户学校老师公司价格快递司机冬天付款等待离开"
QUERIES = {
    "a word in every message": "customers",
    "a word in a third of them": "wa0",
    "a word in a few": "wb4001",
    "two common words": "customers wa0",
    "no such word": "submarine",
    "common, the last day": "customers since:1d",
    "common, a few studies of many": 'customers study:"number 60"',
    "common, one person": "customers from:<@U0000007>",
    "one person, no words": "from:<@U0000007>",
    "a Chinese word in one of a thousand": "司机冬天",
    "an emoji nobody used": "🐢",
}


@dataclass(frozen=True)
class Line:
    """What one query took, in milliseconds, and how many finds its first page shows."""

    query: str
    hits: int
    cpu: Sequence[float]
    store: Sequence[float]
    whole: Sequence[float]
    plain: Sequence[float]
    """What the index takes for its ten best rows, whoever may read them; empty where it knows no such words."""

    @property
    def times(self) -> tuple[Sequence[float], ...]:
        return self.cpu, self.store, self.whole, self.plain


class Members:
    """Slack, as far as it says at once who is where: everybody in the first 30 channels, nobody in the others."""

    bot_user = "UBOT"

    def of(self, team: str) -> Any:
        return self

    async def api_call(self, method: str, *, params: dict[str, Any]) -> dict[str, Any]:
        if method == "users.conversations":
            return {"channels": [{"id": channel} for channel in readable()]}
        return {"members": ["U0000001"] if params["channel"] in readable() else []}


def readable() -> set[str]:
    return {f"C{number}" for number in range(READABLE)}


def fill(tx: Transaction, rows: int) -> None:
    """Conversations of 25 messages, three to a study; words as unevenly common as in a language."""
    chance = random.Random(1)
    words = [f"w{chr(97 + number % 26)}{number}" for number in range(VOCABULARY)]
    weights = [1 / (number + 2) for number in range(VOCABULARY)]
    for number in range(max(1, rows // MESSAGES)):
        id, study = f"talk-{number}", f"study-{number // 3}"
        if number % 3 == 0:
            studies.begin(tx, team_id="T1", id=study, now=float(number))
        conversations.begin(
            tx, team_id="T1", id=id, study_id=study, flow="interview", channel=f"C{number % CHANNELS}",
            thread_ts=f"{number}.0", direct=False, starter="U0000001", now=float(number),
        )  # fmt: skip
        tx.execute("UPDATE conversations SET title = ? WHERE id = ?", [f"number {number // 3}", id])
        studies.name(tx, team_id="T1", id=study, title=f"number {number // 3}", conversation=id)
        for message in range(MESSAGES):
            said = " ".join(chance.choices(words, weights, k=36))
            if chance.random() < 0.01:
                said += "".join(chance.choices(HAN, k=12)) + ("司机冬天" if chance.random() < 0.1 else "")
            at = NOW - (rows - number * MESSAGES - message) * 60
            transcripts.add(
                tx, team_id="T1", conversation_id=id, ts=f"{at}.000100",
                author=f"U{chance.randrange(PEOPLE):07}", text=f"customers {said}",
            )  # fmt: skip


async def measured(rows: int, rounds: int) -> list[Line]:
    """Every query once in a round, so that what disturbs the machine disturbs them all."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "segue.db")
        await store.open()
        await store.write(lambda tx: fill(tx, rows))
        looking = TeamSearch(store, Access(Members()), team="T1", user="U0000001")
        lines = {name: Line(name, 0, [], [], [], []) for name in QUERIES}
        for _ in range(rounds):
            for name, typed in QUERIES.items():
                lines[name] = await _once(store, looking, lines[name], typed)
        await store.close()
        return list(lines.values())


async def _once(store: Store, looking: TeamSearch, line: Line, typed: str) -> Line:
    asked = wanted(typed, NOW)

    def timed(tx: Transaction) -> tuple[float, float]:
        began, cpu = time.perf_counter(), time.thread_time()
        search(tx, asked, team_id="T1", channels=readable(), most=10)
        return time.thread_time() - cpu, time.perf_counter() - began

    cpu, alone = await store.read(timed)
    began = time.perf_counter()
    looked = await looking.look(asked, most=10)
    whole = time.perf_counter() - began
    plain = await store.read(lambda tx: _plain(tx, [word for word in asked.words if is_split(word)]))
    took = (cpu, alone, whole, plain)
    times = ([*before, each * 1e3] if each else before for before, each in zip(line.times, took, strict=True))
    return Line(line.query, len(looked.found.hits), *times)


def _plain(tx: Transaction, words: Sequence[str]) -> float:
    if not words:
        return 0.0
    began = time.perf_counter()
    tx.execute(
        "SELECT rowid FROM search_index WHERE search_index MATCH ? ORDER BY rank LIMIT 10",
        [" AND ".join(f'"{word}"*' for word in words)],
    ).fetchall()
    return time.perf_counter() - began


def table(lines: Sequence[Line]) -> str:
    rows = [
        f"| {line.query} | {line.hits} | {' | '.join(map(_told, line.times))} |" for line in lines
    ]  # fmt: skip
    head = "| looked for | on the first page | store, CPU | store | whole read | FTS5 alone |"
    return "\n".join([head, "|---|---|---|---|---|---|", *rows])


def _told(times: Sequence[float]) -> str:
    if not times:
        return ""
    worst = quantiles(times, n=10)[-1] if len(times) > 1 else times[0]
    return f"{median(times):.0f} ms ({worst:.0f})"


def surroundings(rows: int, rounds: int) -> str:
    """Where and how it was measured."""
    return conditions(
        f": {rows:,} messages of some 200 bytes in {rows // MESSAGES:,} conversations and {CHANNELS} channels, of "
        f"which the asker reads {READABLE}; medians (and nine tenths) of {rounds} interleaved rounds, "
        "file in the page cache",
        f"SQLite {sqlite3.sqlite_version}",
    )


def main() -> int:
    quick = options("bench.search", __doc__).parse_args().quick
    rows, rounds = (500, 2) if quick else (100_000, 25)
    lines = asyncio.run(measured(rows, rounds))
    PLACE.tell(f"{surroundings(rows, rounds)}\n\n{table(lines)}", quick=quick)
    return 0


if __name__ == "__main__":
    sys.exit(main())
