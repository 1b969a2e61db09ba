"""What was said in an interview goes, whatever was under way when it went."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from store import conversations, erasure, forgetting, inbox, installations, outbox, own_data, transcripts
from store.connection import Store, Transaction
from store.installations import Installation


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = Store(tmp_path / "segue.db")
    await opened.open()
    yield opened
    await opened.close()


def interview(tx: Transaction, *waiting: str, id: str = "i1") -> None:
    """An interview in whose inbox these payloads wait."""
    conversations.begin(
        tx, team_id="T1", id=id, study_id="s1", flow="role_play", channel="C1", thread_ts="1.0", direct=False,
        starter="U1", now=1.0,
    )  # fmt: skip
    for number, payload in enumerate(waiting):
        inbox.add(
            tx, team_id="T1", key=f"k{number}", conversation_id=id, ts=f"2.{number}", channel="C1", thread_ts="1.0",
            payload=payload, now=1.0,
        )  # fmt: skip


def post(tx: Transaction) -> outbox.OutboxRow:
    outbox.add(
        tx, team_id="T1", conversation_id="i1", key="x", name="a1", method="chat.postMessage", channel="C1",
        thread_ts="1.0", payload='{"text": "zebra"}', now=1.0,
    )  # fmt: skip
    row = outbox.first_unsettled(tx, "i1", 0.0, 0.0)
    assert row is not None
    return row


def payloads(tx: Transaction) -> list[tuple[str, str | None]]:
    return [(row[0], row[1]) for row in tx.execute("SELECT state, payload FROM outbox").fetchall()]


@pytest.mark.parametrize(
    ("waiting", "waits"),
    [
        ((), False),
        (('{"kind": "schedule", "action": "judge"}',), False),
        (('{"kind": "message", "user": "U1", "said": "zebra"}',), True),
        (('{"kind": "schedule"}', '{"kind": "press", "user": "U2"}'), True),
    ],
)
async def test_whether_somebody_waits_is_told(store: Store, waiting: tuple[str, ...], waits: bool) -> None:
    await store.write(lambda tx: interview(tx, *waiting))
    assert await store.write(lambda tx: erasure.erase_conversation(tx, "T1", "i1")) is waits
    assert await store.read(lambda tx: inbox.waiting(tx, "i1")) == []


async def test_a_call_under_way_is_not_remembered_and_not_made_again(store: Store) -> None:
    def erased_meanwhile(tx: Transaction) -> outbox.OutboxRow:
        interview(tx)
        row = post(tx)
        assert outbox.mark_sending(tx, row, 2.0)
        erasure.erase_conversation(tx, "T1", "i1")
        return row

    row = await store.write(erased_meanwhile)
    assert await store.read(payloads) == [("sending", "{}")], "where it landed it is to go"
    await store.write(lambda tx: outbox.mark_pending(tx, row, due_at=9.0, error="limited"))
    assert await store.read(payloads) == [("sending", "{}")], "where it landed it is to go"
    assert not await store.write(lambda tx: outbox.mark_sent(tx, row, "3.0"))
    assert await store.read(lambda tx: outbox.ts_of(tx, "i1", "a1")) == "3.0"


async def test_a_call_that_was_not_erased_is_remembered(store: Store) -> None:
    def sending(tx: Transaction) -> outbox.OutboxRow:
        interview(tx)
        row = post(tx)
        assert outbox.mark_sending(tx, row, 2.0)
        return row

    row = await store.write(sending)
    assert await store.write(lambda tx: outbox.mark_sent(tx, row, "3.0"))


async def test_people_s_messages_leave_a_mark_that_no_edit_fills(store: Store) -> None:
    at = {"team_id": "T1", "conversation_id": "i1"}

    def said(tx: Transaction) -> None:
        interview(tx)
        transcripts.add(tx, **at, ts="2.0", author="U1", text="zebra")
        transcripts.add(tx, **at, ts="3.0", author="UBOT", text="giraffe", by_segue=True, name="a1")
        erasure.erase_conversation(tx, "T1", "i1")
        transcripts.revise(tx, **at, ts="2.0", author="U1", revision="9.0", text="zebra again")

    await store.write(said)
    [left] = await store.read(lambda tx: transcripts.transcript(tx, "i1"))
    assert (left.ts, left.author, left.text, left.deleted) == ("2.0", "", None, True)
    assert await store.read(lambda tx: tx.execute("SELECT count(*) FROM revisions").fetchone()[0]) == 0


async def test_whoever_installed_segue_is_told_so_and_forgotten_there(store: Store) -> None:
    def installed(tx: Transaction) -> None:
        installations.keep(tx, Installation("T1", "Acme", "", "UBOT", "B1", "chat:write", "sealed", "U1", 1.0))

    await store.write(installed)
    told = await store.read(lambda tx: own_data.own_data(tx, "T1", "U1"))
    assert told["installations"] == [{"workspace": "T1", "name": "Acme", "installed_at": 1.0}]
    await store.write(lambda tx: forgetting.let_go(tx, "T1", "U1"))
    kept = await store.read(lambda tx: installations.get(tx, "T1"))
    assert kept is not None
    assert (kept.installed_by, kept.sealed) == ("", "sealed")
