"""A share is written the same way wherever it is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segments.shares import apart, at_least, figure, in_percent, percent

HOUSE = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (0, "0 %"),
        (0.0000002, "0.00002 %"),
        (0.006, "0.6 %"),
        (0.0096, "1 %"),
        (0.0149, "1 %"),
        (0.68, "68 %"),
        (0.9904, "99 %"),
        (0.997, "99.7 %"),
        (0.9996, "99.96 %"),
        (0.9999999999999998, "100 %"),
        (1, "100 %"),
        (1.27, "127 %"),
        (-0.11, "-11 %"),
    ],
)
def test_a_share_is_whole_but_for_what_would_be_none_or_all(share: float, told: str) -> None:
    assert percent(share) == told


@given(st.integers(1, 5_000_000), st.integers(0, 5_000_000))
def test_nothing_that_is_there_is_told_as_none_and_nothing_that_is_not_all_as_all(of: int, some: int) -> None:
    share = min(some, of) / of
    assert (percent(share) == "0 %") == (share == 0)
    assert (percent(share) == "100 %") == (share == 1)
    assert float(percent(share).removesuffix(" %")) == in_percent(share)


def test_nobody_in_the_house_writes_shares_in_a_way_of_their_own() -> None:
    """`{share:.0%}` and `{100 * share:.0f} %` each round otherwise than `percent` does."""
    own = re.compile(r":\.\d%\}|100 \* .*:\.\df\} ?%")
    code = [
        path for folder in ("segments", "flows", "bot", "decks", "studies") for path in (HOUSE / folder).rglob("*.py")
    ]
    assert len(code) > 300
    assert [path.name for path in code if own.search(path.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (266.5, "267"),
        (127.5, "128"),
        (-266.5, "-267"),
        (12.25, "12.3"),
        (0.125, "0.125"),
        (0.0, "0"),
        (5_976.9, "5,977"),
        (1e30, f"{1e30:,.0f}"),
        (float("nan"), "unknown"),
    ],
)
def test_a_half_goes_up_as_people_round(value: float, told: str) -> None:
    assert figure(value) == told


def test_half_of_a_hundredth_goes_up_too() -> None:
    assert [percent(each) for each in (0.125, 0.135, 0.145)] == ["13 %", "14 %", "15 %"]


@given(st.floats(0.001, 1e9))
def test_nobody_falls_below_a_limit_that_is_told(value: float) -> None:
    assert float(at_least(value).replace(",", "")) <= value + 1e-9


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [("7 %", "32 %", "25"), ("0.6 %", "7 %", "6.4"), ("1,267", "128", "1,139"), ("5", "unknown", "unknown")],
)
def test_the_difference_told_is_that_of_what_is_told(one: str, other: str, told: str) -> None:
    assert apart(one, other) == told
