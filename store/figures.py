"""How much waits, for how long: what an operator is told of the queues. Read from small indexes, never whole tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from store.connection import Transaction

# Worded as the partial indexes are: only then are they used (https://sqlite.org/partialindex.html).
# What was dropped keeps its row, so that nothing of it comes back, and holds nothing any more.
NOT_DONE = {
    "inbox": ("state = 'waiting'", "state = 'stray'", "state = 'dead' AND payload IS NOT NULL"),
    "outbox": ("state IN ('pending', 'sending')", "state = 'dead' AND payload IS NOT NULL"),
}
STATES = {"inbox": ("waiting", "stray", "dead"), "outbox": ("pending", "sending", "dead")}
STATUSES = ("open", "closed")


@dataclass(frozen=True)
class Figures:
    """`rows`: (queue, state) -> how many. `oldest`: queue -> seconds that its oldest row has waited, 0 for none."""

    rows: Mapping[tuple[str, str], int]
    oldest: Mapping[str, float]
    conversations: Mapping[str, int]
    parked: int


def figures(tx: Transaction, now: float) -> Figures:
    """What the queues hold. A dead row counts until it is retried or dropped."""
    rows = {(queue, state): 0 for queue, states in STATES.items() for state in states}
    for queue, wheres in NOT_DONE.items():
        for where in wheres:
            for state, number in tx.execute(f"SELECT state, count(*) FROM {queue} WHERE {where} GROUP BY state"):
                rows[queue, state] = number
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


def prove_writable(tx: Transaction) -> None:
    """Write something that changes nothing, as far as the disk. Raises what SQLite raises."""
    [version] = tx.execute("PRAGMA user_version").fetchone()
    tx.execute(f"PRAGMA user_version = {version}")
