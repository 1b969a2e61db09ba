"""What was given as material, and what somebody said of where it is from."""

from __future__ import annotations

from sqlite_utils import Database

from store.migrations.registry import SEGUE


@SEGUE()
def m018_where_material_is_from(db: Database) -> None:
    """`upload`: the message it came with; what is said counts for all of that. An answer is never changed: a later one
    stands beside it, and counts."""
    for statement in _M018:
        db.conn.execute(statement)


_M018 = (
    """
    CREATE TABLE materials (
      team_id TEXT NOT NULL, conversation_id TEXT NOT NULL, id TEXT NOT NULL, upload TEXT NOT NULL, kind TEXT NOT NULL,
      name TEXT NOT NULL, given_by TEXT NOT NULL, given_at REAL NOT NULL, PRIMARY KEY (team_id, conversation_id, id)
    )
    """,
    """
    CREATE TABLE origins (
      team_id TEXT NOT NULL, conversation_id TEXT NOT NULL, upload TEXT NOT NULL, number INTEGER NOT NULL,
      came_from TEXT NOT NULL, words TEXT NOT NULL, purpose TEXT NOT NULL, basis TEXT NOT NULL, said_by TEXT NOT NULL,
      said_at REAL NOT NULL, PRIMARY KEY (team_id, conversation_id, upload, number)
    )
    """,
    "CREATE INDEX materials_by_giver ON materials (team_id, given_by)",
    "CREATE INDEX origins_by_person ON origins (team_id, said_by)",
)
