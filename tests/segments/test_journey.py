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
    assert found["slipping"].reached == 10


def test_whoever_is_silent_for_longest_is_among_those_silent_for_long() -> None:
    pauses = [[200.0, 200.0 + pause] for pause in range(1, 41)]
    found = stages(bought([*pauses, [1000.0], [204.0]]), 42)
    slipping, leaving = found["slipping"], found["leaving"]
    assert (slipping.reached, leaving.reached) == (41, 41)
    assert slipping.words.startswith("98 % are silent for over 33 days")
    assert leaving.words.startswith("98 % are silent for over 39 days")


def test_it_is_leaving_only_where_most_long_pauses_go_on() -> None:
    back = [[1000.0 - 2 * pause, 1000.0 - pause, 1000.0] for pause in range(1, 41)]
    found = stages(bought([*back, [800.0]]), 41)
    assert "leaving" not in found
    words = found["long silence"].words
    assert words == "2 % are silent for over 39 days. Pauses longer than that: 2 ended with a purchase, 1 still open."
    gone = stages(bought([*back, *([[800.0]] * 5)]), 45)
    assert "long silence" not in gone
    assert gone["leaving"].words.endswith("2 ended with a purchase, 5 still open.")


def test_how_often_regulars_buy_is_told_of_their_own_pauses_and_of_how_many() -> None:
    found = stages(bought([[1.0, 11.0, 21.0], [2.0, 102.0], [3.0, 103.0], [4.0, 104.0]]), 4)
    said = "25 % bought on three days or more; half of their 2 pauses between two purchases took 10 days at most."
    assert found["regular"].words == said


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


def test_who_came_late_had_hardly_time_to_come_back_and_that_is_said() -> None:
    """Forty came back after 30 days; ten first bought in the last ten days of the file."""
    days = [[0.0, 30.0, 60.0, 100.0]] * 40 + [[95.0]] * 10
    said = stages(bought(days), 50)["coming back"].words
    assert (
        said
        == "80 % came back so far; half of these within 30 days. 20 % first bought within the last 30 days of the file."
    )
    assert stages(bought(days[:40]), 40)["coming back"].words == "100 % came back so far; half of these within 30 days."
