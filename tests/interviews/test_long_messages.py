"""What people write is read in time that grows with its length, not with its square: one loop serves everybody."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

import pytest

from bot.views.text import fallback, safe
from flows.llm.rehearsal.clauses import clauses
from interviews.controls import control, correction, is_question, is_side_talk, only_asks, project_said, rating
from interviews.language import content_stems, has_words, numbers, speaks_english, words

READERS: tuple[Callable[[str], object], ...] = (
    project_said, control, rating, correction, is_question, only_asks, is_side_talk, safe, fallback, clauses, words,
    numbers, has_words, content_stems, speaks_english,
)  # fmt: skip
NASTY = {
    "blanks": "interview" + " " * 40_000 + "x",
    "tabs": "\t" * 40_000 + "x",
    "questions": "?" * 40_000 + "a",
    "underscores": "a" + "_" * 40_000 + "a",
    "commas": "interview" + "," * 40_000 + "x",
    "newlines": "interview with" + "\n" * 40_000 + "x",
    "dashes": "5 questions" + " -" * 20_000 + " x",
    "digits": "1" * 40_000,
    "backquotes": "`" * 40_000,
    "words": "and so on " * 4_000,
}


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
@pytest.mark.parametrize("text", NASTY.values(), ids=list(NASTY))
def test_twice_the_length_takes_not_four_times_as_long(reader: Callable[[str], object], text: str) -> None:
    """A ratio within the run, on sizes where a quadratic reader would take minutes; small times are all noise."""
    short = _seconds(reader, text[: len(text) // 4])
    long = _seconds(reader, text)
    assert long < 0.05 or long / short < 10


def _seconds(reader: Callable[[str], object], text: str) -> float:
    """Of processor, the least of three: what else the machine does, and garbage that is due, is no reader's."""

    def once() -> float:
        begun = time.thread_time()
        reader(text)
        return time.thread_time() - begun

    gc.disable()
    try:
        return min(once() for _ in range(3))
    finally:
        gc.enable()
