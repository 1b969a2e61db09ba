"""What the numbers of a team's customers are hashed with: the same number gives the same hash in next month's file, and
another team's file, or whoever guesses numbers, gives others."""

from __future__ import annotations

import secrets

from store.connection import Transaction

BYTES = 16


def of(tx: Transaction, team_id: str) -> str:
    """-> the team's salt, made when it is asked for first."""
    row = tx.execute("SELECT salt FROM salts WHERE team_id = ?", [team_id]).fetchone()
    if row is not None:
        return str(row[0])
    salt = secrets.token_hex(BYTES)
    tx.execute("INSERT INTO salts (team_id, salt) VALUES (?, ?)", [team_id, salt])
    return salt
