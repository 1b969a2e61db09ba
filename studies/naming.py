"""When two conversations are about the same thing: by what they, or the files they bring, are called."""

from __future__ import annotations

import re
from collections.abc import Iterable

from interviews.language import content_stems, listed

ALIKE = 0.7
"""Share of the words of the longer title that stand in the other."""
FEWEST_WORDS = 2
_WORDS = re.compile(r"[^\W\d_]{2,}")
_OF_NO_FILE = frozenset(
    listed(
        "segments of csv tsv xlsx xls ods json jsonl ndjson parquet gz zip copy final new latest week month quarter "
        "year january february march april may june july august september october november december jan feb mar apr "
        "jun jul aug sep sept oct nov dec"
    )
)
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
