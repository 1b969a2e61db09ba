"""What was erased is gone from the file's bytes too: overwritten, merged out of the index, out of the log.

`secure_delete` overwrites what is deleted with zeros (store/connection.py). FTS5 only marks what was taken out of its
index until its parts are merged: in small steps, because nothing is written meanwhile. The log keeps old pages until it
is emptied. https://sqlite.org/pragma.html#pragma_secure_delete, https://sqlite.org/fts5.html#the_merge_command,
https://sqlite.org/pragma.html#pragma_wal_checkpoint
"""

from __future__ import annotations

import logging
import sqlite3

from sqlite_utils import Database

log = logging.getLogger("segue.store")

PATIENCE = 1000
"""Milliseconds that a reader is waited for: meanwhile nothing is written, and Slack waits for its acknowledgements."""
PAGES = 64
"""Of the index that one step of merging writes."""
CLEAN = 1
"""`user_version` of a file in which nothing was ever deleted without being overwritten. Of one that an earlier version
wrote, 0; after something was erased, a higher one, until no part of the index holds it any more."""


def erased(tx: Database) -> None:
    """In the erasing transaction: a process that is killed before the index is merged leaves it to the next start."""
    if (version := _version(tx)) >= CLEAN:
        tx.execute(f"PRAGMA user_version = {version + 1}")


def merge_step(tx: Database, begun: int | None) -> int | None:
    """Merge a little of the index. `begun`: what the step before gave. -> None once nothing is left to merge.

    What was erased since the first step may stand in parts that were merged already: then it begins anew.
    """
    version = _version(tx)
    if version == CLEAN:
        return None
    before, anew = tx.conn.total_changes, version != begun
    tx.execute("INSERT INTO search_index (search_index, rank) VALUES ('merge', ?)", [-PAGES if anew else PAGES])
    if anew or tx.conn.total_changes - before >= 2:
        return version
    if version > CLEAN:
        tx.execute(f"PRAGMA user_version = {CLEAN}")
    return None


def _version(tx: Database) -> int:
    return int(tx.execute("PRAGMA user_version").fetchone()[0])


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
    """At the start, when nobody waits yet: what a stopped process left in the log and in the index, and once, what
    earlier versions only marked as deleted.

    Where the disk has no room for that, Segue begins all the same, and tries again at its next start.
    """
    if (version := _version(database)) != CLEAN:
        try:
            database.conn.execute("INSERT INTO search_index (search_index) VALUES ('optimize')")
            if version < CLEAN:
                database.conn.execute("VACUUM")
            database.conn.execute(f"PRAGMA user_version = {CLEAN}")
        except sqlite3.Error as error:
            log.warning("what was deleted is not overwritten yet: %s", error)
    _emptied(database)
