"""What was deleted is in no byte of the folder."""

from __future__ import annotations

import asyncio
import sqlite3
from functools import partial
from pathlib import Path

import pytest

from bot.engine.forgetting import clear_traces
from bot.engine.records import keep_records
from flows.records import PersonaErased
from store import conversations, erasure, personas, traces, transcripts
from store.connection import Store, Transaction
from tests.personas.cards import alice
from tests.store.cards import keep as kept

SECRET = "xylophagous"


def said(tx: Transaction, *, ts: str = "2.0", text: str = f"our {SECRET} beetles") -> None:
    if not conversations.exists(tx, "i1"):
        conversations.begin(
            tx, team_id="T1", id="i1", study_id="s1", flow="interview", channel="C1", thread_ts="1.0", direct=False,
            starter="U1", now=1.0,
        )  # fmt: skip
    transcripts.add(tx, team_id="T1", conversation_id="i1", ts=ts, author="U1", text=text)


def holding(folder: Path, word: str = SECRET) -> list[str]:
    """-> names of the files in which the word stands, in either writing."""
    written = (word.encode(), word.encode("utf-16-le"), word.upper().encode())
    return [each.name for each in folder.rglob("*") if each.is_file() and any(w in each.read_bytes() for w in written)]


def forgotten(tx: Transaction) -> None:
    erasure.erase_words(tx, "T1", "i1")
    traces.erased(tx)


async def test_a_word_that_was_erased_is_in_no_byte_of_the_folder(tmp_path: Path) -> None:
    store = Store(tmp_path / "segue.db")
    await store.open()
    for number in range(300):
        await store.write(lambda tx, n=number: said(tx, ts=f"{n}.0", text=f"beetle {n} {SECRET if n == 150 else ''}"))
    assert holding(tmp_path)
    await store.write(forgotten)
    assert await store.leave_no_trace()
    assert holding(tmp_path) == []
    await store.close()


async def test_the_index_alone_would_still_hold_it(tmp_path: Path) -> None:
    """What merging is for: without it the word is found in the index's own bytes."""
    store = Store(tmp_path / "segue.db")
    await store.open()
    await store.write(said)
    await store.write(lambda tx: erasure.erase_words(tx, "T1", "i1"))
    assert await store.leave_no_trace()
    assert holding(tmp_path) == ["segue.db"]
    await store.close()


async def test_a_persona_that_was_deleted_is_in_no_byte_of_the_folder(tmp_path: Path) -> None:
    """Her card, her thread, and what she said in an interview."""
    card = alice().model_copy(update={"name": f"Alice {SECRET}", "quote": f"Any {SECRET} will do."})

    def made(tx: Transaction) -> None:
        for id, flow in (("P1", "persona"), ("R1", "role_play")):
            conversations.begin(
                tx, team_id="T1", id=id, study_id="s1", flow=flow, channel="C1", thread_ts=f"1.{id}", direct=False,
                starter="U1", now=1.0,
            )  # fmt: skip
            transcripts.add(tx, team_id="T1", conversation_id=id, ts="2.0", author="U1", text=f"our {SECRET} beetles")
        kept(tx, "P1", card)
        personas.held(tx, "T1", "P1", "R1", 1)

    def deleted(tx: Transaction) -> None:
        held = conversations.get(tx, "P1")
        assert held is not None
        keep_records(tx, held, [PersonaErased("U1")], 9.0)

    store = Store(tmp_path / "segue.db")
    await store.open()
    await store.write(made)
    assert holding(tmp_path)
    await store.write(deleted)
    assert await store.leave_no_trace()
    assert holding(tmp_path) == []
    await store.close()


async def test_messages_are_kept_between_the_steps_in_which_the_index_is_merged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One command over a large index would keep every message waiting until it is done."""
    monkeypatch.setattr(traces, "PAGES", 4)
    store = Store(tmp_path / "segue.db")
    await store.open()
    for number in range(600):
        await store.write(lambda tx, n=number: said(tx, ts=f"{n}.0", text=f"beetle {n} w{n * 7} " * 20))
    await store.write(lambda tx: said(tx, ts="0.5"))
    await store.write(forgotten)
    merging = asyncio.create_task(store.leave_no_trace())
    kept = 0
    while not merging.done():
        await store.write(lambda tx: tx.execute("DELETE FROM faces") and None)
        kept += not merging.done()
    assert await merging
    assert kept > 1
    assert holding(tmp_path) == []
    await store.close()


async def test_what_is_erased_while_the_index_is_merged_goes_too(tmp_path: Path) -> None:
    store = Store(tmp_path / "segue.db")
    await store.open()
    await store.write(lambda tx: [said(tx, ts=f"{n}.0", text=f"beetle {n} " * 60) for n in range(3000)] and None)
    await store.write(traces.erased)
    begun = await store.write(lambda tx: traces.merge_step(tx, None))
    assert begun is not None
    await store.write(lambda tx: said(tx, ts="4000.0"))
    await store.write(forgotten)
    while (begun := await store.write(partial(traces.merge_step, begun=begun))) is not None:
        pass
    assert await store.leave_no_trace()
    assert holding(tmp_path) == []
    await store.close()


async def test_what_a_killed_process_left_in_the_log_goes_with_the_next_start(tmp_path: Path) -> None:
    store = Store(tmp_path / "segue.db")
    await store.open()
    await store.write(said)
    await store.write(forgotten)
    files = {each.name: each.read_bytes() for each in tmp_path.iterdir()}
    assert any(SECRET.encode() in content for content in files.values())
    await store.close()
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    again = Store(tmp_path / "segue.db")
    await again.open()
    assert holding(tmp_path) == []
    await again.close()


async def test_what_an_earlier_version_only_marked_as_deleted_goes_once(tmp_path: Path) -> None:
    store = Store(tmp_path / "segue.db")
    await store.open()
    await store.close()
    with sqlite3.connect(tmp_path / "segue.db") as older:
        older.execute("PRAGMA user_version = 0")
        older.execute("PRAGMA secure_delete = OFF")
        older.execute("CREATE TABLE notes (text TEXT)")
        older.execute("INSERT INTO notes VALUES (?)", [SECRET])
        older.commit()
        older.execute("DELETE FROM notes")
    older.close()
    assert holding(tmp_path)
    await store.open()
    assert holding(tmp_path) == []
    await store.close()


async def test_a_reader_that_holds_on_is_said(tmp_path: Path) -> None:
    store = Store(tmp_path / "segue.db", busy_seconds=0.1)
    await store.open()
    await store.write(said)
    reader = sqlite3.connect(tmp_path / "segue.db", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM messages").fetchone()
    await store.write(forgotten)
    assert not await store.leave_no_trace()
    reader.close()
    assert await store.leave_no_trace()
    await store.close()


async def test_a_log_that_cannot_be_emptied_stops_nobody_and_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What was erased is erased, and whoever erased it has more to do."""
    monkeypatch.setattr("bot.engine.forgetting.TRIES", 1)
    await clear_traces(Store(tmp_path / "segue.db"))
    assert [each.message.partition(":")[0] for each in caplog.records] == [
        "the database's log could not be emptied",
        "what was erased stands in the database's log until Segue starts anew",
    ]
