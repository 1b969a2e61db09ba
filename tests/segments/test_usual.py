"""Sentences and pictures tell the same figure of a measure, and say which one it is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from segments.apart import MOST, apart
from segments.facts import facts
from segments.pictures.heat import _beside
from segments.shapes import Customers
from segments.shares import figure, percent
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
    assert trait.shortly.endswith(", where known")
    assert trait.words.endswith(" (each customer's own, known of 33 % of them, 100 % of the others)")
    shown = apart(given, labels, 2)
    assert shown is not None
    assert set(shown.features) == {"age (average, of 67 %)", "money spent (typical)"}


def test_a_segment_above_everybody_is_shown_as_more_and_one_below_as_less() -> None:
    shown = apart(customers(), np.repeat([0, 1], 300), 2)
    assert shown is not None
    assert all(cell.apart < 0 for cell in shown.rows[0])
    assert all(cell.apart > 0 for cell in shown.rows[1])


def with_contracts() -> Customers:
    """Beside the ages: contracts that go with the kind, shops that do not, and a service that arises for most."""
    kind = np.repeat([0, 1], 300)
    monthly = np.arange(600) % 10 < np.where(kind == 0, 9, 2)
    backup = np.where(
        np.arange(600) % 10 == 0, "No internet", np.where(np.arange(600) % 10 < 6 - 4 * kind, "Yes", "No")
    )
    return replace(
        customers(),
        categories={
            "Contract": np.where(monthly, "Month-to-month", "Two year").astype(object),
            "Shop": np.array(["North", "South"], dtype=object)[np.arange(600) % 2],
            "Backup": backup.astype(object),
            "Reason": np.where(np.roll(monthly, 1), "not given", "others").astype(object),
        },
    )


def test_categories_stand_beside_numbers_with_the_share_of_each_segment_and_of_all() -> None:
    shown = apart(with_contracts(), np.repeat([0, 1], 300), 2)
    assert shown is not None
    at = shown.features.index("Contract: Month-to-month (share)")
    assert [row[at].words for row in shown.rows] == ["90 %", "20 %"]
    assert shown.everybody[at] == "55 %"
    assert shown.rows[0][at].apart > 0 > shown.rows[1][at].apart
    assert len(shown.everybody) == len(shown.features)
    assert not any(each.startswith(("Contract: Two", "Shop", "Reason")) for each in shown.features)


def test_a_share_in_the_picture_is_that_of_the_sentences_also_where_a_question_does_not_arise_for_all() -> None:
    given, labels = with_contracts(), np.repeat([0, 1], 300)
    shown = apart(given, labels, 2)
    assert shown is not None
    at = shown.features.index("Backup: Yes (share, leaving out “No internet”)")
    for label, cells in enumerate(shown.rows):
        told = {each.feature: each for each in traits(facts(given), labels == label, labels != label)}
        assert cells[at].words == percent(told["Backup = Yes"].here)
        assert told["Backup = Yes"].aside == " (leaving out “No internet”)", "of the same customers"


def test_what_arises_for_few_of_a_segment_is_not_compared() -> None:
    given = with_contracts()
    given.categories["Backup"][:200] = "No internet"
    shown = apart(given, np.repeat([0, 1], 300), 2)
    assert shown is not None
    assert not any(each.startswith("Backup: Yes") for each in shown.features)


def test_the_most_telling_stand_first_numbers_and_categories_on_one_scale() -> None:
    given = with_contracts()
    same = np.where(np.arange(600) < 300, "a", "b").astype(object)
    shown = apart(replace(given, categories={**given.categories, "Same": same}), np.repeat([0, 1], 300), 2)
    assert shown is not None
    assert shown.features[0] == "Same: a (share)"
    many = {f"Column {number}": np.roll(same, number).astype(object) for number in range(20)}
    full = apart(replace(given, categories=many), np.repeat([0, 1], 300), 2)
    assert full is not None
    assert len(full.features) == MOST


@pytest.mark.parametrize(("uneven", "found"), [(True, 2.0), (False, 35.0)])
def test_a_few_very_large_values_carry_the_mean_away_and_not_the_middle(uneven: bool, found: float) -> None:
    assert usual(np.array([1.0, 2.0, 102.0]), uneven) == found


@pytest.mark.parametrize("name", ["orders (typical)", "days since the very last purchase (typical)", "(average)"])
def test_however_long_a_name_is_the_picture_says_which_figure_it_shows(name: str) -> None:
    assert _beside(name).endswith(name.rpartition(" ")[2])
    assert len(_beside(name).splitlines()) <= 3


def test_the_picture_says_of_how_many_a_figure_is() -> None:
    assert _beside("days from one purchase to the next (average, of 64 %)").endswith("\n(average, of 64 %)")
