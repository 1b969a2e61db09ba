"""What was paid for once of a text of a file, so that it is not paid for again."""

from __future__ import annotations

from sqlite_utils import Database

from store.migrations.registry import SEGUE


@SEGUE()
def m023_texts(db: Database) -> None:
    """`key`: a hash of the text with the team's salt; `made`: what was made of it, and by which model. It goes with the
    conversation that paid for it."""
    db.conn.execute(
        """
        CREATE TABLE texts (
          team_id TEXT NOT NULL, made TEXT NOT NULL, key TEXT NOT NULL, conversation_id TEXT NOT NULL,
          value BLOB NOT NULL, kept_at REAL NOT NULL, PRIMARY KEY (team_id, made, key)
        )
        """
    )
    db.conn.execute("CREATE INDEX texts_by_conversation ON texts (team_id, conversation_id)")
