"""What a report says of a segment, as facts with the report's own figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.views.gallery_segments import FOUND, VOICES
from flows.segmentation.facts import told_facts
from personas.facts import Fact
from segments.told import Criterion, Trait

SEGMENT = replace(FOUND.segments[0], traits=(), criteria=())


CHURN = Criterion(
    "responds differently",
    "met",
    0.41,
    "Churn: 57 % here, 16 % among the others, 41 points more (from +38 to +44). What they do was not tried.",
    *("Churn", "57 %", "16 %"),
)


def ending(criterion: Criterion) -> list[tuple[Fact, str]]:
    found = told_facts(FOUND, replace(SEGMENT, criteria=(criterion,)))
    return [(fact, line) for fact, line in found if fact.about == "outcome"]


def told(trait: Trait) -> list[tuple[str, str, str, str]]:
    report = FOUND.model_copy(update={"journeys": ()})
    facts = told_facts(report, replace(SEGMENT, traits=(trait,)))
    return [(words, fact.here, fact.others, fact.way) for fact, words in facts if fact.about in ("measure", "share")]


@pytest.mark.parametrize(
    ("trait", "fact"),
    [
        (
            Trait("tenure", 15.49, 38.4, -1.0, "tenure on average 15.5, the others 38.4"),
            ("Tenure on average 15.5, the others 38.4.", "15.5", "38.4", "less"),
        ),
        (
            Trait("Contract = Two year", 0.03, 0.29, -2.0, "contract is Two year: 3 % of them, 29 % of the others"),
            ("Contract is Two year: 3 % of them, 29 % of the others.", "3 %", "29 %", "less"),
        ),
        (
            Trait("Support = Yes", 0.14, 0.49, -1.0, "with support: 14 % of them, 49 % of the others"),
            ("Without support: 86 % of them, 51 % of the others.", "86 %", "51 %", "more"),
        ),
        (
            Trait("Support = No", 0.17, 0.62, -1.0, "without support: 17 % of them, 62 % of the others (a)", " (a)"),
            ("With support: 83 % of them, 38 % of the others (a).", "83 %", "38 %", "more"),
        ),
        (
            Trait("Phone = yes", 0.68, 0.95, -1.0, "with phone: 68 % of them, 95 % of the others"),
            ("With phone: 68 % of them, 95 % of the others.", "68 %", "95 %", "less"),
        ),
    ],
)
def test_a_trait_is_a_fact_with_the_figures_of_the_report(trait: Trait, fact: tuple[str, str, str, str]) -> None:
    assert told(trait) == [fact]


@pytest.mark.parametrize("feature", ["Gender = Female", "Religion = none", "SeniorCitizen = 1", "plan = others"])
def test_of_sex_faith_and_age_groups_no_fact_is_made(feature: str) -> None:
    assert told(Trait(feature, 0.9, 0.1, 1.0, "…")) == []


def test_how_it_ends_with_them_is_a_fact_where_that_differs() -> None:
    [(fact, line)] = ending(CHURN)
    assert line == "Churn: 57 % of them, 16 % of the others."
    assert (fact.here, fact.others, fact.way, fact.meaning, fact.of_one) == ("57 %", "16 %", "more", "churn", False)
    assert ending(replace(CHURN, verdict="not met")) == []
    assert ending(replace(CHURN, outcome="", here="", others="")) == [], "an earlier version told it in words alone"


@pytest.mark.parametrize(
    ("outcome", "here", "others", "line"),
    [
        ("Lifetime value", "1,235", "560", "Lifetime value: 1,235 on average, the others 560."),
        ("Margin", "-3.2", "1.5", "Margin: -3.2 on average, the others 1.5."),
        ("Plan: pro churned", "26 %", "9 %", "Plan: pro churned: 26 % of them, 9 % of the others."),
    ],
)
def test_how_it_ends_is_told_with_any_figure_and_any_name(outcome: str, here: str, others: str, line: str) -> None:
    [(fact, told)] = ending(replace(CHURN, outcome=outcome, here=here, others=others))
    assert told == line
    assert (fact.subject, fact.here, fact.others) == (outcome.casefold(), here, others)


def test_how_many_they_are_their_money_their_way_and_their_words_are_facts() -> None:
    assert [words for _, words in told_facts(VOICES, SEGMENT)] == [
        "They are 260 of 380 customers: 68 %.",
        "They bring 81 % of the money.",
        "Coming back: 96 % came back; half of these within 14 days.",
        "48 % of their texts are about delivery; 30 % of these are negative.",
        "One of their texts about delivery: “The courier rang twice and waited.”",
        "One of their texts about delivery: “Came a day late.”",
        "24 % of their texts are about edge; 10 % of these are negative.",
        "One of their texts about edge: “It cuts tomatoes again.”",
    ]
    assert {fact.segment for fact, _ in told_facts(VOICES, SEGMENT)} == {1}
