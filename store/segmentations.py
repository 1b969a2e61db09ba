"""The frozen model of an analysis and which customer was in which segment, until the next file is held against it."""

from __future__ import annotations

from store.connection import Transaction


def keep(
    tx: Transaction, *, team_id: str, conversation_id: str, run: str, before: str, model: str, customers: bytes,
    now: float,
) -> None:  # fmt: skip
    """Of a conversation the run that it was held against stays beside it, for the same file looked at again."""
    tx.execute(
        "INSERT OR REPLACE INTO segmentations (team_id, run, conversation_id, model, customers, kept_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [team_id, run, conversation_id, model, customers, now],
    )
    tx.execute(
        "DELETE FROM segmentations WHERE team_id = ? AND conversation_id = ? AND run NOT IN (?, ?)",
        [team_id, conversation_id, run, before],
    )


def of(tx: Transaction, team_id: str, run: str) -> tuple[str, bytes] | None:
    """-> (the model, the customers); None where it was erased."""
    row = tx.execute(
        "SELECT model, customers FROM segmentations WHERE team_id = ? AND run = ?", [team_id, run]
    ).fetchone()
    return None if row is None else (str(row[0]), bytes(row[1]))


def erase(tx: Transaction, team_id: str, conversation_id: str) -> None:
    """With the conversation in which the file was dropped."""
    tx.execute("DELETE FROM segmentations WHERE team_id = ? AND conversation_id = ?", [team_id, conversation_id])
