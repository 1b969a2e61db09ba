"""Spreadsheets: the values of their cells, of formulas too, as a person sees them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from errors import TableError


def sheet(path: Path, name: str, notes: list[str]) -> Iterator[list[str] | None]:
    """The rows of the largest sheet, from the first of the sheet on; what it is called goes into the notes."""
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            largest: CalamineSheet | None = None
            filled = []
            for about in book.sheets_metadata:
                if about.typ != SheetTypeEnum.WorkSheet:
                    continue
                inside = book.get_sheet_by_name(about.name)
                if inside.height * inside.width:
                    filled.append(about.name)
                if largest is None or inside.height * inside.width > largest.height * largest.width:
                    largest = inside
                del inside
            if largest is None or not filled:
                raise TableError(f"The sheets of {name} are empty.", now="Export it again and drop it here.")
            others = [called for called in filled if called != largest.name]
            if others:
                notes.append(
                    f'It has {len(others) + 1} sheets; I read the largest, "{largest.name}", '
                    f"and left out {', '.join(others[:3])}{' and more' if len(others) > 3 else ''}."
                )
            yield from _rows(largest, notes)
    except CalamineError as error:
        raise TableError(
            f"{name} cannot be opened: it is damaged, or has a password.",
            kept="Nothing of it was read.",
            now="Save it once more without a password, or as CSV.",
        ) from error


def _rows(found: CalamineSheet, notes: list[str]) -> Iterator[list[str] | None]:
    """Rows as texts. Cells that were merged downwards have their value in each row."""
    down = {}
    for (top, left), (bottom, _right) in found.merged_cell_ranges or []:
        for row in range(top + 1, bottom + 1):
            down[row, left] = (top, left)
    if down:
        notes.append("Cells that were merged over several rows count for each of them.")
    above: dict[tuple[int, int], str] = {}
    sources = set(down.values())
    for place, values in enumerate(found.iter_rows()):
        cells = [text(value) for value in values]
        for column in range(len(cells)):
            if (place, column) in sources:
                above[place, column] = cells[column]
            elif (place, column) in down:
                cells[column] = above.get(down[place, column], "")
        yield cells if any(cells) else []


def text(value: Any) -> str:
    """A cell's value as one would type it."""
    if isinstance(value, str):
        return value.replace("\0", "").replace("\r", "\n")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ") if value.time() != time() else value.date().isoformat()
    if isinstance(value, date | time | timedelta):
        return str(value)
    return "" if value is None else str(value)
