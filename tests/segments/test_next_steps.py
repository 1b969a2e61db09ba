"""What to do next, as a colleague in marketing would say it from the figures of the file."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from segments.advice import Advised, advice
from segments.report import Report
from segments.told import Criterion, Kind, Receipt, Segment, Trait, Understanding

ASK = re.compile(r"\b[Aa]sk five.*")
DSL = Trait("InternetService = DSL", 0.95, 0.24, 3.0, "internet service is DSL: 95 % of them, 24 % of the others")


def tenure(here: float, others: float) -> Trait:
    told = f"tenure on average {here}, the others {others}"
    return Trait("tenure", here, others, here - others, told)


def churn(here: int, others: int, verdict: str = "met", outcome: str = "Churn") -> Criterion:
    words = f"{outcome}: {here} % here, {others} % among the others, some points apart (from -9 to +9)."
    figure = (here - others) / 100
    return Criterion(
        "responds differently",
        verdict,  # type: ignore[arg-type]
        figure,
        words,
        outcome,
        f"{here} %",
        f"{others} %",
    )


def segment(
    number: int, name: str, share: float, money: float | None, *traits: Trait, ends: Criterion | None = None
) -> Segment:
    judged = (ends,) if ends else ()
    return Segment(f"s{number}", number - 1, name, int(share * 1000), share, money, traits, judged, "")


FIBER = segment(1, "Fiber optic, month-to-month", 0.26, 0.34, ends=churn(57, 16))
PAY = segment(2, "Long-time customers, pay much", 0.19, 0.30, tenure(59.8, 25.8), ends=churn(18, 29))
LONG = segment(3, "DSL, long with us", 0.15, 0.15, DSL, tenure(52.1, 29.0), ends=churn(6, 30))
NEW = segment(4, "DSL, new with us", 0.18, 0.13, DSL, tenure(13.6, 36.5), ends=churn(30, 26, "not met"))
NO_NET = Trait("InternetService = No", 1.0, 0.0, 9.0, "without internet service: 100 % of them, 0 % of the others")
WITHOUT = segment(5, "Without internet service", 0.22, 0.07, NO_NET, ends=churn(7, 32))
TELCO = (FIBER, PAY, LONG, NEW, WITHOUT)


def steps(
    *segments: Segment, kind: Kind = Kind.CUSTOMERS, outcome: str = "Churn", money: str = "MonthlyCharges"
) -> tuple[Advised, ...]:
    understood = Understanding(kind, (), 1000, "A file.")
    report = Report(
        file="a.csv", understanding=understood, receipt=Receipt(1000, 1000), customers=1000, segments=segments,
        money=money,
    )  # fmt: skip
    return advice(report, outcome)


def test_who_leaves_who_stays_and_pays_and_who_is_only_new_are_each_asked_something_else() -> None:
    assert [each.words for each in steps(*TELCO)] == [
        "Begin with “Fiber optic, month-to-month”: they leave most (Churn: 57 % here, 16 % among the others). Ask five "
        "who left to tell how it came to that.",
        "Then “Long-time customers, pay much”: 30 % of monthly charges comes from 19 % of customers, and fewer of them "
        "leave (Churn: 18 % here, 29 % among the others). Before you change anything, ask five when they last "
        "looked at another offer, and what kept them.",
        "“DSL, long with us”: internet service is DSL, as with “DSL, new with us”, but they came earlier (tenure on "
        "average 52.1, there 13.6), and fewer of them leave (Churn: 6 % here, 30 % among the others). Ask five how "
        "their first months with you went, and what made them stay.",
        "“DSL, new with us”: tenure on average 13.6, the others 36.5. Ask five what they used before, and what brought "
        "them to you.",
        "“Without internet service”: fewer of them leave (Churn: 7 % here, 32 % among the others), and only 7 % of "
        "monthly charges comes from 22 % of customers. Leave them alone, or ask five what they last got elsewhere.",
    ]


def test_in_the_message_each_is_one_line_with_its_figure() -> None:
    told = [each.shortly for each in steps(*TELCO)]
    assert told == [
        "Begin with “Fiber optic, month-to-month”, who leave most (57 %, the others 16 %): ask five who left to tell "
        "how it came to that.",
        "Then “Long-time customers, pay much” (30 % of monthly charges, fewer leave): before you change anything, "
        "ask five when they last looked at another offer, and what kept them.",
        "“DSL, long with us” (tenure on average 52.1, “DSL, new with us” 13.6): ask five how their first months with "
        "you went, and what made them stay.",
        "“DSL, new with us” (tenure on average 13.6): ask five what they used before, and what brought them to you.",
        "“Without internet service” (fewer leave, 7 % of monthly charges): leave them alone, or ask five what they "
        "last got elsewhere.",
    ]
    assert max(len(each.replace(" %", "%").split()) for each in told) <= 28


@pytest.mark.parametrize("verdict", ["not met", "unknown"])
def test_a_difference_that_may_be_none_is_not_spoken_of(verdict: str) -> None:
    told = steps(*(replace(each, criteria=(churn(18, 29, verdict),)) for each in TELCO))
    assert not any("leave" in each.words.replace("Leave them alone", "") for each in told)


@pytest.mark.parametrize("kind", [Kind.CUSTOMERS, Kind.SURVEY, Kind.TRANSACTIONS])
def test_no_two_are_asked_the_same_however_little_the_figures_say(kind: Kind) -> None:
    """Nor what they would do, nor with a reason that no file knows."""
    alike = [segment(number, f"Segment {number}", 0.125, None) for number in range(1, 9)]
    told = steps(*alike, kind=kind)
    asked = [found[0] for each in told if (found := ASK.search(each.words))]
    assert len(asked) == len(set(asked)) == 8
    assert len({each.shortly for each in told}) == 8
    assert not any(re.search(r"\bwould\b|because|due to", each.words) for each in told)


def test_where_nobody_is_known_to_leave_who_brings_much_and_who_brings_little_are_told_by_the_money() -> None:
    told = steps(
        segment(1, "Spend much", 0.2, 0.6), segment(2, "Middle", 0.4, 0.35), segment(3, "Spend little", 0.4, 0.05),
        outcome="",
    )  # fmt: skip
    assert told[0].words.startswith("Begin with “Spend much”, where most is at stake: 60 % of monthly charges")
    assert told[0].shortly.startswith("Begin with “Spend much”, where most is at stake (60 % of monthly charges): ask")
    assert told[2].words == (
        "“Spend little”: only 5 % of monthly charges comes from 40 % of customers. Leave them alone, or ask five what "
        "they last got elsewhere."
    )


def test_who_answered_an_offer_tells_what_happened_before_and_who_did_not_what_they_did_instead() -> None:
    told = steps(
        segment(1, "Many visits", 0.5, None, ends=churn(53, 11, outcome="Responded")),
        segment(2, "Few visits", 0.5, None, ends=churn(11, 53, outcome="Responded")),
        outcome="",
    )
    assert told[0].words.endswith("Ask five of those who did: what happened just before?")
    assert told[1].words.endswith("Ask five of those who did not: what did they do instead?")


def test_two_that_chose_another_plan_are_asked_of_it_in_other_words() -> None:
    plans = [
        Trait(f"plan = {each}", 0.9, 0.1, 3.0, f"plan is {each}: 90 % of them, 10 % of the others")
        for each in ("Basic", "Family")
    ]
    mail = Trait("newsletter = yes", 1.0, 0.4, 4.0, "with newsletter: 100 % of them, 40 % of the others")
    told = steps(segment(1, "Basic", 0.5, None, plans[0]), segment(2, "Family", 0.5, None, mail, plans[1]), outcome="")
    assert told[0].words == (
        "Begin with “Basic”, the largest with 50 % of customers: plan is Basic: 90 % of them, 10 % of the others. Ask "
        "five how they came to choose it, and what else they had looked at."
    )
    assert told[1].words == (
        "Then “Family”: plan is Family: 90 % of them, 10 % of the others. Ask five what they had before it, and how "
        "they came to change."
    )


def test_who_answered_a_survey_is_asked_for_the_last_time() -> None:
    price = Trait("price matters", 4.5, 2.1, 2.0, "price matters on average 4.5, the others 2.1")
    [told] = steps(segment(1, "High price matters", 1.0, None, price), kind=Kind.SURVEY, outcome="", money="")
    assert told.words == (
        "Begin with “High price matters”, the largest with 100 % of answers: price matters on average 4.5, the others "
        "2.1. Ask five who answered so for the last time that mattered to them, and what they did then."
    )


def test_what_the_name_says_already_is_not_the_reason() -> None:
    """“Without internet service: without internet service: 100 % of them”."""
    paying = Trait("PaymentMethod = bank", 0.8, 0.3, 2.0, "payment method is bank: 80 % of them, 30 % of the others")
    used = Trait("Internet = No", 1.0, 0.0, 9.0, "without internet: 100 % of them, 0 % of the others")
    told = steps(
        segment(1, "Other", 0.6, None, used), segment(2, "Without internet", 0.4, None, used, paying), outcome=""
    )
    assert told[1].words.startswith("Then “Without internet”: payment method is bank: 80 % of them")


def without(column: str) -> Trait:
    """Most of them lack it, and fewer of the others."""
    return Trait(f"{column} = No", 0.95, 0.6, 2.0, f"without {column}: 95 % of them, 60 % of the others")


@pytest.mark.parametrize("column", ["complaint", "newsletter", "dependents"])
def test_nobody_is_asked_how_they_managed_without_what_nobody_needs(column: str) -> None:
    """Nor how it came about that they have no children."""
    [told] = steps(segment(1, "Quiet", 1.0, None, without(column)), outcome="")
    assert told.words.endswith("Ask five what they did just before they last turned to you.")


@pytest.mark.parametrize("column", ["internet service", "data plan"])
def test_who_lacks_a_service_is_asked_how_they_managed(column: str) -> None:
    [told] = steps(segment(1, "Quiet", 1.0, None, without(column)), outcome="")
    assert told.words.endswith("Ask five how they managed the last time they needed it.")


def test_other_plans_together_are_no_plan_that_somebody_chose() -> None:
    rare = Trait("plan = others", 0.9, 0.1, 3.0, "plan is others: 90 % of them, 10 % of the others")
    [told] = steps(segment(1, "Quiet", 1.0, None, rare), outcome="")
    assert "choose it" not in told.words
    assert "what they had before it" not in told.words


def test_first_is_who_brings_much_more_than_their_part_and_only_the_most_is_called_so() -> None:
    few = steps(segment(1, "Many", 0.96, 0.72), segment(2, "Few", 0.04, 0.28), outcome="")
    assert few[0].words.startswith("Begin with “Few”, where each counts most: 28 % of monthly charges")
    even = steps(segment(1, "Some", 0.12, 0.12), segment(2, "Most", 0.88, 0.88), outcome="")
    assert even[0].words.startswith("Begin with “Most”, where most is at stake: 88 % of monthly charges")
