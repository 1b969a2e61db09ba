"""When two conversations are about the same thing: by what they, or the files they bring, are called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from interviews.language import content_stems, listed
from segments.months import MONTHS

ALIKE = 0.7
"""Share of the words of the longer title that stand in the other."""
FEWEST_WORDS = 2
_SHORT = [each[:3] for each in MONTHS]
_NAMES_OF_MONTHS = (*MONTHS, "sept", *_SHORT)
_DATED = re.compile(rf"(?<![^\W\d_])({'|'.join(_NAMES_OF_MONTHS)})(?![^\W\d_])|\d+")
"""A month or a number; “market” and “decor” are what a file is about."""
_WORDS = re.compile(r"[^\W\d_]{2,}")
_OF_NO_FILE = frozenset(
    listed(
        "segments of csv tsv xlsx xls ods json jsonl ndjson parquet gz zip copy final new latest week month quarter "
        "year"
    )
).union(_NAMES_OF_MONTHS)
"""Words of a file's name that say when it was made, or how, but not what is in it."""


def alike(title: str, others: Iterable[tuple[str, str]]) -> str:
    """-> id of the first of `others` (id, title) that is called nearly the same; empty where none is."""
    stems = content_stems(title)
    for id, other in others:
        theirs = content_stems(other)
        shared = len(stems & theirs)
        if shared >= FEWEST_WORDS and shared >= ALIKE * max(len(stems), len(theirs)):
            return id
    return ""


def next_of(title: str, others: Iterable[tuple[str, str]]) -> str:
    """-> id of the first of `others` (id, title) that names the same file of another day; empty where none does."""
    named = _of_file(title)
    return next((id for id, other in others if named and _of_file(other) == named), "")


def _of_file(title: str) -> frozenset[str]:
    """'orders_2026-10.csv' -> {'orders'}"""
    return frozenset(_WORDS.findall(title.lower())) - _OF_NO_FILE


def in_order_of_days(names: Sequence[str]) -> list[int]:
    """-> the places of these names, the earliest day first where all name the same file of different days and say so
    beginning with the year, or with a month or a number alone; otherwise as they are given."""
    places, days = list(range(len(names))), [_day(each) for each in names]
    alike = len({_of_file(each) for each in names}) == 1
    if not alike or len({len(each) for each in days}) != 1 or len(set(days)) != len(days):
        return places
    if len(days[0]) > 1 and not all(day[0] > 31 for day in days):
        return places
    return sorted(places, key=lambda place: days[place])


def _day(name: str) -> tuple[int, ...]:
    """'orders_nov_2026.csv' -> (2026, 11)"""
    parts = [_SHORT.index(each[1][:3]) + 1 if each[1] else int(each[0][:20]) for each in _DATED.finditer(name.lower())]
    years = [each for each in parts if 1900 <= each <= 2199]
    return (*years, *(each for each in parts if each not in years)) if len(parts) <= 2 else tuple(parts)
