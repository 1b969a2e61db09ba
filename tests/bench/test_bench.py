"""The bench itself: what it counts is real work, and its table says what was measured. No figure is judged here."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from bench import measures
from bench.measures import Sizes
from bench.report import table
from bench.stacks import ECHO, HOUSE, LONG_SEGUE, NAIVE, SEGUE, Stack
from bench.talks import BenchError, stage

TINY = Sizes(runs=1, talks=2, turns=1, crowd=3, crowd_turns=1, speakers=4, ack_seconds=1, early=5, late=17, around=1,
             many=3)  # fmt: skip
naive = pytest.param(
    NAIVE,
    marks=pytest.mark.skipif(find_spec("langgraph.checkpoint.sqlite") is None, reason="`make bench` installs it"),
)


@pytest.mark.parametrize("stack", [SEGUE, naive])
async def test_a_turn_costs_something(stack: Stack) -> None:
    """Both stacks hold the same conversation, with two calls to the model for each card."""
    assert await measures.cpu_per_turn(stack, TINY) > 0


async def test_acknowledgements_are_seen_one_by_one() -> None:
    acks = await measures.acknowledgements(SEGUE, TINY)
    assert 0 < acks.p50 <= acks.p99
    assert acks.commit_p99 > 0


async def test_a_long_conversation_goes_on_beyond_what_the_product_allows() -> None:
    """Seventeen questions, one after the other, and a database that grows with them."""
    growth = await measures.growth(LONG_SEGUE, TINY)
    assert min(growth.early, growth.late, growth.database, growth.transcript) > 0


async def test_work_that_was_not_done_is_not_measured() -> None:
    """An echo never asks the model: a figure for it would be worth nothing."""
    async with stage() as on, on.bot(ECHO):
        (talk,) = on.talks(1)
        await talk.begin()
        with pytest.raises(BenchError, match="calls to the model"):
            await on.check_work(on.cards())


SAMPLES = {
    "cpu segue": [0.004, 0.005, 0.006],
    "cpu naive": [0.010, 0.010, 0.010],
    "turns segue": [200.0, 100.0, 210.0],
    "turns naive": [50.0, 50.0, 70.0],
    "ack segue": [0.006],
    "ack echo": [0.002],
    "commit": [0.001],
    "early segue": [0.010],
    "late segue": [0.014],
    "database segue": [2500.0],
    "transcript segue": [400.0],
}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("CPU of a durable turn", "5.0 ms | 10.0 ms naive | 0.50 (0.40 to 0.60) | ≤ 0.5 | ≤ 0.35 | yes"),
        ("turns a second", "200 | 50 naive | 3.00 (2.00 to 4.00) | ≥ 3 | ≥ 5 | yes"),
        ("acknowledgement", "1.20 of the bound | ≤ echo + 3 commits = 5.0 ms |  | **no**"),
        ("CPU of turn 10 and turn 200", "1.40 | ≤ 1.3 |  | **no**"),
        ("bytes a turn adds", "2,500 | ≤ 3 transcripts + 2 KB = 3,248 |  | yes"),
    ],
)
def test_the_table_says_what_is_reached(name: str, said: str) -> None:
    """Ratios are taken round by round, and their median is judged."""
    (line,) = (line for line in table(SAMPLES).splitlines() if name in line)
    assert said in line


def test_more_than_the_aim_is_said() -> None:
    assert "yes, more" in table({"cpu segue": [0.003], "cpu naive": [0.010]})


def test_what_was_not_measured_has_no_line() -> None:
    assert len(table({}).splitlines()) == 2


def test_the_bench_is_locked_to_the_versions_of_the_product() -> None:
    """What is measured is what is shipped."""
    versions = [
        dict(re.findall(r"^([a-z0-9-]+)==([^ ;]+)", (HOUSE / path).read_text(), re.M))
        for path in (Path("requirements.lock"), Path("bench/requirements.lock"))
    ]
    product, bench = versions
    assert {"langgraph-checkpoint-sqlite", "py-spy"} <= bench.keys()
    assert {name: bench[name] for name in product.keys() & bench.keys()} == {
        name: product[name] for name in product.keys() & bench.keys()
    }
