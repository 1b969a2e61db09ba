"""What a persona is told in an interview: by whom, and only of words she does not know."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personas.fact_sheet import FactSheet, taught, told_lines
from personas.learning import told_in
from personas.schema import Knowledge, State
from tests.personas.cards import alice

KNOWS = (
    Knowledge(topic="Deductible", state=State.WRONG, belief="A fee."),
    Knowledge(topic="Premium", state=State.KNOWS, belief="What leaves the pay."),
    Knowledge(topic="Savings account", state=State.UNAWARE, belief="Never heard."),
)
PERSONA = alice().model_copy(update={"knowledge": KNOWS})


@pytest.mark.parametrize(
    ("question", "topics"),
    [
        ("A deductible is what you pay before the plan pays anything. Did you know?", ["Deductible"]),
        ("Your savings account is emptied at the end of the year.", ["Savings account"]),
        ("What is a deductible?", []),
        ("Deductible, then.", []),
        ("A premium is what you pay every month whatever happens.", []),
        ("You seem to be tired of all this today.", []),
    ],
)
def test_an_explanation_is_kept_with_who_gave_it(question: str, topics: list[str]) -> None:
    told = told_in(question, PERSONA, "a3", "U1")
    assert [each.topic for each in told] == topics
    assert {(each.answer, each.by) for each in told} <= {("a3", "U1")}


def test_the_sheet_tells_what_was_heard_and_not_from_whom() -> None:
    told = told_in("A deductible is what you pay before the plan pays anything.", PERSONA, "a3", "U1")
    [line] = told_lines(taught(FactSheet(), told))
    assert line == "Deductible: she was told “A deductible is what you pay before the plan pays anything.” before a3"


@given(st.text(max_size=400))
def test_any_words_can_be_looked_through(question: str) -> None:
    assert all(each.said in " ".join(question.split()) for each in told_in(question, PERSONA, "a1", "U1"))
