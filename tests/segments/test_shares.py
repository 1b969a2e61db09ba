"""A share is written the same way wherever it is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segments.shares import in_percent, percent

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
