"""Workbooks of Excel, row by row: as another reader reads them, in memory that does not grow, a year in its sheets."""

from __future__ import annotations

import io
import random
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from errors import TableError
from segments.receipt import clean
from segments.tables.cells import styles_of, text
from segments.tables.workbook import Workbook
from segments.understanding import understand
from tests.segments.files import cells, table_of

HOUSE = Path(__file__).parents[2]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MONTHS = ("January", "February", "March", "April")
SAME = "year.xlsx has 5 sheets; I put together 4 that have the same columns"


def made(tmp_path: Path, fill: Callable[[Any], None]) -> bytes:
    path = tmp_path / "made.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        fill(book)
    return path.read_bytes()


def by_hand(rows: str, *, prefix: str = "", above: str = "") -> bytes:
    """A workbook with a single sheet whose rows are written out."""
    named = f":{prefix}" if prefix else ""
    tag = f"{prefix}:" if prefix else ""
    files = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="A" sheetId="1" '
        'r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="rId1" Type="{OFFICE}/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'{above}<{tag}worksheet xmlns{named}="{MAIN}"><{tag}sheetData>{rows}'
        f"</{tag}sheetData></{tag}worksheet>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def of_everything(book: Any) -> None:
    sheet = book.add_worksheet("A")
    form = {
        code: book.add_format({"num_format": code})
        for code in ("dd.mm.yyyy", "hh:mm", "[h]:mm:ss", "yyyy-mm-dd hh:mm:ss", '0" days"', "[Red]0", "#,##0 [$€-407]")
    }
    sheet.write_row(0, 0, ["a", "b", "x & y <z>", " lead"])
    sheet.write_rich_string(0, 4, "ri", book.add_format({"bold": True}), "ch")
    sheet.write_datetime(1, 0, datetime(2024, 3, 1), form["dd.mm.yyyy"])
    sheet.write_datetime(1, 1, datetime(2024, 3, 1, 13, 5, 59), form["yyyy-mm-dd hh:mm:ss"])
    sheet.write_number(1, 2, 0.5, form["hh:mm"])
    sheet.write_number(1, 3, 1.25, form["[h]:mm:ss"])
    sheet.write_number(1, 4, 12.5, form['0" days"'])
    sheet.write_number(2, 0, 5, form["[Red]0"])
    sheet.write_row(2, 1, [1e20, 0.1 + 0.2, True])
    sheet.write_number(2, 4, -3.0, form["#,##0 [$€-407]"])
    sheet.write_formula(3, 0, "=1/0", None, "#DIV/0!")
    sheet.write_formula(3, 1, '="a"&"b"', None, "ab")
    sheet.write_formula(3, 2, "=1+1", None, 2)
    sheet.write_formula(3, 3, "=TRUE", None, True)
    for column, number in enumerate((30, 61, 44927.9999999)):
        sheet.write_number(4, column, number, form["yyyy-mm-dd hh:mm:ss"])
    sheet.write(7, 2, "after a gap")
    sheet.write(9, 0, "line\nbreak")


def months(book: Any) -> None:
    about = book.add_worksheet("About")
    about.write_column(0, 0, ["Orders of a year", "by month"])
    for number, month in enumerate(MONTHS):
        sheet = book.add_worksheet(month)
        top = number % 2
        if top:
            sheet.write(0, 0, f"Orders of {month}")
        sheet.write_row(2 * top, 0, ["Customer", "Order", "Day", "Paid"])
        for place in range(30):
            day = f"2024-{number + 1:02}-{place % 28 + 1:02}"
            sheet.write_row(2 * top + 1 + place, 0, [17850 + place % 9, f"A{number}-{place}", day, place + 0.5])


def test_cells_are_read_as_another_reader_reads_them(tmp_path: Path) -> None:
    content = made(tmp_path, of_everything)
    read = list(Workbook(zipfile.ZipFile(io.BytesIO(content))).sheets[0].rows())
    theirs = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).iter_rows()
    assert [row + [""] * (5 - len(row)) for row in read] == [[text(value) for value in row] for row in theirs]


@pytest.mark.parametrize("prefix", ["", "x"])
def test_cells_without_a_place_and_with_words_of_their_own_are_read(tmp_path: Path, prefix: str) -> None:
    at = f"{prefix}:" if prefix else ""
    head = "".join(f'<{at}c t="inlineStr"><{at}is><{at}t>{name}</{at}t></{at}is></{at}c>' for name in ("id", "town"))
    row = f'<{at}row><{at}c><{at}v>7</{at}v></{at}c><{at}c t="str"><{at}v>Ghent</{at}v></{at}c></{at}row>'
    table = table_of(tmp_path, by_hand(f"<{at}row>{head}</{at}row>{row * 20}", prefix=prefix), "a.xlsx")
    assert ([column.name for column in table.columns], table.rows) == (["id", "town"], 20)
    assert cells(table)[0] == (2, "7", "Ghent")


