"""What is kept of an analysis for the next file, and goes with its conversation."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from store import conversations, erasure, segmentations
from store.connection import Store, Transaction


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = Store(tmp_path / "segue.db")
    await opened.open()
    yield opened
    await opened.close()


def keep(tx: Transaction, run: str, before: str = "", *, team: str = "T1", talk: str = "i1") -> None:
    segmentations.keep(
        tx, team_id=team, conversation_id=talk, run=run, before=before, model=f"{team} {run}", customers=b"who", now=1.0
    )


def runs(tx: Transaction) -> list[tuple[str, str]]:
    rows = tx.execute("SELECT team_id, run FROM segmentations ORDER BY team_id, run").fetchall()
    return [(row[0], row[1]) for row in rows]


async def test_what_is_kept_is_given_back_to_its_own_team_only(store: Store) -> None:
    await store.write(lambda tx: keep(tx, "r1"))
    assert await store.read(lambda tx: segmentations.of(tx, "T1", "r1")) == ("T1 r1", b"who")
    assert await store.read(lambda tx: segmentations.of(tx, "T2", "r1")) is None
    assert await store.read(lambda tx: segmentations.of(tx, "T1", "r2")) is None


async def test_the_last_run_and_the_one_it_was_held_against_stay(store: Store) -> None:
    for run, before in (("r1", ""), ("r2", "r1"), ("r3", "r1"), ("r3", "r1")):
        await store.write(lambda tx, run=run, before=before: keep(tx, run, before))
    await store.write(lambda tx: keep(tx, "r9", talk="i2"))
    assert await store.read(runs) == [("T1", "r1"), ("T1", "r3"), ("T1", "r9")]


async def test_what_is_corrected_later_stays_the_analysis_of_the_day_on_which_it_was_made(store: Store) -> None:
    covered = {"first": "2026-04-01", "last": "2026-04-30"}

    def fill(tx: Transaction) -> None:
        for run, talk, name, day in (("april", "i1", "a", 1.0), ("may", "i2", "b", 2.0), ("april", "i1", "c", 3.0)):
            conversations.begin(
                tx, team_id="T1", id=talk, study_id="s1", flow="segmentation", channel="C1", thread_ts=talk,
                direct=False, starter="U1", now=day,
            ) if name != "c" else None  # fmt: skip
            segmentations.keep(
                tx, team_id="T1", conversation_id=talk, run=run, before="",
                model=json.dumps({"file": name, "days": covered if name == "c" else None}),
                customers=name.encode(), now=day,
            )  # fmt: skip

    await store.write(fill)
    found = await store.read(lambda tx: segmentations.around(tx, "T1", study="s1", channel="C1"))
    assert [(each.run, each.at, each.file) for each in found] == [("may", 2.0, "b"), ("april", 1.0, "c")]
    assert [(each.first_day, each.last_day) for each in found] == [(None, None), ("2026-04-01", "2026-04-30")]
    kept = await store.read(lambda tx: segmentations.of(tx, "T1", "april"))
    assert kept is not None
    assert kept[1] == b"c"


async def test_it_goes_with_its_conversation_and_with_its_workspace(store: Store) -> None:
    def fill(tx: Transaction) -> None:
        conversations.begin(
            tx, team_id="T1", id="i1", study_id="s1", flow="segmentation", channel="C1", thread_ts="1.0", direct=False,
            starter="U1", now=1.0,
        )  # fmt: skip
        keep(tx, "r1")
        keep(tx, "r2", talk="i2")
        keep(tx, "r3", team="T2")

    await store.write(fill)
    await store.write(lambda tx: erasure.erase_conversation(tx, "T1", "i1"))
    assert await store.read(runs) == [("T1", "r2"), ("T2", "r3")]
    await store.write(lambda tx: erasure.forget_workspace(tx, "T1"))
    assert await store.read(runs) == [("T2", "r3")]


async def test_a_segment_named_with_the_words_of_whoever_is_forgotten_has_no_name_any_more(
    store: Store,
) -> None:
    def named(tx: Transaction, run: str, talk: str) -> None:
        model = {"file": "a.csv", "model": {"segments": [{"id": "s1", "name": "Cooks"}, {"id": "s2", "name": "Rest"}]}}
        segmentations.keep(
            tx, team_id="T1", conversation_id=talk, run=run, before="", model=json.dumps(model), customers=b"", now=1.0
        )

    await store.write(lambda tx: named(tx, "r1", "i1"))
    await store.write(lambda tx: named(tx, "r2", "i2"))
    await store.write(lambda tx: segmentations.put_out(tx, "T1", "i1", lambda name: name == "Cooks", "(forgotten)"))
    left = [await store.read(lambda tx, run=run: segmentations.of(tx, "T1", run)) for run in ("r1", "r2")]
    names = [[each["name"] for each in json.loads(kept[0])["model"]["segments"]] for kept in left if kept]
    assert names == [["(forgotten)", "Rest"], ["Cooks", "Rest"]]
