"""By what a call to a model is known that may have been written already."""

from __future__ import annotations

from sqlite_utils import Database

from store.migrations.registry import SEGUE


@SEGUE()
def m026_keys_of_calls(db: Database) -> None:
    """Those of before have none, and are never written again."""
    db.conn.execute("ALTER TABLE model_calls ADD COLUMN id TEXT")
    db.conn.execute("CREATE UNIQUE INDEX model_calls_by_id ON model_calls (team_id, id)")
