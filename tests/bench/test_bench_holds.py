"""The bench of what holds the writer: both ways are measured, and both leave nothing to merge. No figure is judged."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from bench import holds
from bench.search import fill
from store import traces
from store.connection import Store


async def test_both_ways_are_measured_while_others_write() -> None:
    lines = await holds.measured(rows=300)
    assert [line.split(":")[0] for line in lines] == ["at once", "in steps"]
    assert all(re.search(r"longest wait \d+ ms, all of it \d+\.\d\d s", line) for line in lines)


async def test_the_longest_wait_is_of_a_write_that_waited(tmp_path: Path) -> None:
    """The work is really under way while others write, and it is done at the end."""
    store = Store(tmp_path / "segue.db")
    await store.open()
    await store.write(lambda tx: fill(tx, 300))
    await store.write(traces.erased)
    wait, whole = await holds.longest_wait(store, store.leave_no_trace())
    assert 0 < wait <= whole
    assert await store.write(lambda tx: traces.merge_step(tx, None)) is None
    await store.close()


def test_quick_is_a_thousand_messages(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["holds", "--quick"])
    assert holds.main() == 0
    told = capsys.readouterr().out
    assert told.startswith("1,000 messages")
    assert "in steps: longest wait" in told
