"""Studies in the database: merged, moved out of, named, and listed for whoever may read what."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from functools import partial
from pathlib import Path
from typing import cast

import pytest

from bot.access import Access
from bot.engine.desks import desk_of
from bot.memory import TeamMemory
from store import claims, conversations, erasure, inbox, insights, news, personas, studies, titles
from store.connection import Store, Transaction
from studies.learned import Relation
from tests.store.cards import kept as card
from tests.studies.insights import claim


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = Store(tmp_path / "segue.db")
    await opened.open()
    yield opened
    await opened.close()


def talk(
    tx: Transaction, id: str, study: str, *, flow: str = "interview", channel: str = "C1", now: float = 1.0
) -> None:
    if studies.title(tx, "T1", study) is None:
        studies.begin(tx, team_id="T1", id=study, now=now)
    conversations.begin(
        tx, team_id="T1", id=id, study_id=study, flow=flow, channel=channel, thread_ts=f"{now}", direct=False,
        starter="U1", now=now,
    )  # fmt: skip
    tx.execute("UPDATE conversations SET title = ? WHERE id = ?", [f"About {id}", id])


def said(tx: Transaction, talk_id: str, study: str, channel: str = "C1") -> None:
    """One claim, which is an insight."""
    claims.replace(
        tx, team_id="T1", conversation_id=talk_id, study_id=study, channel=channel, claims=[claim("So it is.")], now=2.0
    )
    insights.begin(tx, team_id="T1", id=f"i-{talk_id}", study_id=study, now=2.0)
    insights.join(
        tx, team_id="T1", id=f"i-{talk_id}", claim_id=f"{talk_id}-a1.1", relation=Relation.FIRST, judged_by="rule",
        now=2.0,
    )  # fmt: skip


def filled(tx: Transaction) -> None:
    talk(tx, "first", "S1", now=1.0)
    talk(tx, "second", "S2", now=2.0)
    talk(tx, "hidden", "S2", channel="C9", now=3.0)
    said(tx, "first", "S1")
    said(tx, "second", "S2")


async def test_a_merged_study_is_gone_and_all_that_belonged_to_it_stays(store: Store) -> None:
    await store.write(filled)
    await store.write(lambda tx: studies.merge(tx, team_id="T1", id="S1", into="S2", now=9.0))
    assert await store.read(lambda tx: studies.title(tx, "T1", "S1")) is None
    assert {each.id for each in await store.read(lambda tx: insights.of_study(tx, "T1", "S2"))} == {
        "i-first",
        "i-second",
    }
    assert await store.read(lambda tx: studies.present(tx, "T1", "S1")) == "S2"
    [left] = await store.read(lambda tx: studies.listed(tx, "T1", ["C1"]))
    assert (left.id, left.interviews, left.updated_at) == ("S2", 2, 9.0)


async def test_a_conversation_that_moves_takes_its_claims_along_to_find_their_place_anew(store: Store) -> None:
    await store.write(filled)
    await store.write(lambda tx: studies.move(tx, team_id="T1", conversation="first", into="S2", now=9.0))
    assert [each.conversation for each in await store.read(lambda tx: claims.loose(tx, "T1", "S2"))] == ["first"]
    assert await store.read(lambda tx: insights.of_study(tx, "T1", "S1")) == []


async def test_a_persona_takes_along_the_interviews_held_with_her(store: Store) -> None:
    def with_alice(tx: Transaction) -> None:
        talk(tx, "alice", "S1", flow="persona")
        talk(tx, "asked", "S1", flow="role_play", now=2.0)
        talk(tx, "second", "S2", now=3.0)
        card(tx, "alice", "Alice")
        personas.held(tx, "T1", "alice", "asked", 1)
        said(tx, "asked", "S1")

    await store.write(with_alice)
    await store.write(lambda tx: studies.move(tx, team_id="T1", conversation="alice", into="S2", now=9.0))
    [study] = await store.read(lambda tx: studies.listed(tx, "T1", ["C1"]))
    assert (study.id, study.interviews, study.role_plays, study.personas) == ("S2", 1, 1, 1)


async def test_a_study_is_listed_and_counted_as_far_as_its_channels_may_be_read(store: Store) -> None:
    await store.write(filled)
    seen = await store.read(lambda tx: studies.listed(tx, "T1", ["C1"]))
    assert {each.id: each.interviews for each in seen} == {"S1": 1, "S2": 1}
    both = await store.read(lambda tx: studies.listed(tx, "T1", ["C1", "C9"]))
    assert {each.id: each.interviews for each in both} == {"S1": 1, "S2": 2}
    assert await store.read(lambda tx: studies.listed(tx, "T1", [])) == []
    assert await store.read(lambda tx: studies.listed(tx, "T2", ["C1"])) == []
    assert await store.read(lambda tx: insights.count(tx, "T1", "S2", ["C9"])) == 0
    assert await store.read(lambda tx: insights.count(tx, "T1", "S2", ["C1"])) == 1


async def test_what_stands_on_a_card_already_is_counted_as_no_insight(store: Store) -> None:
    await store.write(filled)
    await store.write(lambda tx: tx.execute("UPDATE claims SET echo = 1"))
    assert await store.read(lambda tx: insights.count(tx, "T1", "S2", ["C1"])) == 0


async def test_a_name_given_by_hand_stays_when_a_title_comes_and_when_words_are_erased(store: Store) -> None:
    await store.write(filled)
    await store.write(lambda tx: studies.rename(tx, team_id="T1", id="S1", title="Spring", by="U1", now=5.0))
    await store.write(lambda tx: studies.name(tx, team_id="T1", id="S1", title="Other", conversation="first"))
    await store.write(lambda tx: erasure.erase_words(tx, "T1", "first"))
    assert await store.read(lambda tx: studies.title(tx, "T1", "S1")) == "Spring"


async def test_the_latest_study_of_a_channel_is_the_one_worked_on_last(store: Store) -> None:
    await store.write(filled)
    assert await store.read(lambda tx: studies.latest_in(tx, "T1", "C1")) == "S2"
    assert await store.read(lambda tx: studies.latest_in(tx, "T1", "C9")) == "S2"
    assert await store.read(lambda tx: studies.latest_in(tx, "T1", "C7")) == ""


async def test_a_title_from_where_one_may_not_read_is_not_shown(store: Store) -> None:
    def secret(tx: Transaction) -> None:
        talk(tx, "hidden", "S1", channel="C9", now=1.0)
        talk(tx, "open", "S1", channel="C1", now=2.0)
        studies.name(tx, team_id="T1", id="S1", title="About hidden", conversation="hidden")

    await store.write(secret)
    assert [each.title for each in await store.read(lambda tx: studies.listed(tx, "T1", ["C1"]))] == ["About open"]
    assert [each.title for each in await store.read(lambda tx: studies.listed(tx, "T1", ["C9"]))] == ["About hidden"]
    assert await store.read(lambda tx: titles.title_for(tx, "T1", "S1", ["C1"])) == "About open"
    await store.write(lambda tx: studies.rename(tx, team_id="T1", id="S1", title="Spring", by="U1", now=5.0))
    assert await store.read(lambda tx: titles.title_for(tx, "T1", "S1", ["C1"])) == "Spring"


async def test_a_merged_studys_secret_title_is_read_by_nobody_who_could_not_read_it_before(store: Store) -> None:
    def secret(tx: Transaction) -> None:
        talk(tx, "hidden", "S1", channel="C9", now=5.0)
        studies.name(tx, team_id="T1", id="S1", title="About hidden", conversation="hidden")
        talk(tx, "open", "S2", channel="C1", now=1.0)
        studies.name(tx, team_id="T1", id="S2", title="About open", conversation="open")
        studies.merge(tx, team_id="T1", id="S2", into="S1", now=9.0)

    await store.write(secret)
    assert await store.read(lambda tx: titles.seen(tx, "T1", ["C1"])) == {}
    assert await store.read(lambda tx: titles.title_for(tx, "T1", "S1", ["C1"])) == "About open"
    await store.write(lambda tx: studies.begin(tx, team_id="T1", id="S3", now=1.0))
    await store.write(lambda tx: studies.move(tx, team_id="T1", conversation="hidden", into="S3", now=9.0))
    assert await store.read(lambda tx: titles.seen(tx, "T1", ["C1"])) == {"S1": "About open"}


async def test_what_waits_at_the_desk_of_a_merged_study_waits_at_the_other_one(store: Store) -> None:
    def desks(tx: Transaction) -> list[str]:
        filled(tx)
        for study in ("S1", "S2"):
            desk_of(tx, "T1", study, 1.0)
        [old] = conversations.of_study(tx, "T1", "S1", "desk")
        inbox.add(
            tx, team_id="T1", key="k1", conversation_id=old, ts="1.0", channel="", thread_ts=None, payload="{}", now=1.0
        )
        woken = studies.merge(tx, team_id="T1", id="S1", into="S2", now=9.0)
        assert conversations.of_study(tx, "T1", "S2", "desk") == woken
        return woken

    [desk] = await store.write(desks)
    found = await store.read(lambda tx: tx.execute("SELECT conversation_id FROM inbox").fetchall())
    assert [row[0] for row in found] == [desk]


async def test_what_is_moved_is_no_news_once_more_and_still_news_where_it_was_not_told(store: Store) -> None:
    """There and back again: a digest of its channel looks back a week each time."""

    def moved(tx: Transaction, into: str, now: float) -> None:
        studies.move(tx, team_id="T1", conversation="first", into=into, now=now)
        assert [each.id for each in claims.loose(tx, "T1", into)] == ["first-a1.1"]
        assert ("T1", into) in claims.studies_with_loose(tx)
        insights.begin(tx, team_id="T1", id=f"i-{now}", study_id=into, now=now)
        insights.join(
            tx, team_id="T1", id=f"i-{now}", claim_id="first-a1.1", relation=Relation.FIRST, judged_by="rule", now=now
        )

    def new(tx: Transaction, since: float) -> list[str]:
        return [each.claim for each in news.fresh(tx, "T1", channel="C1", study="", since=since)]

    await store.write(filled)
    await store.write(lambda tx: moved(tx, "S2", 8.0))
    await store.write(lambda tx: moved(tx, "S1", 9.0))
    assert await store.read(lambda tx: new(tx, 5.0)) == []
    assert "first-a1.1" in await store.read(lambda tx: new(tx, 1.0))
    assert await store.read(lambda tx: [each.text for each in insights.of_study(tx, "T1", "S1")]) == ["So it is."]


async def test_what_is_held_with_a_persona_where_her_mover_may_not_read_stays_where_it_is(store: Store) -> None:
    def with_alice(tx: Transaction) -> None:
        talk(tx, "alice", "S1", flow="persona")
        talk(tx, "asked", "S1", flow="role_play", now=2.0)
        talk(tx, "hidden", "S1", flow="role_play", channel="C9", now=2.5)
        talk(tx, "second", "S2", now=3.0)
        card(tx, "alice", "Alice")
        for each in ("asked", "hidden"):
            personas.held(tx, "T1", "alice", each, 1)

    class Channels:
        async def readable(self, team: str, user: str, channels: Iterable[str]) -> frozenset[str]:
            return frozenset(channels) - {"C9"}

    await store.write(with_alice)
    [desk] = await store.read(lambda tx: [each for each in [conversations.get(tx, "alice")] if each])
    stay = await TeamMemory(store, cast("Access", Channels()), desk, "U7", "").closed_with("alice")
    assert stay == ("hidden",)
    await store.write(lambda tx: studies.move(tx, team_id="T1", conversation="alice", into="S2", stay=stay, now=9.0))
    held = [
        await store.read(partial(studies.conversations_in, team_id="T1", id=each, channels=["C1", "C9"], most=9))
        for each in ("S1", "S2")
    ]
    assert [sorted(each.id for each in study) for study in held] == [["hidden"], ["alice", "asked", "second"]]


async def test_two_studies_that_are_merged_with_each_other_at_once_are_one_of_them(store: Store) -> None:
    """Two windows, two desks, one instant: what was meant for the one that is gone is meant for the other."""
    await store.write(filled)
    await store.write(lambda tx: studies.merge(tx, team_id="T1", id="S1", into="S2", now=9.0))
    await store.write(lambda tx: studies.merge(tx, team_id="T1", id="S2", into="S1", now=9.0))
    assert await store.read(lambda tx: [studies.present(tx, "T1", each) for each in ("S1", "S2")]) == ["S2", "S2"]
    assert await store.read(lambda tx: studies.title(tx, "T1", "S2")) is not None
    await store.write(lambda tx: studies.move(tx, team_id="T1", conversation="second", into="S1", now=9.0))
    assert len(await store.read(lambda tx: studies.conversations_in(tx, "T1", "S2", ["C1", "C9"], 9))) == 3
