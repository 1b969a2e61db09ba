"""Whatever a passage says: a digit changed, a 'no' moved, added or dropped, a word of a quote altered, and it falls."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.views.gallery_personas import PERSONA
from interviews.evidence import is_quote
from interviews.language import folded
from personas.exchanged import exchanged
from personas.grounding import Pair, Support, Verdict, grounded, why_not
from personas.passages import Passage
from personas.schema import Origin, Part, Source, Statement
from personas.synthesis import Claim, Quote, checked
from tests.personas.cards import brochure
from tests.personas.grounding_table import PASSAGES

SUBJECTS = (
    "deductible of the plan",
    "premium for teeth",
    "account for glasses",
    "fine after a late form",
    "bus ticket",
)
VERBS = ("paid", "covered", "refunded", "booked", "closed", "raised")
TAILS = ("by the employer in March", "at the counter on Monday", "with the spring invoice", "through the phone app")
UNITS = ("dollars", "euros", "cents", "days", "working days", "weeks", "months", "percent", "kg", "g", "GB", "MB")
NO = re.compile(r"\b(?:not|never|without) ", re.I)


def passage(text: str) -> Passage:
    return Passage(
        id="m1.1", title="plan.md", place="Rules", text=f"What the house has written. {text} Ask at the desk."
    )


@st.composite
def halves(draw: st.DrawFn) -> tuple[Callable[[bool], str], Callable[[bool], str]]:
    """Two clauses about two things; each says yes or, called with True, no."""
    subjects, verbs, tails = (draw(st.permutations(each)) for each in (SUBJECTS, VERBS, TAILS))

    def half(place: int) -> Callable[[bool], str]:
        return lambda no: f"the {subjects[place]} is {'not ' if no else ''}{verbs[place]} {tails[place]}"

    return half(0), half(1)


def joined(first: str, joint: str, second: str) -> str:
    return f"{first[0].upper()}{first[1:]}{joint}{second}."


joints = st.sampled_from((", but ", ", and ", " when ", " if ", " because ", "; "))


@given(halves(), joints, st.booleans())
def test_a_no_that_moved_to_the_other_half_is_seen(
    both: tuple[Callable[[bool], str], Callable[[bool], str]], joint: str, first: bool
) -> None:
    one, other = both
    source = joined(one(first), joint, other(not first))
    assert why_not(source, passage(source)) == ""
    assert why_not(joined(one(not first), joint, other(first)), passage(source))


@given(halves(), joints, st.tuples(st.booleans(), st.booleans()), st.tuples(st.booleans(), st.booleans()))
def test_a_no_that_was_added_or_dropped_is_seen(
    both: tuple[Callable[[bool], str], Callable[[bool], str]],
    joint: str,
    there: tuple[bool, bool],
    here: tuple[bool, bool],
) -> None:
    one, other = both
    source, said = (joined(one(noes[0]), joint, other(noes[1])) for noes in (there, here))
    assert bool(why_not(said, passage(source))) == (there != here)


@given(halves(), st.booleans())
def test_a_no_of_the_brief_stays_with_its_half(
    both: tuple[Callable[[bool], str], Callable[[bool], str]], first: bool
) -> None:
    one, other = both
    brief = joined(one(first), ", and ", other(not first))
    told = Statement(id="B1", part=Part.BACKGROUND, text=brief, sources=(Source(origin=Origin.BRIEF),))
    moved = told.model_copy(update={"text": joined(one(not first), ", and ", other(first))})
    assert not grounded(told, brief, []).assumed
    assert grounded(moved, brief, []).assumed


def changed(text: str, place: int, digit: str) -> str:
    """One digit of the text put to another."""
    at = [match.start() for match in re.finditer(r"\d", text)]
    where = at[place % len(at)]
    assume(text[where] != digit)
    return f"{text[:where]}{digit}{text[where + 1 :]}"


@given(
    st.sampled_from(SUBJECTS),
    st.integers(min_value=2, max_value=99_999),
    st.booleans(),
    st.sampled_from(UNITS),
    st.sampled_from(TAILS),
    st.integers(min_value=0, max_value=9),
    st.sampled_from("0123456789"),
)
def test_any_changed_digit_of_any_number_is_seen(
    subject: str, number: int, grouped: bool, unit: str, tail: str, place: int, digit: str
) -> None:
    amount = f"{number:,}" if grouped else str(number)
    source = f"The {subject} comes to {amount} {unit} {tail}."
    assert why_not(source, passage(source)) == ""
    assert why_not(changed(source, place, digit), passage(source))
    other = f"The {subject} comes to {number if grouped else format(number, ',')} {unit} {tail}."
    assert why_not(other, passage(source)) == "", "the same number, written in another way"


@given(st.integers(min_value=2, max_value=9_999), st.sampled_from(list(permutations(UNITS, 2))))
def test_a_number_that_counts_something_else_is_seen(number: int, units: tuple[str, str]) -> None:
    source = f"The premium for teeth comes to {number} {units[0]} with the spring invoice."
    assert why_not(source.replace(units[0], units[1]), passage(source))


@given(halves(), st.integers(2, 9_999), st.integers(2, 9_999), st.sampled_from((", and ", ", but ", "; ")))
def test_two_numbers_that_changed_places_are_seen(
    both: tuple[Callable[[bool], str], Callable[[bool], str]], one: int, other: int, joint: str
) -> None:
    assume(one != other)
    source, said = (
        joined(f"{both[0](False)} for {first} dollars", joint, f"{both[1](False)} for {second} dollars")
        for first, second in ((one, other), (other, one))
    )
    assert why_not(source, passage(source)) == ""
    assert why_not(said, passage(source))
    alone = f"{both[0](False)} for {other} dollars".capitalize() + "."
    assert why_not(alone, passage(source)), "nor may one of them take the place of the other"


OTHERWISE = [
    ("The fund holds 2.5 million dollars of the money of members.", "2.5 million", "2.5"),
    ("The fund holds 5 million dollars of the money of members.", "million", "billion"),
    ("The premium falls by 2 ½ euros with the spring invoice.", "½", "¼"),
    ("The premium costs the normal fee with the spring invoice.", "the normal", "twice the normal"),
    ("The index stands at -5 % with the spring invoice.", "-5", "5"),
    ("The office opens at 9 am for questions about forms.", "am", "pm"),
    ("The office opens at 9:30am for questions about forms.", "am", "pm"),
    ("The office opens at nine a.m. for questions about forms.", "a.m.", "p.m."),
    ("The form needs a signature by Monday from employees.", "Monday", "Tuesday"),
    ("The refund takes a month until the money arrives.", "month", "week"),
    ("The visit is limited for members of the plan.", "limited", "unlimited"),
    ("The fee is non-refundable within the plan year.", "non-refundable", "refundable"),
    ("The premium rises in the next year with the invoice.", "rises", "falls"),
    ("The plan refuses to pay for glasses in spring.", "refuses", "agrees"),
    ("The employer pays a portion of the premium each month.", "employer", "employee"),
    ("With a Bronze plan the premium is lower each month.", "Bronze", "Gold"),
    ("Funds of an HSA roll over from year to year.", "HSA", "FSA"),
    ("Forms of the city of Graz are taken at the desk.", "Graz", "Linz"),
    ("The first visit of the year costs nothing at the desk.", "first", "second"),
    ("Money can hardly be withdrawn before the year ends.", "hardly ", ""),
    ("Money left in the account is lost after the year.", "is lost", "is n\u200bot lost"),
    ("The account costs 20 dollars when the form is late.", "20", "②⑤"),
    ("Die Versicherung zahlt den Zahnersatz nicht nach drei Monaten.", "nicht ", ""),
    ("Die Versicherung zahlt höchstens 30 Euro nach drei Monaten.", "höchstens ", ""),
    ("Der Antrag kann bis zum 30. Juni eingereicht werden.", "kann", "muss"),
    ("Les frais ne sont pas remboursés par la caisse en mars.", "ne sont pas", "sont"),
    ("El seguro nunca cubre las gafas de los empleados.", "nunca ", ""),
    ("O seguro não cobre os óculos dos empregados.", "não ", ""),
    ("L'assicurazione non rimborsa gli occhiali dei dipendenti.", "non ", ""),
    ("De verzekering betaalt de bril van werknemers niet in maart.", "niet ", ""),
    ("Страховка не оплачивает очки сотрудников весной.", "не ", ""),
    ("Страховка не оплачивает очки сотрудников весной.", "Страховка не ", ""),
]
"""What stands there, and one thing of it put in another way."""


@pytest.mark.parametrize(("source", "there", "here"), OTHERWISE, ids=lambda each: each[:24])
def test_one_thing_of_a_sentence_put_in_another_way_is_seen(source: str, there: str, here: str) -> None:
    assert why_not(source, passage(source)) == ""
    assert source.count(there) == 1
    assert why_not(source.replace(there, here), passage(source))


@pytest.mark.parametrize(
    ("source", "here"),
    [
        ("Die Kasse zahlt Brillen in Graz ab dem Montag im Frühling.", "Die Kasse zahlt Brillen in Graz am Montag."),
        ("Tired and careful with money after the invoice.", "I am tired and careful with money after the invoice."),
        ("La cassa non rimborsa gli occhiali dei soci.", "La cassa non rimborsa mai gli occhiali dei soci."),
    ],
)
def test_a_common_word_is_taken_for_no_time_of_day_and_no_month(source: str, here: str) -> None:
    assert exchanged(here, source) == ""


def test_what_a_passage_hides_within_a_word_is_read_as_people_see_it() -> None:
    assert why_not("Money left in the account is lost.", passage("Money left in the account is n\u00adot lost."))


CARRIED = [
    (sentence, each)
    for each in (*brochure(), *PASSAGES.values())
    for sentence in re.split(r"(?<=[.!?])\s+|\n+", each.text)
    if not why_not(sentence, each)
]
"""Sentences of real material that stand where they stand."""


@given(
    st.sampled_from([row for row in CARRIED if re.search(r"\d", row[0])]),
    st.integers(min_value=0, max_value=9),
    st.sampled_from("0123456789"),
)
def test_no_digit_of_real_material_can_be_changed(row: tuple[str, Passage], place: int, digit: str) -> None:
    said, source = row
    wrong = changed(said, place, digit)
    # "1. Find your plan": what only numbers a list stands for nothing.
    assume(folded(wrong) not in folded(source.text) and not re.match(r"\W*\d+\.", said))
    assert why_not(wrong, source)


@pytest.mark.parametrize("row", [row for row in CARRIED if len(NO.findall(row[0])) == 1], ids=lambda row: row[0][:40])
def test_no_no_of_real_material_can_be_dropped(row: tuple[str, Passage]) -> None:
    said, source = row
    assert why_not(NO.sub("with " if "ithout" in said else "", said), source)


def test_the_material_is_enough_to_try_it_on() -> None:
    assert len([said for said, _ in CARRIED if re.search(r"\d", said)]) >= 5
    assert len([said for said, _ in CARRIED if len(NO.findall(said)) == 1]) >= 5


WORDS = st.lists(
    st.text(st.characters(categories=("L", "N"), max_codepoint=0x24F), min_size=1, max_size=9),
    min_size=4,
    max_size=14,
    unique_by=str.lower,
)


@st.composite
def quoted(draw: st.DrawFn) -> tuple[str, list[str], int]:
    """-> (an answer, some words in a row of it, the place of one of these)"""
    said = draw(WORDS)
    first = draw(st.integers(0, len(said) - 3))
    last = draw(st.integers(first + 3, len(said)))
    return " ".join(said), said[first:last], draw(st.integers(0, last - first - 1))


@given(quoted(), st.sampled_from(["", " ", "\n", "\u00a0 "]), st.text(min_size=1, max_size=9))
def test_a_quote_stands_word_for_word_or_not_at_all(row: tuple[str, list[str], int], space: str, word: str) -> None:
    answer, quote, place = row
    said = {"a1": ("What happened?", answer)}

    def stands(words: str) -> bool:
        claim = Claim(kind="finding", text="Does it so.", quotes=(Quote(answer="a1", text=words),))
        return bool(checked([claim], [], said, PERSONA).claims)

    assert stands(f"{space}{' '.join(quote)}{space}"), "white space is no word"
    altered = " ".join([*quote[:place], word, *quote[place + 1 :]])
    assume(folded(altered) not in answer)
    assert not stands(altered)
    assert not is_quote(altered, answer)


@given(quoted(), st.integers(0, 60), st.characters(categories=("L", "N", "P")))
def test_one_letter_is_enough(row: tuple[str, list[str], int], place: int, letter: str) -> None:
    answer, quote, _ = row
    text = " ".join(quote)
    at = place % len(text)
    altered = f"{text[:at]}{letter}{text[at + 1 :]}"
    assume(folded(altered) not in answer)
    assert not is_quote(altered, answer)


@given(st.integers(2, 99_999), st.integers(2, 99_999))
def test_a_claim_has_no_other_number_than_its_quotes(said: int, claimed: int) -> None:
    answer = {"a1": ("What did it cost?", f"It was {said} dollars, and I paid it.")}
    claim = Claim(kind="finding", text=f"Paid {claimed} dollars.", quotes=(Quote(answer="a1", text=f"{said} dollars"),))
    assert bool(checked([claim], [], answer, PERSONA).claims) == (said == claimed)


@given(quoted(), st.text(st.characters(categories=("L",)), min_size=1, max_size=9))
def test_a_judge_who_alters_one_word_is_not_believed(row: tuple[str, list[str], int], word: str) -> None:
    excerpt, quote, place = row
    pair = Pair(id="p1", statement="C1", text="Does it so.", ref="m1.1", excerpt=excerpt)
    altered = " ".join([*quote[:place], word, *quote[place + 1 :]])
    assume(altered.lower() not in excerpt.lower())
    assert not Verdict(pair=pair, support=Support.CONTRADICTED, words=altered).believed
