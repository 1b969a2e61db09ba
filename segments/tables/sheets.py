"""Spreadsheets: which of their sheets make a table, and the rows of these as texts, of formulas the values too."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from xml.parsers.expat import ExpatError

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from errors import TableError
from segments.tables.cells import text
from segments.tables.headers import begins, has_names
from segments.tables.merged import Merged, filled_down
from segments.tables.packed import chosen, shown
from segments.tables.workbook import Workbook

HEAD = 100
"""Rows by which a sheet's names of columns are found."""
MERGED = "Cells that were merged over several rows count for each of them."


@dataclass(frozen=True)
class Sheet:
    """`size`: about how many cells have a value."""

    name: str
    size: int
    merged: bool
    rows: Callable[[], Iterator[list[str]]]

    def head(self) -> tuple[tuple[str, ...], int]:
        """-> (the names of its columns, empty where it has none; in which row they stand, from 0)"""
        rows = list(islice(self.rows(), HEAD))
        full = [(place, row) for place, row in enumerate(rows) if row]
        table = [row for _, row in full]
        start = begins(table)
        if not table or not has_names(table[start:]):
            return (), 0
        names = [" ".join(cell.split()).casefold() for cell in table[start]]
        return tuple(_trimmed(names)), full[start][0]


def sheet(path: Path, name: str, notes: list[str]) -> tuple[Iterator[list[str] | None], str]:
    """-> (the rows of the largest sheet, and of those with the same columns; which ones these are, in a sentence)"""
    try:
        sheets = _by_rows(path) if _is_workbook(path) else _as_a_whole(path)
        return _chosen(sheets, name, notes)
    except DAMAGED as error:
        raise _damaged(name) from error


def _chosen(sheets: Sequence[Sheet], name: str, notes: list[str]) -> tuple[Iterator[list[str] | None], str]:
    filled = [each for each in sheets if each.size]
    if not filled:
        raise TableError(f"The sheets of {name} are empty.", now="Export it again and drop it here.")
    heads = {each.name: each.head() for each in filled} if len(filled) > 1 else {}
    alike: dict[object, list[Sheet]] = {}
    for each in filled:
        names, _ = heads.get(each.name, ((), 0))
        alike.setdefault(names or each.name, []).append(each)
    taken = max(alike.values(), key=lambda some: sum(each.size for each in some))
    left = [each.name for each in filled if each not in taken]
    if any(each.merged for each in taken):
        notes.append(MERGED)
    if len(taken) == 1:
        return _rows(taken, name, heads), chosen(name, "sheets", taken[0].name, left)
    choice = (
        f"{name} has {len(filled)} sheets; I put together {len(taken)} that have the same columns, "
        f'"{taken[0].name}" to "{taken[-1].name}"{f", and left out {shown(left)}" if left else ""}.'
    )
    return _rows(taken, name, heads), choice


def _rows(taken: Sequence[Sheet], name: str, heads: dict[str, tuple[tuple[str, ...], int]]) -> Iterator[list[str]]:
    """Of each further sheet what stands below the names of its columns."""
    try:
        first, *others = taken
        yield from _from_its_left(first.rows())
        for each in others:
            _, place = heads[each.name]
            yield from _from_its_left(islice(each.rows(), place, None), but=1)
    except DAMAGED as error:
        raise _damaged(name) from error


def _from_its_left(rows: Iterator[list[str]], but: int = 0) -> Iterator[list[str]]:
    """Without columns that are empty before the first that is not; the first `but` rows are left out."""
    head = list(islice(rows, HEAD))
    empty = min((next(place for place, cell in enumerate(row) if cell) for row in head if row), default=0)
    for row in head[but:]:
        yield row[empty:]
    for row in rows:
        yield row[empty:]


def _is_workbook(path: Path) -> bool:
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return "xl/workbook.xml" in archive.namelist()


def _by_rows(path: Path) -> list[Sheet]:
    book = Workbook(zipfile.ZipFile(path))
    return [Sheet(each.name, each.size, bool(each.merged), each.rows) for each in book.sheets]


def _as_a_whole(path: Path) -> list[Sheet]:
    """Older and other formats: a sheet at a time is in memory."""
    book, found = CalamineWorkbook.from_path(str(path)), []
    for about in book.sheets_metadata:
        if about.typ == SheetTypeEnum.WorkSheet:
            inside = book.get_sheet_by_name(about.name)
            merged = [Merged(top, bottom, left) for (top, left), (bottom, _) in inside.merged_cell_ranges or []]
            merged = [each for each in merged if each.bottom > each.top]
            size = inside.height * inside.width
            found.append(Sheet(about.name, size, bool(merged), partial(_read, book, about.name, merged)))
            del inside
    return found


def _read(book: CalamineWorkbook, name: str, merged: Sequence[Merged]) -> Iterator[list[str]]:
    rows = book.get_sheet_by_name(name).iter_rows()
    return filled_down(([text(value) for value in values] for values in rows), merged)


def _trimmed(names: list[str]) -> list[str]:
    while names and not names[-1]:
        names.pop()
    while names and not names[0]:
        names.pop(0)
    return names


DAMAGED = (
    CalamineError, ExpatError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, IndexError, RuntimeError, EOFError,
    NotImplementedError,
)  # fmt: skip


def _damaged(name: str) -> TableError:
    return TableError(
        f"{name} cannot be opened: it is damaged, or has a password.",
        kept="Nothing of it was read.",
        now="Save it once more without a password, or as CSV.",
    )
