"""Totals stand with a range: of customers who do as the model has it, what comes lies within."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from segments.prediction.lifetime import BgNbd, expected_purchases, fit
from segments.prediction.ranges import Ranges, ranges
from segments.prediction.resampling import between, drawn
from segments.prediction.spending import GammaGamma, spending
from segments.shapes import Floats

pytestmark = pytest.mark.filterwarnings("error")
TRUE, PAID = BgNbd(0.8, 6.0, 0.8, 2.4), GammaGamma(6.0, 4.0, 15.0, 0.0)
History = tuple[Floats, Floats, Floats, Floats]


def shop(seed: int, count: int = 500, weeks: float = 40.0, ahead: float = 20.0) -> tuple[History, float, float]:
    """-> what is known of each after `weeks`, and how many purchases and how much money then came."""
    random = np.random.default_rng(seed)
    known, purchases, money = [], 0.0, 0.0
    for _ in range(count):
        rate, leaves = random.gamma(TRUE.r) / TRUE.alpha, random.beta(TRUE.a, TRUE.b)
        scale = random.gamma(PAID.q) / PAID.gamma
        age, day, days = random.uniform(0.5, 1) * weeks, 0.0, []
        while True:
            day += random.exponential(1 / rate)
            if day > age + ahead:
                break
            days.append(day)
            if random.random() < leaves:
                break
        before = [each for each in days if each <= age]
        spent = random.gamma(PAID.p, size=len(days)) / scale
        mean = float(spent[: len(before)].mean()) if before else 0.0
        known.append((len(before), before[-1] if before else 0.0, age, mean))
        purchases += len(days) - len(before)
        money += float(spent[len(before) :].sum())
    x, last, end, mean = np.array(known).T
    return (x, last, end, mean), purchases, money


def told(history: History, ahead: float = 20.0) -> Ranges:
    x, last, end, mean = history
    return ranges(fit(x, last, end), spending(x, mean), history, ahead)


def test_what_comes_lies_within_as_often_as_is_said() -> None:
    """Of 20 shops whose customers do as the model has it, the one in twenty may be two or three."""
    counted, paid = 0, 0
    for seed in range(20):
        history, purchases, money = shop(seed)
        found = told(history)
        assert found.money is not None
        counted += found.purchases.has(purchases)
        paid += found.money.has(money)
    assert counted >= 17
    assert paid >= 17


def test_the_range_lies_around_what_is_expected_and_is_narrower_of_more_customers() -> None:
    widths = []
    for count in (200, 1_800):
        history, _, _ = shop(7, count)
        x, last, end, _ = history
        expected, found = expected_purchases(fit(x, last, end), x, last, end, 20.0).sum(), told(history).purchases
        assert found.has(float(expected))
        widths.append((found.high - found.low) / expected)
    assert widths[1] < widths[0] / 2


def test_what_a_file_hardly_says_makes_the_range_wider() -> None:
    """Beside chance, that the model's own figures may be others."""
    history, _, _ = shop(7)
    x, last, end, _ = history
    model = fit(x, last, end)
    sure = ranges(replace(model, unsure=None), None, history, 20.0).purchases
    both = ranges(model, None, history, 20.0).purchases
    assert both.high - both.low > 1.2 * (sure.high - sure.low)


def test_the_order_of_customers_changes_nothing() -> None:
    history, _, _ = shop(7)
    turned = np.random.default_rng(0).permutation(500)
    x, last, end, mean = (each[turned] for each in history)
    assert told((x, last, end, mean)) == told(history)


def test_without_money_none_is_told_and_what_is_taken_off_makes_it_less() -> None:
    history, _, _ = shop(7)
    x, last, end, mean = history
    model, money = fit(x, last, end), spending(x, mean)
    assert ranges(model, None, history, 20.0).money is None
    later, now = (ranges(model, money, history, 20.0, today).money for today in (np.full(500, 0.9), None))
    assert later is not None
    assert now is not None
    assert (later.low, later.high) == pytest.approx((0.9 * now.low, 0.9 * now.high))


def test_customers_who_never_leave_and_all_come_alike_have_a_range_too() -> None:
    x = np.full(100, 20.0)
    found = told((x, np.full(100, 40.0), np.full(100, 42.0), np.full(100, 10.0)))
    assert 0 < found.purchases.low < 1_000 < found.purchases.high


def test_a_draw_has_as_many_customers_as_there_are_and_is_the_same_each_time() -> None:
    one, other = list(drawn(50)), list(drawn(50))
    assert len(one) == 1_000
    assert all(each.sum() == 50 for each in one)
    assert np.array_equal(one, other)
    assert len(list(drawn(200_000))) == 200


def test_between_are_95_of_100() -> None:
    found = between(range(1_001))
    assert (found.low, found.high) == pytest.approx((25.0, 975.0))
