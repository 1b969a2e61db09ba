"""What a call cost counts from the moment it is known, also while the database takes nothing."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from bot.budgets import Budgets
from bot.config import Settings
from bot.model import build_budgets, build_models
from bot.paid_calls import PaidCalls
from errors import BudgetSpent, StoreFault, StoreFull
from flows.llm.task import Usage
from flows.llm.usage import Ledger
from store.connection import Store
from tests.llm.asking import ASK, DRAFT, INPUTS
from tests.openai_server import OpenAIServer

MIDNIGHT = 1_796_083_200.0
"""2026-12-01 00:00 UTC."""
DAY = 86_400.0
USAGE = Usage("ask", "m", 60, 40, 0, 2.5, 1.0, "ok")
STUDY = (
    "INSERT INTO conversations (team_id, id, study_id, flow, channel, thread_ts, direct, starter, title, created_at,"
    " updated_at) VALUES ('T1', ?, 's1', 'interview', 'C1', ?, 0, 'U1', '', 1, 1)"
)


@dataclass
class Till:
    """A database, what was paid, and what may still be paid. `full`: nothing can be written."""

    store: Store
    now: float = MIDNIGHT + DAY
    full: bool = False
    tries: int = 0

    def __post_init__(self) -> None:
        self.paid = PaidCalls(self.store, lambda: self.now)

    async def pays(self, conversation: str, usage: Usage = USAGE) -> None:
        self.now += 1.0
        await self.paid.keep(usage, {"team": "T1", "conversation": conversation})

    async def may(self, conversation: str = "c9", **usd: str) -> bool | str:
        budgets = Budgets(self.store, usd, {}, lambda: self.now, self.paid.unwritten)
        try:
            await budgets.allowed("T1", conversation, live=True)
        except BudgetSpent as error:
            return error.scope
        return True

    async def rows(self, query: str = "SELECT conversation_id, cost_usd FROM model_calls ORDER BY at") -> list[Any]:
        return await self.store.read(lambda tx: [tuple(row) for row in tx.execute(query).fetchall()])

    async def day_cost(self) -> list[Any]:
        return await self.rows("SELECT cost_usd FROM spending WHERE scope = 'day' ORDER BY name")


@pytest.fixture
async def till(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Till]:
    store = Store(tmp_path / "segue.db", busy_seconds=0.05)
    await store.open()
    made, write = Till(store), store.write

    async def writes(work: Any) -> Any:
        made.tries += 1
        if made.full:
            raise StoreFull("There is no room.")
        return await write(work)

    monkeypatch.setattr(store, "write", writes)
    yield made
    await store.close()


async def test_what_cannot_be_written_counts_at_once(till: Till) -> None:
    till.full = True
    await till.pays("c1")
    await till.pays("c2")
    assert await till.rows() == []
    assert await till.may(day="5") == "day"
    assert await till.may(month="5") == "month"
    assert await till.may(day="5.6") is True
    standing = await Budgets(till.store, {"month": "10"}, {}, lambda: till.now, till.paid.unwritten).standing("T1")
    assert standing is not None
    assert (standing.spent.cost_usd, standing.spent.tokens) == (5.0, 200)


async def test_it_is_written_with_the_next_call_as_of_the_day_on_which_it_was_made(till: Till) -> None:
    till.full = True
    await till.pays("c1")
    till.full, till.now = False, till.now + DAY
    await till.pays("c2")
    assert await till.rows() == [("c1", 2.5), ("c2", 2.5)]
    assert await till.day_cost() == [(2.5,), (2.5,)]
    assert till.paid.unwritten("T1") == ()
    assert await till.may(month="5") == "month"
    assert await till.may(day="5") is True


async def test_it_counts_for_the_study_and_its_conversation_has_begun(till: Till) -> None:
    for id in ("c1", "c2"):
        await till.store.write(lambda tx, id=id: tx.execute(STUDY, [id, id]))  # type: ignore[misc]
    till.full = True
    await till.pays("c1")
    assert await till.may("c2", study="2.5") == "study"
    assert await till.may("c9", study="2.5") is True
    assert await till.may("c1", day="2.7") is True
    assert await till.may("c2", day="2.7") == "day", "the last tenth is for what has begun"


async def test_it_is_written_before_the_database_is_closed(till: Till) -> None:
    till.full = True
    await till.pays("c1")
    till.full = False
    await till.paid.close()
    assert await till.rows() == [("c1", 2.5)]


async def test_what_is_lost_at_the_end_is_said(till: Till, caplog: pytest.LogCaptureFixture) -> None:
    till.full = True
    await till.pays("c1")
    await till.paid.close()
    assert "the usage of a call could not be kept" in caplog.text
    assert till.paid.unwritten("T1") == ()


async def test_what_was_written_although_the_database_said_otherwise_counts_once(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = till.store.write

    async def doubted(work: Any) -> Any:
        await write(work)
        raise StoreFull("There is no room.")

    with monkeypatch.context() as doubtful:
        doubtful.setattr(till.store, "write", doubted)
        await till.pays("c1")
    assert len(till.paid.unwritten("T1")) == 1
    assert await till.may(day="5") is True
    await till.pays("c2")
    assert await till.rows() == [("c1", 2.5), ("c2", 2.5)]
    assert await till.day_cost() == [(5.0,)]


async def test_one_that_is_wrong_in_itself_is_in_the_way_of_no_other(till: Till) -> None:
    await till.store.write(
        lambda tx: tx.execute(
            "CREATE TRIGGER wrong BEFORE INSERT ON model_calls WHEN NEW.task = 'odd'"
            " BEGIN SELECT RAISE(ABORT, 'a constraint of ours'); END"
        )
    )
    till.full = True
    await till.pays("c1")
    await till.pays("c2", replace(USAGE, task="odd"))
    till.full = False
    await till.pays("c3")
    assert await till.rows() == [("c1", 2.5), ("c3", 2.5)]
    assert till.paid.unwritten("T1") == ()


async def test_told_to_stop_all_calls_wait_for_the_locked_database_together(till: Till, tmp_path: Path) -> None:
    """Each of them waits as long as the database does for a lock, five seconds as a rule: it is waited for once."""
    other = sqlite3.connect(tmp_path / "segue.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    ledger, before = Ledger(till.paid.keep), till.tries
    for _ in range(6):
        ledger.note(USAGE)
        await asyncio.sleep(0)
    await ledger.close()
    assert till.tries - before == 1
    assert len(till.paid.unwritten("")) == 6
    await till.paid.close()
    assert till.tries - before == 2
    other.execute("ROLLBACK")
    other.close()


async def test_what_comes_while_others_are_written_is_written_with_them(till: Till) -> None:
    before = till.tries
    first = till.paid.keep(USAGE, {"team": "T1", "conversation": "c1"})
    await asyncio.sleep(0)
    others = [till.paid.keep(USAGE, {"team": "T1", "conversation": f"c{number}"}) for number in (2, 3)]
    await asyncio.gather(first, *others)
    assert [id for id, _ in await till.rows()] == ["c1", "c2", "c3"]
    assert till.tries - before == 2
    assert till.paid.unwritten("T1") == ()


async def test_whoever_is_cancelled_while_it_is_written_stops_it_for_nobody(till: Till) -> None:
    first, second = (asyncio.ensure_future(till.pays(each)) for each in ("c1", "c2"))
    await asyncio.sleep(0)
    first.cancel()
    await second
    assert [id for id, _ in await till.rows()] == ["c1", "c2"]


async def test_two_calls_that_are_alike_in_everything_are_two(till: Till) -> None:
    for _ in range(2):
        await till.paid.keep(USAGE, {"team": "T1", "conversation": "c1"})
    assert await till.rows() == [("c1", 2.5), ("c1", 2.5)]
    assert await till.day_cost() == [(5.0,)]


async def test_one_by_one_they_wait_for_the_database_once(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    till.full = True
    for number in range(6):
        await till.pays(f"c{number}")
    faults = [StoreFault("A constraint."), StoreFull("There is no room.")]

    async def fails(work: Any) -> Any:
        raise faults.pop(0)

    monkeypatch.setattr(till.store, "write", fails)
    await till.pays("c6")
    assert faults == []
    assert len(till.paid.unwritten("T1")) == 7


async def test_of_very_many_the_oldest_are_lost(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.paid_calls.MOST_WAITING", 3)
    till.full = True
    for number in range(5):
        await till.pays(f"c{number}")
    till.full = False
    await till.paid.close()
    assert [id for id, _ in await till.rows()] == ["c2", "c3", "c4"]


async def test_a_call_while_another_program_holds_the_database_is_paid_from_the_budget(
    till: Till, tmp_path: Path
) -> None:
    """Through the model's own way: a real server, a real lock."""
    settings = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "SEGUE_TOKENS_DAY": "120"}
    async with OpenAIServer() as server:
        server.answers("ask_question", DRAFT)
        connected = {"OPENAI_API_KEY": "k", "OPENAI_BASE_URL": server.base_url, "SEGUE_MODEL": "words"}
        read = Settings.read(settings | connected)
        models = build_models(read, build_budgets(read, till.store, lambda: till.now, till.paid), till.paid)
        model = models.of("T1").words.bound("T1", "c1")
        other = sqlite3.connect(tmp_path / "segue.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        assert await model.run(ASK, INPUTS) == DRAFT
        with pytest.raises(BudgetSpent):
            await model.run(ASK, INPUTS)
        other.execute("ROLLBACK")
        other.close()
        await models.close()
        await till.paid.close()
    assert await till.rows("SELECT prompt_tokens + completion_tokens FROM model_calls") == [(120,)]
