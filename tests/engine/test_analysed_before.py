"""What the next file is held against: of the same study first, and only what everybody in its thread may read."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from bot.memory import TeamMemory
from flows.segmentation.state import Phase, SegmentationState
from store import conversations, segmentations
from store.connection import Store, Transaction
from studies.analysed import Analysed
from tests.engine.test_stated import ADDRESS, Rooms
from tests.flows.segment_reports import FOUND

TEAM = "T1"
NOVEMBER = 1_793_700_000.0


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = Store(tmp_path / "segue.db")
    await opened.open()
    yield opened
    await opened.close()


def analysis(tx: Transaction, id: str, *, study: str = "study", channel: str = "C1", team: str = TEAM) -> None:
    conversations.begin(
        tx, team_id=team, id=id, study_id=study, flow="segmentation", channel=channel, thread_ts=f"{id}.1",
        direct=False, starter="U1", now=900.0,
    )  # fmt: skip


async def finished(store: Store, id: str, *, days: int, kind: str = "customers", **more: str) -> None:
    def keep(tx: Transaction) -> None:
        analysis(tx, id, **more)
        segmentations.keep(
            tx, team_id=more.get("team", TEAM), conversation_id=id, run=f"{id}-1", before="",
            model=json.dumps({"file": f"{id}.csv", "kind": kind}), customers=b"who", now=NOVEMBER + 86400 * days,
        )  # fmt: skip

    await store.write(keep)


async def asked(store: Store, *, user: str = "U1", channel: str = "C1") -> list[Analysed]:
    id = f"now-{user}-{channel}"
    await store.write(lambda tx: analysis(tx, id, channel=channel))
    held = await store.read(lambda tx: conversations.get(tx, id))
    assert held is not None
    return list(await TeamMemory(store, Rooms(), held, user, ADDRESS).analysed())


async def test_the_newest_comes_first_with_its_day_and_its_place(store: Store) -> None:
    await finished(store, "april", days=1)
    await finished(store, "may", days=2, kind="transactions", channel="WIDE")
    may, april = await asked(store)
    assert (may.run, may.file, may.kind, may.day, may.channel) == (
        "may-1", "may.csv", "transactions", date(2026, 11, 5), "WIDE",
    )  # fmt: skip
    assert april.link == f"{ADDRESS}/archives/C1/papril1"
    assert (april.same_study, may.same_study) == (True, True)


async def test_what_somebody_in_the_thread_may_not_read_is_never_among_it(store: Store) -> None:
    await finished(store, "secret", days=2, channel="SECRET")
    await finished(store, "april", days=1)
    assert [each.run for each in await asked(store)] == ["april-1"]
    assert [each.run for each in await asked(store, channel="D1")] == ["secret-1", "april-1"]
    assert await asked(store, user="U9") == []


async def test_of_other_studies_only_those_of_the_channel_are_told_of(store: Store) -> None:
    await finished(store, "other", days=1, study="other")
    await finished(store, "elsewhere", days=2, study="other", channel="WIDE")
    await finished(store, "theirs", days=3, team="T2")
    assert [(each.run, each.same_study) for each in await asked(store)] == [("other-1", False)]


async def stands(store: Store, id: str, state: str) -> None:
    await store.write(lambda tx: tx.execute("UPDATE conversations SET state = ? WHERE id = ?", [state, id]))


async def test_the_deck_of_a_study_is_given_the_reports_that_everybody_who_sees_it_may_read(store: Store) -> None:
    told = SegmentationState(phase=Phase.DONE, report=FOUND, reported=date(2026, 11, 5), shown="segments-1")
    for id, more in (("april", {}), ("secret", {"channel": "SECRET"}), ("other", {"study": "another"})):
        await finished(store, id, days=1, **more)
        await stands(store, id, told.model_dump_json())
    await finished(store, "garbled", days=2)
    await stands(store, "garbled", "{")
    assert [each.run for each in await asked(store)] == ["garbled-1", "april-1", "other-1"]
    held = await store.read(lambda tx: conversations.get(tx, "now-U1-C1"))
    assert held is not None
    [found] = await TeamMemory(store, Rooms(), held, "U1", ADDRESS).reports()
    assert (found.report.file, found.made_on, found.link) == (
        "orders.csv",
        date(2026, 11, 5),
        f"{ADDRESS}/archives/C1/papril1",
    )
