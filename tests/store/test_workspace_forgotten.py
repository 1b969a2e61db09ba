"""A workspace is forgotten: of every table, those that are written tomorrow too."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from store import erasure
from store.connection import Store, Transaction

NO_TEAM = {"wordings", "install_states"}
"""Tables in which nothing of any team stands: Segue's own sentences."""
SECRET = "xylophagous"


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = Store(tmp_path / "segue.db")
    await opened.open()
    yield opened
    await opened.close()


def filled(tx: Transaction, team: str) -> list[str]:
    """A row in every table that has a `team_id`, whatever its columns are. -> the tables"""
    tables = erasure.tables_of_teams(tx)
    for number, table in enumerate(tables):
        if table == "search_rows":
            continue
        columns = [dict(row) for row in tx.execute(f"SELECT * FROM pragma_table_info('{table}')")]
        values = {each["name"]: _value(each, team, number) for each in columns}
        names, marks = ", ".join(values), ", ".join(f":{name}" for name in values)
        tx.conn.execute(f"INSERT INTO [{table}] ({names}) VALUES ({marks})", values)
    return tables


def _value(column: dict[str, Any], team: str, number: int) -> Any:
    name, kind = column["name"], column["type"].upper()
    if name == "team_id":
        return team
    if kind in ("INTEGER", "REAL"):
        return None if name == "id" else 1
    return f"{team} {SECRET} {number}" if name not in ("payload", "card", "passages", "state") else json.dumps(SECRET)


def counted(tx: Transaction, team: str) -> dict[str, int]:
    tables = erasure.tables_of_teams(tx)
    return {
        table: tx.execute(f"SELECT count(*) FROM [{table}] WHERE team_id = ?", [team]).fetchone()[0] for table in tables
    }


async def test_every_table_of_the_schema_is_emptied_of_a_workspace_and_of_no_other(
    store: Store, tmp_path: Path
) -> None:
    await store.write(lambda tx: [filled(tx, team) for team in ("T1", "T2")])
    before = await store.read(lambda tx: counted(tx, "T1"))
    assert all(before.values()), before
    others = await store.read(lambda tx: counted(tx, "T2"))
    await store.write(lambda tx: erasure.forget_workspace(tx, "T1"))
    assert set((await store.read(lambda tx: counted(tx, "T1"))).values()) == {0}
    assert await store.read(lambda tx: counted(tx, "T2")) == others
    await store.write(lambda tx: erasure.forget_workspace(tx, "T2"))
    assert await store.leave_no_trace()
    files = [each for each in tmp_path.iterdir() if SECRET.encode() in each.read_bytes()]
    assert files == []


async def test_a_table_added_later_is_forgotten_too(store: Store) -> None:
    def added(tx: Transaction) -> dict[str, int]:
        tx.conn.execute("CREATE TABLE diaries (team_id TEXT, words TEXT)")
        tx.conn.execute("INSERT INTO diaries VALUES ('T1', 'dear diary')")
        return erasure.forget_workspace(tx, "T1")

    assert await store.write(added) == {"diaries": 1}


async def test_every_table_has_a_workspace_or_is_known_to_have_none(store: Store) -> None:
    """Whoever adds a table without `team_id` has to say here that nothing of any team stands in it."""

    def without(tx: Transaction) -> set[str]:
        names = {row[0] for row in tx.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        ours = {name for name in names if not name.startswith(("sqlite_", "_sqlite", "search_index"))}
        return ours - set(erasure.tables_of_teams(tx))

    assert await store.read(without) == NO_TEAM


async def test_the_command_asks_to_type_the_id(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "other.db"
    opened = Store(path)
    await opened.open()
    await opened.write(lambda tx: filled(tx, "T1"))
    await opened.close()
    for team in ("T1", "T2"):
        (tmp_path / "analyses" / team / "calm-river-1").mkdir(parents=True)
    arguments = ["forget", "--workspace", "T1", "--database", str(path)]
    typed = iter(["T2\n", "T1\n"])
    monkeypatch.setattr("sys.stdin.readline", lambda: next(typed))
    codes = []
    for _ in range(2):
        codes.append(await _run(arguments))
    assert codes == [1, 0]
    assert "Nothing was erased" in capsys.readouterr().err
    assert SECRET.encode() not in path.read_bytes()
    assert [each.name for each in (tmp_path / "analyses").iterdir()] == ["T2"]
    assert await _run([*arguments, "--yes"]) == 2


async def test_the_command_finishes_what_an_earlier_one_that_was_killed_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its rows were gone, and what was worked on of a file was not."""
    path = tmp_path / "other.db"
    opened = Store(path)
    await opened.open()
    await opened.close()
    for team in ("T1", "T2"):
        (tmp_path / "analyses" / team / "calm-river-1").mkdir(parents=True)
    assert await _run(["forget", "--workspace", "T1", "--yes", "--database", str(path)]) == 0
    assert "All that was kept of T1 is erased" in capsys.readouterr().out
    for odd in ("..", "../analyses/T2", ".", "T1"):
        assert await _run(["forget", "--workspace", odd, "--yes", "--database", str(path)]) == 2
    assert [each.name for each in (tmp_path / "analyses").iterdir()] == ["T2"]


async def test_the_command_says_where_something_still_reads_what_was_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "other.db"
    opened = Store(path)
    await opened.open()
    await opened.write(lambda tx: filled(tx, "T1"))
    await opened.close()
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM messages").fetchone()
    assert await _run(["forget", "--workspace", "T1", "--yes", "--database", str(path)]) == 0
    assert "Something else reads the database" in capsys.readouterr().err
    reader.close()


async def _run(arguments: list[str]) -> int:
    import asyncio

    return await asyncio.to_thread(main, arguments)
