"""Somebody is forgotten, perhaps on purpose: nothing that colleagues said, set up or were told goes with it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Literal

import pytest

from bot.engine.forgetting import forget_person, forget_study
from flows.analyses import Task
from flows.digest.state import DigestState
from flows.digest.state import Phase as Running
from flows.interview.state import InterviewState
from flows.registry import FLOWS
from flows.runtime import File, Incoming
from flows.segmentation.state import Phase, SegmentationState, Waiting
from store import conversations, inbox, insights, origins, schedules, segmentations
from store.connection import Store, Transaction
from studies.rhythm import Every, Rhythm
from studies.schedule import Schedule
from studies.theirs import FORGOTTEN
from tests.engine.told import DANA, DANAS, RAVI, RAVIS, SECRET, both_answered, everything, held, posted, says, state_of


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = Store(tmp_path / "segue.db")
    await opened.open()
    yield opened
    await opened.close()


def waits(tx: Transaction, id: str, ts: str, author: str, kind: Literal["press", "message"] = "press") -> None:
    row = Incoming(
        key=f"{kind}:{id}:{ts}", team="T1", kind=kind, channel="C1", ts=ts, user=author, action="pin_insight"
    )
    inbox.add(
        tx, team_id="T1", key=row.key, conversation_id=id, ts=ts, channel="C1", thread_ts=f"1.{id}",
        payload=row.model_dump_json(), now=1.0,
    )  # fmt: skip


def digest_of(tx: Transaction, id: str, owner: str, study: str = "") -> None:
    """Ravi's channel is told every Monday, by the clocks of Berlin."""
    held(tx, id, flow="digest", starter=owner, channel="")
    plan = Schedule(channel="C1", study=study, rhythm=Rhythm(every=Every.WEEK, hour=9, zone="Europe/Berlin"))
    schedules.add(tx, team_id="T1", id=id, owner=owner, plan=plan, now=1.0)
    state = DigestState(phase=Running.RUNNING, schedule=plan, owner=owner, told=("claim:mivo-tana:c1",), muted=(DANA,))
    tx.execute("UPDATE conversations SET state = ? WHERE id = ?", [state.model_dump_json(), id])


@pytest.mark.parametrize("said", ["We sell in Berlin, Europe", "claim c1 of mivo tana in C1, week", "nothing"])
async def test_a_colleagues_digest_goes_on_whatever_somebody_forgotten_wrote(store: Store, said: str) -> None:
    def told(tx: Transaction) -> tuple[object, DigestState]:
        held(tx, "i1")
        says(tx, "i1", "2.0", DANA, said)
        digest_of(tx, "d1", RAVI)
        forget_person(tx, "T1", DANA, 9.0)
        left = conversations.get(tx, "d1")
        assert left is not None
        return schedules.get(tx, "T1", "d1"), DigestState.model_validate_json(left.state or "")

    kept, state = await store.write(told)
    assert kept is not None
    assert state.plan.rhythm.zone == "Europe/Berlin"
    assert (state.told, state.muted) == (("claim:mivo-tana:c1",), ("",))


async def test_the_name_of_a_file_goes_where_only_they_used_its_words(store: Store) -> None:
    """Ravi's analysis, with a file of Dana's: the next file, and where it is from, know it without a name."""
    model = json.dumps({"file": f"{SECRET}.csv", "kind": "orders", "model": {"segments": [{"name": "Regulars"}]}})

    def told(tx: Transaction) -> None:
        held(tx, "a1", flow="segmentation", starter=RAVI)
        says(tx, "a1", "2.0", RAVI, RAVIS)
        says(tx, "a1", "3.0", DANA, f"These are the {SECRET} ones")
        segmentations.keep(
            tx, team_id="T1", conversation_id="a1", run="a1-1", before="", model=model, customers=b"", now=1.0
        )
        origins.give(tx, "T1", origins.Material("a1", "F1", "3.0", "file", f"{SECRET}.csv", DANA, 1.0))
        origins.give(tx, "T1", origins.Material("a1", "F2", "2.0", "file", "leaflet.csv", RAVI, 1.0))
        forget_person(tx, "T1", DANA, 9.0)

    await store.write(told)
    assert SECRET not in await store.read(everything)
    kept = await store.read(lambda tx: segmentations.of(tx, "T1", "a1-1"))
    assert kept is not None
    assert json.loads(kept[0]) == {"file": FORGOTTEN, "kind": "orders", "model": {"segments": [{"name": "Regulars"}]}}
    assert await store.read(lambda tx: origins.names(tx, "T1", "a1", "2.0")) == ["leaflet.csv"]


