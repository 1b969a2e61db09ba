"""Segue's own sentences in other languages, as a model worded them. Nothing of any team is in them.

`team_id`: of a workspace whose own model worded them, for itself alone; empty for what is said in all others.
"""

from __future__ import annotations

from collections.abc import Mapping

from store.connection import Transaction

Worded = dict[str, dict[str, str]]
"""Language -> English -> wording."""


def add(tx: Transaction, team_id: str, language: str, worded: Mapping[str, str]) -> None:
    """English -> wording; what was there before is replaced."""
    if team_id:
        tx.conn.executemany(
            "INSERT OR REPLACE INTO own_wordings (team_id, language, english, wording) VALUES (?, ?, ?, ?)",
            [(team_id, language, english, wording) for english, wording in worded.items()],
        )
        return
    tx.conn.executemany(
        "INSERT INTO wordings (language, english, wording) VALUES (?, ?, ?)"
        " ON CONFLICT (language, english) DO UPDATE SET wording = excluded.wording",
        [(language, english, wording) for english, wording in worded.items()],
    )


def known(tx: Transaction) -> dict[str, Worded]:
    """-> team_id -> what is known of each language"""
    found: dict[str, Worded] = {}
    rows = tx.execute(
        "SELECT '', language, english, wording FROM wordings UNION ALL"
        " SELECT team_id, language, english, wording FROM own_wordings"
    )
    for team_id, language, english, wording in rows.fetchall():
        found.setdefault(team_id, {}).setdefault(language, {})[english] = wording
    return found
