"""Sentences and pictures tell the same figure of a measure, and say which one it is."""

from __future__ import annotations

import numpy as np
import pytest

from segments.apart import apart
from segments.facts import facts
from segments.pictures.heat import _wrapped
from segments.shapes import Customers
from segments.shares import figure
from segments.traits import traits
from segments.usual import usual


def customers() -> Customers:
    """Of two kinds: ages spread evenly, money with a few who spend very much."""
    chance = np.random.default_rng(4)
    age = np.concatenate([chance.uniform(20, 40, 300), chance.uniform(30, 70, 300)])
    money = np.concatenate([chance.lognormal(3, 1.6, 300), chance.lognormal(5, 1.6, 300)])
    raw = np.column_stack([age, money])
    keys = np.array([f"k{number}" for number in range(600)], dtype=object)
    return Customers(keys=keys, names=("age", "money spent"), raw=raw, scaled=raw)


def test_the_picture_shows_what_the_sentences_tell_and_says_which_figure_it_is() -> None:
    given, labels = customers(), np.repeat([0, 1], 300)
    shown = apart(given, labels, 2)
    assert shown is not None
    assert set(shown.features) == {"age (average)", "money spent (typical)"}
    for label, cells in enumerate(shown.rows):
        told = {each.feature: each for each in traits(facts(given), labels == label, labels != label)}
        for name, cell in zip(shown.features, cells, strict=True):
            trait = told[name.rpartition(" (")[0]]
            assert cell.words == figure(trait.here)
            assert (f" typically {cell.words}" if "typical" in name else f" on average {cell.words}") in trait.words


def test_of_what_is_not_known_of_everybody_it_is_told_of_how_many() -> None:
    given, labels = customers(), np.repeat([0, 1], 300)
    given.raw[:200, 0] = np.nan
    (trait,) = (each for each in traits(facts(given), labels == 0, labels == 1) if each.feature == "age")
    assert trait.words.endswith(" (each customer's own, known of 33 % of them, 100 % of the others)")
    shown = apart(given, labels, 2)
    assert shown is not None
    assert set(shown.features) == {"age (average, of 67 %)", "money spent (typical)"}


def test_a_segment_above_everybody_is_shown_as_more_and_one_below_as_less() -> None:
    shown = apart(customers(), np.repeat([0, 1], 300), 2)
    assert shown is not None
    assert all(cell.apart < 0 for cell in shown.rows[0])
    assert all(cell.apart > 0 for cell in shown.rows[1])


@pytest.mark.parametrize(("uneven", "found"), [(True, 2.0), (False, 35.0)])
def test_a_few_very_large_values_carry_the_mean_away_and_not_the_middle(uneven: bool, found: float) -> None:
    assert usual(np.array([1.0, 2.0, 102.0]), uneven) == found


@pytest.mark.parametrize("name", ["orders (typical)", "days since the very last purchase (typical)", "(average)"])
def test_however_long_a_name_is_the_picture_says_which_figure_it_shows(name: str) -> None:
    assert _wrapped(name).endswith(name.rpartition(" ")[2])
    assert len(_wrapped(name).splitlines()) <= 4


def test_the_picture_says_of_how_many_a_figure_is() -> None:
    assert _wrapped("days from one purchase to the next (average, of 64 %)").endswith("\n(average,\nof 64 %)")
