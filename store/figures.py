"""How much waits, for how long: what an operator is told of the queues. Read from small indexes, never whole tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from store.connection import Transaction

STATES = {"inbox": ("waiting", "stray", "dead"), "outbox": ("pending", "sending", "dead")}
STATUSES = ("open", "paused", "closed")


@dataclass(frozen=True)
class Figures:
    """`rows`: (queue, state) -> how many. `oldest`: queue -> seconds that its oldest row has waited, 0 for none."""

    rows: Mapping[tuple[str, str], int]
    oldest: Mapping[str, float]
    conversations: Mapping[str, int]
    parked: int


def figures(tx: Transaction, now: float) -> Figures:
    """What the queues hold. A dead row counts until it is retried or dropped."""
    rows = {(queue, state): _count(tx, queue, state) for queue, states in STATES.items() for state in states}
    oldest = {
        "inbox": tx.execute("SELECT min(received_at) FROM inbox WHERE state = 'waiting'").fetchone()[0],
        "outbox": tx.execute("SELECT min(due_at) FROM outbox WHERE state IN ('pending', 'sending')").fetchone()[0],
    }
    known = dict(tx.execute("SELECT status, count(*) FROM conversations GROUP BY status").fetchall())
    return Figures(
        rows,
        {queue: 0.0 if since is None else max(0.0, now - since) for queue, since in oldest.items()},
        {
            status: int(known.get(status, 0))
            for status in (*STATUSES, *(each for each in known if each not in STATUSES))
        },
        tx.execute("SELECT count(*) FROM conversations WHERE parked IS NOT NULL").fetchone()[0],
    )


def _count(tx: Transaction, queue: str, state: str) -> int:
    # What was dropped keeps its row, so that nothing of it comes back, and holds nothing any more.
    kept = " AND payload IS NOT NULL" if state == "dead" else ""
    # The state stands in the statement itself: only then are the partial indexes used.
    number: int = tx.execute(f"SELECT count(*) FROM {queue} WHERE state = '{state}'{kept}").fetchone()[0]
    return number


def prove_writable(tx: Transaction) -> None:
    """Write something that changes nothing, as far as the disk. Raises what SQLite raises."""
    [version] = tx.execute("PRAGMA user_version").fetchone()
    tx.execute(f"PRAGMA user_version = {version}")
