"""Somebody is forgotten: what they wrote is nowhere any more, and what others wrote is all there."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.engine.fate import Fate
from bot.engine.forgetting import forget_person, forget_study
from bot.engine.placing import place
from bot.engine.rows import take_down_erased
from flows.runtime import Incoming
from store import claims, conversations, inbox, outbox, transcripts
from store.connection import Store, Transaction
from studies.learned import Learned
from tests.engine.told import (
    DANA,
    DANAS,
    RAVI,
    RAVIS,
    SECRET,
    both_answered,
    claimed,
    everything,
    held,
    posted,
    says,
    state_of,
)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = Store(tmp_path / "segue.db")
    await opened.open()
    yield opened
    await opened.close()


async def test_what_nobody_else_took_part_in_goes_whole(store: Store) -> None:
    def told(tx: Transaction) -> list[str]:
        held(tx, "i1")
        says(tx, "i1", "2.0", DANA, DANAS)
        posted(tx, "i1", "1.5", "q1", "Who are your customers?")
        claimed(tx, "i1", ("2.0", SECRET))
        return forget_person(tx, "T1", DANA, 9.0)

    assert await store.write(told) == ["i1"]
    left = await store.read(everything)
    assert SECRET not in left
    assert f'"{DANA}"' not in left
    rows = await store.read(lambda tx: tx.execute("SELECT method, changes, state FROM outbox ORDER BY seq").fetchall())
    assert [tuple(row) for row in rows] == [
        ("chat.postMessage", None, "sent"),
        ("chat.delete", "q1", "pending"),
    ]


async def test_of_what_others_took_part_in_their_part_is_left(store: Store) -> None:
    def told(tx: Transaction) -> None:
        both_answered(tx)
        forget_person(tx, "T1", DANA, 9.0)

    await store.write(told)
    left = await store.read(everything)
    assert SECRET not in left
    assert f'"{DANA}"' not in left
    state = await store.read(lambda tx: state_of(tx, "i1"))
    assert [answer.text for answer in state.answers] == ["", RAVIS]
    assert state.answers[0].skipped
    assert not state.answers[1].skipped
    assert state.ratings == {RAVI: 2}
    messages = await store.read(lambda tx: transcripts.transcript(tx, "i1"))
    assert [(each.text, each.deleted) for each in messages if not each.by_segue] == [(None, True), (RAVIS, False)]
    found = await store.read(lambda tx: conversations.get(tx, "i1"))
    assert found is not None
    assert (found.starter, found.title, found.epoch) == (RAVI, "", 1)


async def test_posts_that_took_them_up_are_taken_down_and_the_question_is_asked_again(store: Store) -> None:
    def told(tx: Transaction) -> list[str]:
        both_answered(tx)
        forget_person(tx, "T1", DANA, 9.0)
        return [row[0] for row in tx.execute("SELECT changes FROM outbox WHERE method = 'chat.delete' ORDER BY seq")]

    assert await store.write(told) == ["q3", "shared-1"]
    waiting = await store.read(lambda tx: inbox.waiting(tx, "i1"))
    assert [json.loads(row.payload)["action"] for row in waiting] == ["resume"]


async def test_of_two_posts_of_one_name_the_one_that_stays_keeps_its_words(store: Store) -> None:
    """Else it could not be seen next time whether they are somebody's."""

    def told(tx: Transaction) -> list[tuple[str, str | None]]:
        both_answered(tx)
        for number, text in enumerate((f"Not understood: {SECRET}", "Not understood: leaflet")):
            posted(tx, "i1", f"5.{number}", f"parked-{number}", text)
        for table in ("outbox", "messages"):
            tx.execute(f"UPDATE {table} SET name = 'parked-0' WHERE name = 'parked-1'")
        forget_person(tx, "T1", DANA, 9.0)
        return [(each.ts, each.text) for each in transcripts.transcript(tx, "i1") if each.name == "parked-0"]

    assert await store.write(told) == [("5.1", "Not understood: leaflet")]


@pytest.mark.parametrize(("evidence", "left"), [((("2.0", SECRET),), 0), ((("2.0", SECRET), ("3.0", "leaflet")), 1)])
async def test_a_claim_goes_with_its_last_evidence(
    store: Store, evidence: tuple[tuple[str, str], ...], left: int
) -> None:
    def told(tx: Transaction) -> list[Learned]:
        both_answered(tx)
        claimed(tx, "i1", *evidence)
        forget_person(tx, "T1", DANA, 9.0)
        return claims.of_conversation(tx, "T1", "i1")

    found = await store.write(told)
    assert len(found) == left
    assert all([each.quote for each in claim.evidence] == ["leaflet"] for claim in found)


