"""Commands that only read work beside a running Segue, and say plainly when they cannot."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from errors import StoreError, StoreMissing, StoreTooNew, StoreTooOld
from store import studies
from store.connection import Store
from store.migrations import SEGUE
from store.reading import reading


@pytest.fixture
async def store(tmp_path: Path):
    opened = Store(tmp_path / "segue.db")
    await opened.open()
    await opened.write(lambda tx: studies.begin(tx, team_id="T1", id="first", now=1.0))
    yield opened
    await opened.close()


def ids(tx: Database) -> list[str]:
    return [row[0] for row in tx.execute("SELECT id FROM studies ORDER BY id")]


async def test_it_reads_what_a_running_segue_committed(store: Store) -> None:
    """The lock of the one that writes is not asked for, and what it commits meanwhile is not half seen."""
    with reading(store.path) as tx:
        assert ids(tx) == ["first"]
        await store.write(lambda tx: studies.begin(tx, team_id="T1", id="second", now=1.0))
        assert ids(tx) == ["first"]
    with reading(store.path) as tx:
        assert ids(tx) == ["first", "second"]


async def test_it_cannot_write(store: Store) -> None:
    with pytest.raises(StoreError, match="readonly"), reading(store.path) as tx:
        tx.execute("DELETE FROM studies")


async def test_a_segue_that_was_stopped_is_read_as_well(store: Store) -> None:
    """The file stays as it is, and the log that SQLite leaves beside it is empty."""
    await store.close()
    before = store.path.read_bytes()
    with reading(store.path) as tx:
        assert ids(tx) == ["first"]
    assert store.path.read_bytes() == before
    assert store.path.with_name("segue.db-wal").read_bytes() == b""


async def test_it_keeps_nobody_from_starting(store: Store) -> None:
    await store.close()
    with reading(store.path) as tx:
        assert ids(tx) == ["first"]
        await store.open()
        await store.write(lambda tx: studies.begin(tx, team_id="T1", id="second", now=1.0))
        assert ids(tx) == ["first"]


def test_a_missing_database_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing, match="no database at"), reading(tmp_path / "segue.db"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_database_of_an_earlier_version_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "segue.db"
    SEGUE.apply(Database(path), stop_before="m003_search")
    before = path.read_bytes()
    with pytest.raises(StoreTooOld, match="earlier Segue"), reading(path):
        pass
    assert path.read_bytes() == before


async def test_a_database_of_a_newer_version_is_not_guessed_at(store: Store) -> None:
    await store.write(
        lambda tx: (
            tx.execute(
                "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('segue', 'm999_later', '')"
            )
            and None
        )
    )
    with pytest.raises(StoreTooNew, match="m999_later"), reading(store.path):
        pass


@pytest.mark.parametrize("content", [b"", b"no database at all, but a letter " * 100])
def test_another_file_is_said_to_be_none_of_ours(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "segue.db"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"not a database"), reading(path):
        pass
    assert path.read_bytes() == content


def test_somebody_elses_database_is_none_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE birds (name TEXT)")
    with pytest.raises(StoreError, match="not a database of Segue"), reading(path):
        pass
