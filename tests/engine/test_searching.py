"""The search's own button, where the answer is late."""

from __future__ import annotations

from typing import Any

import pytest

from bot.engine.searches import Searches
from bot.engine.windows import TOO_SLOW
from bot.listeners.search import OpenSearch
from bot.names import SEARCH_WORDS
from bot.search_page import SearchPage
from errors import StoreBusy


@pytest.mark.parametrize("failure", [TimeoutError(), StoreBusy("busy", now="Wait.")])
async def test_what_cannot_be_answered_in_time_keeps_the_window_and_its_words(failure: Exception) -> None:
    class Failing:
        async def read(self, _work: object) -> object:
            raise failure

    failing: Any = Failing()
    searches = Searches(failing, failing, failing, lambda: 0.0, failing)
    answer = await searches.answer(OpenSearch("T1", "U1", "", SearchPage("rain"), "V1"))
    assert answer == {"response_action": "errors", "errors": {SEARCH_WORDS: TOO_SLOW}}
