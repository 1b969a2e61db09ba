"""The same person under another name is seen; somebody else with the same product is not."""

from __future__ import annotations

from itertools import combinations

import pytest

from flows.llm.persona_tasks import PersonaInputs
from flows.llm.rehearsal.personas.write_persona import write_persona
from flows.persona.drafting import card_of as _card
from personas.likeness import REPEATS, likeness, repeated, repeats
from personas.schema import Knowledge, Origin, Part, Persona, Source, Speech, State, Statement

RULE = Source(origin=Origin.MATERIAL, ref="m1.1")
BRIEF = Source(origin=Origin.BRIEF)


def card(name: str, brief: str, lines: str, knows: str, occupation: str = "clerk") -> Persona:
    """`knows`: a letter for each of four topics: k(nows), h(alf), w(rong), u(naware)."""
    states = {"k": State.KNOWS, "h": State.HALF, "w": State.WRONG, "u": State.UNAWARE}
    topics = ("premium", "deductible", "copay", "network")
    lived = [
        Statement(id=f"B{number}", part=Part.BEHAVIOUR, text=line)
        for number, line in enumerate(lines.strip().splitlines(), 1)
    ]
    rule = Statement(id="C1", part=Part.CHALLENGES, text="Most money left is lost after the year.", sources=(RULE,))
    told = Statement(id="G1", part=Part.BACKGROUND, text=f"Is {brief}.", sources=(BRIEF,))
    return Persona(
        name=name,
        age_band="35 to 44",
        occupation=occupation,
        quote="Well.",
        brief=brief,
        statements=(told, rule, *lived),
        knowledge=tuple(
            Knowledge(topic=topic, state=states[letter], belief="…")
            for topic, letter in zip(topics, knows, strict=False)
        ),
        speech=Speech(style="Short."),
    )


ALICE = card(
    "Alice Moreno",
    "a cost-conscious employee who does not understand benefits",
    """
Keeps medical bills in a shoebox and waits for the second notice before paying.
Asks Denise in payroll before opening a document.
Looks at the premium only, in the last evening of enrolment.
Paid 600 dollars for an X-ray of her son the spring before last.
Reads text messages at lunch and work e-mail twice a week.
Tracks spending in a paper notebook by pay cheque.
Does not type her son's condition into anything work can see.
""",
    "kwhu",
)
RENAMED = ALICE.model_copy(update={"name": "Berta Klein", "age_band": "45 to 54"})
REWORDED = card(
    "Berta Klein",
    "an employee who counts every cent and is lost with benefits",
    """
Puts medical bills into a shoebox, and pays after the second notice.
Before she opens a document she asks Denise from payroll.
Only ever looks at the premium, on the last evening of the enrolment.
Had to pay 600 dollars for her son's X-ray in spring.
Work e-mail is read twice a week, text messages at lunch.
A paper notebook tracks what is spent of each pay cheque.
Will not type the condition of her son anywhere work could see it.
""",
    "kwhh",
    "warehouse clerk",
)
EXPERT = card(
    "Noa Lindqvist",
    "an employee who knows the small print of the savings account by heart",
    """
Built a spreadsheet of both plans and sends it to colleagues every autumn.
Called the insurer three times about one invoice and got 40 dollars back.
Reads the whole document on the day it comes out.
Uses the portal at home on two screens.
Distrusts summaries and wants the wording of the contract.
Lost an argument with payroll about a deadline in March.
""",
    "kkkh",
)
INDIFFERENT = card(
    "Sam Okafor",
    "an employee who takes whatever was taken last year",
    """
Clicks the same plan as last year in under two minutes.
Has not been to a doctor since school and does not mean to.
Deletes newsletters unread and mutes the channel of the personnel office.
Missed a change of plan and heard of it from a colleague at lunch.
Keeps passwords on a sheet under the keyboard.
""",
    "huuu",
)
LEAVER = card(
    "Jo Tanaka",
    "an employee who would rather have the money than the benefits",
    """
Pays a doctor around the corner in cash and keeps the receipts in a shoebox.
Asked payroll in June whether the contribution could be paid out.
Compares what comes off each pay cheque with a table from a union leaflet.
Left the pension plan after two years and has not regretted it.
Answers e-mail at once and never picks up the telephone.
""",
    "kkhw",
)
PEOPLE = (ALICE, EXPERT, INDIFFERENT, LEAVER)


@pytest.mark.parametrize("again", [RENAMED, REWORDED, ALICE])
def test_one_person_under_another_name_is_seen(again: Persona) -> None:
    assert likeness(ALICE, again) == likeness(again, ALICE) >= REPEATS
    assert repeats(again, [EXPERT, ALICE, LEAVER]) == ALICE


@pytest.mark.parametrize(("one", "other"), list(combinations(PEOPLE, 2)))
def test_two_people_with_one_product_are_two(one: Persona, other: Persona) -> None:
    """Even with one rule of the material on both cards, and a shoebox in both homes."""
    assert likeness(one, other) <= REPEATS - 0.3
    assert repeats(one, [other]) is None


def test_the_same_wish_told_twice_may_be_two_people() -> None:
    asked_again = EXPERT.model_copy(update={"brief": ALICE.brief})
    assert likeness(ALICE, asked_again) < REPEATS


def test_rehearsed_cards_share_a_stock_of_habits_and_are_two_people_all_the_same() -> None:
    kinds = (
        "employee",
        "tenant",
        "nurse on nights",
        "driver",
        "teacher",
        "freelancer with an old car",
        "cook",
        "guest",
    )
    does = ("reads none of it", "would rather leave", "knows the rules by heart")
    briefs = [(kind, what) for kind in kinds for what in does]
    cards = {
        each: _card(write_persona(PersonaInputs(brief=" who ".join(each), passages=())), "a " + " who ".join(each))
        for each in briefs
    }
    apart = [(one, other) for one, other in combinations(briefs, 2) if one[0] != other[0] and one[1] != other[1]]
    assert len(apart) == 168
    assert [pair for pair in apart if repeats(cards[pair[0]], [cards[pair[1]]])] == []


def test_nobody_repeats_nobody_and_an_empty_card_is_like_none() -> None:
    empty = card("Kim", "", "", "")
    assert repeats(ALICE, []) is None
    assert likeness(ALICE, empty) == 0.0
    assert likeness(empty, empty) == 0.0
    assert "Alice Moreno" in repeated(ALICE)
