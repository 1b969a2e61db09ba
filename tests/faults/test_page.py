"""The pages of promises name tests that there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]


@pytest.mark.parametrize("page", ["reliability.md", "security.md"])
def test_every_test_the_page_names_is_there(page: str) -> None:
    spans = re.findall(r"`([^`\n]+)`", (HOUSE / "docs" / page).read_text())
    named = {each.rpartition("::")[2] for each in spans if re.fullmatch(r"(.*::)?(test_|Test)\w+", each)}
    files = {each.partition("::")[0] for each in spans if re.fullmatch(r"(\w+/)*test_\w+\.py(::\w+)?", each)}
    tests = list((HOUSE / "tests").rglob("test_*.py"))
    there = set(re.findall(r"^(?:async )?def (test_\w+)|^(Test\w+) =", "\n".join(t.read_text() for t in tests), re.M))
    assert named - {name for pair in there for name in pair} == set()
    assert {each for each in files if not any(str(test).endswith(f"/{each}") for test in tests)} == set()
    assert len(named) > 30
