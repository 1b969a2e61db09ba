"""What a fact of a file carries: its own figures, its own way, its own subject, and nothing that it does not count."""

from __future__ import annotations

import pytest

from personas import counted
from personas.counted import why_not_counted
from personas.facts import Fact
from personas.grounding import Support, Verdict, grounded, judged, pairs
from personas.passages import Passage
from personas.sample import sample
from personas.schema import ASSUMED, Origin, Part, Source, Statement

BILLS = Fact(
    segment=1, about="measure", subject="monthly charges", column="MonthlyCharges", here="84.6", others="57.7",
    way="more", meaning="money",
)  # fmt: skip
CONTRACT = Fact(
    segment=1, about="share", subject="contract", column="Contract", level="Month-to-month", here="96 %", others="40 %",
    way="more", meaning="contract",
)  # fmt: skip
SUPPORT = Fact(
    segment=1, about="share", subject="tech support", column="TechSupport", holds=False, here="86 %", others="51 %",
    way="more",
)  # fmt: skip
FEW = Fact(segment=2, about="share", subject="online backup", here="35 %", others="10 %", way="more")
RARE = Fact(
    segment=4, about="share", subject="contract", column="Contract", level="Two year", here="3 %", others="29 %",
    way="less", meaning="contract",
)  # fmt: skip
SILENT = Fact(
    segment=3, about="measure", subject="days since last purchase", here="230", others="37.9", way="more",
    meaning="recency",
)  # fmt: skip
ORDERS = Fact(
    segment=3, about="measure", subject="orders", here="1", others="3", way="less", meaning="frequency"
)  # fmt: skip
CHURN = Fact(segment=1, about="outcome", subject="churn", here="57 %", others="16 %", way="more", meaning="churn")
SIZE = Fact(segment=1, about="size", subject="customers", here="26 %")
QUOTE = Fact(segment=1, about="quote", subject="delivery")
TOPIC = Fact(segment=1, about="topic", subject="late delivery", here="48 %")
TOLD = {
    BILLS: "Monthly charges on average 84.6, the others 57.7.",
    CONTRACT: "Contract is Month-to-month: 96 % of them, 40 % of the others.",
    SUPPORT: "Without tech support: 86 % of them, 51 % of the others.",
    FEW: "With online backup: 35 % of them, 10 % of the others.",
    RARE: "Contract is Two year: 3 % of them, 29 % of the others.",
    SILENT: "Days since last purchase on average 230, the others 37.9.",
    ORDERS: "Orders typically 1, the others 3.",
    CHURN: "Churn: 57 % of them, 16 % of the others.",
    SIZE: "They are 1,860 of 7,043 customers: 26 %.",
    TOPIC: "48 % of their texts are about late delivery; 90 % of these are negative.",
    QUOTE: "One of their texts about delivery: “The courier rang twice and waited.”",
}


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        (BILLS, "Pays 84.6 in monthly charges."),
        (BILLS, "Pays about 85 a month, more than the others (about 58)."),
        (BILLS, "Has higher monthly charges than others."),
        (CONTRACT, "Has a month-to-month contract."),
        (CONTRACT, "Has a month-to-month contract (96 % of people like her, 40 % of the others)."),
        (CONTRACT, "Has a month-to-month contract, as nearly all of them do."),
        (SUPPORT, "Has no tech support."),
        (SUPPORT, "Goes without tech support, like most of them."),
        (FEW, "Of people like this 35 % have online backup, 10 % of the others."),
        (RARE, "Has no two year contract (3 % of people like this, 29 % of the others)."),
        (RARE, "Of people like this 3 % have a two year contract."),
        (SILENT, "Bought last about 230 days before the file ends."),
        (SILENT, "Has not bought for about 230 days, longer than the others."),
        (SILENT, "Buys more rarely than others: the last purchase was 230 days ago."),
        (ORDERS, "Has ordered once."),
        (ORDERS, "Orders less often than the others, who order about 3 times."),
        (CHURN, "Leaves more often than the others: 57 % of people like this left, 16 % of the others."),
        (CHURN, "Of people like this more than half left."),
        (SIZE, "Stands for 1,860 of 7,043 customers: 26 %."),
        (TOPIC, "Of people like this 48 % write about late delivery."),
        (QUOTE, "Wrote about delivery: “The courier rang twice and waited.”"),
    ],
)
def test_a_fact_carries_its_own_figures_in_plain_words(fact: Fact, text: str) -> None:
    assert why_not_counted(text, fact, TOLD[fact]) == ""


