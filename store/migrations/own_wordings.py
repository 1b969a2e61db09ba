"""Segue's own sentences as the model of one workspace words them."""

from __future__ import annotations

from sqlite_utils import Database

from store.migrations.registry import SEGUE


@SEGUE()
def m024_own_wordings(db: Database) -> None:
    """Said in that workspace alone: what its model says is shown in no other."""
    db.conn.execute(
        """
        CREATE TABLE own_wordings (
          team_id TEXT NOT NULL, language TEXT NOT NULL, english TEXT NOT NULL, wording TEXT NOT NULL,
          PRIMARY KEY (team_id, language, english)
        ) WITHOUT ROWID
        """
    )
