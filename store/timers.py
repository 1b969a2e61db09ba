"""What conversations want to be told later. A due timer becomes an inbox row in the same commit that removes it."""

from __future__ import annotations

from dataclasses import dataclass

from store.connection import Transaction


@dataclass(frozen=True)
class Due:
    team_id: str
    conversation_id: str
    name: str
    due_at: float


def set_timer(tx: Transaction, *, team_id: str, conversation_id: str, name: str, due_at: float | None) -> None:
    """Set or move a timer; None drops it."""
    if due_at is None:
        tx.execute("DELETE FROM timers WHERE conversation_id = ? AND name = ?", [conversation_id, name])
        return
    tx.execute(
        "INSERT INTO timers (team_id, conversation_id, name, due_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET due_at = excluded.due_at",
        [team_id, conversation_id, name, due_at],
    )


def due(tx: Transaction, now: float) -> list[Due]:
    rows = tx.execute(
        "SELECT team_id, conversation_id, name, due_at FROM timers WHERE due_at <= ? ORDER BY due_at", [now]
    ).fetchall()
    return [Due(*row) for row in rows]


def after(tx: Transaction, name: str, instant: float) -> list[Due]:
    """Timers of that name that are due later than `instant`."""
    rows = tx.execute(
        "SELECT team_id, conversation_id, name, due_at FROM timers WHERE name = ? AND due_at > ?", [name, instant]
    ).fetchall()
    return [Due(*row) for row in rows]


def next_due(tx: Transaction) -> float | None:
    """-> when the earliest timer is due."""
    row = tx.execute("SELECT min(due_at) FROM timers").fetchone()
    return row[0] if row else None
