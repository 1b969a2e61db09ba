"""When two claims say the same: by rule, and by hand where the rule is too careful."""

from __future__ import annotations

import time

import pytest

from studies.learned import Relation, Strength
from studies.matching import Meaning, candidates, compared, judged
from tests.studies.insights import INVENTED, TEAM, claim, insight, member, saying

OLD = "Warehouse workers find the plan comparison too long to read."


@pytest.mark.parametrize(
    ("new", "meaning"),
    [
        ("The plan comparison is too long to read for warehouse workers.", Meaning.SAME),
        ("Warehouse workers find the comparison of the plans too long to read", Meaning.SAME),
        ("Warehouse workers do not find the plan comparison too long to read.", Meaning.CONTRADICTS),
        ("Office workers print the plan comparison.", Meaning.NEW),
        ("Warehouse workers drive to work.", Meaning.NEW),
        ("Too long.", Meaning.NEW),
        ("", Meaning.NEW),
        ("🎉🎉", Meaning.NEW),
    ],
)
def test_a_claim_is_the_same_when_most_of_its_words_are(new: str, meaning: Meaning) -> None:
    assert compared(new, OLD) is meaning
    assert compared(OLD, new) is meaning


@pytest.mark.parametrize(
    ("new", "meaning"),
    [
        ("Couriers lose 2 days a month to the battery.", Meaning.SAME),
        ("Couriers lose 9 days a month to the battery.", Meaning.CONTRADICTS),
        ("Couriers lose days every month to the battery.", Meaning.SAME),
        ("Couriers never lose 2 days a month to the battery.", Meaning.CONTRADICTS),
    ],
)
def test_another_number_for_the_same_thing_contradicts(new: str, meaning: Meaning) -> None:
    assert compared(new, "Couriers lose two days a month to the battery.") is meaning


def test_candidates_are_the_nearest_and_common_words_weigh_little() -> None:
    known = [saying(f"i{at}", f"Customers of kind {at} ask for invoices") for at in range(8)]
    known.append(saying("battery", "Customers curse the battery"))
    assert [each.id for each in candidates("The battery dies on customers", known)][:1] == ["battery"]
    assert candidates("", known) == []
    assert candidates("Nobody mentioned anything of the kind about submarines", known) == []
    assert len(candidates("Customers ask for invoices", known)) == 5


def test_what_counts_better_makes_it_stronger() -> None:
    guessed, counted = claim(OLD, strength=Strength.WEAK), claim(OLD, strength=Strength.STRONG)
    assert judged(counted, [insight("i1", member(guessed))]).meaning is Meaning.STRONGER
    assert judged(guessed, [insight("i1", member(counted))]).meaning is Meaning.SAME


def test_the_first_that_is_not_invented_makes_it_stronger_however_weak() -> None:
    invented = insight("i1", member(claim(OLD, INVENTED, Strength.STRONG)))
    assert judged(claim(OLD, TEAM, Strength.WEAK), [invented]).relation is Relation.STRONGER
    real = insight("i1", member(claim(OLD, TEAM, Strength.WEAK)))
    assert judged(claim(OLD, INVENTED, Strength.STRONG), [real]).relation is Relation.SAME


def test_what_nobody_said_before_is_new() -> None:
    assert judged(claim(OLD), []).relation is Relation.FIRST
    assert judged(claim(OLD), [saying("i1", "Couriers ride far.")]).insight == ""


def test_looking_for_candidates_takes_time_that_grows_with_their_number() -> None:
    """4 times the insights take about 4 times as long; 16 would be the square."""
    many = [saying(f"i{at}", f"Customers of town {at} wait {at % 7} weeks for part {at % 90}") for at in range(4000)]
    ratios = []
    for _ in range(3):
        spent = []
        for some in (many[:1000], many):
            began = time.perf_counter()
            candidates("Customers of our town wait for weeks", some)
            spent.append(time.perf_counter() - began)
        ratios.append(spent[1] / spent[0])
    assert sorted(ratios)[1] < 9
