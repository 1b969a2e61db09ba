"""To which organisation a workspace belongs."""

from __future__ import annotations

from sqlite_utils import Database

from store.migrations.registry import SEGUE


@SEGUE()
def m025_organisations(db: Database) -> None:
    """Empty where it belongs to none; of what was installed before it is not known until Slack is asked."""
    db.conn.execute("ALTER TABLE installations ADD COLUMN organisation TEXT")
