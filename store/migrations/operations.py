"""What an operator looks at: small indexes of what was set aside, and what was asked of a running Segue."""

from __future__ import annotations

from sqlite_utils import Database

from store.migrations.registry import SEGUE


@SEGUE()
def m012_what_was_set_aside(db: Database) -> None:
    for statement in _M011.split(";"):
        if statement.strip():
            db.conn.execute(statement)


_M011 = """
CREATE INDEX inbox_dead ON inbox (received_at) WHERE state = 'dead';
CREATE INDEX outbox_dead ON outbox (due_at) WHERE state = 'dead';
CREATE INDEX conversations_parked ON conversations (team_id) WHERE parked IS NOT NULL;

CREATE TABLE requests (
  team_id TEXT NOT NULL, id TEXT NOT NULL PRIMARY KEY, what TEXT NOT NULL, target TEXT NOT NULL,
  asked_at REAL NOT NULL, done_at REAL, said TEXT
) WITHOUT ROWID;
CREATE INDEX requests_open ON requests (asked_at) WHERE done_at IS NULL
"""
