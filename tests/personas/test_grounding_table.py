"""How good the check by rule is, against a reader's judgement; and what a judge's word does to a card."""

from __future__ import annotations

import pytest

from bot.views.gallery_personas import PERSONA
from personas.grounding import Pair, Support, Verdict, excerpt, grounded_card, judged, pairs, why_not
from personas.measures import why_no_number
from personas.passages import Passage
from personas.schema import ASSUMED, Knowledge, Origin, Part, Source, State, Statement
from tests.personas.grounding_table import CARD, CHANGED, PASSAGES, Row


def stands(row: Row) -> bool:
    return not why_not(row[0], PASSAGES[row[1]], "Alice Moreno")


def precision_and_recall(rows: tuple[Row, ...]) -> tuple[float, float]:
    right = sum(stands(row) and row[2] for row in rows)
    return right / sum(map(stands, rows)), right / sum(row[2] for row in rows)


def test_of_the_trial_card_hardly_anything_passes_that_should_not() -> None:
    """7 of the 8 that pass should, of 10 that should: before, it was 2 of 4. What slips through is for the judge."""
    precision, recall = precision_and_recall(CARD)
    assert precision >= 7 / 8
    assert recall >= 7 / 10


@pytest.mark.parametrize("row", CHANGED, ids=lambda row: row[0][:50])
def test_one_thing_put_wrong_is_seen_and_another_wording_passes(row: Row) -> None:
    assert stands(row) is row[2]


@pytest.mark.parametrize(
    ("text", "source", "fault"),
    [
        ("1,500 a year, that is 125 a month.", "The deductible is 1,500 a year.", ""),
        ("1,500 a year, that is 150 a month.", "The deductible is 1,500 a year.", "does not stand"),
        ("125, as 1,500 has it.", "The deductible is 1,500 a year.", "does not stand"),
        ("An adult and a child pay 12 and 8 euros, together 20.", "Adults pay 12 euros, children 8 euros.", ""),
        ("Together they pay 20 euros.", "Adults pay 12 euros, children 8 euros.", "does not stand"),
        ("The visit costs $30.", "The visit costs thirty dollars.", ""),
        ("The visit costs 30 dollars.", "It may be changed for 30 days.", "counts something else"),
        ("The limit is 2,500 dollars.", "For 2014 the limit is 2,500 dollars.", "of 2014"),
        ("For 2014 the limit is 2,500 dollars.", "For 2014 the limit is 2,500 dollars.", ""),
    ],
)
def test_numbers_stand_there_or_are_worked_out_in_the_open(text: str, source: str, fault: str) -> None:
    assert (fault in why_no_number(text, source)) if fault else why_no_number(text, source) == ""


RULE = Statement(
    id="C1", part=Part.CHALLENGES, text="A knife costs 4 euros.", sources=(Source(origin=Origin.MATERIAL, ref="m1.1"),)
)
KNIVES = Passage(
    id="m1.1",
    title="prices.md",
    place="Knives",
    text="A knife costs **4 euros**; most are back in a day. “Bring” them.",
)
CARD_OF_ONE = PERSONA.model_copy(update={"statements": (RULE,)})
(PAIR,) = pairs(CARD_OF_ONE, [KNIVES])


@pytest.mark.parametrize(
    ("support", "said", "falls"),
    [
        (Support.SUPPORTED, "A knife costs 4 euros", False),
        (Support.SAYS_MORE, "A knife costs 4 euros", True),
        (Support.CONTRADICTED, 'most are back in a day. "Bring" them', True),
        (Support.CONTRADICTED, "A knife costs 5 euros", False),
        (Support.SAYS_MORE, "", False),
        (Support.CONTRADICTED, "knife", False),
    ],
)
def test_a_judge_is_believed_who_quotes_what_stands_there(support: Support, said: str, falls: bool) -> None:
    after = judged(CARD_OF_ONE, [Verdict(pair=PAIR, support=support, words=said)])
    assert (after.statements[0].sources == (ASSUMED,)) is falls


def test_one_citation_falls_and_the_other_stays() -> None:
    two = RULE.model_copy(update={"sources": (*RULE.sources, Source(origin=Origin.BRIEF))})
    card = PERSONA.model_copy(update={"statements": (two,)})
    verdict = Verdict(pair=pairs(card, [KNIVES])[0], support=Support.SAYS_MORE, words="A knife costs 4 euros")
    assert judged(card, [verdict]).statements[0].sources == (Source(origin=Origin.BRIEF),)
    assert judged(card, []) == card


def test_a_judge_sees_what_stands_around_the_sentence() -> None:
    long = " ".join(f"Sentence number {number} says something of its own." for number in range(40))
    shown = excerpt("Knives cost four euros each.", f"{long} Knives cost four euros each. {long}")
    assert "Knives cost four euros each." in shown
    assert len(shown) <= 700
    assert Pair(id="p1", statement="C1", text=RULE.text, ref="m1.1", excerpt=KNIVES.text) == PAIR


def test_material_carries_no_wrong_belief() -> None:
    cited = (Source(origin=Origin.MATERIAL, ref="m1.1"),)
    believed = Knowledge(topic="knife", state=State.WRONG, belief="A knife costs 4 euros.", sources=cited)
    card = PERSONA.model_copy(update={"knowledge": (believed, believed.model_copy(update={"state": State.KNOWS}))})
    assert [each.sources for each in grounded_card(card, [KNIVES]).knowledge] == [(ASSUMED,), cited]


@pytest.mark.parametrize(
    ("text", "brief", "carried"),
    [
        ("Does not understand benefits.", "a cost-conscious employee who does not understand benefits", True),
        ("Does understand benefits.", "a cost-conscious employee who does not understand benefits", False),
        ("Is a cost-conscious employee.", "a cost-conscious employee who does not understand benefits", True),
        ("Is a nurse of 42 years.", "a nurse of 24 years", False),
    ],
)
def test_a_no_of_the_brief_stays(text: str, brief: str, carried: bool) -> None:
    told = Statement(id="B1", part=Part.BACKGROUND, text=text, sources=(Source(origin=Origin.BRIEF),))
    card = PERSONA.model_copy(update={"brief": brief, "statements": (told,)})
    assert grounded_card(card, []).statements[0].assumed is not carried
