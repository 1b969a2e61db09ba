"""A whole copy of a live database, and its way back.

`VACUUM INTO` reads one committed moment beside a Segue that runs, and takes no freed page along: what was erased before
is not in it (https://sqlite.org/lang_vacuum.html).
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path

from sqlite_utils import Database

from errors import StoreError, StoreFull, StoreMissing, StoreTooNew
from store.audit import Act, Asked, Line, lines
from store.connection import BUSY_SECONDS
from store.locking import OWNER_ONLY, alone_on
from store.migrations import unknown_migrations

BESIDE = ("-wal", "-shm")


def back_up(path: Path, into: Path) -> None:
    """Copy the database at `path` to the new file `into`, which only its owner can read. Whole, or not there.

    Raises StoreError when `into` is there already or SQLite cannot read, StoreFull when it cannot be written.
    """
    if into.exists():
        raise StoreError(f"{into} is there already.", kept="It was not touched.", now="Name a new file.")
    with _beside(into) as copy:
        try:
            _copy(path, copy)
            _sound(copy)
            _to_disk(copy)
            # Not a rename: two that make the same file at once must not overwrite each other.
            os.link(copy, into)
        except FileExistsError as error:
            raise StoreError(f"{into} is there already.", kept="It was not touched.", now="Name a new file.") from error
        except OSError as error:
            raise StoreFull(f"{into} cannot be written: {error.strerror}.") from error
        except StoreError as error:
            raise StoreError(f"The copy could not be made. {error}", kept="Nothing was left behind.") from error
    _to_disk(into.absolute().parent)


def _copy(path: Path, into: Path) -> None:
    if not path.is_file():
        raise StoreMissing(f"There is no database at {path}.", now="Name the right one with --database.")
    address = f"{path.resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
            connection.execute("VACUUM INTO ?", [str(into)])
    except sqlite3.Error as error:
        raise StoreError(f"SQLite said: {error}.") from error


def restore(backup: Path, path: Path, now: float) -> Path | None:
    """Put the copy `backup` in the place of the database at `path`, on which nobody may run.

    -> where what was there is kept, None if nothing was. Raises StoreInUse while a Segue runs, StoreTooNew when a newer
    one wrote the copy, StoreError when it is damaged or none of ours. Then nothing was changed.
    """
    if not backup.is_file():
        raise StoreError(f"There is no file {backup}.", kept="Nothing was changed.")
    with alone_on(path), _beside(path) as copy:
        try:
            shutil.copyfile(backup, copy)
            _sound(copy)
            _as_before_a_crash(copy, now)
            _to_disk(copy)
            aside = _keep_aside(path, now)
            os.replace(copy, path)
            _to_disk(path.absolute().parent)
        except OSError as error:
            raise StoreFull(f"{path} cannot be written: {error.strerror}.") from error
        except sqlite3.Error as error:
            raise StoreError(f"The copy cannot be made ready: {error}.", kept="Nothing was changed.") from error
    return aside


def erased_since(copy: Path, aside: Path) -> list[Line]:
    """-> what was erased after the copy was made, as the log of what was there says, the first first; it is back.
    Raises StoreError where that log cannot be read."""
    try:
        with _log_of(copy) as then, _log_of(aside) as now:
            [last] = then.execute("SELECT coalesce(max(id), 0) FROM audit").fetchone()
            found = lines(now, Asked(act=Act.ERASED), after=last)
    except sqlite3.Error as error:
        raise StoreError(f"The log of {aside} cannot be read: {error}.") from error
    return [each for each in reversed(found) if each.allowed]


@contextmanager
def _log_of(file: Path) -> Iterator[Database]:
    """Nothing is written; what SQLite puts beside the file meanwhile goes again."""
    with closing(sqlite3.connect(file, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
        connection.execute("PRAGMA query_only=ON")
        yield Database(connection)


def _sound(file: Path) -> None:
    """Raises StoreError for what is damaged or none of ours, StoreTooNew for what a newer Segue wrote."""
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            database = Database(connection)
            [said] = connection.execute("PRAGMA integrity_check(1)").fetchone()
            ours = "conversations" in database.table_names()
            newer = unknown_migrations(database) if ours else set()
    except sqlite3.Error as error:
        raise StoreError(f"It is damaged, or no database: {error}.", kept="Nothing was changed.") from error
    if said != "ok":
        raise StoreError(f"It is damaged: {said}.", kept="Nothing was changed.", now="Take an earlier copy.")
    if not ours:
        raise StoreError("It is no database of Segue.", kept="Nothing was changed.")
    if newer:
        raise StoreTooNew(
            f"It was written by a newer Segue (it knows {', '.join(sorted(newer))}).", kept="Nothing was changed."
        )


def _as_before_a_crash(copy: Path, now: float) -> None:
    """What was still to be sent then may have arrived since: it counts as in doubt, and Slack is asked first."""
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute(
            "UPDATE outbox SET state = 'sending', tried_at = coalesce(tried_at, min(due_at, ?))"
            " WHERE state = 'pending'",
            [now],
        )
        # By which id Slack knows a file that was on its way was written down after that, if at all.
        connection.execute(
            "UPDATE outbox SET payload = json_set(payload, '$.restored', 1) WHERE state = 'sending'"
            " AND method = 'file upload' AND json_valid(payload)"
        )


def _keep_aside(path: Path, now: float) -> Path | None:
    """-> a second name of what is there. Its log is worked in first: left behind, it would be taken for the copy's."""
    if not path.exists():
        return None
    with suppress(sqlite3.Error), closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    names = (path.with_name(f"{path.name}.before-{int(now) + later}") for later in count())
    aside = next(each for each in names if not each.exists())
    os.link(path, aside)
    for ending in BESIDE:
        rest = path.with_name(path.name + ending)
        if rest.exists():
            os.replace(rest, aside.with_name(aside.name + ending))
    return aside


@contextmanager
def _beside(file: Path) -> Iterator[Path]:
    """An empty file of one's own in the same folder, gone afterwards."""
    folder = file.absolute().parent
    try:
        number, name = tempfile.mkstemp(prefix=".segue-", dir=folder)
    except OSError as error:
        raise StoreFull(f"{folder} cannot be written: {error.strerror}.") from error
    os.close(number)
    own = Path(name)
    try:
        own.chmod(OWNER_ONLY)
        yield own
    finally:
        for ending in ("", "-journal", *BESIDE):
            Path(name + ending).unlink(missing_ok=True)


def _to_disk(place: Path) -> None:
    number = os.open(place, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
