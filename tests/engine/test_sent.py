"""What is written down when Slack has taken a change: of one message, whatever others are called."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.engine.sent import Taken, write_down
from store import outbox, transcripts
from store.connection import Store, Transaction
from tests.engine.told import held, posted


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = Store(tmp_path / "segue.db")
    await opened.open()
    yield opened
    await opened.close()


def two_of_one_name(tx: Transaction) -> None:
    held(tx, "i1")
    for number, text in enumerate(("I thought of", "I think of")):
        posted(tx, "i1", f"5.{number}", f"reply-{number}", text)
    for table in ("outbox", "messages"):
        tx.execute(f"UPDATE {table} SET name = 'reply' WHERE name LIKE 'reply-%'")


def said_in_full(tx: Transaction, text: str) -> None:
    outbox.add(
        tx, team_id="T1", conversation_id="i1", key="full", name="reply-said", method="chat.update", channel="C1",
        thread_ts="1.0", payload="{}", now=1.0, changes="reply",
    )  # fmt: skip
    row = outbox.first_unsettled(tx, "i1", 2.0, 60.0)
    assert row is not None
    assert outbox.mark_sending(tx, row, 2.0)
    write_down(tx, row, Taken(None, "C1", text), "UBOT", 2.0)


def spoken(tx: Transaction) -> list[tuple[str, str | None]]:
    return [(each.ts, each.text) for each in transcripts.transcript(tx, "i1")]


async def test_a_reply_that_is_said_in_full_leaves_an_older_one_of_its_name_as_it_was(store: Store) -> None:
    def told(tx: Transaction) -> list[tuple[str, str | None]]:
        two_of_one_name(tx)
        said_in_full(tx, "I think of the leaflet.")
        return spoken(tx)

    assert await store.write(told) == [("5.0", "I thought of"), ("5.1", "I think of the leaflet.")]


async def test_what_was_deleted_meanwhile_says_nothing_again(store: Store) -> None:
    def told(tx: Transaction) -> list[tuple[str, str | None]]:
        two_of_one_name(tx)
        for ts in ("5.0", "5.1"):
            transcripts.bury(tx, team_id="T1", conversation_id="i1", ts=ts)
        said_in_full(tx, "I think of the leaflet.")
        return spoken(tx)

    assert await store.write(told) == [("5.0", None), ("5.1", None)]
