"""What is kept of an analysis of customers for the next file."""

from __future__ import annotations

from sqlite_utils import Database

from store.migrations.registry import SEGUE


@SEGUE()
def m022_segments_over_time(db: Database) -> None:
    """`customers`: each one's key, a hash, and the segment, packed; `kept_at` in Unix seconds."""
    db.conn.execute(
        """
        CREATE TABLE segmentations (
          team_id TEXT NOT NULL, run TEXT NOT NULL, conversation_id TEXT NOT NULL, model TEXT NOT NULL,
          customers BLOB NOT NULL, kept_at REAL NOT NULL, PRIMARY KEY (team_id, run)
        )
        """
    )
    db.conn.execute("CREATE INDEX segmentations_by_conversation ON segmentations (team_id, conversation_id)")
