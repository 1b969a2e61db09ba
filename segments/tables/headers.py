"""Where a table begins: titles above it, and whether its first line has names or values."""

from __future__ import annotations

import re
from collections.abc import Sequence

from segments.privacy.kinds import Kind
from segments.privacy.redacting import find, replaced
from segments.tables.words import KNOWN, words_of

_VALUE = re.compile(
    r"[-+(]?\W{0,2}\d[\d.,' \u00a0\u202f]*(e[-+]?\d+)?\W{0,3}|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b.*", re.IGNORECASE
)
_YEAR = re.compile(r"(19|20)\d\d")
LONGEST_NAME = 100
OF_SOMEBODY = {Kind.EMAIL, Kind.PHONE, Kind.IBAN}


def begins(rows: Sequence[Sequence[str]]) -> int:
    """The place of the first row that is as full as the table's rows are: what stands above is a title."""
    if not rows:
        return 0
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    usual = sorted(filled)[len(filled) // 2]
    return next((place for place, count in enumerate(filled) if count >= max(1, usual * 0.6)), 0)


def has_names(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns: by what stands below it, then by how it is written."""
    first, rest = [cell.strip() for cell in rows[0]], rows[1:201]
    if not rest:
        return not any(_VALUE.fullmatch(cell) for cell in first)
    score = 0.0
    for place, cell in enumerate(first):
        below = [text for row in rest if place < len(row) and (text := row[place].strip())]
        score += _speaks(cell, below)
    if score:
        return score > 0
    named = [cell for cell in first if cell]
    return (
        len(set(named)) == len(first)
        and all(len(cell.split()) <= 3 and not re.search(r"[.!?]$", cell) for cell in named)
        and not any(_VALUE.fullmatch(cell) for cell in named)
    )


def _speaks(cell: str, below: Sequence[str]) -> float:
    """What a cell of the first row and those below it say for names (above 0) or values."""
    if not cell or not below:
        return 0.0
    values = sum(bool(_VALUE.fullmatch(text)) for text in below) / len(below) > 0.8
    if _VALUE.fullmatch(cell):
        return 0.0 if _YEAR.fullmatch(cell) else -1.0
    if values:
        return 1.0
    if words_of(cell) & KNOWN and len(cell) <= 40:
        return 1.0
    if cell in below:
        return -1.0
    lengths = {len(text) for text in below}
    if len(lengths) == 1 and len(below) > 2:
        return 0.5 if len(cell) not in lengths else -0.5
    return 0.0


def names(first: Sequence[str] | None, width: int) -> list[str]:
    """A name for each column: no two the same, none empty.

    It is told, and goes to a model: nobody's address or number is in it ("Questions? Ask jane@acme.example"). Names of
    people stay, for April and Paris are some.
    """
    found: list[str] = []
    taken: set[str] = set()
    for place in range(width):
        said = " ".join(first[place].split()) if first and place < len(first) else ""
        cell = replaced(said, [each for each in find(said) if each.kind in OF_SOMEBODY])[:LONGEST_NAME]
        base = cell or f"column {place + 1}"
        name, again = base, 2
        while name.casefold() in taken:
            name, again = f"{base} ({again})", again + 1
        taken.add(name.casefold())
        found.append(name)
    return found
