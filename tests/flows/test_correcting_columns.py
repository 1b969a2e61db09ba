"""The columns corrected in a form: the analysis begins anew with them, and what was told before is replaced."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from flows.forms import Picks
from flows.replies import Reply
from flows.segmentation import SEGMENTATION
from flows.segmentation.beginning import REPLACED
from flows.segmentation.correcting import CORRECT, MOST_COLUMNS
from flows.segmentation.state import Phase
from segments.told import Column, Role
from tests.flows.segment_reports import UNDERSTOOD
from tests.flows.test_segmentation import ORDERS, notices, thread
from tests.flows.thread import Thread


async def submits(talk: Thread, value: str) -> list[Reply]:
    return await talk.take(talk.incoming("submission", action=CORRECT, value=value, user="U2"))


def form(talk: Thread) -> Picks:
    found = SEGMENTATION.form(talk.state, CORRECT)
    assert isinstance(found, Picks)
    return found


@pytest.mark.parametrize(
    ("columns", "money"),
    [
        ((("Sum", Role.AMOUNT), ("Pieces", Role.QUANTITY)), "Money is Sum."),
        ((("Pieces", Role.QUANTITY), ("UnitPrice", Role.PRICE)), "Money is Pieces × UnitPrice."),
        ((("Pieces", Role.QUANTITY),), ""),
    ],
)
async def test_the_form_says_what_is_taken_for_money(columns: tuple[tuple[str, Role], ...], money: str) -> None:
    talk, _ = thread()
    await talk.say("", attached=(ORDERS,))
    found = tuple(Column(name, f"c{number}", "number", role) for number, (name, role) in enumerate(columns))
    talk.state = talk.state.model_copy(update={"understanding": replace(UNDERSTOOD, columns=found)})
    assert ("Money is" in form(talk).ask) is bool(money)
    assert form(talk).ask.endswith(money)


async def test_there_is_nothing_to_correct_before_a_file_is_read() -> None:
    talk, _ = thread()
    assert SEGMENTATION.form(talk.state, CORRECT) is None


async def test_the_form_shows_what_each_column_was_taken_for_those_with_a_role_first() -> None:
    talk, _ = thread()
    await talk.say("", attached=(ORDERS,))
    assert [(each.label, each.chosen) for each in form(talk).picks] == [
        ("Order", "order"), ("Day", "time"), ("Client no", "attribute"), ("Member no", "attribute")
    ]  # fmt: skip
    assert {value for value, words in form(talk).options} == set(Role)


async def test_of_a_wide_file_the_columns_that_matter_are_shown() -> None:
    talk, _ = thread()
    await talk.say("", attached=(ORDERS,))
    plain = tuple(Column(f"Answer {n}", f"c{n}", "text") for n in range(200))
    wide = replace(UNDERSTOOD, columns=(*plain, Column("Who", "c999", "text", Role.CUSTOMER)))
    talk.state = talk.state.model_copy(update={"understanding": wide})
    assert len(form(talk).picks) == MOST_COLUMNS
    assert form(talk).picks[0].label == "Who"
    assert "161" in form(talk).ask


@pytest.mark.parametrize("when", ["asked", "working", "done"])
async def test_the_analysis_begins_anew_and_says_what_it_replaces(when: str) -> None:
    talk, analyst = thread(asks=when == "asked")
    talk.waits = when == "working"
    await talk.say("", attached=(ORDERS,))
    if when == "working":
        await talk.take(talk.rows.pop(0))
        [late] = talk.rows
    before = talk.state.task
    talk.waits = False
    chosen = {each.key: each.chosen for each in form(talk).picks} | {"c3": "customer", "c1": "ignored"}
    heard = await submits(talk, json.dumps(chosen))
    assert notices(heard) == [REPLACED.format(file="orders.csv")]
    assert talk.state.phase is Phase.DONE
    task = analyst.taken[-1][1]
    assert task.roles == {"c3": Role.CUSTOMER, "c1": Role.IGNORED}
    assert task.id != before.id
    assert analyst.stopped == [before.id], "a correction may be laid over it just then"
    if when == "working":
        assert await talk.take(late) == []


@pytest.mark.parametrize("value", ["", "[]", "{", '{"c9": "customer"}', '{"c1": "order"}', '{"c1": "x"}', '{"c1": {}}'])
async def test_a_form_that_changes_nothing_begins_nothing(value: str) -> None:
    talk, analyst = thread()
    await talk.say("", attached=(ORDERS,))
    taken = len(analyst.taken)
    assert await submits(talk, value) == []
    assert len(analyst.taken) == taken
