"""What may be spent: by workspace, day, month and study; the last tenth is for what has begun."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from sqlite_utils import Database

from bot.budgets import Budgets
from bot.config import Settings
from bot.model_settings import amount
from errors import BudgetSpent
from store import model_calls, spending
from store.connection import Store, Transaction
from store.migrations import SEGUE
from store.model_calls import PaidCall

MIDNIGHT = 1_796_083_200.0
"""2026-12-01 00:00 UTC."""
DAY = 86_400.0
CALL = PaidCall("T1", "c1", MIDNIGHT, "ask", "m", 0, 0, 0, None, 1.0, "ok")
TOKENS = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}


class Till:
    """A workspace's calls, and whether another one may be paid for."""

    def __init__(self, store: Store) -> None:
        self.store, self.now = store, MIDNIGHT + DAY

    async def pays(self, conversation: str, tokens: int = 0, usd: float | None = None, team: str = "T1") -> None:
        await self.store.write(
            lambda tx: model_calls.add(
                tx,
                replace(
                    CALL, team_id=team, conversation_id=conversation, at=self.now, prompt_tokens=tokens, cost_usd=usd,
                    id=uuid4().hex,
                ),
            )
        )  # fmt: skip

    async def may(self, conversation: str, *, live: bool = True, team: str = "T1", **limits: str) -> bool | str:
        """-> True, or the scope of the budget that is spent. `limits`: `usd_day="5"`, `tokens_study="1000"` …"""
        usd = {key.removeprefix("usd_"): value for key, value in limits.items() if key.startswith("usd_")}
        tokens = {key.removeprefix("tokens_"): value for key, value in limits.items() if key.startswith("tokens_")}
        try:
            await Budgets(self.store, usd, tokens, lambda: self.now).allowed(team, conversation, live)
        except BudgetSpent as error:
            return error.scope
        return True


@pytest.fixture
async def till(tmp_path: Path) -> AsyncIterator[Till]:
    store = Store(tmp_path / "segue.db")
    await store.open()
    yield Till(store)
    await store.close()


@pytest.mark.parametrize(
    ("said", "team", "expected"),
    [
        ("", "T1", None),
        ("50", "T1", 50.0),
        ("50,T1=200.5", "T1", 200.5),
        ("50,T1=200.5", "T2", 50.0),
        ("T1=200", "T2", None),
        ("T1=0", "T1", 0.0),
    ],
)
def test_a_workspace_has_its_own_amount_or_that_of_all(said: str, team: str, expected: float | None) -> None:
    assert amount(said, team) == expected


async def test_without_a_limit_everything_may_be_asked(till: Till) -> None:
    await till.pays("c1", tokens=10**9, usd=10**6)
    assert await till.may("c1") is True


async def test_a_day_ends_at_midnight_and_its_budget_begins_anew(till: Till) -> None:
    await till.pays("c1", usd=5.0)
    assert await till.may("c1", usd_day="5") == "day"
    till.now += DAY
    assert await till.may("c1", usd_day="5") is True
    assert await till.may("c1", usd_month="5") == "month"


async def test_a_month_ends_with_its_last_second(till: Till) -> None:
    till.now = MIDNIGHT - 1
    await till.pays("c1", tokens=100)
    assert await till.may("c1", tokens_month="100") == "month"
    till.now = MIDNIGHT
    assert await till.may("c1", tokens_month="100") is True


async def test_the_last_tenth_is_for_conversations_that_have_begun_and_somebody_waits_in(till: Till) -> None:
    await till.pays("c1", usd=9.0)
    assert await till.may("c1", usd_month="10") is True
    assert await till.may("c1", usd_month="10", live=False) == "month"
    assert await till.may("c2", usd_month="10") == "month"
    await till.pays("c1", usd=1.0)
    assert await till.may("c1", usd_month="10") == "month"


async def test_how_much_of_the_month_is_spent_is_told_or_of_the_day_where_there_is_no_month(till: Till) -> None:
    def told(**scopes: str) -> Budgets:
        return Budgets(till.store, scopes, {}, lambda: till.now)

    assert await told().standing("T1") is None
    assert await told(study="5").standing("T1") is None
    await till.pays("c1", tokens=10, usd=8.9)
    both, day = await told(month="10", day="9").standing("T1"), await told(day="9").standing("T1")
    assert both is not None
    assert day is not None
    assert (both.scope, both.spent.cost_usd, both.is_nearly_spent, both.is_spent) == ("month", 8.9, False, False)
    assert (day.scope, day.is_nearly_spent, day.is_spent) == ("day", True, False)
    await till.pays("c1", usd=0.2)
    both, day = await told(month="10").standing("T1"), await told(day="9").standing("T1")
    assert both is not None
    assert day is not None
    assert (both.is_nearly_spent, both.is_spent, day.is_spent) == (True, False, True)
    other = await told(month="T2=10").standing("T1")
    assert other is None


