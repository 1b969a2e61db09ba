"""What happened and still has to be answered. A key stands for one happening; a known key does nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from store.connection import Transaction


@dataclass(frozen=True)
class InboxRow:
    """One happening. `payload` is the JSON of its `Incoming`."""

    team_id: str
    key: str
    ts: str
    payload: str
    received_at: float
    attempts: int


def is_known(tx: Transaction, team_id: str, key: str) -> bool:
    return tx.execute("SELECT 1 FROM inbox WHERE team_id = ? AND key = ?", [team_id, key]).fetchone() is not None


def waits(tx: Transaction, team_id: str, channel: str, ts: str) -> bool:
    """Whether the message has not been taken up yet."""
    return is_waiting(tx, team_id, f"message:{channel}:{ts}")


def is_waiting(tx: Transaction, team_id: str, key: str) -> bool:
    """Whether what happened there has not been taken up yet."""
    found = tx.execute("SELECT 1 FROM inbox WHERE team_id = ? AND key = ? AND state = 'waiting'", [team_id, key])
    return found.fetchone() is not None


def add(
    tx: Transaction,
    *,
    team_id: str,
    key: str,
    conversation_id: str | None,
    ts: str,
    channel: str,
    thread_ts: str | None,
    payload: str,
    now: float,
) -> None:
    """Keep a happening. Without a conversation it is a stray: it waits for the start it may have overtaken."""
    tx.execute(
        "INSERT INTO inbox (team_id, key, conversation_id, state, ts, channel, thread_ts, payload, received_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            team_id,
            key,
            conversation_id,
            "waiting" if conversation_id else "stray",
            ts,
            channel,
            thread_ts,
            payload,
            now,
        ],
    )


def adopt_strays(
    tx: Transaction, team_id: str, channel: str, thread_ts: str, conversation_id: str, *, since: str
) -> int:
    """Give what overtook the start of its conversation to it: what was written at `since` or later. -> how many.

    What was said in the thread before is none of ours.
    """
    return tx.execute(
        "UPDATE inbox SET conversation_id = ?, state = 'waiting'"
        " WHERE state = 'stray' AND team_id = ? AND channel = ? AND thread_ts = ?"
        " AND ts >= ?",
        [conversation_id, team_id, channel, thread_ts, since],
    ).rowcount


def drop_strays(tx: Transaction, before: float) -> int:
    """Forget strays received before `before`: they belong to threads that are not ours. -> how many.

    Not where a post of ours is under way that may turn out to be the head of their thread.
    """
    return tx.execute(
        "DELETE FROM inbox WHERE state = 'stray' AND received_at < ? AND NOT EXISTS (SELECT 1 FROM outbox"
        " WHERE outbox.team_id = inbox.team_id AND outbox.channel = inbox.channel AND outbox.thread_ts IS NULL"
        " AND outbox.state IN ('pending', 'sending'))",
        [before],
    ).rowcount


def drop_waiting(tx: Transaction, conversation_id: str) -> None:
    """A conversation that could not begin takes up nothing more."""
    tx.execute(
        "UPDATE inbox SET state = 'done', payload = NULL WHERE conversation_id = ? AND state = 'waiting'",
        [conversation_id],
    )


def waiting(tx: Transaction, conversation_id: str, most: int | None = None) -> list[InboxRow]:
    """What a conversation still has to take up, in Slack's order; the first `most`, and what changes one of these."""
    first = (
        "SELECT team_id, key, ts, payload, received_at, attempts, channel FROM inbox"
        " WHERE conversation_id = ? AND state = 'waiting' ORDER BY ts, key LIMIT ?"
    )
    rows = [tuple(row) for row in tx.execute(first, [conversation_id, -1 if most is None else most]).fetchall()]
    if most is not None and len(rows) == most:
        rows = sorted({*rows, *_changes(tx, rows)}, key=lambda row: (row[2], row[1]))
    return [InboxRow(*row[:6]) for row in rows]


def _changes(tx: Transaction, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """-> the edits and the deletions of these messages that wait, wherever in the order."""
    # One range after the other: of both in one question SQLite would read the whole workspace.
    changes = (
        "SELECT team_id, key, ts, payload, received_at, attempts, channel FROM inbox"
        " WHERE team_id = ? AND key BETWEEN ? AND ? AND state = 'waiting'"
    )
    found = []
    for team_id, _, ts, *_, channel in rows:
        deletion, edits = f"deletion:{channel}:{ts}", f"edit:{channel}:{ts}:"
        found += tx.execute(changes, [team_id, deletion, deletion]).fetchall()
        found += tx.execute(changes, [team_id, edits, f"{edits}~"]).fetchall()
    return [tuple(row) for row in found]


def all_wait(tx: Transaction, team_id: str, keys: list[str]) -> bool:
    """Whether none of these rows has been taken up."""
    return all(is_waiting(tx, team_id, key) for key in keys)


def has_waiting(tx: Transaction, conversation_id: str) -> bool:
    """Whether a conversation has something to take up."""
    found = tx.execute("SELECT 1 FROM inbox WHERE conversation_id = ? AND state = 'waiting' LIMIT 1", [conversation_id])
    return found.fetchone() is not None


def has_waiting_person(tx: Transaction, conversation_id: str) -> bool:
    """Whether something waits that a person did."""
    row = tx.execute(
        "SELECT 1 FROM inbox WHERE conversation_id = ? AND state = 'waiting' AND json_extract(payload, '$.user') != ''",
        [conversation_id],
    ).fetchone()
    return row is not None


def finish(tx: Transaction, team_id: str, keys: list[str], state: str = "done") -> None:
    """Mark rows `done`, or `dead` when they could not be handled. Done rows keep their key only."""
    payload = "payload" if state == "dead" else "NULL"
    # One after the other: a list as JSON cuts a key at U+0000, and what is never done is thought about for ever.
    for key in keys:
        tx.execute(
            f"UPDATE inbox SET state = ?, payload = {payload} WHERE team_id = ? AND key = ?", [state, team_id, key]
        )


def count_attempt(tx: Transaction, team_id: str, keys: list[str]) -> None:
    for key in keys:
        tx.execute("UPDATE inbox SET attempts = attempts + 1 WHERE team_id = ? AND key = ?", [team_id, key])


def conversation_of_message(tx: Transaction, team_id: str, channel: str, ts: str) -> str | None:
    """-> the conversation whose inbox holds the message (team, channel, ts), handled or not."""
    key = f"message:{channel}:{ts}"
    # A message that was passed on belongs where it was passed to.
    row = tx.execute(
        "SELECT conversation_id FROM inbox WHERE team_id = ? AND key IN (?, ?) ORDER BY key = ? DESC",
        [team_id, key, f"moved:{key}", f"moved:{key}"],
    ).fetchone()
    return row[0] if row else None
