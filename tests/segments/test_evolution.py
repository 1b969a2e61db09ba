"""Segments over time: a frozen model, the new one beside it, and who moved."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from errors import NothingToCompare
from segments.evolution.drift import psi, still_holds
from segments.evolution.frozen import FrozenModel, apply, freeze
from segments.evolution.matching import match
from segments.evolution.movers import movers
from segments.evolution.scales import measured, scale_of
from segments.shapes import Customers, Floats, Labels, Texts
from tests.segments.clouds import scaled

IDS, NAMES = ("S1", "S2", "S3"), ("Regulars", "Newcomers", "Big spenders")


def month(seed: int, count: int = 600, inflation: float = 1.0) -> tuple[Customers, Labels]:
    """Days since the last order, orders, money and a plan, of three kinds of customers."""
    random = np.random.default_rng(seed)
    kind = np.sort(random.choice(3, count, p=[0.5, 0.3, 0.2]))
    days = np.array([20.0, 200.0, 30.0])[kind] * random.lognormal(sigma=0.2, size=count)
    orders = np.array([10.0, 1.0, 12.0])[kind] + random.poisson(1, size=count)
    money = inflation * np.array([100.0, 50.0, 5000.0])[kind] * random.lognormal(sigma=0.3, size=count)
    plan = np.where(random.random(count) < np.array([0.2, 0.1, 0.9])[kind], "gold", "plain").astype(object)
    raw = np.column_stack([days, orders, money])
    keys = np.array([f"c{row}" for row in range(count)], dtype=object)
    looked_at = np.column_stack([raw, money / orders])
    compared = np.column_stack([scaled(np.log(raw)), plan == "gold"])
    names = ("recency", "orders", "money", "money per order")
    return Customers(keys, names, looked_at, compared, categories={"plan": plan}), kind.astype(np.int64)


@pytest.fixture(scope="module")
def model() -> FrozenModel:
    return freeze(*month(0), IDS, NAMES)


def test_a_frozen_model_places_its_own_customers_as_the_analysis_did_also_after_a_year_as_json(
    model: FrozenModel,
) -> None:
    assert model.repeats > 0.99
    assert model.features == ("recency", "orders", "money", "plan")
    again = FrozenModel.model_validate_json(json.dumps(json.loads(model.model_dump_json())))
    assert again == model
    customers, kind = month(1)
    applied = apply(again, customers)
    assert (applied.labels == kind).mean() > 0.98
    assert applied.missing == ()


@pytest.mark.parametrize("pace", [3.0, 14.0, 45.0, 120.0])
def test_in_whatever_unit_a_logarithm_was_compared_it_is_found(pace: float) -> None:
    random = np.random.default_rng(1)
    days = random.exponential(100.0, 800).round()
    column = scaled(np.log1p(days / pace)[:, None])
    found = scale_of("recency", days, column, column)
    assert found is not None
    assert found.unit == pytest.approx(pace, rel=0.001)
    assert measured(found, days) == pytest.approx(np.clip(column[:, 0], -5, 5), abs=1e-4)


def test_what_was_not_compared_has_no_scale() -> None:
    random = np.random.default_rng(2)
    days, column = random.exponential(100.0, 800), random.normal(size=(800, 1))
    assert scale_of("recency", days, column, scaled(column)) is None


def test_the_frozen_scales_stay_when_money_is_worth_less(model: FrozenModel) -> None:
    """Scaled by its own figures, a month in which everything costs tenfold would look like any other."""
    customers, _ = month(1, inflation=10)
    held = still_holds(model, customers, apply(model, customers))
    assert not held.holds
    assert held.features["money"] > 0.25
    assert held.features["orders"] < 0.1
    assert any("money shifted a lot" in alarm for alarm in held.alarms)
    assert held.words.startswith("The segments no longer fit these customers")


def test_days_that_passed_are_no_alarm_where_sizes_and_a_new_model_say_that_the_segments_hold() -> None:
    """The same customers a quarter later, some of whom came again: hardly anybody changed the segment."""
    random = np.random.default_rng(4)
    many = random.random(600) < 0.4
    days = np.where(many, random.uniform(1, 30, 600), random.uniform(200, 260, 600))
    orders = np.where(many, 12.0, 1.0) + random.poisson(1, 600)
    before, later = ordered(days, orders), ordered(np.where(many, days + 12, days + 91), orders)
    kind = (~many).astype(np.int64)
    frozen = freeze(before, kind, IDS[:2], NAMES[:2])
    placed = apply(frozen, later)
    held = still_holds(frozen, later, placed, refit=kind)
    assert held.features["recency"] >= 0.25
    assert held.features["orders"] < 0.1
    assert held.holds
    assert held.noticed == (
        "recency shifted a lot since then; the segments hold all the same: about as many fall into each, and a new "
        "model places 100 % of the customers alike.",
    )
    unsure = still_holds(frozen, later, placed, refit=np.where(np.arange(600) % 8, kind, 1 - kind))
    assert unsure.alarms == ("recency shifted a lot since then.",), "seven in eight alike is no second opinion"
    assert not still_holds(frozen, later, placed).holds, "nor is none"


def ordered(days: Floats, orders: Floats) -> Customers:
    raw = np.column_stack([days, orders])
    keys = np.array([f"c{row}" for row in range(len(raw))], dtype=object)
    return Customers(keys, ("recency", "orders"), raw, scaled(np.log(raw)))


def test_a_measure_that_moves_people_elsewhere_is_an_alarm_also_beside_a_new_model(model: FrozenModel) -> None:
    customers, kind = month(1, inflation=10)
    held = still_holds(model, customers, apply(model, customers), refit=kind)
    assert not held.holds


def test_another_month_of_the_same_customers_raises_no_alarm(model: FrozenModel) -> None:
    customers, kind = month(2)
    held = still_holds(model, customers, apply(model, customers), refit=kind)
    assert held.holds
    assert held.alarms == ()
    assert held.words.startswith("The segments still fit")
    assert held.agreement is not None
    assert held.agreement > 0.98


def test_a_new_model_that_disagrees_is_an_alarm(model: FrozenModel) -> None:
    customers, kind = month(2)
    held = still_holds(model, customers, apply(model, customers), refit=(kind + 1) % 3)
    assert any("places" in alarm and "elsewhere" in alarm for alarm in held.alarms)


def test_a_file_that_lost_a_column_is_placed_and_told_and_one_that_lost_most_is_refused(model: FrozenModel) -> None:
    customers, kind = month(1)
    without = replace(customers, categories={})
    applied = apply(model, without)
    assert applied.missing == ("plan",)
    assert (applied.labels == kind).mean() > 0.95
    assert "The file no longer has: plan." in still_holds(model, without, applied).alarms
    with pytest.raises(NothingToCompare, match="lacks most"):
        apply(model, replace(without, names=("a", "b", "c", "d")))


def test_unknown_values_and_new_levels_are_placed_by_the_rest(model: FrozenModel) -> None:
    customers, kind = month(1)
    raw = customers.raw.copy()
    raw[::7, 0] = np.nan
    plan = customers.categories["plan"].copy()
    plan[:5] = "platinum"
    applied = apply(model, replace(customers, raw=raw, categories={"plan": plan}))
    assert (applied.labels == kind).mean() > 0.95


def keyed(*labels: int, start: int = 0) -> tuple[Texts, Labels]:
    keys = np.array([f"c{number}" for number in range(start, start + len(labels))], dtype=object)
    return keys, np.array(labels, dtype=np.int64)


def test_names_stay_with_the_customers_they_were_given_for() -> None:
    """The numbers of a new analysis go by size, and sizes change."""
    old = (*keyed(0, 0, 0, 0, 1, 1, 1, 2, 2), np.eye(3))
    new = (*keyed(2, 2, 1, 1, 0, 0, 0, 1, 1), np.eye(3)[[2, 0, 1]])
    found = match(old, new)
    assert found.by == "customers"
    # The new 1 has two of the old 0 and two of the old 2: as a whole it is the old 2, because the new 2 is the old 0.
    assert found.old == (1, 2, 0)


def test_a_segment_that_nobody_knows_is_new() -> None:
    old = (*keyed(0, 0, 0, 1, 1, 1), np.array([[0.0], [1.0]]))
    new = (*keyed(0, 0, 0, 1, 1, 2), np.array([[0.0], [1.0], [5.0]]))
    assert match(old, new).old == (0, 1, -1)


def test_a_name_that_people_gave_stays_with_a_part_and_with_the_whole_again() -> None:
    """Six pieces are too small to be the old segment by what both have in common; its name stays with one of them."""
    parts = np.repeat(np.arange(6), 5)
    old = (*keyed(*[0] * 30, *[1] * 10), np.array([[0.0], [9.0]]))
    new = (*keyed(*parts.tolist(), *[6] * 10), np.arange(7.0)[:, None])
    assert match(old, new).old == (-1,) * 6 + (1,)
    found = match(old, new, called=(0,)).old
    assert sorted(found) == [-1] * 5 + [0, 1]
    named = found.index(0)
    back = match(new, old, called=(named,)).old
    assert back == (named, 6)


def test_a_name_stays_with_the_piece_that_has_most_of_the_money_where_its_segment_is_known_by_that() -> None:
    """Of twelve who bring most of the money eight make a segment with three others, and four are by themselves."""
    old = (*keyed(*[0] * 12, *[1] * 30), np.array([[0.0], [9.0]]))
    new = (*keyed(*[0] * 8, *[1] * 4, *[0] * 3, *[2] * 27), np.arange(3.0)[:, None])
    rich = np.repeat([2.0, 20.0, 1.0], [8, 4, 30])
    assert match(old, new, called=(0,)).old == (0, -1, 1), "most of its customers"
    assert match(old, new, called=(0,), worth=rich).old == (-1, 0, 1), "most of its money"
    alike = np.repeat([1.0, 2.0, 1.0], [8, 4, 30])
    assert match(old, new, called=(0,), worth=alike).old == (0, -1, 1), "it is not known by its money"
    assert match(old, new, worth=rich).old == match(old, new).old, "nobody named it"


def test_a_few_who_bring_most_do_not_take_the_name_of_all_along() -> None:
    old = (*keyed(*[0] * 12, *[1] * 30), np.array([[0.0], [9.0]]))
    new = (*keyed(*[0] * 10, *[1] * 2, *[2] * 30), np.arange(3.0)[:, None])
    assert match(old, new, called=(0,), worth=np.repeat([2.0, 90.0, 1.0], [10, 2, 30])).old == (0, -1, 1)


def test_of_a_segment_that_was_scattered_even_a_given_name_ends() -> None:
    old = (*keyed(*[0] * 9, *[1] * 30), np.array([[0.0], [9.0]]))
    new = (*keyed(*[0, 1, 2] * 3, *([0] * 10 + [1] * 10 + [2] * 10)), np.arange(3.0)[:, None])
    assert 0 not in match(old, new, called=(0,)).old


def test_without_customers_in_common_places_decide() -> None:
    centers = np.array([[0.0, 0.0], [4.0, 0.0]])
    new = (*keyed(0, 0, 1, 2, start=100), np.array([[4.1, 0.2], [0.1, 0.0], [9.0, 9.0]]))
    found = match((*keyed(0, 0, 1), centers), new)
    assert found.by == "centres"
    assert found.old == (1, 0, -1)


def test_movers_add_up_and_are_named() -> None:
    found = movers(keyed(0, 0, 0, 1, 1, 1, 2), keyed(0, 1, 1, 1, 0, 1, start=0))
    assert (found.stayed, found.moved, found.came, found.gone) == (3, 3, 0, 1)
    assert [(each.before, each.after, each.customers) for each in found.moves] == [(0, 1, 2), (1, 0, 1)]


def test_the_same_shares_are_no_shift_and_an_empty_part_is_not_endless() -> None:
    assert psi([0.5, 0.5], [0.5, 0.5], 100) == 0
    assert psi([0.5, 0.5], [0.6, 0.4], 100) == pytest.approx(0.1 * np.log(1.2) - 0.1 * np.log(0.8))
    assert 0 < psi([0.5, 0.5, 0.0], [0.5, 0.0, 0.5], 100) < 10
