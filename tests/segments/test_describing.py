"""What is said of all segments together, and what to do next."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from segments.describing import described
from segments.evolution.again import Again
from segments.evolution.stands import Stands
from segments.report import Report
from segments.shapes import Customers, Labels
from segments.shares import percent
from segments.told import Column, Kind, Receipt, Understanding
from tests.segments.customers import buyers, decided

COLUMNS = (Column("monetary", "c1", "number"), Column("frequency", "c2", "number"))


def report(customers: Customers, labels: Labels, standing: Stands | None = None) -> Report:
    understood = Understanding(Kind.CUSTOMERS, COLUMNS, customers.count, "Customers.")
    receipt = Receipt(customers.count, customers.count)
    decision = replace(decided(labels), why="There are three.")
    return described("a.csv", understood, receipt, customers, decision, standing=standing)


def test_money_that_was_compared_is_said_to_be() -> None:
    [first, *_] = report(*buyers()).next_steps
    assert first.startswith("Begin with “")
    assert "they were compared by it, too" in first


def test_one_begins_where_most_is_at_stake_and_the_figures_say_how_much() -> None:
    """They come anyway: why one should begin with them is said."""
    told = report(*buyers())
    most = max(told.segments, key=lambda each: each.value_share or 0)
    share, tenth = percent(most.value_share or 0), percent((most.value_share or 0) / 10)
    assert told.next_steps[0].startswith(
        f"Begin with “{most.name}”, where most is at stake: {share} of monetary comes from {percent(most.share)} of "
        f"customers, so one in ten of them gone takes about {tenth} along"
    )
    assert told.steps_in_short[0].startswith(f"Begin with “{most.name}”, where most is at stake ({share} of monetary)")


def test_without_money_one_begins_with_the_largest_and_that_is_said() -> None:
    customers, labels = buyers()
    bare = replace(customers, names=("recency", "frequency", "visits"))
    told = report(bare, labels)
    most = max(told.segments, key=lambda each: each.size)
    first, shortly = told.next_steps[0], told.steps_in_short[0]
    assert first.startswith(f"Begin with “{most.name}”, the largest with {percent(most.share)} of customers: ")
    assert shortly.startswith(f"Begin with “{most.name}”, the largest with {percent(most.share)}")


def test_each_segment_has_a_next_step_that_asks_what_they_did() -> None:
    told = report(*buyers())
    steps = [each for each in told.next_steps if not each.startswith("Try one offer")]
    assert sorted(each.partition("“")[2].partition("”")[0] for each in steps) == sorted(
        each.name for each in told.segments
    )
    assert all(each.lower().count("ask five") == 1 for each in steps)
    assert not any("would" in each for each in steps)


def test_whoever_stays_away_is_asked_what_they_did_instead() -> None:
    [step] = [each for each in report(*buyers()).next_steps if "the last time they needed something like it" in each]
    assert "“Once, long ago”: recency on average 2" in step


def test_one_begins_only_once() -> None:
    customers, labels = buyers()
    churn = (np.arange(600) % 10 < np.where(labels == 0, 8, 1)).astype(np.float64)
    steps = report(replace(customers, outcomes={"churn": churn}), labels).next_steps
    assert [each.partition(" “")[0] for each in steps[:2]] == ["Begin with", "Then"]
    assert "leave most" in steps[0]


def test_how_many_segments_are_wide_is_counted() -> None:
    customers, labels = buyers()
    assert report(customers, labels).why == "There are three."
    halved = np.where(labels == 0, np.arange(600) % 2, labels + 1).astype(np.int64)
    wide = report(customers, halved).why
    assert wide == (
        "There are three. Within two of the four, members are about as far from each other as they would be if nothing "
        "in the file went together."
    )


def test_what_to_keep_in_mind_of_a_segment_is_said_of_its_number() -> None:
    customers, labels = buyers()
    decision = decided(labels, (0.9, 0.5, 0.7))
    standing = Stands(decision, Again(("s2", "s3", "s1"), ("", "", ""), (-1, -1, -1)))
    told = report(customers, labels, standing)
    assert {each.number: each.size for each in told.segments} == {1: 100, 2: 320, 3: 180}
    assert told.notes == (
        "Segment 1 is there, but who belongs to it is unsure.",
        "Segment 3 is not to be trusted: when they are drawn anew it rarely comes back.",
    )


def test_nothing_is_said_of_segments_whose_coming_back_was_not_measured() -> None:
    assert report(*buyers()).notes == ()


def test_every_step_has_a_short_form_that_asks_the_same_of_the_same_segment() -> None:
    told = report(*buyers())
    assert len(told.steps_in_short) == len(told.next_steps)
    for step, shortly in zip(told.next_steps, told.steps_in_short, strict=True):
        assert shortly.partition("”")[0] == step.partition("”")[0]
        assert len(shortly) < len(step)
    asked = "): ask five what they did the last time they needed something like it."
    [away] = [each for each in told.steps_in_short if each.endswith(asked)]
    assert away.startswith("“Once, long ago” (recency on average 2")
    assert not any("compared by it" in each for each in told.steps_in_short)


def test_a_question_about_a_fact_names_it_also_in_short_without_the_figure_that_stands_above() -> None:
    customers, labels = buyers()
    churn = (np.arange(600) % 10 < np.where(labels == 0, 8, 1)).astype(np.float64)
    steps = report(replace(customers, outcomes={"churn": churn}), labels).steps_in_short
    assert steps[0].endswith(", who leave most (80 %, the others 10 %): ask five who left to tell how it came to that.")
    assert len(steps) > 1
    assert not any("the others" in each for each in steps[1:]), "these figures stand with the segment"


def test_what_was_looked_at_has_the_columns_of_words_too() -> None:
    customers, labels = buyers()
    contract = np.where(labels == 0, "monthly", "yearly").astype(object)
    told = report(replace(customers, categories={"Contract": contract}), labels)
    assert told.features == (*customers.names, "Contract")
