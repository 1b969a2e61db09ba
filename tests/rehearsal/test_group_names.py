"""Where the name of a group ends."""

from __future__ import annotations

import pytest

from flows.llm.rehearsal.group_names import names_in


@pytest.mark.parametrize(
    ("said", "name", "of_them"),
    [
        ("A temp agency in Rotterdam left in May; they told us why.", "temp agency in Rotterdam", "left in May"),
        ("In the warehouses in Tilburg 9 of 10 workers use a phone.", "warehouses in Tilburg", ""),
        ("Shops in Leeds 40% of the time pay late.", "Shops in Leeds", ""),
        ("Members with paid plans stay.", "Members with paid plans", "stay"),
        ("Parents who left us call back.", "Parents who left us", "call back"),
        ("People under 30 call us.", "People under 30", "call us"),
    ],
)
def test_a_name_ends_before_what_they_did_and_before_a_count(said: str, name: str, of_them: str) -> None:
    assert names_in(said)[0] == (name, of_them)