async def test_what_waits_was_set_aside_or_is_under_way_goes_too(store: Store) -> None:
    def told(tx: Transaction) -> outbox.OutboxRow:
        both_answered(tx)
        for number, state in enumerate(("waiting", "dead", "stray")):
            row = Incoming(key=f"k{number}", team="T1", kind="message", channel="C1", ts="8.0", user=DANA, said=DANAS)
            inbox.add(
                tx, team_id="T1", key=row.key, conversation_id=None if state == "stray" else "i1", ts="8.0",
                channel="C1", thread_ts="1.0", payload=row.model_dump_json(), now=1.0,
            )  # fmt: skip
            tx.execute("UPDATE inbox SET state = ? WHERE key = ?", [state, row.key])
        outbox.add(
            tx, team_id="T1", conversation_id="i1", key="under way", name="a7", method="chat.postMessage",
            channel="C1", thread_ts="1.0", payload=json.dumps({"text": DANAS}), now=1.0,
        )  # fmt: skip
        row = outbox.first_unsettled(tx, "i1", 0.0, 0.0)
        assert row is not None
        assert outbox.mark_sending(tx, row, 2.0)
        forget_person(tx, "T1", DANA, 9.0)
        return row

    row = await store.write(told)
    assert SECRET not in await store.read(everything)
    assert not await store.write(lambda tx: outbox.mark_sent(tx, row, "9.5"))


@pytest.mark.parametrize(("ts", "goes"), [("9.5", True), (None, False)])
async def test_a_post_that_landed_after_it_was_erased_is_taken_down(store: Store, ts: str | None, goes: bool) -> None:
    def told(tx: Transaction) -> list[str]:
        held(tx, "i1")
        says(tx, "i1", "2.0", DANA, DANAS)
        outbox.add(
            tx, team_id="T1", conversation_id="i1", key="k", name="a7", method="chat.postMessage", channel="C1",
            thread_ts="1.0", payload=json.dumps({"text": DANAS}), now=1.0,
        )  # fmt: skip
        row = outbox.first_unsettled(tx, "i1", 0.0, 0.0)
        assert row is not None
        assert outbox.mark_sending(tx, row, 2.0)
        forget_person(tx, "T1", DANA, 9.0)
        assert not outbox.mark_sent(tx, row, ts)
        assert take_down_erased(tx, row, ts, "C1", 10.0) is goes
        return [each[0] for each in tx.execute("SELECT changes FROM outbox WHERE method = 'chat.delete'")]

    assert await store.write(told) == (["a7"] if goes else [])


async def test_what_was_forgotten_does_not_come_back(store: Store) -> None:
    """Slack is read again: the messages are there, and known; an edit of one says nothing."""

    def told(tx: Transaction) -> list[Fate]:
        both_answered(tx)
        forget_person(tx, "T1", DANA, 9.0)
        common = {"team": "T1", "channel": "C1", "user": DANA, "thread_ts": "1.i1", "text": DANAS, "said": DANAS}
        again = Incoming(key="message:C1:2.0", kind="message", ts="2.0", **common)
        edit = Incoming(key="edit:C1:2.0:9.9", kind="edit", ts="9.9", message_ts="2.0", edited_ts="9.9", **common)
        return [place(tx, each, now=10.0, first_flow=lambda incoming: "interview").fate for each in (again, edit)]

    assert await store.write(told) == [Fate.KNOWN, Fate.KNOWN]
    assert SECRET not in await store.read(everything)


async def test_a_study_goes_as_far_as_the_channels_go(store: Store) -> None:
    def told(tx: Transaction) -> None:
        held(tx, "i1")
        says(tx, "i1", "2.0", DANA, DANAS)
        held(tx, "i2", channel="C2")
        says(tx, "i2", "3.0", RAVI, RAVIS)
        forget_study(tx, "T1", "s1", {"C1"}, 9.0)

    await store.write(told)
    left = await store.read(everything)
    assert SECRET not in left
    assert RAVIS in left
    await store.write(lambda tx: forget_study(tx, "T1", "s1", {"C1", "C2"}, 9.0))
    assert RAVIS not in await store.read(everything)
