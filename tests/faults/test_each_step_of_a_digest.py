"""Kill -9 at each step of an edition and of an alert about segments: each comes once."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest

from bot.engine.records import keep_records
from flows.records import FileAnalysed
from flows.segmentation.state import SegmentationState
from playground.driver import CUSTOMERS, DANA
from playground.server import Playground
from store import conversations, studies
from store.connection import Store, Transaction
from studies.schedule import Alerts
from tests.dialogues.test_segments_told import AT_ONCE
from tests.faults.bots import WarmBots, Watch
from tests.faults.digests import TEAM, Digests, kept
from tests.faults.steps import OF_A_DIGEST
from tests.studies.news import SHRUNK, analysed

PATIENCE = 30.0
DEATHS = 3


@pytest.mark.parametrize("step", OF_A_DIGEST)
async def test_killed_there_again_and_again_an_edition_and_an_alert_come_once(
    playground: Playground, bots: WarmBots, tmp_path: Path, step: str
) -> None:
    database = tmp_path / "segue.db"
    digests = Digests(playground, database, 1)
    await digests.set_up()
    await kept(database, CUSTOMERS, Alerts(shrinks=20))
    await _shrank(database)
    digests.due_again()
    for death in range(DEATHS):
        await bots.start(dies_at=step)
        # Once both have come nothing is left that it could die of.
        with suppress(*([TimeoutError] if death else [])):
            await bots.dead(PATIENCE if not death else 3.0)
        await bots.kill()
    await bots.start()
    await digests.all_came(PATIENCE)
    alerts = lambda: [each for each in playground.driver.history(CUSTOMERS) if each["text"].startswith(AT_ONCE)]  # noqa: E731
    await playground.driver.wait_for(alerts, PATIENCE)
    watch = Watch(database)
    watch.begin()
    await watch.rest(PATIENCE)
    watch.close()
    await bots.kill()
    assert digests.came() == digests.due
    assert [("90 now, 120 in april.csv" in str(each["blocks"])) for each in alerts()] == [True]


async def _shrank(database: Path) -> None:
    """The last step of an analysis is over, and its turn written down."""
    store = Store(database)
    await store.open()
    await store.write(_over)
    await store.close()


def _over(tx: Transaction) -> None:
    now = time.time()
    studies.begin(tx, team_id=TEAM, id="s1", now=now)
    conversations.begin(
        tx, team_id=TEAM, id="c1", study_id="s1", flow="segmentation", channel=CUSTOMERS, thread_ts="1700000000.000001",
        direct=False, starter=DANA, now=now,
    )  # fmt: skip
    state = SegmentationState(analyses=(analysed("c1-2", since=SHRUNK, conversation="", at=now),))
    tx.execute("UPDATE conversations SET state = ? WHERE id = 'c1'", [state.model_dump_json()])
    held = conversations.get(tx, "c1")
    assert held is not None
    keep_records(tx, held, [FileAnalysed("c1-2")], now)
