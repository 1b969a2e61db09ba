"""Segue's own sentences in other languages, as a model worded them. Nothing of any team is in them."""

from __future__ import annotations

from collections.abc import Mapping

from store.connection import Transaction


def add(tx: Transaction, language: str, worded: Mapping[str, str]) -> None:
    """English -> wording; what was there before is replaced."""
    tx.conn.executemany(
        "INSERT INTO wordings (language, english, wording) VALUES (?, ?, ?)"
        " ON CONFLICT (language, english) DO UPDATE SET wording = excluded.wording",
        [(language, english, wording) for english, wording in worded.items()],
    )


def known(tx: Transaction) -> dict[str, dict[str, str]]:
    """-> language -> English -> wording."""
    found: dict[str, dict[str, str]] = {}
    for language, english, wording in tx.execute("SELECT language, english, wording FROM wordings").fetchall():
        found.setdefault(language, {})[english] = wording
    return found
