"""When two conversations are about the same thing: what they are called shares most of its words."""

from __future__ import annotations

from collections.abc import Iterable

from interviews.language import content_stems

ALIKE = 0.7
"""Share of the words of the longer title that stand in the other."""
FEWEST_WORDS = 2


def alike(title: str, others: Iterable[tuple[str, str]]) -> str:
    """-> id of the first of `others` (id, title) that is called nearly the same; empty where none is."""
    stems = content_stems(title)
    for id, other in others:
        theirs = content_stems(other)
        shared = len(stems & theirs)
        if shared >= FEWEST_WORDS and shared >= ALIKE * max(len(stems), len(theirs)):
            return id
    return ""
