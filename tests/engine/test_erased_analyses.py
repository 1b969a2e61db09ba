"""What is analysed goes with its conversation: at once, and at the next start where a crash was in between."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.engine.analysing import analyses, cleared
from flows.runtime import File
from store import conversations, erasure
from store.connection import Store, Transaction

TALKS = (("T1", "calm-river"), ("T1", "warm-stone"), ("T2", "cold-lake"))


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = Store(tmp_path / "segue.db")
    await opened.open()

    def begun(tx: Transaction) -> None:
        for team, id in TALKS:
            conversations.begin(
                tx, team_id=team, id=id, study_id="", flow="segmentation", channel="C1", thread_ts=id, direct=False,
                starter="U1", now=1.0,
            )  # fmt: skip
            (tmp_path / "analyses" / team / f"{id}-1").mkdir(parents=True)

    await opened.write(begun)
    yield opened
    await opened.close()


async def nothing(team: str, file: File, to: Path, most: int) -> None:
    raise AssertionError("nothing is fetched")


@pytest.mark.parametrize(
    ("erased", "left"),
    [
        (lambda tx: erasure.erase_conversation(tx, "T1", "calm-river"), {"warm-stone-1", "cold-lake-1"}),
        (lambda tx: erasure.forget_workspace(tx, "T1"), {"cold-lake-1"}),
        (lambda tx: None, {"calm-river-1", "warm-stone-1", "cold-lake-1"}),
    ],
    ids=["a conversation", "a workspace", "nothing"],
)
async def test_folders_of_what_was_erased_go_and_no_others(
    store: Store, tmp_path: Path, erased: object, left: set[str]
) -> None:
    await store.write(erased)  # type: ignore[arg-type]
    await cleared(store, analyses(tmp_path / "analyses", store, nothing))
    assert {folder.name for folder in (tmp_path / "analyses").glob("*/*")} == left


async def test_what_is_worked_on_is_made_anew_where_somebody_who_took_part_is_forgotten(
    store: Store, tmp_path: Path
) -> None:
    """A name that they gave a segment stands in the folder too."""
    await cleared(store, analyses(tmp_path / "analyses", store, nothing), "T1", ["warm-stone"])
    assert {folder.name for folder in (tmp_path / "analyses").glob("*/*")} == {"calm-river-1", "cold-lake-1"}
