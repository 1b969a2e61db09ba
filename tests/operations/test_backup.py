"""A copy of a live database, and what a copy that is older than Slack leads to."""

from __future__ import annotations

import asyncio
import sqlite3
import stat
from pathlib import Path

import pytest

from bot.cli import main
from playground.driver import CUSTOMERS, DANA
from playground.server import Playground
from store import outbox
from store.audit import Act, Line, note
from store.backup import back_up
from store.connection import Store
from tests.dialogues.stage import PROJECT, Bot, Stage, staged
from tests.operations.process import rows, watched


async def test_beside_a_running_segue_the_copy_is_whole_and_its_owners_alone(
    tmp_path: Path, playground: Playground
) -> None:
    async with watched(tmp_path, playground) as bot:
        talks = [asyncio.create_task(bot.interview("In May, twice.", "By post.")) for _ in range(3)]
        copies = []
        while not all(talk.done() for talk in talks):
            code, said = await bot.command("backup", f"copy-{len(copies)}.db")
            assert code == 0, said
            copies.append(tmp_path / f"copy-{len(copies)}.db")
        await asyncio.gather(*talks)
        back_up(bot.database, tmp_path / "last.db")
        await bot.ends()
    for copy in (*copies, tmp_path / "last.db"):
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
        assert rows(copy, "PRAGMA integrity_check") == [("ok",)]
        # One moment's: what a turn wrote together is there together.
        assert rows(copy, "SELECT count(*) FROM inbox i WHERE state = 'done' AND key LIKE 'message:%' AND NOT EXISTS"
                    " (SELECT 1 FROM messages m WHERE m.ts = i.ts)") == [(0,)]  # fmt: skip
    everything = "SELECT conversation_id, ts, text FROM messages ORDER BY 1, 2"
    assert rows(tmp_path / "last.db", everything) == rows(bot.database, everything)
    assert not list(tmp_path.glob(".segue-*"))


async def test_what_was_freed_does_not_leave_with_a_copy(tmp_path: Path) -> None:
    """Erased words may lie in freed pages of the file for a while."""
    store = await opened(tmp_path / "segue.db")
    for number in range(200):
        await worded(store, f"{number} {'long ' * 50}")
    await store.write(lambda tx: tx.execute("DELETE FROM wordings RETURNING 1").fetchall())
    back_up(store.path, tmp_path / "copy.db")
    await store.close()
    [(there,)], [(left,)] = (rows(file, "PRAGMA freelist_count") for file in (store.path, tmp_path / "copy.db"))
    assert (there > 0, left) == (True, 0)


async def test_a_copy_overwrites_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = await opened(tmp_path / "segue.db")
    await store.close()
    there = tmp_path / "there.db"
    there.write_text("the copy of yesterday")
    assert main(["backup", str(there), "--database", str(store.path)]) == 2
    assert "is there already" in capsys.readouterr().err
    assert there.read_text() == "the copy of yesterday"
    assert main(["backup", str(tmp_path / "no" / "folder.db"), "--database", str(store.path)]) == 2
    assert main(["backup", str(tmp_path / "new.db"), "--database", str(tmp_path / "none.db")]) == 2
    assert not (tmp_path / "new.db").exists()


async def test_a_copy_comes_back_and_what_was_there_is_kept(tmp_path: Path) -> None:
    path, copy = tmp_path / "segue.db", tmp_path / "copy.db"
    store = await opened(path)
    await worded(store, "before")
    back_up(path, copy)
    await worded(store, "after")
    await store.close()
    assert main(["restore", str(copy), "--database", str(path)]) == 0
    assert rows(path, "SELECT english FROM wordings") == [("before",)]
    [aside] = tmp_path.glob("segue.db.before-*")
    assert rows(aside, "SELECT english FROM wordings ORDER BY 1") == [("after",), ("before",)]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    again = await opened(path)
    await again.close()


async def test_what_was_erased_since_the_copy_is_named_once_it_is_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, copy = tmp_path / "segue.db", tmp_path / "copy.db"
    store = await opened(path)
    await store.write(lambda tx: note(tx, Line("T1", 1e9, "U1", Act.ERASED, "study", "before-it")))
    back_up(path, copy)
    for line in (
        Line("T1", 2e9, "U2", Act.ERASED, "person", "U2"),
        Line("T1", 2e9, "U3", Act.ERASED, "study", "mivo-tana"),
        Line("T1", 2e9, "U4", Act.ERASED, "study", "not-allowed", allowed=False),
        Line("T1", 2e9, "U5", Act.READ, "study", "only-read"),
    ):
        await store.write(lambda tx, line=line: note(tx, line))  # type: ignore[misc]
    await store.close()
    assert main(["restore", str(copy), "--database", str(path)]) == 0
    told = capsys.readouterr().err
    assert "was erased since that copy was made is back" in told
    assert told.index("person U2 in workspace T1, erased by U2 on 2033-05-18") < told.index("study mivo-tana")
    assert not any(each in told for each in ("before-it", "not-allowed", "only-read"))
    [aside] = tmp_path.glob("segue.db.before-*")
    assert main(["restore", str(aside), "--database", str(path)]) == 0
    assert "erased since" not in capsys.readouterr().err


