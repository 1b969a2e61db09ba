"""A citation holds only what the passage says: a changed digit, a moved no, a lost qualifier, and it falls."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personas.grounding import grounded, why_not
from personas.passages import LONGEST, Passage, Section, passages
from personas.schema import ASSUMED, Origin, Part, Source, Statement

RULE = "Most money left in the account at the end of the plan year is lost after 75 days."
PASSAGE = Passage(
    id="m1.1", title="plan.md", place="Account", text=f"About the account. {RULE} Ask payroll for the form."
)


def test_what_stands_there_is_carried() -> None:
    assert why_not(RULE, PASSAGE) == ""
    assert why_not("Most money left at the end of the plan year is lost after 75 days.", PASSAGE) == ""


@pytest.mark.parametrize(
    "said",
    [
        RULE.replace("75", "57"),
        RULE.replace("75", "75 or 90"),
        RULE.replace("is lost", "is not lost"),
        RULE.replace("Most money", "Money"),
        "Alice lost 180 dollars of it in June.",
        "Account",
        "Ask payroll.",
        "",
    ],
)
def test_what_does_not_stand_there_is_not(said: str) -> None:
    assert why_not(said, PASSAGE)


@given(place=st.integers(min_value=0, max_value=1), digit=st.sampled_from("0123456789"))
def test_any_changed_digit_is_seen(place: int, digit: str) -> None:
    number = "75"[:place] + digit + "75"[place + 1 :]
    assert bool(why_not(RULE.replace("75", number), PASSAGE)) == (number != "75")


def statement(text: str, *sources: Source) -> Statement:
    return Statement(id="G1", part=Part.GOALS, text=text, sources=sources)


def test_a_source_that_does_not_carry_it_goes_and_what_is_left_without_one_is_assumed() -> None:
    material, unknown = Source(origin=Origin.MATERIAL, ref="m1.1"), Source(origin=Origin.MATERIAL, ref="m9.9")
    assert grounded(statement(RULE, material, unknown), "", [PASSAGE]).sources == (material,)
    assert grounded(statement("Lost 180 dollars once.", material), "", [PASSAGE]).sources == (ASSUMED,)


def test_the_brief_carries_only_what_it_says() -> None:
    said, brief = Source(origin=Origin.BRIEF), "a cost-conscious employee who does not understand benefits"
    assert grounded(statement("Does not understand benefits.", said), brief, []).sources == (said,)
    assert grounded(statement("Has two children and a mortgage.", said), brief, []).assumed


@given(st.lists(st.text(min_size=0, max_size=400), max_size=30))
def test_passages_are_short_and_their_ids_stable(texts: list[str]) -> None:
    sections = [Section(place=f"row {number}", text=text) for number, text in enumerate(texts)]
    found = passages(sections, title="t", material=2)
    assert found == passages(sections, title="t", material=2)
    assert all(len(each.text) <= LONGEST for each in found)
    assert [each.id for each in found] == [f"m2.{number}" for number in range(1, len(found) + 1)]
