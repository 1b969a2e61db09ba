"""Claims and insights in the database: what a new summary changes, what erasure leaves."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from store import claims, insights
from store.connection import Store, Transaction
from studies.learned import Learned, Relation, Status
from tests.studies.insights import claim

TALK = "calm-river"


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = Store(tmp_path / "segue.db")
    await opened.open()
    yield opened
    await opened.close()


def kept(tx: Transaction, *said: Learned, talk: str = TALK, channel: str = "C1", now: float = 1.0) -> list[str]:
    return claims.replace(tx, team_id="T1", conversation_id=talk, study_id="S1", channel=channel, claims=said, now=now)


def begun(tx: Transaction, id: str, *claim_ids: str, now: float = 2.0) -> None:
    insights.begin(tx, team_id="T1", id=id, study_id="S1", now=now)
    for at, each in enumerate(claim_ids):
        relation = Relation.SAME if at else Relation.FIRST
        insights.join(tx, team_id="T1", id=id, claim_id=each, relation=relation, judged_by="rule", now=now)


LONG, WAIT, PAY = (claim(text, id=f"a{at}.1") for at, text in enumerate(("Too long.", "They wait.", "They pay."), 1))


async def test_a_claim_that_still_says_the_same_keeps_its_place_and_one_that_does_not_loses_it(store: Store) -> None:
    assert await store.write(lambda tx: kept(tx, LONG, WAIT)) == ["calm-river-a1.1", "calm-river-a2.1"]
    await store.write(lambda tx: begun(tx, "i1", "calm-river-a1.1"))
    await store.write(lambda tx: begun(tx, "i2", "calm-river-a2.1"))
    changed = WAIT.model_copy(update={"text": "They wait for weeks."})
    assert await store.write(lambda tx: kept(tx, LONG, changed, PAY, now=9.0)) == ["calm-river-a2.1", "calm-river-a3.1"]
    standing = await store.read(lambda tx: insights.of_study(tx, "T1", "S1"))
    assert [(each.id, each.text) for each in standing] == [("i1", "Too long.")]
    loose = await store.read(lambda tx: claims.loose(tx, "T1", "S1"))
    assert [each.claim.text for each in loose] == ["They wait for weeks.", "They pay."]
    assert await store.read(lambda tx: insights.get(tx, "T1", "i2")) is None


async def test_erasure_takes_the_claims_and_what_only_they_said(store: Store) -> None:
    await store.write(lambda tx: kept(tx, LONG))
    await store.write(lambda tx: kept(tx, LONG, PAY, talk="other-talk", channel="C2"))
    await store.write(lambda tx: begun(tx, "i1", "calm-river-a1.1", "other-talk-a1.1"))
    await store.write(lambda tx: begun(tx, "i2", "other-talk-a3.1"))
    await store.write(lambda tx: claims.erase(tx, "T1", "other-talk"))
    [left] = await store.read(lambda tx: insights.of_study(tx, "T1", "S1"))
    assert [each.conversation for each in left.members] == [TALK]
    rest = await store.read(lambda tx: [tx.execute(f"SELECT count(*) FROM {each}").fetchone()[0] for each in (
        "claims", "evidence", "insights", "insight_claims")])  # fmt: skip
    assert rest == [1, 1, 1, 1]
    assert await store.read(lambda tx: insights.events(tx, "T1", "i2")) == []


async def test_everything_that_happened_to_an_insight_is_remembered_with_who_did_it(store: Store) -> None:
    await store.write(lambda tx: kept(tx, LONG))
    await store.write(lambda tx: begun(tx, "i1", "calm-river-a1.1"))
    await store.write(
        lambda tx: insights.change(
            tx, team_id="T1", id="i1", kind="rejected", actor="U7", note="Two people only.", now=5.0,
            status=Status.REJECTED, reason="Two people only.",
        )
    )  # fmt: skip
    assert await store.read(lambda tx: insights.of_study(tx, "T1", "S1")) == []
    [rejected] = await store.read(lambda tx: insights.of_study(tx, "T1", "S1", statuses=[Status.REJECTED]))
    assert (rejected.reason, rejected.updated_at) == ("Two people only.", 5.0)
    happened = await store.read(lambda tx: insights.events(tx, "T1", "i1"))
    assert [(each.kind, each.actor, each.at) for each in happened] == [("first", "rule", 2.0), ("rejected", "U7", 5.0)]


async def test_pinned_insights_come_first(store: Store) -> None:
    await store.write(lambda tx: kept(tx, LONG, PAY))
    await store.write(lambda tx: begun(tx, "i1", "calm-river-a1.1", now=2.0))
    await store.write(lambda tx: begun(tx, "i2", "calm-river-a3.1", now=3.0))
    await store.write(
        lambda tx: insights.change(tx, team_id="T1", id="i1", kind="pinned", actor="U1", now=2.5, pinned=True)
    )
    assert [each.id for each in await store.read(lambda tx: insights.of_study(tx, "T1", "S1"))] == ["i1", "i2"]


async def test_another_team_sees_nothing(store: Store) -> None:
    await store.write(lambda tx: kept(tx, LONG))
    await store.write(lambda tx: begun(tx, "i1", "calm-river-a1.1"))
    assert await store.read(lambda tx: insights.of_study(tx, "T2", "S1")) == []
    assert await store.read(lambda tx: insights.get(tx, "T2", "i1")) is None
    assert await store.read(lambda tx: claims.loose(tx, "T2", "S1")) == []


async def test_merging_takes_along_what_whoever_merges_cannot_read_and_what_rests_on_it(store: Store) -> None:
    def two(tx: Transaction) -> None:
        kept(tx, LONG)
        kept(tx, LONG, WAIT, talk="other-talk", channel="C9")
        begun(tx, "i1", "calm-river-a1.1")
        begun(tx, "i2", "other-talk-a1.1", "other-talk-a2.1")
        tx.execute("INSERT INTO decision_insights VALUES ('T1', 'd1', 'i2'), ('T1', 'd2', 'i1'), ('T1', 'd2', 'i2')")
        insights.merge(tx, team_id="T1", gone="i2", into="i1", actor="U1", now=7.0)

    await store.write(two)
    [left] = await store.read(lambda tx: insights.of_study(tx, "T1", "S1"))
    assert [(each.channel, each.relation.value) for each in left.members] == [
        ("C1", "first"), ("C9", "same"), ("C9", "same"),
    ]  # fmt: skip
    rests = await store.read(lambda tx: tx.execute("SELECT decision_id, insight_id FROM decision_insights").fetchall())
    assert sorted(map(tuple, rests)) == [("d1", "i1"), ("d2", "i1")]
