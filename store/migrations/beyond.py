"""Messages in scripts without spaces, or with emoji, are found without reading all others."""

from __future__ import annotations

from sqlite_utils import Database

from store.migrations.registry import SEGUE


@SEGUE()
def m016_what_the_index_does_not_split(db: Database) -> None:
    db.conn.execute(
        "CREATE INDEX messages_beyond ON messages (team_id, conversation_id, ts)"
        " WHERE text GLOB '*[\u0e00-\u1dff\u2190-\U0010ffff]*'"
    )
