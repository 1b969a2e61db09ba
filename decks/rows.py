"""Lines as rows of a table, each with its label and its sources: as large as they fit, the rest on further slides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from decks import design
from decks.deck import Group, Line
from decks.design import CELL, Box
from decks.fitting import cut, height_of, lines_in, wrapped

HEADING_SIZE = 13.0
SIZES = (24.0, 20.0, 17.0, design.TEXT)
"""Of letters: few lines are set large."""


@dataclass(frozen=True)
class Row:
    """A heading over the full width, or a line with its label and its sources."""

    height: float
    heading: str = ""
    line: Line | None = None
    size: float = design.TEXT


def fitting_rows(groups: Sequence[Group], body: Box) -> list[Row]:
    """In the largest size in which they need no more slides than in the smallest."""
    drawn = [[row for group in groups for row in _rows(group, body, size)] for size in SIZES]
    fewest = slides_for(drawn[-1], body.height)
    even = (rows for rows in drawn if slides_for(rows, body.height, evenly(rows, fewest)) <= fewest)
    return next(even, drawn[-1])


def evenly(rows: Sequence[Row], slides: int) -> int:
    """How many lines to put on each of that many slides, so that the last one is not left with a few."""
    lines = sum(row.line is not None for row in rows)
    return max(1, ceil(lines / max(1, slides)))


def slides_for(rows: Sequence[Row], height: float, most: int = design.MOST_ROWS) -> int:
    left, slides = list(rows), 0
    while left:
        _, left = taken(left, height, most)
        slides += 1
    return slides


def taken(rows: Sequence[Row], height: float, most: int = design.MOST_ROWS) -> tuple[list[Row], list[Row]]:
    """-> (the rows that fit, one line at least, those that are left).

    A heading is never the last on its slide, and stands again above what is left of its lines.
    """
    used, at, lines = 0.0, 0, 0
    while at < len(rows):
        more = rows[at].line is not None
        if lines and (used + rows[at].height > height or lines + more > most):
            break
        used, lines, at = used + rows[at].height, lines + more, at + 1
    if at == len(rows):
        return list(rows), []
    if rows[at - 1].line is None:
        return list(rows[: at - 1]), list(rows[at - 1 :])
    above = [row for row in rows[:at] if row.line is None][-1:] if rows[at].line is not None else []
    return list(rows[:at]), [*above, *rows[at:]]


def measured_anew(rows: Sequence[Row], body: Box) -> list[Row]:
    """Rows that were measured for another place."""
    return [row if row.line is None else _row(row.line, body.width, row.size) for row in rows]


def text_column(width: float) -> float:
    """Width of the letters of a line between its label and its sources."""
    return width - design.LABEL_WIDTH - design.SOURCE_WIDTH - 2 * CELL[0]


def lowered(size: float) -> float:
    """How far small letters beside a line of that size begin below it: they stand on one line."""
    return 0.85 * (size - design.SMALL)


def _rows(group: Group, body: Box, size: float) -> Iterator[Row]:
    room = body.height - 2 * CELL[1]
    if group.heading:
        heading, _ = cut(group.heading, body.width - 2 * CELL[0], HEADING_SIZE, 2, bold=True)
        lines = len(wrapped(heading, body.width - 2 * CELL[0], HEADING_SIZE, bold=True))
        yield Row(height_of(lines, HEADING_SIZE) + 2 * CELL[1], heading=heading)
        room -= height_of(2, HEADING_SIZE) + 2 * CELL[1]
    for line in group.lines:
        yield from _pieces(line, body.width, room, size)


def _pieces(line: Line, width: float, room: float, size: float) -> Iterator[Row]:
    """A line, or where it is longer than a slide, the pieces it is cut into."""
    text, most = line.text, max(1, lines_in(room, size))
    while text:
        head, text = cut(text, text_column(width), size, most)
        yield _row(line.model_copy(update={"text": head}), width, size)


def _row(line: Line, width: float, size: float) -> Row:
    lines = len(wrapped(line.text, text_column(width), size))
    known = " ".join(filter(None, [line.basis, *(f"[{mark}]" for mark in line.sources)]))
    beside = len(wrapped(known, design.SOURCE_WIDTH - 2 * CELL[0], design.SMALL))
    label = len(wrapped(line.label, design.LABEL_WIDTH - 2 * CELL[0], design.SMALL, bold=True))
    small = height_of(max(beside, label), design.SMALL) + lowered(size)
    return Row(max(height_of(lines, size), small) + 2 * CELL[1], line=line, size=size)