@pytest.mark.parametrize(
    ("fact", "text", "fault"),
    [
        (BILLS, "Pays 84.9 in monthly charges.", counted.NOT_THERE),
        (BILLS, "Pays about 94 a month.", counted.NOT_THERE),
        (BILLS, "Pays 85 in monthly charges.", counted.NOT_THERE),
        (BILLS, "Pays about 85.0 in monthly charges.", counted.NOT_THERE),
        (BILLS, "Pays 57.7 in monthly charges.", counted.OF_OTHERS),
        (BILLS, "Pays 84.6 in monthly charges, the others 84.6.", counted.OF_OTHERS),
        (CHURN, "Of people like this 58 % left.", counted.NOT_THERE),
        (CHURN, "Of people like this 16 % left, of the others 57 %.", counted.OF_OTHERS),
        (SIZE, "Stands for 1,526 of 7,043 customers: 22 %.", counted.NOT_THERE),
        (ORDERS, "Has ordered twice.", counted.NOT_THERE),
        (ORDERS, "Has ordered three times.", counted.NOT_THERE),
        (CONTRACT, "Has a month-to-month contract, as about half of them do.", counted.NOT_SO_MANY),
    ],
)  # fmt: skip
def test_a_changed_digit_and_the_figure_of_another_segment_fall(fact: Fact, text: str, fault: str) -> None:
    assert why_not_counted(text, fact, TOLD[fact]) in (fault, counted.NOT_THERE)
    assert why_not_counted(text, fact, TOLD[fact])


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        (BILLS, "Pays less in monthly charges than the others."),
        (BILLS, "Has lower monthly charges: about 84.6."),
        (SILENT, "Buys more often than the others: the last purchase was 230 days ago."),
        (SILENT, "Bought more recently than the others."),
        (ORDERS, "Orders more often than the others."),
        (CHURN, "Leaves less often than the others."),
        (CHURN, "Stays more often than the others."),
        (CHURN, "Of people like this less than half left."),
    ],
)
def test_a_direction_that_is_turned_round_falls(fact: Fact, text: str) -> None:
    assert why_not_counted(text, fact, TOLD[fact]) in (counted.WRONG_WAY, counted.NOT_SO_MANY)


@pytest.mark.parametrize(
    ("fact", "text", "fault"),
    [
        (SUPPORT, "Has tech support.", counted.SAYS_NO),
        (CONTRACT, "Has no month-to-month contract.", counted.SAYS_NO),
        (BILLS, "Does not pay about 84.6 in monthly charges.", counted.SAYS_NO),
        (FEW, "Has online backup.", counted.OF_MANY),
        (CHURN, "Has left.", counted.OF_MANY),
        (RARE, "Has a two year contract (3 % of people like this, 29 % of the others).", counted.SAYS_NO),
        (CONTRACT, "Has a 96 % month-to-month contract.", counted.OF_MANY),
        (CONTRACT, "Always has a month-to-month contract.", counted.NOT_SO_MANY),
        (BILLS, "Pays about 84.6 in monthly charges because fiber is dear.", counted.NO_REASON),
        (BILLS, "Has MonthlyCharges of 84.6.", counted.RAW_NAME),
        (BILLS, "Pays 84.6 dollars in monthly charges.", counted.UNIT),
        (BILLS, "Pays about 84.6 in all.", counted.UNIT),
        (BILLS, "Pays at least 84.6 in monthly charges.", counted.NO_BOUND),
        (BILLS, "Worries at the kitchen table about monthly charges.", counted.MORE_SAID),
        (CONTRACT, "Has a two-year contract.", counted.ELSEWHERE),
        (SUPPORT, "Has no online security.", counted.ELSEWHERE),
        (SUPPORT, "Has no support.", counted.ELSEWHERE),
        (BILLS, "Has a higher tenure than the others: about 84.6.", counted.ELSEWHERE),
        (TOPIC, "Of people like this 48 % write about delivery.", counted.ELSEWHERE),
        (QUOTE, "Wrote about delivery: “The courier never rang.”", counted.NOT_QUOTED),
        (QUOTE, "Lost a parcel at Easter: “The courier rang twice and waited.”", counted.MORE_SAID),
    ],
)  # fmt: skip
def test_what_a_file_does_not_count_falls(fact: Fact, text: str, fault: str) -> None:
    assert why_not_counted(text, fact, TOLD[fact]) == fault


def passage(fact: Fact, id: str = "m1.1") -> Passage:
    return Passage(id=id, title="telco.csv", place="segment 1, Some", text=TOLD[fact], fact=fact)


def said(text: str, ref: str = "m1.1", origin: Origin = Origin.MATERIAL) -> Statement:
    return Statement(id="V1", part=Part.BEHAVIOUR, text=text, sources=(Source(origin=origin, ref=ref),))


def test_what_a_fact_carries_cites_the_file_whatever_the_draft_called_it() -> None:
    kept = grounded(said("Pays about 85 a month."), "", [passage(BILLS)])
    assert kept.sources == (Source(origin=Origin.FILE, ref="m1.1"),)
    assert grounded(kept, "", [passage(BILLS)]) == kept


def test_what_it_does_not_carry_is_an_assumption_also_where_another_fact_would() -> None:
    facts = [passage(BILLS), passage(CONTRACT, "m1.2")]
    assert grounded(said("Pays about 95 a month."), "", facts).sources == (ASSUMED,)
    assert grounded(said("Has a month-to-month contract."), "", facts).sources == (ASSUMED,)
    assert grounded(said("Has a month-to-month contract.", "m1.2"), "", facts).sources[0].origin is Origin.FILE
    assert grounded(said("Pays 84.6 a month.", "m9.9", Origin.FILE), "", facts).sources == (ASSUMED,)


def test_a_judge_looks_at_what_a_fact_is_cited_for_and_may_say_no() -> None:
    persona = sample().persona.model_copy(
        update={"statements": (grounded(said("Pays about 85 a month."), "", [passage(BILLS)]),)}
    )
    [pair] = pairs(persona, [passage(BILLS)])
    assert (pair.counted, pair.excerpt) == (BILLS, TOLD[BILLS])
    no = Verdict(pair=pair, support=Support.SAYS_MORE, words="on average 84.6, the others")
    assert judged(persona, [no]).statements[0].sources == (ASSUMED,)
    assert judged(persona, ()) == persona


def test_only_a_fact_is_written_as_one() -> None:
    assert "fact" not in Passage(id="m1.1", title="a.md", place="page 1", text="A rule.").model_dump()
    again = Passage.model_validate_json(passage(BILLS).model_dump_json())
    assert again.fact == BILLS
