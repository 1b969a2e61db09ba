"""What Prometheus is told is what the database says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.operations.metrics import MOST_TEAMS, OTHER, Metrics
from flows.llm.task import Usage
from playground.server import Playground
from store.connection import Store
from store.figures import Figures, figures
from tests.dialogues.models import connected_to, sensible
from tests.openai_server import OpenAIServer
from tests.operations.process import rows, total, watched

ANSWERS = ("HR told us that 60 percent of the calls are about words.", "Most open it once a year.")


async def test_after_a_dialogue_the_figures_are_those_of_the_database(
    tmp_path: Path, playground: Playground, server: OpenAIServer
) -> None:
    for task in ("read_answer", "ask_question", "read_project", "describe_project", "word"):
        server.answers(task, *[sensible()] * 20)
    playground.faults.add("rate_limit", "chat.postMessage", next=1, retry_after=1)
    settings = {**connected_to(server), "SEGUE_MODEL_PRICE": "0.25/2"}
    async with watched(tmp_path, playground, **settings) as bot:
        await bot.interview(*ANSWERS)
        seen = await bot.figures_at_rest()
        await bot.ends()
    assert server.unexpected == []
    database = bot.database
    [(calls, prompt, completion, cost)] = rows(
        database, "SELECT count(*), sum(prompt_tokens), sum(completion_tokens), sum(cost_usd) FROM model_calls"
    )
    assert calls > 3
    assert total(seen, "segue_model_call_duration_seconds_count") == calls
    assert total(seen, "segue_model_tokens_total", kind="prompt") == prompt
    assert total(seen, "segue_model_tokens_total", kind="completion") == completion
    assert total(seen, "segue_model_cost_dollars_total") == pytest.approx(cost)
    [(sent,)] = rows(database, "SELECT count(*) FROM outbox WHERE state = 'sent'")
    assert total(seen, "segue_slack_calls_total", outcome="sent") == sent
    assert total(seen, "segue_slack_calls_total", outcome="limited") == 1
    for queue, state in (("inbox", "waiting"), ("inbox", "dead"), ("outbox", "pending"), ("outbox", "dead")):
        [(number,)] = rows(database, f"SELECT count(*) FROM {queue} WHERE state = '{state}'")
        assert total(seen, "segue_queue_rows", queue=queue, state=state) == number
    [(said,)] = rows(database, "SELECT count(*) FROM messages WHERE by_segue = 0")
    assert total(seen, "segue_acknowledgement_duration_seconds_count", kind="event_callback") >= said
    turns = total(seen, "segue_turns_total", outcome="committed")
    assert (
        turns
        == total(seen, "segue_turn_duration_seconds_count")
        == total(seen, "segue_turn_own_duration_seconds_count")
    )
    whole, own = (total(seen, f"segue_turn_{kind}duration_seconds_sum") for kind in ("", "own_"))
    assert 0 < own < whole
    assert total(seen, "segue_sockets_open") == 1


async def test_no_label_holds_a_word_that_somebody_said(tmp_path: Path, playground: Playground) -> None:
    async with watched(tmp_path, playground) as bot:
        await bot.interview(*ANSWERS)
        _, page = await bot.ask("/metrics")
    words = {word for text in ANSWERS for word in re.findall(r"\w{4,}", text.lower())} - {"open"}
    labels = {word for value in re.findall(r'="([^"]*)"', page.lower()) for word in re.findall(r"\w{4,}", value)}
    assert len(labels) > 10
    assert not words & labels


def test_names_follow_prometheus_own_page() -> None:
    """https://prometheus.io/docs/practices/naming/: one prefix, base units, counts end with `_total`."""
    page = Metrics("0").page(NOTHING, 0).decode()
    kinds = dict(re.findall(r"^# TYPE (segue_\w+) (\w+)$", page, re.M))
    assert len(kinds) > 12
    for name, kind in kinds.items():
        assert re.fullmatch(r"segue(_[a-z]+)+", name), name
        if kind == "counter":
            assert name.endswith("_total"), name
        if "duration" in name or "age" in name:
            assert "_seconds" in name or name.endswith("_created"), name
        assert not re.search(r"_(ms|minutes|milliseconds|usd|kb)(_|$)", name), name


def test_labels_do_not_grow_with_the_number_of_workspaces() -> None:
    metrics = Metrics("0")
    for number in range(3 * MOST_TEAMS):
        usage = Usage("ask", "m", 1, 1, 0, cost_usd=0.5, seconds=0.1, outcome="ok")
        metrics.model_called(usage, f"T{number}")
    page = metrics.page(NOTHING, 0).decode()
    costs = re.findall(r'^segue_model_cost_dollars_total\{team="(\w+)"\} (\S+)$', page, re.M)
    assert len(costs) == MOST_TEAMS + 1
    assert sum(float(cost) for _, cost in costs) == 1.5 * MOST_TEAMS
    assert dict(costs)[OTHER] == str(float(MOST_TEAMS))


async def test_reading_the_figures_goes_through_no_whole_table(tmp_path: Path) -> None:
    """A database of years is asked every few seconds: what is done with must not be read again and again."""
    store = Store(tmp_path / "segue.db")
    await store.open()
    asked: list[str] = []

    def plans(tx: object) -> list[str]:
        tx.conn.set_trace_callback(asked.append)  # type: ignore[attr-defined]
        figures(tx, 1.0)  # type: ignore[arg-type]
        tx.conn.set_trace_callback(None)  # type: ignore[attr-defined]
        return [
            str(row[3]) for query in asked if query.startswith("SELECT")
            for row in tx.conn.execute(f"EXPLAIN QUERY PLAN {query}")  # type: ignore[attr-defined]
        ]  # fmt: skip

    found = await store.read(plans)
    await store.close()
    assert len(found) >= 9
    assert not [plan for plan in found if plan.startswith("SCAN") and "INDEX" not in plan]


NOTHING = Figures({("inbox", "waiting"): 0}, {"inbox": 0.0}, {"open": 0}, 0)
