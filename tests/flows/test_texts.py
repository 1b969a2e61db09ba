"""What people read is written down in one place, and stays kind and short."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from flows import which_one
from flows.interview import (
    answering,
    asking,
    beginning,
    closing,
    editing,
    explaining,
    handing_over,
    meeting,
    missing,
    reminders,
    rereading,
    reviewing,
    sharing,
    steering,
    taking,
    undelivered,
    withdrawing,
)

PAGE = Path(__file__).parents[2] / "docs" / "interview.md"
TEXTS = {
    f"{module.__name__.rsplit('.', 1)[1]}.{name}": value
    for module in (
        answering,
        asking,
        beginning,
        closing,
        editing,
        explaining,
        handing_over,
        meeting,
        missing,
        reminders,
        rereading,
        reviewing,
        sharing,
        steering,
        taking,
        undelivered,
        withdrawing,
        which_one,
    )
    for name, value in vars(module).items()
    if name.isupper() and isinstance(value, str) and not value.startswith("__")
}


@pytest.mark.parametrize("name", TEXTS)
def test_the_page_has_the_words_as_they_are(name: str) -> None:
    assert f"| {TEXTS[name]} |\n" in PAGE.read_text()


def test_the_page_has_no_words_that_are_said_no_more() -> None:
    table = PAGE.read_text().split("| when | words |\n|---|---|\n")[1].split("\n\n")[0]
    assert len(table.strip().splitlines()) == len(set(TEXTS.values())) >= 20


@pytest.mark.parametrize("name", TEXTS)
def test_words_are_short_and_calm(name: str) -> None:
    text = TEXTS[name]
    assert "!" not in text
    assert text.endswith((".", "?", ":", "…", "{question}"))
    assert len(re.sub(r"\{\w+\}", "", text).split()) <= 45
