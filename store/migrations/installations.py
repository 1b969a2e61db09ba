"""The tables of workspaces that have installed Segue."""

from __future__ import annotations

from sqlite_utils import Database

from store.migrations.registry import SEGUE


@SEGUE()
def m011_installations(db: Database) -> None:
    """A token is kept sealed; of a state under which somebody installed, only that it was used."""
    for statement in _M011.split(";"):
        if statement.strip():
            db.conn.execute(statement)


_M011 = """
CREATE TABLE installations (
  team_id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, address TEXT NOT NULL, bot_user TEXT NOT NULL,
  bot_id TEXT NOT NULL, scopes TEXT NOT NULL, sealed TEXT NOT NULL, installed_by TEXT NOT NULL,
  installed_at REAL NOT NULL
) WITHOUT ROWID;

CREATE TABLE install_states (
  state TEXT NOT NULL PRIMARY KEY, expires_at REAL NOT NULL
) WITHOUT ROWID;

CREATE TABLE departures (
  team_id TEXT NOT NULL PRIMARY KEY, left_at REAL NOT NULL
) WITHOUT ROWID
"""
