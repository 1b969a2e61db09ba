"""Where a workspace is served that a token of the environment belongs to: links to its messages begin with that."""

from __future__ import annotations

from sqlite_utils import Database

from store.migrations.registry import SEGUE


@SEGUE()
def m017_where_a_workspace_is(db: Database) -> None:
    db.conn.execute("CREATE TABLE addresses (team_id TEXT NOT NULL PRIMARY KEY, address TEXT NOT NULL) WITHOUT ROWID")
