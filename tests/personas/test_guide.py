"""What a team has to decide, and questions that keep the rules of asking."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.llm.persona_tasks import GuideInputs
from flows.llm.rehearsal.personas.write_guide import write_guide
from flows.persona.drafting import guide_of
from personas.guide import FEWEST, MOST, decision_in, filled_up, sound, without_decision
from personas.schema import GuideQuestion
from tests.personas.cards import alice


@pytest.mark.parametrize(
    ("said", "decision", "rest"),
    [
        (
            "We sell a portal. We must choose by March whom to design it for.",
            "We must choose by March whom to design it for.",
            "We sell a portal.",
        ),
        (
            "Alice, an employee. We have to decide whether costs come per month or per year!",
            "We have to decide whether costs come per month or per year!",
            "Alice, an employee.",
        ),
        ("Alice, an employee\nDecision: per month or per year?", "per month or per year?", "Alice, an employee"),
        ("It should help us decide what comes first.", "It should help us decide what comes first.", ""),
        ("Alice, who has to decide between two plans", "", "Alice, who has to decide between two plans"),
        ("a buyer of undecided age", "", "a buyer of undecided age"),
        ("", "", ""),
    ],
)
def test_the_decision_is_told_apart_from_who_it_is(said: str, decision: str, rest: str) -> None:
    assert (decision_in(said), without_decision(said)) == (decision, rest)


@given(st.text(max_size=300))
def test_any_words_can_be_looked_through(said: str) -> None:
    assert len(decision_in(said)) <= 400
    assert len(without_decision(said)) <= len(said)


def question(text: str, decides: str = "which page comes first") -> GuideQuestion:
    return GuideQuestion(id="g1", text=text, decides=decides)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Who did you ask, and what happened?", "two questions"),
        ("Would you pay for this?", "yes or no"),
        ("What would you do with a calculator?", "Ask for something that happened"),
        ("How great was the tool?", "great"),
        ("Do you like it?", "yes or no"),
    ],
)
def test_a_question_that_breaks_a_rule_is_told_so(text: str, fault: str) -> None:
    kept, wrong = sound([question(text)], alice())
    assert kept == ()
    assert any(fault in each and text in each for each in wrong)


def test_one_asked_twice_is_kept_once() -> None:
    kept, wrong = sound(
        [question("What did you do with the last letter?"), question("What did you do with that last letter?")], alice()
    )
    assert len(kept) == 1
    assert "close to" in wrong[0]


def test_questions_of_the_rehearsal_keep_the_rules_and_fill_up() -> None:
    for decision in ("", "We have to decide whether costs come per month or per year."):
        spare = guide_of(write_guide(GuideInputs(persona=alice(), decision=decision)))
        assert sound(spare, alice())[1] == ()
        guide = filled_up([question("What was on the last bill?")], spare, alice())
        assert FEWEST <= len(guide) <= MOST
        assert [each.id for each in guide] == [f"g{number}" for number in range(1, len(guide) + 1)]
        serve = [each for each in spare if each.decides.startswith("costs come per month or per year: ")]
        assert len(serve) >= 6 if decision else serve == []
