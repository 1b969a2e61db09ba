"""What a view carries along may come back as anything: then the first page is meant."""

from __future__ import annotations

import pytest

from bot.library_page import LibraryPage
from bot.search_page import SearchPage
from bot.study_page import StudyPage, Tending


@pytest.mark.parametrize("told", ["", "[]", "null", "{", "7", '{"after": Infinity}', '{"after": -9}', '{"after": "x"}'])
def test_nothing_that_comes_back_is_an_error(told: str) -> None:
    assert SearchPage.read(told).after == 0
    assert LibraryPage.read(told).after == 0
    assert StudyPage.read(told).after == 0
    assert Tending.read(told) == Tending("", "")
