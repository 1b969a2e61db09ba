"""What the numbers of a team's customers are hashed with."""

from __future__ import annotations

from sqlite_utils import Database

from store.migrations.registry import SEGUE


@SEGUE()
def m021_salts(db: Database) -> None:
    db.conn.execute("CREATE TABLE salts (team_id TEXT PRIMARY KEY, salt TEXT NOT NULL) WITHOUT ROWID")
