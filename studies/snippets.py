"""The place of a text that somebody looked for, with the words that were found. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studies.query import folded, is_split

ROUND = 80
"""Characters of a snippet before and after the first word that was found."""
Piece = tuple[str, bool]
"""Some text, and whether it was looked for."""
LONGEST_READ = 40_000


def snippet(text: str, words: Sequence[str], around: int = ROUND) -> list[Piece]:
    """-> `text` round the first of `words` in it, in pieces; … where it was cut. From the beginning where none is."""
    text = text[:LONGEST_READ]
    spans = _spans(folded(text), words)
    first = spans[0][0] if spans else 0
    begin, end = max(0, first - around), min(len(text), first + around)
    pieces: list[Piece] = [("…", False)] if begin else []
    at = begin
    for start, stop in spans:
        if start >= end:
            break
        pieces += [(text[at:start], False), (text[start : min(stop, end)], True)]
        at = min(stop, end)
    pieces.append((text[at:end] + ("…" if end < len(text) else ""), False))
    return [piece for piece in pieces if piece[0]]


def content(text: str) -> str:
    """Its words alone: two texts that say the same but for case and punctuation have the same."""
    return " ".join(re.findall(r"\w+", folded(text[:LONGEST_READ])))


def _spans(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the words stand, in order, none in another."""
    found = sorted(match.span() for word in words for match in _pattern(word).finditer(text))
    apart: list[tuple[int, int]] = []
    for start, stop in found:
        if start == stop:
            continue
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(stop, apart[-1][1]))
        else:
            apart.append((start, stop))
    return apart


def _pattern(word: str) -> re.Pattern[str]:
    """The whole word that begins so; where words are not told apart, the characters as they are."""
    if not is_split(word):
        return re.compile(re.escape(folded(word)))
    parts = [re.escape(part) for part in re.findall(r"[^\W_]+", folded(word))] or [re.escape(folded(word))]
    return re.compile(r"(?<![^\W_])" + r"[\W_]+".join(parts) + r"[^\W_]*")
