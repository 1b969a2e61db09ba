"""The page of promises names tests that there are."""

from __future__ import annotations

import re
from pathlib import Path

HOUSE = Path(__file__).parents[2]


def test_every_test_the_page_names_is_there() -> None:
    named = set(re.findall(r"`((?:test_|Test)\w+)`", (HOUSE / "docs" / "reliability.md").read_text()))
    tests = "\n".join(each.read_text() for each in (HOUSE / "tests").rglob("test_*.py"))
    there = set(re.findall(r"^(?:async )?def (test_\w+)|^(Test\w+) =", tests, re.M))
    assert named - {name for pair in there for name in pair} == set()
    assert len(named) > 30
