"""One SQLite file, one writer: transactions that arrive together share one commit.

A `sqlite_utils.Database` belongs to one thread, so writing and reading each have a thread of their own.
The writer collects whatever waits, runs each piece of work inside its own savepoint, and commits once
(WAL, `synchronous=FULL`): a piece that raises is undone alone, and nobody hears of success before the
commit is on the disk. https://sqlite.org/wal.html, https://sqlite.org/pragma.html#pragma_synchronous
"""

from __future__ import annotations

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import IO, Any, TypeVar

from sqlite_utils import Database

from errors import SegueError, StoreBusy, StoreClosed, StoreError, StoreFault, StoreFull, StoreTooNew
from store import traces
from store.locking import locked, made_for_its_owner
from store.migrations import migrate, unknown_migrations

T = TypeVar("T")
Transaction = Database
"""The handle that functions of `store/` take: valid inside `Store.write` or `Store.read` only."""

MOST_IN_ONE_COMMIT = 256
BUSY_SECONDS = 5.0


class Store:
    """The open database. Call `open()` before use and `close()` at the end."""

    def __init__(self, path: Path, *, busy_seconds: float = BUSY_SECONDS) -> None:
        self.path = path
        self._busy_seconds = busy_seconds
        self._lock_file: IO[str] | None = None
        self._writer: _Worker | None = None
        self._reader: _Worker | None = None

    async def open(self) -> None:
        """Take the file for this process and bring its tables up to date.

        Raises StoreInUse when another process writes to it, StoreTooNew when a newer Segue wrote it,
        StoreFull when it cannot be written, StoreError for anything else SQLite says.
        """
        self._lock_file = locked(self.path)
        try:
            made_for_its_owner(self.path)
            self._writer = _Worker("store-writer", self.path, self._busy_seconds)
            await self._writer.submit(_prepare)
            await self._writer.submit(traces.clear_older, apart=True)
            self._reader = _Worker("store-reader", self.path, self._busy_seconds)
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """Finish what was handed in, and give the file back."""
        workers, self._reader, self._writer = (self._reader, self._writer), None, None
        for worker in workers:
            if worker is not None:
                await asyncio.to_thread(worker.stop)
        if self._lock_file is not None:
            self._lock_file.close()
            self._lock_file = None

    async def write(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in a transaction; returns after the commit is durable. What `work` raises undoes it alone."""
        if self._writer is None:
            raise StoreClosed("The database is closed.")
        return await self._writer.submit(work)

    async def leave_no_trace(self) -> bool:
        """What was erased stands in no part of the index and in no log any more; others write between the steps.

        -> False where somebody still reads what was there before.
        """
        begun: int | None = None
        while (begun := await self.write(partial(traces.merge_step, begun=begun))) is not None:
            pass
        if self._writer is None:
            raise StoreClosed("The database is closed.")
        return await self._writer.submit(traces.clear, apart=True)

    async def read(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` on the last committed state."""
        if self._reader is None:
            raise StoreClosed("The database is closed.")
        return await self._reader.submit(work)


class _Worker:
    """A thread with its own connection that runs work in the order it was handed in."""

    def __init__(self, name: str, path: Path, busy_seconds: float) -> None:
        self._path, self._busy_seconds = path, busy_seconds
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._writes = name == "store-writer"
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    async def submit(self, work: Callable[[Transaction], T], *, apart: bool = False) -> T:
        """`apart`: outside every transaction, where alone SQLite does some things."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._jobs.put(_Job(work, loop, future, apart))
        # A commit cannot be taken back: whoever is cancelled stops waiting, the work is done all the same.
        return await asyncio.shield(future)

    def stop(self) -> None:
        self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        database: Database | None = None
        while (job := self._jobs.get()) is not None:
            batch, stopping = self._gather(job)
            try:
                if database is None:
                    database = _connect(self._path, self._busy_seconds, writes=self._writes)
                _run(database, batch, "BEGIN IMMEDIATE" if self._writes else "BEGIN")
            # Whatever it was, whoever waits must hear of it: a thread that ends here would leave them waiting for ever.
            except Exception as error:
                for each in batch:
                    each.fail(_as_store_error(error))
                _deliver(batch)
            if stopping:
                break
        if database is not None:
            database.close()

    def _gather(self, first: _Job) -> tuple[list[_Job], bool]:
        batch = [first]
        if not self._writes:
            return batch, False
        while len(batch) < MOST_IN_ONE_COMMIT:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                break
            if job is None:
                return batch, True
            batch.append(job)
        return batch, False


class _Job:
    """One piece of work and where its result is awaited."""

    __slots__ = ("_future", "apart", "error", "loop", "result", "work")

    def __init__(
        self, work: Callable[[Transaction], Any], loop: asyncio.AbstractEventLoop, future: Any, apart: bool
    ) -> None:
        self.work, self.loop, self._future, self.apart = work, loop, future, apart
        self.result: Any = None
        self.error: BaseException | None = None

    def fail(self, error: BaseException) -> None:
        self.result, self.error = None, error

    def resolve(self) -> None:
        if self._future.done():
            return
        if self.error is not None:
            self._future.set_exception(self.error)
        else:
            self._future.set_result(self.result)


def _run(database: Database, batch: list[_Job], begin: str) -> None:
    """What is to be done in a transaction, in one; then what is to be done outside. Raises where nothing was done."""
    if together := [job for job in batch if not job.apart]:
        _run_batch(database, together, begin)
        # It is durable: nobody waits for what is done outside, and what fails there takes nothing of it back.
        _deliver(together)
    for job in batch:
        if job.apart:
            try:
                job.result = job.work(database)
            except Exception as error:
                job.fail(_as_store_error(error))
            _deliver([job])


def _run_batch(database: Database, batch: list[_Job], begin: str) -> None:
    """Several jobs, each in its own savepoint, then one commit. Raises sqlite3.Error when nothing was committed."""
    database.conn.execute(begin)
    try:
        if len(batch) == 1:
            _run_alone(database, batch[0])
            return
        for job in batch:
            _run_one(database, job)
        database.conn.execute("COMMIT")
    except BaseException:
        if database.conn.in_transaction:
            database.conn.execute("ROLLBACK")
        raise


def _run_alone(database: Database, job: _Job) -> None:
    """The transaction itself is what is undone. Raises where it was undone by SQLite, or not committed."""
    try:
        job.result = job.work(database)
    except BaseException as error:
        if not database.conn.in_transaction:
            raise
        database.conn.execute("ROLLBACK")
        job.fail(_failure(error))
        return
    database.conn.execute("COMMIT")


def _run_one(database: Database, job: _Job) -> None:
    connection = database.conn
    connection.execute("SAVEPOINT job")
    try:
        job.result = job.work(database)
    # Whatever one piece of work raises belongs to whoever handed it in; the others still get their commit.
    except BaseException as error:
        if not connection.in_transaction:
            raise
        connection.execute("ROLLBACK TO job")
        job.fail(_failure(error))
    connection.execute("RELEASE job")


def _failure(error: BaseException) -> BaseException:
    return _as_store_error(error) if isinstance(error, sqlite3.Error) else error


def _deliver(batch: list[_Job]) -> None:
    by_loop: dict[asyncio.AbstractEventLoop, list[_Job]] = {}
    for job in batch:
        by_loop.setdefault(job.loop, []).append(job)
    for loop, jobs in by_loop.items():
        if not loop.is_closed():
            loop.call_soon_threadsafe(_resolve_all, jobs)


def _resolve_all(jobs: list[_Job]) -> None:
    for job in jobs:
        job.resolve()


def _connect(path: Path, busy_seconds: float, *, writes: bool) -> Database:
    connection = sqlite3.connect(path, timeout=busy_seconds, isolation_level=None, cached_statements=256)
    connection.row_factory = sqlite3.Row
    database = Database(connection)
    if writes:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA secure_delete=ON")
    else:
        connection.execute("PRAGMA query_only=ON")
    return database


def _prepare(database: Database) -> None:
    newer = unknown_migrations(database)
    if newer:
        raise StoreTooNew(
            f"This database was written by a newer Segue (it knows {', '.join(sorted(newer))}).",
            kept="Nothing was touched.",
            now="Start the newer version, or give this one another file in SEGUE_DATABASE_URL.",
        )
    migrate(database)


_AGAIN_LATER = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_NO_ROOM = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR}
_WRONG = {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_RANGE}


def _as_store_error(error: Exception) -> SegueError:
    """What may pass by itself as a StoreError; what is wrong in itself (a constraint, a statement) as a StoreFault."""
    said = str(error)
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None
    if primary in _AGAIN_LATER:
        return StoreBusy("The database is locked by another program.", kept="Nothing was written.")
    if primary in _NO_ROOM:
        return StoreFull(f"The database cannot be written: {said}.", kept="Nothing was written.")
    wrong = isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError | sqlite3.InterfaceError)
    kind = StoreFault if wrong or primary in _WRONG else StoreError
    return kind(f"The database reported: {said}.", kept="Nothing was written.")
