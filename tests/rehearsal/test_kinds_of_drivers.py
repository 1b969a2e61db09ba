"""Customers who share a word: what is known of one kind is never told of another."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from flows.interview.closing import as_summary
from flows.llm.rehearsal.summarise import summarise
from flows.llm.tasks import SummariseInputs
from interviews.answers import Question
from interviews.dimensions import Dimension
from interviews.evidence import verified
from interviews.summary import Summary
from tests.rehearsal.played import answer_to, opening

PROJECT = (
    "We run a meal-kit subscription for shift workers in Leeds and Hull. "
    "We have to decide by March which group gets its own box."
)
WHO = "Mostly nurses on nights, delivery drivers and bus drivers."
STAY = "Bus drivers stay for 5 months on average, our billing data shows that."
SKIP = "Delivery drivers skip breakfast."
CANCEL = "Nurses cancel after about 7 weeks, we counted."
RULE = "going by this: “stay for 5 months on average”"


def summed_up(answers: Sequence[str]) -> Summary:
    exchanges = [opening(PROJECT)]
    for number, text in enumerate(answers, 1):
        question = Question(id=f"q{number}", text="What then?", why="to know", about=list(Dimension)[number])
        exchanges.append(answer_to(question, text, exchanges, PROJECT))
    draft = summarise(SummariseInputs(project=PROJECT, exchanges=tuple(exchanges)))
    return verified(as_summary(draft), [exchange.answer for exchange in exchanges])


@pytest.mark.parametrize("answers", [(WHO, STAY, SKIP, CANCEL), (WHO, SKIP, STAY), (STAY, SKIP), (SKIP, CANCEL, STAY)])
def test_what_was_counted_of_bus_drivers_is_not_given_to_delivery_drivers(answers):
    segments = {each.name.lower(): each for each in summed_up(answers).segments}
    assert RULE in segments["bus drivers"].rule
    others = [each.rule for name, each in segments.items() if name != "bus drivers"]
    assert not any("5 months" in rule for rule in others)


def test_what_is_said_of_drivers_at_large_is_said_of_neither_kind():
    segments = summed_up([STAY, SKIP, "Drivers pay us £9 a week, our billing data shows that."]).segments
    assert "Drivers" not in [each.name for each in segments]
    assert not any("a3" in each.answers for each in segments if each.name.endswith("drivers"))


def test_the_group_whose_words_were_counted_is_a_candidate_beside_six_that_were_only_named():
    crowd = "We have cooks, bakers, porters, guards, cleaners, farmers and delivery drivers, I guess."
    assert "Bus drivers" in [each.name for each in summed_up([crowd, STAY]).segments]


@pytest.mark.parametrize("answers", [(WHO, STAY, SKIP, CANCEL), (STAY, SKIP, SKIP, SKIP), (SKIP, CANCEL, STAY)])
def test_the_first_step_speaks_of_the_first_segment(answers):
    summary = summed_up(answers)
    assert f"“{summary.segments[0].name.lower()}”" in summary.ideas[0].text.lower()


def test_what_puts_one_segment_before_another_is_not_the_same_for_both():
    first, second, *_ = summed_up(
        [STAY, "Delivery drivers buy for 9 months on average, our billing data shows that."]
    ).segments
    assert first.worth.why != second.worth.why
    assert "5 months" in f"{first.worth.why} {second.worth.why}"


def test_the_way_on_which_they_came_is_no_group():
    answers = ["We had 600 sign-ups. 214 of them joined from a single post in March.", STAY, SKIP]
    assert not any("joined from" in each.name for each in summed_up(answers).segments)
