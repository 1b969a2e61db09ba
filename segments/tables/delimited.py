"""Lines become records. A line that is not of the table is counted and handed on as None, and never takes others along:
a quote that is never closed ends with its own line.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator

from segments.tables.dialects import SPACES, Dialect, squeezed

LINES, LENGTH = 200, 400_000
"""Of one record: longer ones have a quote that is never closed."""

csv.field_size_limit(LENGTH * 4)


class Fed:
    """The lines of a file, which can be given back."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._back: deque[str] = deque()
        self.taken: list[str] = []
        """Since the last record."""

    def __iter__(self) -> Fed:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= LINES:
            raise StopIteration
        line = self._back.popleft() if self._back else next(self._lines)
        self.taken.append(line)
        return line

    def give_back(self) -> None:
        """All but the first line of the present record will come again."""
        self._back.extendleft(reversed(self.taken[1:]))


def records(lines: Iterator[str], dialect: Dialect) -> Iterator[list[str] | None]:
    """The cells of each record; an empty list for a blank line, None for one that is not of the table.

    Lines above the table (a title) come as they are: whoever reads on knows the header.
    """
    if dialect.delimiter == SPACES:
        lines = (squeezed(line) for line in lines)
    fed, begun = Fed(lines), False
    reader = csv.reader(fed, **dialect.options())  # type: ignore[arg-type]
    while True:
        try:
            cells: list[str] | None = next(reader)
        except StopIteration:
            if not fed.taken:
                return
            cells = None
        except csv.Error:
            cells = None
        if cells is None or _runs_on(cells, fed.taken, dialect):
            fed.give_back()
            reader = csv.reader(fed, **dialect.options())  # type: ignore[arg-type]
            fed.taken = []
            yield None
            continue
        fed.taken = []
        begun = begun or len(cells) == dialect.width
        yield _fitted(cells, dialect) if begun else cells


def _runs_on(cells: list[str], taken: list[str], dialect: Dialect) -> bool:
    """Whether the quotes of this record are closed by those of another, or never."""
    if len(taken) == 1:
        return len(taken[0]) > LENGTH
    if len(taken) >= LINES or len(cells) != dialect.width or sum(map(len, taken)) > LENGTH:
        return True
    if dialect.width < 4:
        return False
    # A whole line of the table inside a quote.
    whole = [line for line in taken[1:] if line.count(dialect.quote) % 2 == 0]
    return any(len(row) == dialect.width for row in dialect.reader(whole))


def _fitted(cells: list[str], dialect: Dialect) -> list[str] | None:
    """As many cells as the table has columns, or None."""
    if len(cells) == dialect.width:
        return cells if dialect.width > 1 or cells[0].strip() else []
    if not any(cell.strip() for cell in cells):
        return []
    if len(cells) > dialect.width:
        return cells[: dialect.width] if not any(cell.strip() for cell in cells[dialect.width :]) else None
    return cells + [""] * (dialect.width - len(cells)) if dialect.pads else None
