"""What a persona has claimed, and what goes against it: rather missed than wrongly accused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personas.fact_sheet import MOST, FactSheet, as_lines, clashes, grown, of_card, retested
from personas.schema import Origin, Part, Source, Statement
from tests.personas.cards import alice


def after(*answers: str) -> FactSheet:
    sheet = FactSheet()
    for number, answer in enumerate(answers, 1):
        sheet = grown(sheet, f"a{number}", answer)
    return sheet


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("My sister Mara looks after the papers.", "I rang my sister Ines about it."),
        ("My boss is called Ron.", "My boss, Petra, said no."),
        ("I have no car.", "I have a car, an old one."),
        ("I use the app.", "I never use the app."),
        ("I don't trust newsletters.", "I trust newsletters."),
        ("I have two children.", "I have three children."),
        ("I pay 80 euros for the plan.", "I pay 120 euros for the plan."),
        ("We have about 40 people in the warehouse.", "We have 400 people in the warehouse."),
    ],
)
def test_a_plain_clash_is_named_with_both_sayings(before: str, now: str) -> None:
    [told] = clashes(after(before), now)
    assert "(a1)" in told


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("My sister Mara helps.", "My sister Mara rang."),
        ("My sister Mara helps.", "My brother Tom rang."),
        ("My sister helps.", "My sister Ines helps."),
        ("I have no car.", "I have no bike."),
        ("I don't use the app any more.", "I used to use the app."),
        ("I never use the app.", "If it were shorter I would use the app."),
        ("I have about 40 letters in a box.", "I have 50 letters in a box."),
        ("I have two children.", "I have two children and a dog."),
        ("I like the tram.", "I hate Mondays."),
        ("I paid 80 last year.", "I paid 120 this year."),
        ("I don't know.", "I know the number by heart."),
        ("I pay 80 euros for the plan.", "I pay 80 euros for the plan."),
    ],
)
def test_what_may_both_be_true_is_let_pass(before: str, now: str) -> None:
    assert clashes(after(before), now) == []


def test_what_was_said_first_stands() -> None:
    sheet = after("My sister Mara helps.", "My sister Ines rang.")
    assert as_lines(sheet) == ("My sister Mara (a1)",)


@given(st.lists(st.text(max_size=80), max_size=5), st.text(max_size=120))
def test_any_words_can_be_kept_and_held_against(answers: list[str], now: str) -> None:
    assert clashes(after(*answers), now) is not None
    assert len(after(*answers).facts) <= MOST


@given(st.text(alphabet="I have two three no a car children use the app never my sister Mara. ", max_size=80))
def test_nobody_clashes_with_the_same_words(said: str) -> None:
    sheet = after(said)
    if len({(each.kind, each.about) for each in sheet.facts}) == len(sheet.facts) and not clashes(FactSheet(), said):
        repeated = {(each.kind, each.about, each.value) for each in after(said, said).facts}
        assert repeated == {(each.kind, each.about, each.value) for each in sheet.facts}


def test_questions_asked_again_are_held_against_their_first_answers() -> None:
    asked = [
        ("How many children do you have?", "I have two children."),
        ("Where do you keep the papers?", "In a drawer."),
        ("How many children do you have again?", "I have three children."),
        ("Where do you keep the papers now?", "In the drawer, where else."),
    ]
    assert retested(asked) == (2, 1)


@pytest.mark.parametrize(
    ("card", "answer", "clash"),
    [
        ("Uses large text; a long document cannot be read.", "I never use large text.", True),
        ("Owns a dog.", "I don't own a dog.", True),
        ("Has 3 children.", "I have 2 children.", True),
        ("Has 3 children.", "We have three children, all at school.", False),
        ("Uses large text on an older telephone.", "I use my glasses.", False),
    ],
)
def test_plain_facts_of_the_card_are_held_against_what_is_said(card: str, answer: str, clash: bool) -> None:
    persona = alice().model_copy(update={"statements": (Statement(id="B1", part=Part.BACKGROUND, text=card),)})
    found = clashes(of_card(persona), answer)
    assert bool(found) is clash
    assert all("Your card says" in each and "(B1)" in each for each in found)


def test_a_rule_of_her_world_is_no_fact_about_her() -> None:
    rule = Statement(
        id="C1", part=Part.CHALLENGES, text="Has 3 pages.", sources=(Source(origin=Origin.MATERIAL, ref="m1.1"),)
    )
    assert of_card(alice().model_copy(update={"statements": (rule,)})) == FactSheet()
