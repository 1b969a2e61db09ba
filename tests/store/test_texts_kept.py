"""What a model made of a text is kept once for a team, and goes with the conversation that paid for it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.engine.texts import TeamTexts
from store import conversations, erasure, texts
from store.connection import Store, Transaction


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = Store(tmp_path / "segue.db")
    await opened.open()
    yield opened
    await opened.close()


async def talk(store: Store, id: str, team: str = "T1", model: str = "small") -> TeamTexts:
    def begin(tx: Transaction) -> None:
        conversations.begin(
            tx, team_id=team, id=id, study_id=id, flow="segmentation", channel="C1", thread_ts=id, direct=False,
            starter="U1", now=1.0,
        )  # fmt: skip

    await store.write(begin)
    conversation = await store.read(lambda tx: conversations.get(tx, id))
    assert conversation is not None
    return TeamTexts(store, conversation, model, "places", lambda: 5.0)


async def test_what_is_kept_is_the_teams_and_the_models(store: Store) -> None:
    first, second = await talk(store, "i1"), await talk(store, "i2")
    others, larger = await talk(store, "i3", team="T2"), await talk(store, "i4", model="large")
    await first.keep("read_texts", {"a": b"1", "b": b"2"})
    await second.keep("read_texts", {"a": b"other", "c": b"3"})
    assert await second.of("read_texts", ["a", "b", "c", "d"]) == {"a": b"1", "b": b"2", "c": b"3"}
    assert await second.of("another task", ["a"]) == {}
    assert await others.of("read_texts", ["a"]) == {}
    assert await larger.of("read_texts", ["a"]) == {}


async def test_many_keys_are_asked_for_at_once(store: Store) -> None:
    first, values = await talk(store, "i1"), {f"k{number}": b"x" for number in range(3 * texts.AT_A_TIME + 1)}
    await first.keep("read_texts", values)
    assert await first.of("read_texts", list(values)) == values


async def test_it_goes_with_its_conversation_and_a_late_answer_brings_nothing_back(store: Store) -> None:
    first, second = await talk(store, "i1"), await talk(store, "i2")
    await first.keep("read_texts", {"a": b"1"})
    await second.keep("read_texts", {"b": b"2"})
    await store.write(lambda tx: erasure.erase_conversation(tx, "T1", "i1"))
    await first.keep("read_texts", {"c": b"3"})
    assert await second.of("read_texts", ["a", "b", "c"]) == {"b": b"2"}
    await store.write(lambda tx: erasure.forget_workspace(tx, "T1"))
    assert await second.of("read_texts", ["b"]) == {}
