"""Who read, took along and erased what."""

from __future__ import annotations

from sqlite_utils import Database

from store.migrations.registry import SEGUE


@SEGUE()
def m013_who_read_what(db: Database) -> None:
    """No words of anybody's: who, when, what kind of thing, its id, and whether it was allowed. Lines are never
    changed; they go when their time is over, or with their workspace."""
    for statement in _M011:
        db.conn.execute(statement)


_M011 = (
    """
    CREATE TABLE audit (
      team_id TEXT NOT NULL, id INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, actor TEXT NOT NULL,
      act TEXT NOT NULL, kind TEXT NOT NULL, object TEXT NOT NULL, channel TEXT NOT NULL, allowed INTEGER NOT NULL,
      detail TEXT NOT NULL DEFAULT ''
    )
    """,
    "CREATE INDEX audit_by_time ON audit (team_id, at)",
    "CREATE INDEX audit_by_actor ON audit (team_id, actor, at)",
    """
    CREATE TRIGGER audit_is_never_edited BEFORE UPDATE ON audit BEGIN
      SELECT RAISE(ABORT, 'a line of the audit log is never edited');
    END
    """,
)