@pytest.mark.parametrize(
    "said", ["See https://example.com", "I know Leeds", "files-pri, T1-F5?", "leeds_nov.csv is odd"]
)
async def test_a_file_of_a_colleague_that_waits_can_be_fetched_whatever_somebody_forgotten_wrote(
    store: Store, said: str
) -> None:
    october, november, theirs = (
        File(id=f"F{number}", name=name, url=f"https://files.slack.com/files-pri/T1-F{number}/{name}")
        for number, name in enumerate(("leeds_oct.csv", "leeds_nov.csv", f"{SECRET}.csv"), 4)
    )
    waiting = (Waiting(file=november, user=RAVI), Waiting(file=theirs, user=DANA))
    state = SegmentationState(phase=Phase.WORKING, task=Task(id="a1-1", file=october), asker=RAVI, waiting=waiting)

    def left(tx: Transaction) -> SegmentationState:
        held(tx, "a1", flow="segmentation", starter=RAVI)
        tx.execute("UPDATE conversations SET state = ? WHERE id = 'a1'", [state.model_dump_json()])
        says(tx, "a1", "2.0", RAVI, RAVIS)
        says(tx, "a1", "3.0", DANA, f"{said} {SECRET}")
        for file, by in ((october, RAVI), (november, RAVI), (theirs, DANA)):
            origins.give(tx, "T1", origins.Material("a1", file.id, "2.0", "file", file.name, by, 1.0))
        forget_person(tx, "T1", DANA, 9.0)
        kept = conversations.get(tx, "a1")
        assert kept is not None
        return SegmentationState.model_validate_json(kept.state or "")

    after = await store.write(left)
    assert after.task is not None
    assert [after.task.file, after.waiting[0].file] == [october, november]
    assert SECRET not in await store.read(everything)


@pytest.mark.parametrize(("study", "goes"), [("s1", True), ("s2", False), ("", True)])
async def test_what_digests_told_of_a_study_goes_with_it_and_nothing_else(store: Store, study: str, goes: bool) -> None:
    """A digest of another study stays; so do what came before anything was said, and how each was set up."""
    kept = ["set-1", "digest-1"] if goes else ["set-1", "digest-1", "digest-2", "alert-3"]

    def told(tx: Transaction) -> list[str]:
        digest_of(tx, "d1", RAVI, study)
        posted(tx, "d1", "1.5", "set-1", "A digest comes here")
        posted(tx, "d1", "2.5", "digest-1", "What we learned")
        held(tx, "i1")
        says(tx, "i1", "3.0", DANA, DANAS)
        posted(tx, "d1", "4.0", "digest-2", f"What we learned: {SECRET}")
        posted(tx, "d1", "5.0", "alert-3", f"You wanted to hear: {SECRET}")
        gone, digests = forget_study(tx, "T1", "s1", ["C1"], 9.0)
        return gone + digests

    woken = await store.write(told)
    assert woken == (["i1", "d1"] if goes else ["i1"])
    gone = await store.read(
        lambda tx: [row[0] for row in tx.execute("SELECT changes FROM outbox WHERE method = 'chat.delete'")]
    )
    left = await store.read(
        lambda tx: [row[0] for row in tx.execute("SELECT name FROM messages WHERE conversation_id = 'd1' ORDER BY ts")]
    )
    assert (left, sorted(gone)) == (kept, ["alert-3", "digest-2"] if goes else [])
    assert (SECRET in await store.read(everything)) is not goes


