"""Studies: every interview belongs to one."""

from __future__ import annotations

from store.connection import Transaction


def begin(tx: Transaction, *, team_id: str, id: str, now: float) -> None:
    tx.execute("INSERT INTO studies (team_id, id, created_at) VALUES (?, ?, ?)", [team_id, id, now])


def name(tx: Transaction, *, team_id: str, id: str, title: str) -> None:
    """Give a study its title, if it has none yet."""
    tx.execute("UPDATE studies SET title = ? WHERE team_id = ? AND id = ? AND title = ''", [title, team_id, id])
