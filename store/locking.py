"""The file of the database belongs to one process at a time, and is read by nobody but its owner."""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import IO

from errors import StoreFull, StoreInUse

OWNER_ONLY = 0o600


@contextmanager
def alone_on(path: Path) -> Iterator[None]:
    """Nobody else writes to the file meanwhile. Raises StoreInUse and StoreFull."""
    with closing(locked(path)):
        yield


def locked(path: Path) -> IO[str]:
    """-> what holds the file for this process, until it is closed. Raises StoreInUse and StoreFull."""
    lock_path = path.with_name(path.name + ".lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock_file = os.fdopen(os.open(lock_path, os.O_WRONLY | os.O_CREAT, OWNER_ONLY), "w")
        _closed_to_others(lock_path)
    except OSError as error:
        raise StoreFull(
            f"The database folder {path.parent} cannot be written: {error.strerror}.",
            now="Give Segue a folder it may write to in SEGUE_DATABASE_URL.",
        ) from error
    try:
        fcntl.flock(lock_file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock_file.close()
        raise StoreInUse(
            f"Another Segue already uses {path}.",
            kept="Nothing was touched.",
            now="Stop the other one, or give this one its own file in SEGUE_DATABASE_URL.",
        ) from error
    return lock_file


def made_for_its_owner(path: Path) -> None:
    """A new file is its owner's alone; one that is there is closed to everybody but owner and group. What SQLite puts
    beside it has the same rights. Raises StoreFull."""
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY))
    except FileExistsError:
        for ending in ("", "-wal", "-shm"):
            _closed_to_others(path.with_name(path.name + ending))
    except OSError as error:
        raise StoreFull(f"{path} cannot be written: {error.strerror}.", kept="Nothing was written.") from error


def _closed_to_others(path: Path) -> None:
    """Where it is ours to close."""
    with suppress(PermissionError, FileNotFoundError):
        mode = path.stat().st_mode
        if stat.S_ISREG(mode) and mode & stat.S_IRWXO:
            path.chmod(stat.S_IMODE(mode) & ~stat.S_IRWXO)