@pytest.mark.parametrize("flow", ["digest", "desk", "persona"])
async def test_what_waits_somewhere_makes_nothing_of_others_go(store: Store, flow: str) -> None:
    """Asked and pressed in what a colleague began, or in nobody's, right before being forgotten."""

    def told(tx: Transaction) -> str | None:
        if flow == "digest":
            digest_of(tx, "x1", RAVI)
        else:
            held(tx, "x1", flow=flow, starter="" if flow == "desk" else RAVI)
            tx.execute("UPDATE conversations SET state = ? WHERE id = 'x1'", [FLOWS[flow].state().model_dump_json()])
        waits(tx, "x1", "5.0", DANA)
        if flow == "desk":
            waits(tx, "x1", "6.0", "")
        forget_person(tx, "T1", DANA, 9.0)
        left = conversations.get(tx, "x1")
        assert left is not None
        return left.state

    assert await store.write(told) is not None
    waiting = await store.read(lambda tx: [row.key for row in inbox.waiting(tx, "x1")])
    assert waiting == (["press:x1:6.0"] if flow == "desk" else [])


@pytest.mark.parametrize("kind", ["press", "message"])
async def test_what_stood_there_before_they_spoke_stays_in_slack(
    store: Store, kind: Literal["press", "message"]
) -> None:
    """Ravi's interview is summed up; Dana writes or presses below it, and is forgotten before it is taken up."""

    def told(tx: Transaction) -> list[str]:
        held(tx, "i1", starter=RAVI)
        says(tx, "i1", "3.0", RAVI, RAVIS)
        posted(tx, "i1", "4.0", "summary-1", "Half of the small firms want a leaflet")
        waits(tx, "i1", "5.0", DANA, kind)
        forget_person(tx, "T1", DANA, 9.0)
        return [row[0] for row in tx.execute("SELECT changes FROM outbox WHERE method = 'chat.delete'")]

    assert await store.write(told) == []


async def test_whoever_only_began_it_takes_no_summary_of_others_along(store: Store) -> None:
    def told(tx: Transaction) -> list[str]:
        held(tx, "i1", starter=DANA)
        says(tx, "i1", "3.0", RAVI, RAVIS)
        posted(tx, "i1", "4.0", "summary-1", "Half of the small firms want a leaflet")
        posted(tx, "i1", "4.1", "note-1", f"<@{DANA}> began this")
        forget_person(tx, "T1", DANA, 9.0)
        return [row[0] for row in tx.execute("SELECT changes FROM outbox WHERE method = 'chat.delete'")]

    assert await store.write(told) == ["note-1"]


async def test_an_interview_keeps_its_numbers_whoever_wrote_of_a_quarter(store: Store) -> None:
    """`q1` and `a1` are ids of ours: without them the interview could not go on."""

    def told(tx: Transaction) -> InterviewState:
        both_answered(tx)
        says(tx, "i1", "2.2", DANA, "Q1 and Q2 were better than a0, a1")
        forget_person(tx, "T1", DANA, 9.0)
        return state_of(tx, "i1")

    state = await store.write(told)
    assert [each.id for each in state.questions] == ["q0", "q1", "q2"]
    assert [each.id for each in state.answers] == ["a0", "a1"]


async def test_a_colleagues_reason_stays(store: Store) -> None:
    """Dana rejected it first, Ravi again later and for a reason of his own."""

    def told(tx: Transaction) -> str:
        insights.begin(tx, team_id="T1", id="n1", study_id="s1", now=1.0)
        for at, who in ((2.0, DANA), (3.0, RAVI)):
            insights.change(
                tx, team_id="T1", id="n1", kind="rejected", actor=who, now=at, status="rejected", reason=f"Says {who}"
            )
        forget_person(tx, "T1", DANA, 9.0)
        return str(tx.execute("SELECT reason FROM insights WHERE id = 'n1'").fetchone()[0])

    assert await store.write(told) == f"Says {RAVI}"
