"""The store keeps what it promised, and says plainly when it cannot."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import threading
from pathlib import Path

import pytest

from errors import StoreBusy, StoreError, StoreFault, StoreFull, StoreInUse, StoreTooNew
from store import studies, traces
from store.connection import Store, Transaction


@pytest.fixture
async def store(tmp_path: Path):
    opened = Store(tmp_path / "segue.db", busy_seconds=0.05)
    await opened.open()
    yield opened
    await opened.close()


async def test_what_was_written_is_read_by_another_program(store: Store) -> None:
    """The database opens in ordinary SQLite tools."""
    await store.write(lambda tx: studies.begin(tx, team_id="T1", id="mivo-tana", now=1.0))
    with sqlite3.connect(store.path) as other:
        assert other.execute("SELECT team_id, id FROM studies").fetchall() == [("T1", "mivo-tana")]
        assert other.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize(("before", "after"), [(None, 0o600), (0o644, 0o640), (0o600, 0o600)])
async def test_what_people_said_is_closed_to_other_users_of_the_machine(
    tmp_path: Path, before: int | None, after: int
) -> None:
    """The file, its log and the lock, which whoever may open it could hold; also where an earlier version made them."""
    path = tmp_path / "segue.db"
    if before is not None:
        for ending in ("", "-wal", "-shm", ".lock"):
            made = tmp_path / f"segue.db{ending}"
            made.touch()
            made.chmod(before)
    mask = os.umask(0)
    try:
        store = Store(path)
        await store.open()
        await store.write(lambda tx: studies.begin(tx, team_id="T1", id="mivo-tana", now=1.0))
    finally:
        os.umask(mask)
    modes = {each.name: each.stat().st_mode & 0o777 for each in tmp_path.iterdir()}
    await store.close()
    assert modes.keys() >= {"segue.db", "segue.db-wal", "segue.db.lock"}
    assert set(modes.values()) == {after}


async def test_work_that_raises_undoes_itself_and_nothing_else(store: Store) -> None:
    """Work that arrives together shares a commit; one that fails takes nobody with it."""

    def broken(tx: Transaction) -> None:
        studies.begin(tx, team_id="T1", id="broken", now=1.0)
        raise LookupError("changed my mind")

    results = await asyncio.gather(
        store.write(lambda tx: studies.begin(tx, team_id="T1", id="first", now=1.0)),
        store.write(broken),
        store.write(lambda tx: studies.begin(tx, team_id="T1", id="second", now=1.0)),
        return_exceptions=True,
    )
    assert isinstance(results[1], LookupError)
    ids = await store.read(lambda tx: [row[0] for row in tx.execute("SELECT id FROM studies ORDER BY id")])
    assert ids == ["first", "second"]


async def test_concurrent_writes_share_commits(store: Store) -> None:
    """A hundred events at once do not cost a hundred commits."""
    seen: list[int] = []

    def note(tx: Transaction) -> None:
        seen.append(tx.execute("SELECT count(*) FROM studies").fetchone()[0])
        studies.begin(tx, team_id="T1", id=f"s{len(seen)}", now=1.0)

    before = _wal_commits(store.path)
    await asyncio.gather(*(store.write(note) for _ in range(100)))
    assert seen == list(range(100))
    assert _wal_commits(store.path) - before < 50


async def test_a_second_process_is_refused(store: Store) -> None:
    """Two writers on one SQLite file would each believe to be alone."""
    with pytest.raises(StoreInUse, match="already uses"):
        await Store(store.path).open()


async def test_the_file_is_free_again_after_closing(tmp_path: Path) -> None:
    """Closing gives the file back."""
    for _ in range(2):
        store = Store(tmp_path / "segue.db")
        await store.open()
        await store.close()


async def test_a_locked_database_is_said_to_be_locked(store: Store) -> None:
    """Another program holds the lock: nothing is written, and the next write works again."""
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy):
        await store.write(lambda tx: studies.begin(tx, team_id="T1", id="a", now=1.0))
    other.execute("ROLLBACK")
    await store.write(lambda tx: studies.begin(tx, team_id="T1", id="a", now=1.0))
    other.close()


async def test_a_full_disk_is_said_to_be_full(store: Store) -> None:
    """SQLite's own page limit stands in for the disk."""
    await store.write(lambda tx: tx.conn.execute("PRAGMA max_page_count = 1") and None)

    def large(tx: Transaction) -> None:
        for number in range(100):
            studies.begin(tx, team_id="T1", id=f"{number}" * 2000, now=1.0)

    with pytest.raises(StoreFull):
        await store.write(large)
    assert await store.read(lambda tx: tx.execute("SELECT count(*) FROM studies").fetchone()[0]) == 0


async def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """The path in the way is a file."""
    (tmp_path / "data").write_text("")
    with pytest.raises(StoreFull, match="data"):
        await Store(tmp_path / "data" / "segue.db").open()


async def test_a_database_from_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    """It names the migration it does not know, and touches nothing."""
    store = Store(tmp_path / "segue.db")
    await store.open()
    await store.write(
        lambda tx: (
            tx.execute(
                "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('segue', 'm999_later', '')"
            )
            and None
        )
    )
    await store.close()
    with pytest.raises(StoreTooNew, match="m999_later"):
        await Store(tmp_path / "segue.db").open()


async def test_a_cancelled_writer_still_commits(store: Store) -> None:
    """A commit cannot be taken back: whoever is cancelled only stops waiting."""
    task = asyncio.ensure_future(store.write(lambda tx: studies.begin(tx, team_id="T1", id="kept", now=1.0)))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await store.write(lambda tx: None)
    assert await store.read(lambda tx: tx.execute("SELECT count(*) FROM studies").fetchone()[0]) == 1


def _wal_commits(path: Path) -> int:
    """Commit frames in the write-ahead log: those whose header carries the database size (sqlite.org/fileformat2)."""
    data = Path(f"{path}-wal").read_bytes()
    page = int.from_bytes(data[8:12], "big")
    frames = range(32, len(data) - 23, 24 + page)
    return sum(1 for at in frames if int.from_bytes(data[at + 4 : at + 8], "big") != 0)


async def test_what_fails_outside_a_transaction_takes_back_nothing_that_was_committed_beside_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever wrote would otherwise do it again."""

    def full(database: Transaction) -> bool:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(traces, "clear", full)
    held = threading.Event()
    waiting = asyncio.gather(
        store.write(lambda tx: held.wait(5)),
        store.write(lambda tx: studies.begin(tx, team_id="T1", id="kept", now=1.0)),
        store.leave_no_trace(),
        return_exceptions=True,
    )
    asyncio.get_running_loop().call_soon(held.set)
    _, written, emptied = await waiting
    assert written is None
    assert isinstance(emptied, StoreError)
    assert await store.read(lambda tx: [row[0] for row in tx.execute("SELECT id FROM studies")]) == ["kept"]


async def test_a_statement_that_is_wrong_is_no_lock_that_passes(store: Store) -> None:
    """Whoever waits for a database that is locked or full would wait for it for ever."""
    for statement in ("SELECT json_extract('no JSON', '$.user')", "SELECT 1 FROM nothing_of_ours"):
        with pytest.raises(StoreFault):
            await store.write(lambda tx, statement=statement: tx.execute(statement).fetchall())  # type: ignore[misc]
