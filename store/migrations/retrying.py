"""Calls that were set aside and are made again."""

from __future__ import annotations

from sqlite_utils import Database

from store.migrations.registry import SEGUE


@SEGUE()
def m019_who_would_see_it_is_asked_anew(db: Database) -> None:
    """`asks`: before the call is made, who would see it is looked at once more."""
    db.conn.execute("ALTER TABLE outbox ADD COLUMN asks INTEGER NOT NULL DEFAULT 0")
