"""Protected attributes behind segments, what stands in their place, and who gets less."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from segments.bias import bias, cramers_v, crossed, dropped
from segments.shapes import Customers, Labels, Texts
from tests.segments.customers import buyers


def by_gender(purity: float) -> tuple[Customers, Labels]:
    """In the last segment `purity` are women, elsewhere half."""
    customers, labels = buyers((200, 200, 200))
    chance = np.random.default_rng(7).random(600)
    women = np.where(labels == 2, chance < purity, chance < 0.5)
    return replace(customers, protected={"gender": np.where(women, "f", "m").astype(object)}), labels


def test_segments_that_stand_for_a_protected_attribute_are_flagged_with_how_well_they_tell_it() -> None:
    (found,) = bias(*by_gender(1.0)).behind
    assert found.flagged
    assert found.strength > 0.4
    assert found.strength > 3 * found.chance
    assert found.guessed[1] > found.guessed[0]
    assert "(gender is m: 53 % of segment 1, 0 % of segment 3)" in found.words
    assert "Cramér" not in found.words, "the figures are for whoever asks for them"


def test_segments_that_have_nothing_to_do_with_it_are_not() -> None:
    found = bias(*by_gender(0.5))
    assert not found.behind[0].flagged
    assert found.behind[0].strength < 0.1
    assert found.words == ("Segments do not stand for gender, and no outcome differs by it.",)


def noise(seed: int, count: int, attributes: int) -> tuple[Customers, Labels]:
    """Nothing has to do with anything: five segments, columns of two words, so many protected attributes."""
    random = np.random.default_rng(seed)

    def words() -> Texts:
        return random.integers(0, 2, count).astype(str).astype(object)

    labels = random.integers(0, 5, count)
    protected = {f"gender {number}": words() for number in range(attributes)}
    keys, numbers = np.arange(count).astype(str).astype(object), random.normal(size=(count, 1))
    columns = {f"column {number}": words() for number in range(10)}
    return Customers(keys, ("height",), numbers, numbers, categories=columns, protected=protected), labels


@pytest.mark.parametrize("seed", [3, 8, 18])
def test_of_many_attributes_of_a_small_file_none_is_flagged_by_chance(seed: int) -> None:
    """Each held against 99 of 100 of its own, these three of forty files had one."""
    assert not any(each.flagged for each in bias(*noise(seed, 60, 8)).behind)


@pytest.mark.parametrize("seed", [5, 8, 9, 12, 14, 16])
def test_in_a_small_file_nothing_stands_in_the_place_of_another_by_chance(seed: int) -> None:
    """By the strength alone, 0.3 at least, it was so in twelve of thirty files."""
    assert not any(each.proxies for each in bias(*noise(seed, 30, 8)).behind)


def test_what_stands_in_its_place_is_named() -> None:
    customers, labels = by_gender(1.0)
    club = np.where(customers.protected["gender"] == "f", "ladies", "none").astype(object)
    (found,) = bias(replace(customers, categories={"club": club}), labels).behind
    assert "club" in found.proxies
    assert "club may stand in its place" in found.words or "club" in found.words


def test_a_protected_attribute_that_was_compared_is_found_by_its_name() -> None:
    customers, labels = by_gender(1.0)
    inside = replace(customers, protected={}, categories=customers.protected)
    (found,) = bias(inside, labels).behind
    assert found.compared
    assert "Leave it out" in found.words


def test_a_group_that_gets_less_is_flagged_with_its_interval() -> None:
    customers, labels = by_gender(0.5)
    women = customers.protected["gender"] == "f"
    offered = (np.arange(600) % 10 < np.where(women, 2, 6)).astype(np.float64)
    gaps = bias(replace(customers, outcomes={"accepted": offered}), labels).gaps
    (gap,) = gaps  # of two groups the other says the same
    assert gap.flagged
    assert abs(gap.here - gap.others) > 0.3
    assert min(abs(gap.low), abs(gap.high)) > 0.25
    assert "everybody else" in gap.words
    even = (np.arange(600) % 10 < 4).astype(np.float64)
    assert not any(each.flagged for each in bias(replace(customers, outcomes={"accepted": even}), labels).gaps)


def test_without_a_protected_column_fairness_is_said_to_be_unknown() -> None:
    assert "could not be looked at" in bias(*buyers()).words[0]


@pytest.mark.parametrize(
    ("again", "index", "words"),
    [([0, 0, 1, 1, 2, 2] * 20, 1.0, "nothing is lost"), ([0, 1] * 60, 0.0, "other segments")],
)
def test_segments_are_compared_with_those_without_it(again: list[int], index: float, words: str) -> None:
    labels = np.array([0, 0, 1, 1, 2, 2] * 20)
    asked: list[frozenset[str]] = []

    def cluster(names: frozenset[str]) -> Labels:
        asked.append(names)
        return np.array(again)

    found, said = dropped(cluster, labels, frozenset({"gender"}))
    assert found == pytest.approx(index, abs=0.05)
    assert words in said
    assert asked == [{"gender"}]


def test_chance_associations_are_none_after_correction() -> None:
    random = np.random.default_rng(0)
    first, second = random.integers(0, 12, 300), random.integers(0, 9, 300).astype(str).astype(object)
    assert cramers_v(crossed(first, second)) < 0.12
    assert cramers_v(crossed(first, first.astype(str).astype(object))) == pytest.approx(1)
