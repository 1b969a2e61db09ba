"""An export lists what was corrected of segments, where one may read it, and holds no customer's number."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.export.naming import named
from bot.export.report import report
from bot.export.study import as_json
from flows.segmentation.corrections import Kept
from flows.segmentation.state import Phase, SegmentationState
from store import conversations
from store.connection import Store, Transaction
from tests.export.studies import OPEN, PRIVATE
from tests.export.test_study import gathered
from tests.flows.segment_reports import FOUND

STATE = SegmentationState(
    phase=Phase.DONE,
    report=FOUND,
    corrections=(
        Kept(number=1, kind="in", customers=("ab12", "cd34"), segment="s2", by="U2", at=10.0),
        Kept(number=2, kind="name", segment="s1", name="Regulars", was="High *orders*", by="U1", at=11.0),
        Kept(number=4, kind="apart", customers=("ab12", "ef56"), by="", at=12.0),
        Kept(number=5, kind="in", customers=("ab12",), segment="s9", by="U1", at=13.0),
    ),
)


@pytest.fixture
async def corrected(study: Path) -> Path:
    def filled(tx: Transaction) -> None:
        for id, channel in (("calm-river", OPEN), ("warm-stone", PRIVATE)):
            conversations.begin(
                tx, team_id="T1", id=id, study_id="mivo-tana", flow="segmentation", channel=channel, thread_ts=id,
                direct=False, starter="U1", now=9.0,
            )  # fmt: skip
            conversations.advance(
                tx, id, epoch=0, state=STATE.model_dump_json(), status="open", title="Segments", language="", now=9.0
            )

    store = Store(study)
    await store.open()
    await store.write(filled)
    await store.close()
    return study


def test_the_report_says_what_holds_who_said_it_and_when(corrected: Path) -> None:
    page = report(named(gathered(corrected, OPEN), {"U1": "Dana", "U2": "Ravi"}))
    told = page.split("## What was corrected of segments\n\n")[1].split("\n\n")[0]
    assert told.splitlines() == [
        "- 2 customers put into “Once, long ago” (Ravi, 1 January 1970)",
        "- “High \\*orders\\*” is called “Regulars” (Dana, 1 January 1970)",
        "- 2 customers do not belong together (somebody, 1 January 1970)",
        "- 1 customer put into “a segment that is gone” (Dana, 1 January 1970)",
    ]


def test_programs_get_each_with_the_hashes_and_only_where_one_may_read(corrected: Path) -> None:
    found = json.loads(as_json(gathered(corrected, OPEN)))["corrections"]
    assert {each["conversation"] for each in found} == {"calm-river"}
    assert [(each["kind"], each["customers"], each["segment"]) for each in found] == [
        ("in", ["ab12", "cd34"], "Once, long ago"), ("name", [], "Regulars"), ("apart", ["ab12", "ef56"], ""),
        ("in", ["ab12"], ""),
    ]  # fmt: skip
