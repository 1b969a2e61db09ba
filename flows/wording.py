"""What Segue says of its own accord, in the language of the conversation.

Sentences are written in English where they belong, and marked with `fixed`; `say` gives one in the language that
is spoken, with its values put in. Where a language has no wording yet, English stands in. This is gettext's way
(https://docs.python.org/3/library/gettext.html), with a model in the place of catalogues made beforehand: people may
speak any language, and what a model writes is held against the English before it is used.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from string import Formatter
from types import MappingProxyType

from babel import Locale
from babel.lists import format_list

from interviews.dates import day_in_words, locale_of

ENGLISH = "en"
FIXED: dict[str, None] = {}
"""Every sentence that is marked, in the order of marking."""
ENGLISH_AS_IT_IS: Mapping[str, str] = MappingProxyType({})
_spoken: ContextVar[Mapping[str, str]] = ContextVar("spoken", default=ENGLISH_AS_IT_IS)
_language: ContextVar[str] = ContextVar("language", default=ENGLISH)
_MARKUP = re.compile(r"[*_`~<>&|\n•·✓✗■◧□\[\]]")
_TYPED = re.compile(r"`[^`]*`|“[^”]*”")
"""What people are to type: it stays English, because that is what is understood."""
_LINK = re.compile(r"@|://|www\.", re.IGNORECASE)
LONGER, ROOM = 2, 30
"""A wording has at most so many times the characters of the English, and some more."""


def fixed(english: str) -> str:
    """Mark a sentence of ours: it gets a wording in every language that is spoken with Segue."""
    FIXED[english] = None
    return english


def say(english: str, **values: object) -> str:
    """`english` in the language that is spoken, with its `{values}` put in."""
    wording = _spoken.get().get(english, english)
    return wording.format(**values) if values else wording


@contextmanager
def speaking(wordings: Mapping[str, str], language: str = ENGLISH) -> Iterator[None]:
    """Whatever is said meanwhile, tasks begun meanwhile included, is said in these words, and days in that language."""
    words, days = _spoken.set(wordings), _language.set(language)
    try:
        yield
    finally:
        _spoken.reset(words)
        _language.reset(days)


def language() -> str:
    """The tag of the language that is spoken."""
    return _language.get()


def say_day(day: date, *, weekday: bool = False, year: bool = True) -> str:
    """A day in the language that is spoken: `Monday 23 November`, `3 December 2026`."""
    return day_in_words(day, _language.get(), weekday=weekday, year=year)


def say_list(items: Sequence[str]) -> str:
    """`2, 4 and 5`, as the language that is spoken lists things."""
    return format_list(items, locale=locale_of(_language.get()))


def in_words(language: str) -> str:
    """`pt-BR` -> `Portuguese (Brazil)`."""
    return Locale.parse(language, sep="-").get_display_name("en") or language


def is_english(language: str) -> bool:
    """Whether the code of a language (`en`, `en-GB`) means English."""
    return language.split("-")[0] == ENGLISH


def is_sound(english: str, wording: str) -> bool:
    """Whether a wording may stand for the English: the same values and marks, the same words to type, and no link."""
    return (
        bool(wording.strip())
        and len(wording) <= LONGER * len(english) + ROOM
        and _values(wording) == _values(english)
        and Counter(_MARKUP.findall(wording)) == Counter(_MARKUP.findall(english))
        and Counter(_TYPED.findall(wording)) == Counter(_TYPED.findall(english))
        and not _LINK.search(wording)
        and wording.isprintable() == english.isprintable()
    )


def _values(text: str) -> Counter[str] | None:
    """Names of the values a sentence takes; None where its braces make no sense."""
    try:
        return Counter(
            f"{name}!{conversion}:{form}" for _, name, form, conversion in Formatter().parse(text) if name is not None
        )
    except ValueError:
        return None
