"""What was erased is gone from the file's bytes too: overwritten, merged out of the index, out of the log.

`secure_delete` overwrites what is deleted with zeros (store/connection.py). FTS5 only marks what was taken out of its
index until its parts are merged. The log keeps old pages until it is emptied.
https://sqlite.org/pragma.html#pragma_secure_delete, https://sqlite.org/fts5.html#the_optimize_command,
https://sqlite.org/pragma.html#pragma_wal_checkpoint
"""

from __future__ import annotations

import logging
import sqlite3

from sqlite_utils import Database

log = logging.getLogger("segue.store")

PATIENCE = 1000
"""Milliseconds that a reader is waited for: meanwhile nothing is written, and Slack waits for its acknowledgements."""
CLEAN = 1
"""`user_version` of a file in which nothing was ever deleted without being overwritten."""


def merge_index(tx: Database) -> None:
    """No part of the search index holds a word any more that was taken out of it. In the erasing transaction."""
    tx.execute("INSERT INTO search_index (search_index) VALUES ('optimize')")


def clear(database: Database) -> bool:
    """The log is emptied. -> False where somebody still reads what was there before"""
    [patience] = database.conn.execute("PRAGMA busy_timeout").fetchone()
    database.conn.execute(f"PRAGMA busy_timeout = {min(patience, PATIENCE)}")
    try:
        return _emptied(database)
    finally:
        database.conn.execute(f"PRAGMA busy_timeout = {patience}")


def _emptied(database: Database) -> bool:
    return not database.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]


def clear_older(database: Database) -> None:
    """At the start: what a stopped process left in the log, and once, what earlier versions only marked as deleted.

    Where the disk has no room for that, Segue begins all the same, and tries again at its next start.
    """
    if database.conn.execute("PRAGMA user_version").fetchone()[0] < CLEAN:
        try:
            merge_index(database)
            database.conn.execute("VACUUM")
            database.conn.execute(f"PRAGMA user_version = {CLEAN}")
        except sqlite3.Error as error:
            log.warning("what earlier versions deleted is not overwritten yet: %s", error)
    _emptied(database)
