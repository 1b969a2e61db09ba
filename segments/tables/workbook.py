"""Workbooks of Excel (.xlsx) row by row: of a sheet no more than a row is in memory, of the book its different words.

ECMA-376 part 1, 18.3 (worksheets), 18.4 (shared strings) and 18.8 (styles).
https://ecma-international.org/publications-and-standards/standards/ecma-376/
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from functools import cached_property
from posixpath import join, normpath
from typing import IO, Any
from xml.parsers import expat

from segments.tables.cells import Styles, cell_text, styles_of
from segments.tables.merged import Merged, filled_down

CHUNK, PIECE, OVERLAP = 1 << 18, 1 << 14, 200
"""Bytes: of a piece all rows are in memory, however far to the right their cells are."""
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
"""What a sheet may have. https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3"""
_MERGED = re.compile(rb"mergeCell\b[^>]*?\bref=[\"']([A-Z]+)(\d+):([A-Z]+)(\d+)[\"']")
_VALUE = re.compile(rb"</(?:\w+:)?[vt]>")

Started = Callable[[str, dict[str, str]], None]
Ended = Callable[[str, str], None]


class Workbook:
    """The sheets of a file. Raises what zipfile and expat raise, KeyError and ValueError, where it is none."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.sheets: list[Sheet] = []
        relations, called = _relations(archive), list[tuple[str, str]]()
        since_1904 = False

        def started(tag: str, told: dict[str, str]) -> None:
            nonlocal since_1904
            if tag == "sheet":
                id = next((value for name, value in told.items() if name.endswith(":id")), "")
                called.append((told["name"], id))
            elif tag == "workbookPr":
                since_1904 = told.get("date1904") in ("1", "true")

        with archive.open("xl/workbook.xml") as file:
            for _ in _read(file, started, lambda tag, text: None):
                pass
        by_kind = dict(relations.values())
        self._words, self._styles = by_kind.get("sharedStrings", ""), by_kind.get("styles", "")
        self._since_1904 = since_1904
        for name, id in called:
            kind, path = relations.get(id, ("", ""))
            if kind == "worksheet":
                self.sheets.append(Sheet(self, name, path))

    def open(self, path: str) -> IO[bytes]:
        return self._archive.open(path)

    @cached_property
    def words(self) -> list[str]:
        """Texts that cells name by their number; how they are pronounced is left out."""
        if self._words not in self._archive.namelist():
            return []
        found, parts = list[str](), list[str]()
        pronounced = False

        def started(tag: str, told: dict[str, str]) -> None:
            nonlocal pronounced
            pronounced = pronounced or tag == "rPh"

        def ended(tag: str, text: str) -> None:
            nonlocal pronounced
            if tag == "t" and not pronounced:
                parts.append(text)
            elif tag == "rPh":
                pronounced = False
            elif tag == "si":
                found.append("".join(parts))
                parts.clear()

        with self.open(self._words) as file:
            for _ in _read(file, started, ended):
                pass
        return found

    @cached_property
    def styles(self) -> Styles:
        """Which cells are days or lengths of time: nothing but their format says so."""
        if self._styles not in self._archive.namelist():
            return styles_of({}, [], self._since_1904)
        formats, used = dict[int, str](), list[int]()
        of_cells = False

        def started(tag: str, told: dict[str, str]) -> None:
            nonlocal of_cells
            if tag == "numFmt":
                formats[int(told["numFmtId"])] = told.get("formatCode", "")
            elif tag == "cellXfs":
                of_cells = True
            elif tag == "xf" and of_cells:
                used.append(int(told.get("numFmtId", "0")))

        def ended(tag: str, text: str) -> None:
            nonlocal of_cells
            of_cells = of_cells and tag != "cellXfs"

        with self.open(self._styles) as file:
            for _ in _read(file, started, ended):
                pass
        return styles_of(formats, used, self._since_1904)