async def test_a_file_that_waited_in_a_copy_is_looked_for_by_what_it_is_called(tmp_path: Path) -> None:
    path, copy = tmp_path / "segue.db", tmp_path / "copy.db"
    store = await opened(path)
    for number, method in enumerate(("file upload", "chat.postMessage")):
        await store.write(
            lambda tx, number=number, method=method: outbox.add(  # type: ignore[misc]
                tx, team_id="T1", conversation_id="i1", key=f"k{number}", name="rows", method=method, channel="C1",
                thread_ts=None, payload='{"filename": "rows.csv"}', now=1.0,
            )
        )  # fmt: skip
    back_up(path, copy)
    await store.close()
    assert main(["restore", str(copy), "--database", str(path)]) == 0
    assert rows(path, "SELECT method, state, json_extract(payload, '$.restored') FROM outbox ORDER BY seq") == [
        ("file upload", "sending", 1), ("chat.postMessage", "sending", None),
    ]  # fmt: skip


async def test_over_a_running_segue_nothing_is_restored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = await opened(tmp_path / "segue.db")
    back_up(store.path, tmp_path / "copy.db")
    assert main(["restore", str(tmp_path / "copy.db"), "--database", str(store.path)]) == 2
    assert "Another Segue already uses" in capsys.readouterr().err
    await store.close()
    assert not list(tmp_path.glob("segue.db.before-*"))


@pytest.mark.parametrize("harm", ["cut", "garbled", "not ours", "text", "newer", "missing", "refuses"])
async def test_a_copy_that_is_no_use_changes_nothing(tmp_path: Path, harm: str) -> None:
    path, copy = tmp_path / "segue.db", tmp_path / "copy.db"
    store = await opened(path)
    await worded(store, "before")
    back_up(path, copy)
    await store.close()
    harmed(copy, harm)
    before = path.read_bytes()
    assert main(["restore", str(copy), "--database", str(path)]) == 2
    assert path.read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir() if each.name.startswith((".segue", "segue.db.before"))) == []


def harmed(copy: Path, harm: str) -> None:
    whole = copy.read_bytes()
    if harm == "cut":
        copy.write_bytes(whole[: len(whole) // 2])
    elif harm == "garbled":
        copy.write_bytes(whole[:4096] + b"\xff" * 8192 + whole[12288:])
    elif harm == "text":
        copy.write_text("no database at all")
    elif harm == "missing":
        copy.unlink()
    elif harm == "refuses":
        with sqlite3.connect(copy) as database:
            database.execute(
                "INSERT INTO outbox (team_id, conversation_id, seq, key, name, method, channel, payload, due_at)"
                " VALUES ('T1', 'i1', 1, 'k', 'q1', 'chat.postMessage', 'C1', '{}', 0)"
            )
            database.execute("CREATE TRIGGER no BEFORE UPDATE ON outbox BEGIN SELECT RAISE(ABORT, 'no'); END")
    elif harm == "not ours":
        copy.unlink()
        with sqlite3.connect(copy) as database:
            database.execute("CREATE TABLE recipes (name)")
    else:
        with sqlite3.connect(copy) as database:
            database.execute(
                "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('segue', 'm999_later', '')"
            )


async def test_an_older_copy_takes_in_what_was_said_since_and_doubles_nothing_of_it(tmp_path: Path) -> None:
    """Answers that the copy does not know are read again in Slack, each once."""
    async with staged(tmp_path) as bot:
        thread = Stage(bot)
        await thread.begins(5)
        await bot.playground.driver.quiet()
        back_up(bot.database, tmp_path / "copy.db")
        said = ["In May, at a fair.", "They came by train.", "Two of ten came back."]
        for number, answer in enumerate(said, 2):
            await thread.says(answer)
            await thread.hears(f"Question {number} of 5")
        await bot.stop()
        assert main(["restore", str(tmp_path / "copy.db"), "--database", str(bot.database)]) == 0
        await bot.start()
        await thread.hears("Question 2 of 5")
        await thread.hears_nothing_more()
        kept = [each.text for each in await thread.transcript() if not each.by_segue]
    assert kept[-3:] == said
    assert kept.count(PROJECT) == 1


async def test_a_post_that_waited_in_the_copy_and_arrived_since_is_not_made_again(tmp_path: Path) -> None:
    async with staged(tmp_path) as bot:
        thread = Stage(bot)
        await thread.says("@Segue interview, 3 questions")
        await thread.hears("I'm ready")
        await bot.playground.driver.quiet()
        bot.playground.faults.add("rate_limit", "chat.postMessage", next=1, retry_after=1)
        await thread.says(PROJECT)
        await until_pending(bot)
        back_up(bot.database, tmp_path / "copy.db")
        await thread.hears("Question 1 of 3")
        await bot.stop()
        before = len(bot.playground.driver.thread(CUSTOMERS, thread.thread or ""))
        assert main(["restore", str(tmp_path / "copy.db"), "--database", str(bot.database)]) == 0
        await bot.start()
        await thread.hears_nothing_more()
        assert len(bot.playground.driver.thread(CUSTOMERS, thread.thread or "")) == before
        await thread.says("In May, at a fair.", user=DANA)
        await thread.hears("Question 2 of 3")


async def until_pending(bot: Bot) -> None:
    async with asyncio.timeout(8):
        while not rows(bot.database, "SELECT 1 FROM outbox WHERE state = 'pending' AND name NOT LIKE '%intro%'"):
            await asyncio.sleep(0.01)


async def opened(path: Path) -> Store:
    store = Store(path)
    await store.open()
    return store


async def worded(store: Store, english: str) -> None:
    await store.write(
        lambda tx: tx.execute("INSERT INTO wordings VALUES ('fr', ?, '') RETURNING 1", [english]).fetchone()
    )
