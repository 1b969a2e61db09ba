"""What somebody is asked who stands for a segment of a file, and what she is called by."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.views.gallery_segments import FOUND
from flows.llm.persona_tasks import AnswerInputs, GuideInputs, PersonaInputs
from flows.llm.rehearsal.personas.answer_as import answer_as
from flows.llm.rehearsal.personas.facts_asked import asks_for
from flows.llm.rehearsal.personas.write_guide import write_guide
from flows.llm.rehearsal.personas.write_persona import write_persona
from flows.persona.drafting import card_of
from flows.segmentation.personas import start_of
from personas.facts import Fact
from personas.grounding import grounded_card
from segments.report import Report
from segments.told import Column, Kind, Role, Trait
from tests.rehearsal.test_persona_of_a_segment import ORDERS, SEGMENT, TRAITS, made


def guide_for(decision: str, report: Report, *traits: Trait) -> dict[str, str]:
    start = start_of(report, replace(SEGMENT, traits=traits, criteria=()))
    guide = write_guide(GuideInputs(persona=made(), decision=decision, facts=start.passages))
    return {each.text: each.decides for each in guide.questions}


NO_INTERNET = Trait("InternetService = No", 1.0, 0.0, 9.0, "without internet service: 100 % of them, 0 % of the others")


def test_whoever_has_no_internet_is_not_asked_how_they_dealt_with_it() -> None:
    found = guide_for("", FOUND, NO_INTERNET, TRAITS[0])
    assert "What did you use before you came to them?" in found
    assert [each for each in found if "internet service" in each] == [
        "What did you do the last time you had to do without internet service?"
    ]
    assert not any("sorted out" in each or "came up" in each for each in found)


def test_a_decision_about_a_plan_asks_about_the_contract_they_have() -> None:
    service = Trait("InternetService = DSL", 0.9, 0.2, 3.0, "internet service is DSL: 90 % of them, 20 % of the others")
    found = guide_for("We have to decide whether to offer a yearly plan.", FOUND, service, TRAITS[2])
    assert found["What did you last compare the contract with?"] == (
        "to offer a yearly plan: what it is measured against"
    )


def test_of_orders_a_decision_asks_how_the_last_one_came_about() -> None:
    found = guide_for("We have to decide whether to send vouchers.", FOUND, *ORDERS)
    assert (
        found["Where else did you look before you last ordered there?"]
        == "to send vouchers: what it is measured against"
    )
    assert not any("an order some thought" in each or "an order in front" in each for each in found)


def test_who_answered_a_survey_is_asked_for_the_last_time_it_came_up_and_about_no_letter() -> None:
    columns = (Column("likes_to_cook", "c1", "number", Role.ANSWER),)
    survey = FOUND.model_copy(update={"understanding": replace(FOUND.understanding, kind=Kind.SURVEY, columns=columns)})
    cooks = Trait("likes_to_cook", 4.5, 2.34, 2.0, "likes to cook on average 4.5, the others 2.34")
    found = guide_for("", survey, cooks)
    assert next(iter(found)) == "Tell me about the last time this came up for you: “likes to cook”."
    assert len(found) >= 8
    assert not any("letter" in each or "bill" in each or "paperwork" in each for each in found)
    spain = Trait("country = Spain", 0.9, 0.2, 2.0, "country is Spain: 90 % of them, 20 % of the others")
    assert not any("came to them" in each or "there" in each.split() for each in guide_for("", survey, cooks, spain))
    assert "What did you use before you came to them?" in guide_for("", FOUND, spain)
    start = start_of(survey, replace(SEGMENT, traits=(cooks,), criteria=()))
    draft = write_persona(PersonaInputs(brief=start.brief, passages=start.passages))
    assert "Answers “likes to cook” with about 4.5, higher than the others (about 2.3)." in [
        each.text for each in draft.statements
    ]


@pytest.mark.parametrize(
    ("question", "told"),
    [("How many things did you try before you gave up?", False), ("How many things have you bought there?", True)],
)
def test_things_that_somebody_tried_are_none_that_she_bought(question: str, told: bool) -> None:
    bought = Fact(
        segment=1, about="measure", subject="products", here="30", others="45", way="less", meaning="products"
    )
    assert asks_for(question, bought) is told


def test_where_a_file_says_where_they_are_from_she_says_so() -> None:
    spain = Trait("country = Spain", 0.9, 0.2, 2.0, "country is Spain: 90 % of them, 20 % of the others")
    start = start_of(FOUND, replace(SEGMENT, traits=(spain,), criteria=()))
    draft = write_persona(PersonaInputs(brief=start.brief, passages=start.passages))
    card = grounded_card(card_of(draft, start.brief), start.passages)
    asked = AnswerInputs(persona=card, passages=start.passages, exchanges=(), question="Where are you from?")
    assert answer_as(asked).answer == "I'm from Spain."


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("Long-time customers, pay much", "long-time customer"),
        ("High monthly fee, family", "customer"),
        ("Big spenders of late", "big spender"),
        ("Newer, now and then", "customer"),
    ],
)
def test_nobody_is_by_trade_what_a_segment_is_called(name: str, who: str) -> None:
    start = start_of(FOUND, replace(SEGMENT, name=name))
    assert write_persona(PersonaInputs(brief=start.brief, passages=start.passages)).occupation == who
