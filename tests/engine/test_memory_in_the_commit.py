"""What is written about claims, insights and decisions in the very transaction of a turn: races end well."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.engine import desks
from bot.engine.commit import commit_turn
from bot.engine.records import keep_records
from flows.desk.graph import DeskState
from flows.memories import LEARNED
from flows.records import ClaimJoined, ClaimsKept, DecisionKept, Record
from flows.runtime import Incoming, Outcome
from store import claims, conversations, decisions, inbox, insights, studies, transcripts
from store.connection import Store, Transaction
from store.conversations import Conversation
from studies.decisions import Kind, State
from studies.learned import Relation
from tests.studies.insights import claim

SAID = claim("Twelve quokka keepers ride home.")


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = Store(tmp_path / "segue.db")
    await opened.open()
    yield opened
    await opened.close()


def talk(tx: Transaction, id: str, study: str = "S1", flow: str = "interview") -> Conversation:
    if studies.title(tx, "T1", study) is None:
        studies.begin(tx, team_id="T1", id=study, now=1.0)
    conversations.begin(
        tx, team_id="T1", id=id, study_id=study, flow=flow, channel="C1", thread_ts=f"{id}.1", direct=False,
        starter="U1", now=1.0,
    )  # fmt: skip
    found = conversations.get(tx, id)
    assert found is not None
    return found


def kept(tx: Transaction, held: Conversation, *records: Record, now: float = 2.0) -> list[str]:
    return keep_records(tx, held, records, now)


def joined(text: str) -> ClaimJoined:
    return ClaimJoined("calm-river-a1.1", text, "i1", Relation.FIRST, "model", begins=True)


async def test_a_verdict_on_words_that_were_replaced_meanwhile_is_void(store: Store) -> None:
    def race(tx: Transaction) -> None:
        held = talk(tx, "calm-river")
        kept(tx, held, ClaimsKept((SAID,)))
        kept(tx, held, ClaimsKept((SAID.model_copy(update={"text": "Nobody rides."}),)), now=3.0)
        kept(tx, held, joined(SAID.text), now=4.0)

    await store.write(race)
    assert await store.read(lambda tx: insights.get(tx, "T1", "i1")) is None
    assert [each.claim.text for each in await store.read(lambda tx: claims.loose(tx, "T1", "S1"))] == ["Nobody rides."]


@pytest.mark.parametrize(
    ("now_said", "at", "left"),
    [
        ("", "9.0", 0),
        ("I said nothing.", "9.0", 0),
        ("Well: Twelve quokka keepers ride home.", "9.0", 1),
        ("I said nothing.", "8.0", 1),
    ],
    ids=["deleted", "edited away", "still said", "an older edit, delivered late"],
)
async def test_what_was_deleted_or_edited_away_is_learned_no_more(
    store: Store, now_said: str, at: str, left: int
) -> None:
    ts = SAID.evidence[0].ts

    def change(tx: Transaction) -> None:
        held = talk(tx, "calm-river")
        said = {"team_id": "T1", "conversation_id": "calm-river", "ts": ts, "author": "U1", "text": SAID.text}
        transcripts.add(tx, **said)
        transcripts.revise(tx, **said, revision="8.5")
        kept(tx, held, ClaimsKept((SAID,)), joined(SAID.text))
        happened = Incoming(
            key="e1", team="T1", kind="edit" if now_said else "deletion", channel="C1", ts="9.0", edited_ts=at,
            user="U1", message_ts=ts, text=now_said, said=now_said,
        )  # fmt: skip
        inbox.add(
            tx, team_id="T1", key="e1", conversation_id="calm-river", ts="9.0", channel="C1", thread_ts=None,
            payload=happened.model_dump_json(), now=9.0,
        )  # fmt: skip
        commit_turn(tx, held, [happened], Outcome(state=DeskState()), "{}", [], 9.0)

    await store.write(change)
    assert len(await store.read(lambda tx: insights.of_study(tx, "T1", "S1"))) == left
    assert len(await store.read(lambda tx: claims.of_conversation(tx, "T1", "calm-river"))) == left


async def test_a_turn_whose_study_was_merged_while_it_thought_writes_where_it_belongs_now(store: Store) -> None:
    def race(tx: Transaction) -> None:
        held = talk(tx, "calm-river")
        talk(tx, "other-talk", "S2")
        studies.merge(tx, team_id="T1", id="S1", into="S2", now=3.0)
        told = Incoming(key="l1", team="T1", kind="schedule", channel="", ts="9.0", action=LEARNED, begins="desk")
        commit_turn(
            tx, held, [], Outcome(state=DeskState(), records=(ClaimsKept((SAID,)),), next=(told,)), "{}", [], 4.0
        )

    await store.write(race)
    assert len(await store.read(lambda tx: claims.loose(tx, "T1", "S2"))) == 1
    assert await store.read(lambda tx: conversations.of_study(tx, "T1", "S1", "desk")) == []


async def test_of_two_segmentations_adopted_at_once_the_later_one_counts(store: Store) -> None:
    def both(tx: Transaction) -> list[str]:
        adopted = DecisionKept(Kind.SEGMENTATION, "Two segments", State.ADOPTED, "U1", "U1", 1.0, decided_at=2.0)
        first, second = talk(tx, "first", flow="decision"), talk(tx, "second", flow="decision")
        assert kept(tx, first, adopted) == []
        return kept(tx, second, adopted, now=3.0)

    assert await store.write(both) == ["first"]
    [row] = await store.read(lambda tx: tx.execute("SELECT conversation_id, payload FROM inbox").fetchall())
    assert row[0] == "first"
    assert '"superseded"' in row[1]
    assert len(await store.read(lambda tx: decisions.in_channels(tx, "T1", ["C1"]))) == 2


async def test_claims_of_an_earlier_version_are_taken_up_at_the_next_start(store: Store) -> None:
    await store.write(lambda tx: kept(tx, talk(tx, "calm-river"), ClaimsKept((SAID,))))
    [desk] = await store.write(lambda tx: desks.wake(tx, 5.0))
    rows = await store.read(lambda tx: tx.execute("SELECT conversation_id, state FROM inbox").fetchall())
    assert [tuple(row) for row in rows] == [(desk, "waiting")]
    await store.write(lambda tx: kept(tx, conversations.get(tx, desk), joined(SAID.text)))  # type: ignore[arg-type]
    assert await store.write(lambda tx: desks.wake(tx, 6.0)) == []


async def test_a_study_merged_twice_at_once_is_still_there(store: Store) -> None:
    def twice(tx: Transaction) -> None:
        talk(tx, "calm-river")
        talk(tx, "other-talk", "S2")
        studies.name(tx, team_id="T1", id="S2", title="Spring", conversation="other-talk")
        studies.merge(tx, team_id="T1", id="S1", into="S2", now=3.0)
        studies.merge(tx, team_id="T1", id="S2", into="S2", now=4.0)

    await store.write(twice)
    assert await store.read(lambda tx: studies.title(tx, "T1", "S2")) == "Spring"
