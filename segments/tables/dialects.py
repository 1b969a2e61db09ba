"""How the cells of a text file are set apart. What is tried is judged by how even the lines become and whether the
cells are of a kind, after Van den Burg, Nazabal and Sutton (2019), "Wrangling messy CSV files by detecting row and type
patterns".
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

DELIMITERS = (",", ";", "\t", "|", "^", "~", "\x1f", "\x01")
SPACES = " "
"""Columns set apart by one or more spaces."""
EVEN = 0.8
"""Share of lines that have the same number of cells, in a table."""
PREAMBLE = 30
"""Lines a title above the table may have."""
SHORT_LINES = 0.05
"""From this share on, lines that lack cells at their end are how this file is written."""

ALONE = 0.05
"""Share of lines below which a delimiter that others have within quotes is a slip."""
QUOTED = 3
"""Cells in single quotes from which on these are quotes and no apostrophes."""

NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars", " ": "spaces"}
_NUMBER = re.compile(r"[-+(]?\W{0,3}\d[\d.,' \u00a0\u202f]*(e[-+]?\d+)?\W{0,3}([A-Z]{3})?\)?-?", re.IGNORECASE)
_TIME = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?)?.{0,6}")


@dataclass(frozen=True)
class Dialect:
    """`delimiter` is empty where there is a single column; `quote` is empty where quotes are letters like others."""

    delimiter: str = ""
    quote: str = '"'
    backslash: bool = False
    """Quotes inside quotes are written \\" instead of twice."""
    width: int = 1
    pads: bool = False
    """Lines lack their last cells where there is nothing in them."""

    def reader(self, lines: Sequence[str]) -> list[list[str]]:
        return list(csv.reader(lines, **self.options()))  # type: ignore[arg-type]

    def options(self) -> dict[str, object]:
        return {
            "delimiter": self.delimiter or "\x1e",
            "quotechar": self.quote or None,
            "quoting": csv.QUOTE_MINIMAL if self.quote else csv.QUOTE_NONE,
            "escapechar": "\\" if self.backslash else None,
            "doublequote": not self.backslash,
        }


def dialect_of(sample: Sequence[str]) -> Dialect:
    """The dialect of the first lines of a file."""
    backslash = any('\\"' in line for line in sample) and not any('""' in line for line in sample)
    best, most = Dialect(), 0.0
    for delimiter in DELIMITERS:
        if not any(delimiter in line for line in sample) or _only_in_quotes(sample, delimiter, backslash):
            continue
        for quote in _quotes(sample, delimiter):
            tried, score = _tried(sample, Dialect(delimiter, quote, backslash and quote == '"'))
            if score > most:
                best, most = tried, score
    if most:
        return best
    spaced, score = _tried([squeezed(line) for line in sample], Dialect(SPACES))
    numbers = sum(bool(re.search(r"\d", cell)) for line in sample for cell in line.split())
    cells = sum(len(line.split()) for line in sample)
    return spaced if score and numbers * 2 > cells else Dialect(backslash=backslash)


def _quotes(sample: Sequence[str], delimiter: str) -> list[str]:
    """Quotes that may be. Where there are none yet, double ones may come later in the file."""
    whole = re.compile(f"(?:^|{re.escape(delimiter)})'[^']*'(?={re.escape(delimiter)}|$)", re.MULTILINE)
    around = sum(len(whole.findall(line)) for line in sample)
    if around >= QUOTED and around * 4 > sum(line.count("'") for line in sample):
        return ["'"]
    return ['"', ""] if any('"' in line for line in sample) else ['"']


def _only_in_quotes(sample: Sequence[str], delimiter: str, backslash: bool) -> bool:
    """Whether it sets nothing apart: a column of texts, in quotes where there are commas in them."""
    if not any('"' in line for line in sample):
        return False
    try:
        rows = Dialect(delimiter, '"', backslash).reader(sample)
    except csv.Error:
        return False
    # A quote that is never closed takes all that follows for one cell.
    return len(rows) * 2 > len(sample) and sum(len(row) > 1 for row in rows) < ALONE * len(rows)


def squeezed(line: str) -> str:
    return " ".join(line.split()) + "\n"


def _tried(sample: Sequence[str], dialect: Dialect) -> tuple[Dialect, float]:
    """The dialect with the width it gives, and how well it fits: 0 for no table."""
    try:
        rows = [row for row in dialect.reader(sample) if any(cell.strip() for cell in row)]
    except csv.Error:
        return dialect, 0.0
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return dialect, 0.0
    # Of two widths that are as frequent the larger one: the other is a title.
    width = max(widths, key=lambda width: (widths[width], width))
    start = next(place for place, row in enumerate(rows) if len(row) == width)
    table = rows[start:] if start <= PREAMBLE else rows
    even = sum(len(row) == width for row in table) / len(table)
    short = sum(len(row) < width for row in table[:-1]) / len(table)
    if even < EVEN and not (even + short > EVEN and even > 0.5):
        return dialect, 0.0
    cells = [cell for row in table[:200] for cell in row]
    fit = sum(_is_of_a_kind(cell.strip()) for cell in cells) / max(1, len(cells))
    found = Dialect(dialect.delimiter, dialect.quote, dialect.backslash, width, short > SHORT_LINES)
    return found, even * (width - 1) / width * (0.02 + fit)


def _is_of_a_kind(cell: str) -> float:
    """1 for a number, a time or nothing; less for words; 0 where another delimiter or a quote was left in."""
    if not cell or _NUMBER.fullmatch(cell) or _TIME.fullmatch(cell):
        return 1.0
    if any(delimiter in cell for delimiter in ";\t|") or cell.startswith('"') or cell.endswith('"'):
        return 0.0
    return 0.5 if "," in cell else 0.9