async def test_what_one_workspace_spends_is_none_of_another(till: Till) -> None:
    await till.pays("c1", tokens=100, team="T1")
    assert await till.may("c1", team="T1", tokens_day="100") == "day"
    assert await till.may("c1", team="T2", tokens_day="100") is True


async def test_a_study_is_all_its_conversations(till: Till) -> None:
    def begin(tx: object) -> None:
        for team, id, study in (("T1", "c1", "s1"), ("T1", "c2", "s1"), ("T1", "c3", "s2"), ("T2", "c9", "s1")):
            tx.execute(  # type: ignore[attr-defined]
                "INSERT INTO conversations (team_id, id, study_id, flow, channel, thread_ts, direct, starter, title,"
                " created_at, updated_at) VALUES (?, ?, ?, 'interview', 'C1', ?, 0, 'U1', '', 1, 1)",
                [team, id, study, id],
            )

    await till.store.write(begin)
    await till.pays("c1", tokens=60)
    await till.pays("c2", tokens=40)
    await till.pays("c9", tokens=1000, team="T2")
    assert await till.may("c2", tokens_study="100") == "study"
    assert await till.may("c3", tokens_study="100") is True
    assert await till.may("c2", tokens_study="101") is True


async def test_a_call_without_a_price_still_counts_its_tokens(till: Till) -> None:
    await till.pays("c1", tokens=70)
    await till.pays("c1", tokens=30, usd=1.0)
    assert await till.may("c1", tokens_day="100", usd_day="2") == "day"


async def test_what_was_spent_before_an_upgrade_counts(tmp_path: Path) -> None:
    before = Database(tmp_path / "old.db")
    SEGUE.apply(before, stop_before="m014_spending")
    before.conn.execute(
        "INSERT INTO model_calls VALUES ('T1', 'c1', ?, 'ask', 'm', 60, 40, 0, 2.5, 1, 'ok')", [MIDNIGHT + 5]
    )
    before.conn.execute(
        "INSERT INTO model_calls VALUES ('T1', 'c2', ?, 'ask', 'm', 60, 40, 0, NULL, 1, 'ok')", [MIDNIGHT + DAY]
    )
    before.conn.commit()
    before.close()
    store = Store(tmp_path / "old.db")
    await store.open()
    spent = await store.read(lambda tx: spending.of_workspace(tx, "T1", MIDNIGHT + DAY))
    assert {scope: (each.tokens, each.cost_usd) for scope, each in spent.items()} == {
        "day": (100, 0.0),
        "month": (200, 2.5),
    }
    assert await store.read(lambda tx: spending.has_begun(tx, "T1", "c2"))
    await store.close()


async def test_what_was_spent_is_looked_up_through_no_whole_table(till: Till) -> None:
    """Before every call, and whenever somebody opens App Home: years of calls must not be read for it."""
    asked: list[str] = []

    def plans(tx: Transaction) -> list[str]:
        tx.conn.set_trace_callback(asked.append)
        spending.of_workspace(tx, "T1", MIDNIGHT)
        spending.of_study(tx, "T1", "c1")
        spending.has_begun(tx, "T1", "c1")
        model_calls.since(tx, "T1", MIDNIGHT)
        model_calls.is_kept(tx, CALL)
        tx.conn.set_trace_callback(None)
        queries = [each for each in asked if each.startswith("SELECT")]
        return [str(row[3]) for query in queries for row in tx.conn.execute(f"EXPLAIN QUERY PLAN {query}")]

    found = await till.store.read(plans)
    assert [each for each in found if "model_calls" in each] == [
        "SEARCH model_calls USING INDEX model_calls_by_time (team_id=? AND at>?)",
        "SEARCH model_calls USING COVERING INDEX model_calls_by_id (team_id=? AND id=?)",
    ]
    assert not [each for each in found if each.startswith("SCAN") and "CONSTANT ROW" not in each]


def test_a_budget_of_what_has_no_price_is_refused() -> None:
    said = Settings.faults_in({**TOKENS, "OPENAI_API_KEY": "sk-1", "SEGUE_BUDGET_MONTH": "50"})
    assert said == ["SEGUE_BUDGET_MONTH needs SEGUE_MODEL_PRICE: without it nothing adds up."]
    assert not Settings.faults_in({**TOKENS, "OPENAI_API_KEY": "sk-1", "SEGUE_TOKENS_MONTH": "50"})


@pytest.mark.parametrize("said", ["-5", "ten", "50,T1", "50,60", "T1=", "50,T1=5=5", "1e999", "50, T1=5"])
def test_what_is_no_amount_is_refused(said: str) -> None:
    [fault] = Settings.faults_in({**TOKENS, "SEGUE_TOKENS_DAY": said})
    assert fault.startswith("SEGUE_TOKENS_DAY")
