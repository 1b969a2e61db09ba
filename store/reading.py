"""Reading beside a running Segue: no lock is taken, nothing is written, and everything read is one moment's.

SQLite's write-ahead log lets readers work while somebody writes; where no Segue runs, an empty log stays beside the
file until the next one does. https://sqlite.org/wal.html#concurrency
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from errors import StoreError, StoreMissing, StoreTooNew, StoreTooOld
from store.connection import BUSY_SECONDS, Transaction
from store.migrations import pending_migrations, unknown_migrations


@contextmanager
def reading(path: Path) -> Iterator[Transaction]:
    """The database at `path` as it was committed last; what is committed meanwhile is not seen.

    Raises StoreMissing when there is no such file, StoreTooOld and StoreTooNew when its tables are not this
    version's, StoreError for anything else SQLite says, also while the block reads.
    """
    if not path.is_file():
        raise StoreMissing(f"There is no database at {path}.", now="Name the right one with --database.")
    try:
        connection = _connect(path)
        try:
            database = Database(connection)
            connection.execute("BEGIN")
            _check(database, path)
            yield database
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise StoreError(f"The database {path} cannot be read: {error}.") from error


def _connect(path: Path) -> sqlite3.Connection:
    address = f"{path.resolve().as_uri()}?mode=ro"
    connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA query_only=ON")
    return connection


def _check(database: Database, path: Path) -> None:
    if "conversations" not in database.table_names():
        raise StoreError(f"{path} is not a database of Segue.", now="Name the right one with --database.")
    if newer := unknown_migrations(database):
        raise StoreTooNew(
            f"{path} was written by a newer Segue (it knows {', '.join(sorted(newer))}).",
            now="Use that version to read it.",
        )
    if pending_migrations(database):
        raise StoreTooOld(
            f"{path} was written by an earlier Segue.",
            now="Start this one on it once, which brings it up to date, then ask again.",
        )
