"""`python -m bench.holds`: how long a message waits for the writer at most, while an erased word leaves the index."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Awaitable
from pathlib import Path

from bench.command import options
from bench.search import fill
from store import erasure, traces
from store.connection import Store, Transaction

EVERY = 0.005
"""Seconds between two messages."""


def at_once(tx: Transaction) -> None:
    """As it was done before: the whole index in one command."""
    tx.execute("INSERT INTO search_index (search_index) VALUES ('optimize')")


async def longest_wait(store: Store, work: Awaitable[object]) -> tuple[float, float]:
    """-> (the longest wait for a commit meanwhile, how long all of it took), in seconds."""
    began, waits, working = time.perf_counter(), [0.0], asyncio.ensure_future(work)
    while not working.done():
        asked = time.perf_counter()
        await store.write(lambda tx: tx.execute("DELETE FROM timers WHERE conversation_id = 'nobody'"))
        waits.append(time.perf_counter() - asked)
        await asyncio.sleep(EVERY)
    await working
    return max(waits), time.perf_counter() - began


async def measured(rows: int) -> list[str]:
    """Erase a conversation and merge the index, in both ways, each on its own copy of one database."""
    told = []
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "segue.db")
        await store.open()
        await store.write(lambda tx: fill(tx, rows))
        await store.close()
        for name in ("at once", "in steps"):
            copy = Path(folder) / f"{name}.db"
            shutil.copy(store.path, copy)
            told.append(f"{name}: {await _measured(Store(copy), name)}")
    return told


async def _measured(store: Store, name: str) -> str:
    await store.open()
    await store.write(lambda tx: erasure.erase_words(tx, "T1", "talk-7"))
    await store.write(traces.erased)
    wait, whole = await longest_wait(store, store.write(at_once) if name == "at once" else store.leave_no_trace())
    await store.close()
    return f"longest wait {wait * 1e3:.0f} ms, all of it {whole:.2f} s"


def main() -> int:
    rows = (
        1_000 if options("bench.holds", __doc__, "tiny numbers, to see that it works").parse_args().quick else 100_000
    )
    print(f"{rows:,} messages, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print("\n".join(asyncio.run(measured(rows))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
