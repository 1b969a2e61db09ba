"""What an operator asks of a Segue that may be running: a row that it takes up, applied and answered in one commit.

Only a running Segue changes what it works on. Where none runs, whoever asks does it (bot/cli/dead_letters.py).
"""

from __future__ import annotations

import secrets
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from errors import StoreError
from store.connection import BUSY_SECONDS, Transaction
from store.dead_letters import Done, drop, retry

WHATS: dict[str, Callable[[Transaction, str], Done]] = {"retry": retry, "drop": drop}


def ask(path: Path, what: str, targets: Sequence[str], now: float) -> list[str]:
    """Leave wishes for a running Segue. -> their ids. Raises StoreError."""
    ids = [secrets.token_hex(8) for _ in targets]
    try:
        with closing(sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(
                "INSERT INTO requests (team_id, id, what, target, asked_at) VALUES ('', ?, ?, ?, ?)",
                [(id, what, target, now) for id, target in zip(ids, targets, strict=True)],
            )
            connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise StoreError(f"The wish could not be left: {error}.", kept="Nothing was changed.") from error
    return ids


def open_ones(tx: Transaction) -> bool:
    return tx.execute("SELECT 1 FROM requests WHERE done_at IS NULL LIMIT 1").fetchone() is not None


def take_up(tx: Transaction, now: float) -> list[str]:
    """Do what was asked, each once. -> ids of conversations that have something to do now."""
    woken = []
    wishes = tx.execute("SELECT id, what, target FROM requests WHERE done_at IS NULL ORDER BY asked_at").fetchall()
    for id, what, target in wishes:
        done = WHATS[what](tx, target) if what in WHATS else Done("is not known to this version")
        tx.execute("UPDATE requests SET done_at = ?, said = ? WHERE id = ?", [now, done.said, id])
        woken += [done.conversation_id] if done.conversation_id else []
    return woken


def drop_answered(tx: Transaction, before: float) -> None:
    """Whoever asked has long read it, and its target names a conversation."""
    tx.execute("DELETE FROM requests WHERE done_at < ?", [before])


def answers(path: Path, ids: Sequence[str], seconds: float) -> dict[str, str]:
    """-> id -> what came of it, as far as it was taken up within `seconds`."""
    until, said = time.monotonic() + seconds, dict[str, str]()
    with closing(sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
        while len(said) < len(ids) and time.monotonic() < until:
            time.sleep(0.1)
            rows = connection.execute(
                f"SELECT id, said FROM requests WHERE done_at IS NOT NULL AND id IN ({','.join('?' * len(ids))})", ids
            )
            said = dict(rows.fetchall())
    return said
