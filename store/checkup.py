"""Whether Segue could begin on a database, found out without changing anything in it."""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from errors import StoreBusy, StoreError, StoreFull, StoreInUse, StoreTooNew
from store.migrations import pending_migrations, unknown_migrations

LEAST_FREE = 100_000_000
"""Bytes: some thousand interviews, and the room SQLite needs to write beside the file."""
BUSY_SECONDS = 1.0
NAME_ANOTHER = "Give Segue a file it may write to in SEGUE_DATABASE_URL (sqlite:///path/to/segue.db)."


def check_up(path: Path, *, least_free: int = LEAST_FREE, busy_seconds: float = BUSY_SECONDS) -> str:
    """-> what is there, as a sentence.

    Raises StoreFull when the folder or the file cannot be written or less than `least_free` bytes are free,
    StoreInUse when a Segue runs on it, StoreBusy when another program locks it, StoreTooNew when a newer Segue
    wrote it, StoreError when it is no database of Segue's.
    """
    folder = _folder_to_be(path)
    _write_a_little(folder)
    if (free := shutil.disk_usage(folder).free) < least_free:
        raise StoreFull(
            f"The disk of {folder} is nearly full: {free // 1_000_000} MB are free.",
            now="Make room there, or name a file on another disk in SEGUE_DATABASE_URL.",
        )
    _nobody_runs(path)
    if not path.exists():
        return f"{path} will be made when Segue starts."
    if not path.is_file():
        raise StoreError(f"{path} is not a file.", now=NAME_ANOTHER)
    return _look_inside(path, busy_seconds)


def _folder_to_be(path: Path) -> Path:
    """The folder of the file, or the nearest one above it in which it can be made."""
    folder = path.absolute().parent
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder


def _write_a_little(folder: Path) -> None:
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"." * 4096)
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        raise StoreFull(f"The folder {folder} cannot be written: {error.strerror}.", now=NAME_ANOTHER) from error


def _nobody_runs(path: Path) -> None:
    """The lock file is looked at, not made."""
    try:
        with path.with_name(path.name + ".lock").open("r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return
    except BlockingIOError as error:
        raise StoreInUse(
            f"A Segue runs on {path} just now.",
            now="If that is the one you mean, leave it; otherwise stop it, or name another file in SEGUE_DATABASE_URL.",
        ) from error
    except OSError as error:
        raise StoreFull(f"{path}.lock cannot be written: {error.strerror}.", now=NAME_ANOTHER) from error


def _look_inside(path: Path, busy_seconds: float) -> str:
    try:
        address = f"{path.resolve().as_uri()}?mode=rw"
        with closing(sqlite3.connect(address, uri=True, timeout=busy_seconds, isolation_level=None)) as connection:
            connection.row_factory = sqlite3.Row
            connection.execute("BEGIN IMMEDIATE")
            try:
                return _said_of(Database(connection), path)
            finally:
                connection.execute("ROLLBACK")
    except sqlite3.Error as error:
        raise _in_words(error, path) from error


def _said_of(database: Database, path: Path) -> str:
    tables = database.table_names()
    if tables and "conversations" not in tables:
        raise StoreError(f"{path} is a database, but not one of Segue's.", now=NAME_ANOTHER)
    if tables and (newer := unknown_migrations(database)):
        raise StoreTooNew(
            f"{path} was written by a newer Segue (it knows {', '.join(sorted(newer))}).",
            now="Start that version again, or name another file in SEGUE_DATABASE_URL.",
        )
    if not tables or pending_migrations(database):
        return f"{path} can be written, and will be brought up to date when Segue starts."
    return f"{path} can be written."


def _in_words(error: sqlite3.Error, path: Path) -> StoreError:
    said = str(error)
    if "locked" in said or "busy" in said:
        return StoreBusy(
            f"Another program locks {path}.", now="Close what has the file open, such as a browser for SQLite."
        )
    if "readonly" in said or "read-only" in said or "unable to open" in said or "full" in said:
        return StoreFull(f"{path} cannot be written: {said}.", now=NAME_ANOTHER)
    return StoreError(
        f"{path} cannot be read: {said}.", now="Put a copy from your backups in its place, or name another file."
    )
