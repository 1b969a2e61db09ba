"""Since when it is known that the token of a workspace opens no more."""

from __future__ import annotations

from sqlite_utils import Database

from store.migrations.registry import SEGUE


@SEGUE()
def m020_since_when_a_token_opens_no_more(db: Database) -> None:
    """One that only cannot be opened has not left: it is noticed anew."""
    db.conn.execute(
        "CREATE TABLE unopened (team_id TEXT NOT NULL PRIMARY KEY, counts_from REAL NOT NULL, seen_at REAL NOT NULL)"
        " WITHOUT ROWID"
    )
    db.conn.execute("DELETE FROM departures WHERE team_id IN (SELECT team_id FROM installations)")