def test_a_table_that_begins_in_the_middle_of_a_sheet_has_no_empty_columns(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("A")
        sheet.write_row(4, 2, ["Customer", "Town"])
        for place in range(20):
            sheet.write_row(5 + place, 2, [f"K{place}", "Ghent"])

    table = table_of(tmp_path, made(tmp_path, fill), "a.xlsx")
    assert [column.name for column in table.columns] == ["Customer", "Town"]
    assert cells(table)[0][0] == 6, "as a person counts"


def test_sheets_with_the_same_columns_are_put_together(tmp_path: Path) -> None:
    table = table_of(tmp_path, made(tmp_path, months), "year.xlsx")
    assert ([column.name for column in table.columns], table.rows) == (["Customer", "Order", "Day", "Paid"], 120)
    assert {row[2].partition("-")[0] for row in cells(table)} == {"A0", "A1", "A2", "A3"}
    assert "Customer" not in {row[1] for row in cells(table)}
    receipt = clean(table, understand(table))
    assert receipt.choice == f'{SAME}, "January" to "April", and left out About.'
    assert receipt.used == 120


def test_a_larger_sheet_with_other_columns_does_not_hide_a_year_in_small_ones(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        months(book)
        products = book.add_worksheet("Products")
        products.write_row(0, 0, ["Product", "Town"])
        for place in range(100):
            products.write_row(1 + place, 0, [f"P{place}", "Ghent"])

    table = table_of(tmp_path, made(tmp_path, fill), "year.xlsx")
    assert table.rows == 120
    assert "and left out About, Products." in table.choice


def test_sheets_without_names_of_columns_are_not_taken_for_the_same(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        for month in MONTHS:
            sheet = book.add_worksheet(month)
            for place in range(20):
                sheet.write_row(place, 0, [place, place * 2.5, 17850])

    table = table_of(tmp_path, made(tmp_path, fill), "year.xlsx")
    assert table.rows == 20
    assert 'I read the largest, "January"' in table.choice


MEASURED = """
import resource, sys, zipfile
from segments.tables.workbook import Workbook
rows = sum(1 for row in Workbook(zipfile.ZipFile(sys.argv[1])).sheets[0].rows() if len(row) == 8)
print(rows, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_twenty_times_the_rows_take_no_more_memory(tmp_path: Path) -> None:
    peaks = []
    for rows in (4_000, 80_000):
        path = tmp_path / f"{rows}.xlsx"
        path.write_bytes(by_hand(f"<row>{'<c><v>1234.5</v></c>' * 8}</row>" * rows))
        done = subprocess.run(
            [sys.executable, "-c", MEASURED, str(path)], capture_output=True, check=True, cwd=HOUSE, text=True
        )
        counted, peak = map(int, done.stdout.split())
        assert counted == rows
        peaks.append(peak)
    assert peaks[1] < 1.2 * peaks[0]


@pytest.mark.parametrize(
    "content",
    [
        by_hand("<row><c><v>1</v></c></row>", above='<!DOCTYPE a [<!ENTITY b "c">]>'),
        by_hand('<row r="9999999999"><c><v>1</v></c></row>'),
        by_hand('<row><c r="ZZZZZ1"><v>1</v></c></row>'),
        by_hand('<row><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>'),
        by_hand('<row><c t="s"><v>7</v></c></row>'),
        by_hand("<row><c><v>1</v></c>"),
        by_hand("<row><c><v>one</v></c></row>"),
    ],
    ids=[
        "declarations",
        "a row of no sheet",
        "a column of none",
        "out of order",
        "no such word",
        "cut off",
        "no number",
    ],
)
def test_a_workbook_that_is_damaged_or_means_harm_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(TableError, match="cannot be opened"):
        table_of(tmp_path, content, "a.xlsx")


@pytest.mark.parametrize("code", ["[", '"', "[h", "\\"])
def test_a_format_that_never_ends_is_read_in_time_that_does_not_grow_with_its_square(code: str) -> None:
    """Excel takes no format of more than 255 characters; a file that was made up may hold one of megabytes."""

    def seconds(length: int) -> float:
        begun = time.process_time()
        styles_of({164: code * (length // len(code))}, [164], since_1904=False)
        return time.process_time() - begun

    short, long = (min(seconds(length), seconds(length)) for length in (10_000, 40_000))
    assert long < 0.02 or long / short < 9


def test_whatever_is_damaged_in_a_workbook_it_is_read_or_refused_in_words(tmp_path: Path) -> None:
    archive = zipfile.ZipFile(io.BytesIO(made(tmp_path, months)))
    files = {name: archive.read(name) for name in archive.namelist()}
    chance, refused = random.Random(5), 0
    for number in range(40):
        name = chance.choice([each for each in files if each.startswith("xl/")])
        damaged = bytearray(files[name])
        for _ in range(4):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        out, folder = io.BytesIO(), tmp_path / str(number)
        with zipfile.ZipFile(out, "w") as again:
            for each, content in files.items():
                again.writestr(each, bytes(damaged) if each == name else content)
        folder.mkdir()
        try:
            table_of(folder, out.getvalue(), "a.xlsx").close()
        except TableError:
            refused += 1
    assert refused
