"""Files that were analysed in a study: their reports leave with it, to whoever may read where they were told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.export.report import report
from bot.export.study import as_json
from bot.export.tables import segments_csv
from flows.segmentation.state import Phase, SegmentationState
from store import conversations
from store.connection import Store, Transaction
from tests.export.studies import OPEN, PRIVATE, STUDY
from tests.export.test_study import gathered
from tests.export.test_tables import rows
from tests.flows.segment_reports import FOUND


async def analysed(study: Path) -> None:
    def fill(tx: Transaction) -> None:
        for id, channel in (("calm-river", OPEN), ("warm-stone", PRIVATE)):
            told = FOUND.model_copy(update={"file": f"orders of {id}.csv"})
            state = SegmentationState(phase=Phase.DONE, report=told, reported=date(2026, 11, 28))
            conversations.begin(
                tx, team_id="T1", id=id, study_id=STUDY, flow="segmentation", channel=channel, thread_ts=id,
                direct=False, starter="U1", now=9.0,
            )  # fmt: skip
            kept = state.model_dump_json()
            conversations.advance(tx, id, epoch=0, state=kept, status="open", title=id, language="", now=50.0)

    store = Store(study)
    await store.open()
    await store.write(fill)
    await store.close()


async def test_the_report_of_an_analysis_is_in_every_form_for_whoever_may_read_it(study: Path) -> None:
    await analysed(study)
    export = gathered(study, OPEN, transcripts=False)
    [found] = export.analyses
    assert (found.conversation, found.file, found.at) == ("calm-river", "orders of calm-river.csv", "2026-11-28")
    page = report(export)
    assert "## Segments found in files" in page
    assert "### 2 segments among 300 customers" in page
    assert "#### 1. Regulars" in page
    table = rows(segments_csv(export))
    assert [(row["name"], row["size"], row["share_of_money"]) for row in table] == [
        ("Regulars", "200", "0.7000"),
        ("Once, long ago", "100", "0.3000"),
    ]
    assert "At least 8 orders" in as_json(export)
    assert "warm-stone" not in page + as_json(export)
    assert len(gathered(study, OPEN, PRIVATE, transcripts=False).analyses) == 2


def test_a_study_without_files_says_nothing_of_segments_in_them(study: Path) -> None:
    export = gathered(study, OPEN)
    assert export.analyses == ()
    assert "Segments found in files" not in report(export)
    assert rows(segments_csv(export)) == []
