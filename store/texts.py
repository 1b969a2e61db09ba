"""What models made of the texts of files: each is paid for once. A text itself is not kept, only a hash of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from store.connection import Transaction

AT_A_TIME = 500
"""Keys in one question; SQLite takes no more than some thousands."""


def keep(
    tx: Transaction, *, team_id: str, conversation_id: str, made: str, values: Mapping[str, bytes], now: float
) -> None:
    """`values`: key -> what was made. What another conversation paid for stays its own."""
    for key, value in values.items():
        tx.execute(
            "INSERT OR IGNORE INTO texts (team_id, made, key, conversation_id, value, kept_at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [team_id, made, key, conversation_id, value, now],
        )


def of(tx: Transaction, team_id: str, made: str, keys: Sequence[str]) -> dict[str, bytes]:
    """-> key -> what was made of that text, as far as it is kept."""
    found: dict[str, bytes] = {}
    for start in range(0, len(keys), AT_A_TIME):
        some = keys[start : start + AT_A_TIME]
        marks = ", ".join("?" * len(some))
        rows = tx.execute(
            f"SELECT key, value FROM texts WHERE team_id = ? AND made = ? AND key IN ({marks})", [team_id, made, *some]
        )
        found |= {str(key): bytes(value) for key, value in rows}
    return found


def erase(tx: Transaction, team_id: str, conversation_id: str) -> None:
    """With the conversation that paid for it."""
    tx.execute("DELETE FROM texts WHERE team_id = ? AND conversation_id = ?", [team_id, conversation_id])