class Sheet:
    def __init__(self, book: Workbook, name: str, path: str) -> None:
        self._book, self.name, self._path = book, name, path

    @property
    def size(self) -> int:
        """How many cells have a value, about; 0 where none has."""
        return self._looked_through[0]

    @cached_property
    def _looked_through(self) -> tuple[int, list[Merged]]:
        """What stands below the rows has to be known before the first of them."""
        filled, merged, kept = 0, list[Merged](), b""
        with self._book.open(self._path) as file:
            while chunk := file.read(CHUNK):
                text = kept + chunk
                done = len(text) - OVERLAP
                filled += sum(1 for found in _VALUE.finditer(text) if found.start() < done)
                if b"mergeCell" in text:
                    merged += [_merged(found) for found in _MERGED.finditer(text) if found.start() < done]
                kept = text[max(0, done) :]
        filled += sum(1 for _ in _VALUE.finditer(kept))
        merged += [_merged(found) for found in _MERGED.finditer(kept)]
        return filled, [each for each in merged if each.bottom > each.top]

    @property
    def merged(self) -> list[Merged]:
        return self._looked_through[1]

    def rows(self) -> Iterator[list[str]]:
        """As texts, from the first row of the sheet; those that are not there are empty."""
        return filled_down(self._rows(), self.merged)

    def _rows(self) -> Iterator[list[str]]:
        words, styles = self._book.words, self._book.styles
        row, cells, done = 0, list[str](), list[list[str]]()
        at, kind, style, value = 0, "n", 0, ""

        def started(tag: str, told: dict[str, str]) -> None:
            nonlocal row, at, kind, style, value
            if tag == "c":
                place = told.get("r")
                at = column_of(place) if place else len(cells)
                kind, style, value = told.get("t", "n"), int(told.get("s", "0")), ""
            elif tag == "row":
                following = int(told.get("r", row + 1))
                if not row < following <= MOST_ROWS:
                    raise ValueError("rows out of order")
                done.extend([] for _ in range(row + 1, following))
                row = following
                cells.clear()

        def ended(tag: str, text: str) -> None:
            nonlocal value
            if tag == "v":
                value = text
            elif tag == "c":
                if not value:
                    return
                if len(cells) > at:
                    raise ValueError("cells out of order")
                cells.extend([""] * (at - len(cells)))
                cells.append(cell_text(value, kind, style, words, styles))
            elif tag == "t":
                value += text
            elif tag == "row":
                done.append(cells.copy())

        with self._book.open(self._path) as file:
            for _ in _read(file, started, ended):
                yield from done
                done.clear()


def column_of(place: str) -> int:
    """'AB12' -> 27. Raises ValueError where it is in no sheet."""
    column = 0
    for sign in place:
        if not "A" <= sign <= "Z":
            break
        column = 26 * column + ord(sign) - 64
    if not 0 < column <= MOST_COLUMNS:
        raise ValueError(f"no such column: {place[:20]}")
    return column - 1


def _merged(found: re.Match[bytes]) -> Merged:
    left, top, _, bottom = found.groups()
    return Merged(int(top) - 1, int(bottom) - 1, column_of(left.decode()))


def _relations(archive: zipfile.ZipFile) -> dict[str, tuple[str, str]]:
    """-> id -> (what it is, its path in the archive)"""
    found = dict[str, tuple[str, str]]()

    def started(tag: str, told: dict[str, str]) -> None:
        if tag == "Relationship":
            target = told.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
            found[told["Id"]] = (told.get("Type", "").rpartition("/")[2], path)

    with archive.open("xl/_rels/workbook.xml.rels") as file:
        for _ in _read(file, started, lambda tag, text: None):
            pass
    return found


def _read(file: IO[bytes], started: Started, ended: Ended) -> Iterator[None]:
    """Reads it through, a piece between two yields. `ended` gets the text of an element that holds nothing else."""
    parser, letters, plain = expat.ParserCreate(), list[str](), dict[str, str]()
    parser.buffer_text = True

    def start(tag: str, told: dict[str, str]) -> None:
        letters.clear()
        if tag not in plain:
            plain[tag] = tag.rpartition(":")[2]
        started(plain[tag], told)

    def end(tag: str) -> None:
        ended(plain[tag], "".join(letters))
        letters.clear()

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = letters.append
    parser.StartDoctypeDeclHandler = _no_declarations
    while piece := file.read(PIECE):
        parser.Parse(piece, False)
        yield
    parser.Parse(b"", True)
    yield


def _no_declarations(*told: Any) -> None:
    raise ValueError("declarations of its own")
