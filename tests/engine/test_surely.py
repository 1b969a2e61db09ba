"""What is written for certain: once, whatever is known of the try before, and not where nothing is written any more."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.engine.commit import TurnOvertaken
from bot.engine.rows import write_row
from bot.engine.surely import committed, surely
from errors import StoreClosed, StoreFull
from flows.runtime import Incoming
from store import conversations, inbox
from store.connection import Store, Transaction
from store.conversations import Conversation

SAID = Incoming(key="message:C1:1.0", team="T1", kind="message", channel="C1", ts="1.0", user="U1")


@pytest.fixture
async def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Store]:
    monkeypatch.setattr("bot.engine.surely.FIRST_WAIT", 0.001)
    opened = Store(tmp_path / "segue.db")
    await opened.open()
    yield opened
    await opened.close()


async def spoken(store: Store) -> Conversation:
    def begun(tx: Transaction) -> Conversation:
        conversations.begin(
            tx, team_id="T1", id="i1", study_id="s1", flow="interview", channel="C1", thread_ts="1.0", direct=False,
            starter="U1", now=1.0,
        )  # fmt: skip
        write_row(tx, SAID, "i1", 1.0)
        found = conversations.get(tx, "i1")
        assert found
        return found

    return await store.write(begun)


def doubted(store: Store, monkeypatch: pytest.MonkeyPatch, *, moves_on: bool = False) -> None:
    """The first try is kept although the database says that it is not."""
    write, tries = store.write, list[None]()

    async def writes(work: Any) -> Any:
        tries.append(None)
        made = await write(work)
        if len(tries) > 1:
            return made
        if moves_on:
            await write(lambda tx: conversations.raise_epoch(tx, "i1"))
        raise StoreFull("There is no room.")

    monkeypatch.setattr(store, "write", writes)


def turn(tx: Transaction) -> list[str]:
    """It moves its own conversation on, as one does in which somebody is forgotten."""
    conversations.raise_epoch(tx, "i1")
    inbox.finish(tx, "T1", [SAID.key])
    return ["woken"]


async def test_what_comes_of_a_turn_follows_it_although_the_database_said_that_it_was_not_kept(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = await spoken(store)
    doubted(store, monkeypatch)
    assert await committed(store, held, [SAID], turn) == ["woken"]
    assert await store.read(lambda tx: (now := conversations.get(tx, "i1")) and now.epoch) == held.epoch + 1


async def test_a_turn_whose_conversation_moved_on_meanwhile_is_overtaken(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = await spoken(store)
    doubted(store, monkeypatch, moves_on=True)
    with pytest.raises(TurnOvertaken):
        await committed(store, held, [SAID], turn)


async def test_nothing_waits_for_a_database_that_was_closed(store: Store) -> None:
    await store.close()
    async with asyncio.timeout(60):
        with pytest.raises(StoreClosed):
            await surely(store, lambda tx: None)
