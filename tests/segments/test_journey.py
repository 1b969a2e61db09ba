"""The way of a segment's customers, as far as purchases tell it; the rest stays blank."""

from __future__ import annotations

import numpy as np
import pytest

from segments.journey import Purchases, journey
from segments.said import Stage


def bought(days: list[list[float]], amounts: list[list[float]] | None = None) -> Purchases:
    customer = np.array([row for row, each in enumerate(days) for _ in each], dtype=np.int64)
    paid = None if amounts is None else np.array([each for row in amounts for each in row])
    return Purchases(customer, np.array([each for row in days for each in row]), paid, "pounds")


def stages(purchases: Purchases, size: int) -> dict[str, Stage]:
    return {each.name: each for each in journey(purchases, np.zeros(size, dtype=np.int64), 0)}


def monthly(count: int, until: int, rounds: int) -> list[list[float]]:
    return [[until - 30.0 * turn for turn in range(rounds)][::-1] for _ in range(count)]


def test_each_stage_counts_who_reached_it() -> None:
    found = stages(bought([*monthly(10, 360, 6), *monthly(5, 100, 3), *([[20.0]] * 5)]), 20)
    assert found["first purchase"].share == 1
    assert found["coming back"].share == pytest.approx(0.75)
    assert found["coming back"].figure == 30
    assert found["regular"].reached == 15
    assert found["leaving"].reached == 10
    assert found["slipping"].reached == 0


def test_what_purchases_do_not_tell_stays_blank_with_what_would_tell_it() -> None:
    found = stages(bought(monthly(10, 360, 6)), 10)
    for name in ("first contact", "considering", "after"):
        assert not found[name].known
        assert found[name].words == ""
        assert found[name].missing


def test_of_few_second_purchases_nobody_is_said_to_have_left() -> None:
    found = stages(bought([[1.0, 31.0], [2.0], [3.0]]), 3)
    assert not found["leaving"].known
    assert "too few" in found["leaving"].missing


def test_a_return_is_no_purchase_and_the_only_pain_that_is_seen() -> None:
    days, amounts = [[1.0, 5.0], [2.0, 9.0]], [[10.0, -10.0], [30.0, 40.0]]
    found = stages(bought(days, amounts), 2)
    assert found["coming back"].share == 0.5
    assert found["after"].reached == 1
    assert "50 % gave something back" in found["after"].pain
    assert "typically 20 pounds" in found["first purchase"].words


def test_two_orders_on_a_day_are_one_visit() -> None:
    assert stages(bought([[1.1, 1.9]]), 1)["coming back"].reached == 0


def test_a_segment_without_purchases_is_blank_throughout() -> None:
    found = journey(bought([[1.0]]), np.array([0, 1]), 1)
    assert len(found) == 8
    assert not any(each.known for each in found)
