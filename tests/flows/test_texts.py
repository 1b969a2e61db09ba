"""What people read is written down in one place, and stays kind and short."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from flows import digest, persona, role_play, which_one
from flows.interview import (
    answering,
    asking,
    beginning,
    closing,
    decking,
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
from flows.wording import FIXED

PAGE = Path(__file__).parents[2] / "docs" / "interview.md"
TEXTS = {
    f"{module.__name__.rsplit('.', 1)[1]}.{name}": value
    for module in (
        answering,
        asking,
        beginning,
        closing,
        decking,
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


def _said_by(package: ModuleType) -> Iterator[tuple[str, str]]:
    """Name and words of what the modules of a package say: alone, or in a table."""
    for found in pkgutil.iter_modules(package.__path__):
        module = import_module(f"{package.__name__}.{found.name}")
        for name, value in vars(module).items():
            table = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, tuple) else ()
            for key, words in ((None, value), *table):
                if name.isupper() and isinstance(words, str) and (words in FIXED or SENTENCE.fullmatch(words)):
                    yield f"{found.name}.{name}" + (f".{key}" if key is not None else ""), words


SENTENCE = re.compile(r"\S+ .*[.?…]", re.S)
OF_PERSONAS = {name: words for package in (persona, role_play, digest) for name, words in _said_by(package)}
FIELDS = ("TITLE", "SAVE", "NAME", "AGE", "WORK", "QUOTE", "STYLE", "NEW", "CARD_OF")
LABELS = (*(f"keeping.{name}" for name in FIELDS), "progress.TITLES.", "setting.SOMEBODY")
"""What stands beside a field, on a button or in a list."""


@pytest.mark.parametrize("words", OF_PERSONAS.values(), ids=list(OF_PERSONAS))
def test_what_is_said_around_personas_and_digests_is_said_in_every_language(words: str) -> None:
    assert words in FIXED


def test_the_digest_is_among_them() -> None:
    assert "setting.UNNAMED" in OF_PERSONAS


ALL = TEXTS | {name: words for name, words in OF_PERSONAS.items() if not name.startswith(LABELS)}


@pytest.mark.parametrize("name", ALL)
def test_words_are_short_and_calm(name: str) -> None:
    text = ALL[name]
    assert "!" not in text
    assert re.search(r"(?:[.?:…]|\{\w+\}”?)$", text)
    assert len(re.sub(r"\{\w+\}", "", text).split()) <= 45


def test_labels_are_a_few_words() -> None:
    found = [words for name, words in OF_PERSONAS.items() if name.startswith(LABELS)]
    assert len(found) >= len(LABELS)
    assert max(len(words.split()) for words in found) <= 18
