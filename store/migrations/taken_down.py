"""Which message a deletion takes down, where several bear the same name."""

from __future__ import annotations

from sqlite_utils import Database

from store.migrations.registry import SEGUE


@SEGUE()
def m027_which_message_goes(db: Database) -> None:
    """`takes_down`: its ts. Deletions without one take down the newest message of that name before them."""
    db.conn.execute("ALTER TABLE outbox ADD COLUMN takes_down TEXT")
    db.conn.execute(
        "UPDATE outbox SET takes_down = json_extract(payload, '$.ts')"
        " WHERE method = 'chat.delete' AND json_valid(payload)"
    )
