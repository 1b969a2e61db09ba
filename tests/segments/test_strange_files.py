"""Files as nobody means them, or somebody means them ill: read as far as they are a table, or refused in words."""

from __future__ import annotations

import io
import json
import tracemalloc
import zipfile
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import duckdb
import pytest

from errors import AnalysisError, TableError
from segments.receipt import clean
from segments.shapes import Role, Understanding
from segments.steps import take
from segments.tables import Limits, Table
from segments.tables.jsonlines import WIDEST
from segments.tables.table import connected
from segments.tables.values import value_of
from segments.understanding import understand
from tests.segments.files import cells, table_of
from tests.segments.test_workbooks import MAIN, OFFICE

HEADER = ("order_id", "customer_id", "date", "total")
DAY = datetime(2024, 1, 1)


def orders(count: int = 90) -> list[tuple[str, str, str, str]]:
    return [
        (f"A{n}", str(17850 + n % 9), (DAY + timedelta(days=n % 28)).date().isoformat(), f"{n + 1}.25")
        for n in range(count)
    ]


def text(rows: list[tuple[str, ...]]) -> str:
    return "\n".join(map(",".join, [HEADER, *rows]))


def read(folder: Path, content: str | bytes, name: str = "orders.csv") -> tuple[Table, Understanding]:
    table = table_of(folder, content, name)
    return table, understand(table)


def test_a_word_that_a_workbook_has_once_and_names_a_thousand_times_fills_no_disk(tmp_path: Path) -> None:
    """Packed and unpacked it is small: what it would be as a table counts."""
    rows = "<row><c t='s'><v>0</v></c><c><v>1</v></c></row>" * 3_000
    kinds = {"worksheet": "worksheets/sheet1.xml", "sharedStrings": "sharedStrings.xml"}
    related = [f'<Relationship Id="r{kind}" Type="{OFFICE}/{kind}" Target="{path}"/>' for kind, path in kinds.items()]
    sheet = '<sheets><sheet name="A" sheetId="1" r:id="rworksheet"/></sheets>'
    book, files = (
        io.BytesIO(),
        {
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{sheet}</workbook>',
            "xl/_rels/workbook.xml.rels": f"<Relationships>{''.join(related)}</Relationships>",
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>{"z" * 30_000}</t></si></sst>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
        },
    )
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    with pytest.raises(TableError, match="once it is unpacked"):
        table_of(tmp_path, book.getvalue(), "small.xlsx", Limits(unpacked=10_000_000))
    written = sum(each.stat().st_size for each in (tmp_path / "work").iterdir())
    assert written < 20_000_000


def test_a_stray_byte_of_nothing_makes_no_other_encoding(tmp_path: Path) -> None:
    table, _ = read(tmp_path, text(orders()).replace("A7,", "A\x007,"))
    assert [column.name for column in table.columns] == list(HEADER)
    assert cells(table)[7][1] == "A7"


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_letters_of_two_bytes_and_four_are_read(tmp_path: Path, codec: str) -> None:
    table, _ = read(tmp_path, text([("№7", "Ж", "2024-01-01", "1.5"), *orders()]).encode(codec))
    assert ([column.name for column in table.columns], table.rows) == (list(HEADER), 91)


def test_half_a_letter_in_a_name_and_a_cell_is_none(tmp_path: Path) -> None:
    lines = [
        json.dumps({"order \ud800": a, "customer_id": b, "da\0te": c, "total": d + "\udc00"}) for a, b, c, d in orders()
    ]
    (tmp_path / "file").write_text("\n".join(lines))
    (tmp_path / "task.json").write_text(json.dumps({"name": "a.jsonl", "salt": ""}))
    told = take("read", tmp_path)
    assert [each["name"] for each in told["understanding"]["columns"]] == ["order ?", "customer_id", "date", "total"]


def test_a_list_of_objects_inside_an_object_is_a_table(tmp_path: Path) -> None:
    listed = [dict(zip(HEADER, row, strict=True)) for row in orders()]
    for place, more in enumerate(({}, {"indent": 2})):
        folder = tmp_path / str(place)
        folder.mkdir()
        whole = {"exported": "today", "tags": ["a"], "page": {"of": 1}, "orders": listed, "notes": [{"a": 1}]}
        table, _ = read(folder, json.dumps(whole, **more), "a.json")  # type: ignore[arg-type]
        assert ([column.name for column in table.columns], table.rows) == (list(HEADER), 90)


def test_an_endless_line_of_json_is_counted_and_the_others_are_read(tmp_path: Path) -> None:
    lines = [json.dumps(dict(zip(HEADER, row, strict=True))) for row in orders()]
    endless = '{"order_id": "' + "y" * (3 * WIDEST) + '"}'
    for place, content in enumerate(
        ("\n".join([*lines, endless]), "\n".join([endless, *lines]), "\n".join(["{", *lines]))
    ):
        (tmp_path / str(place)).mkdir()
        table, _ = read(tmp_path / str(place), content, "a.jsonl")
        assert (table.rows, table.broken) == (90, 1)


def test_columns_of_a_parquet_file_may_be_called_and_nested_as_they_like(tmp_path: Path) -> None:
    path = tmp_path / "made.parquet"
    duckdb.sql(
        "COPY (SELECT i AS file_row_number, {'id': i % 9, 'tags': [1, 2]} AS customer, i + 0.5 AS total, i AS row "
        f"FROM range(300) t(i)) TO '{path}'"
    )
    table = table_of(tmp_path, path.read_bytes(), "a.parquet")
    assert [column.name for column in table.columns] == ["file_row_number", "customer", "total", "row"]
    assert [row[:2] for row in cells(table)[:2]] == [(1, "0"), (2, "1")]
    assert cells(table)[299][2] == "{'id': 2, 'tags': [1, 2]}"


def test_numbers_that_a_spreadsheet_cut_short_are_said_to_be(tmp_path: Path) -> None:
    rows = [(order, f"{1.23456e15 + n // 9 * 1e11:.5E}", day, paid) for n, (order, _, day, paid) in enumerate(orders())]
    _, understanding = read(tmp_path, text(rows))
    assert "a spreadsheet cut their numbers short (1.23456E+15)" in understanding.said
    assert "export customer_id as text" in understanding.said
    (tmp_path / "whole").mkdir()
    assert "cut" not in read(tmp_path / "whole", text(orders()))[1].said


@pytest.mark.parametrize("counted", ["days", "seconds", "milliseconds"])
@pytest.mark.parametrize("odd", ["99999999999999999999", "1e300", "-1e300", "soon"])
def test_a_cell_that_is_no_time_takes_the_others_along_in_no_way(tmp_path: Path, counted: str, odd: str) -> None:
    unit = {"days": 1 / 86400, "seconds": 1, "milliseconds": 1000}[counted]
    first = {"days": 45292, "seconds": DAY.timestamp(), "milliseconds": DAY.timestamp() * 1000}[counted]
    rows = [(a, b, f"{first + n * 86400 * unit:.0f}", d) for n, (a, b, _, d) in enumerate(orders(3000))]
    table, understanding = read(tmp_path, text([*rows, ("A9", "17850", odd, "1.25")]))
    date = next(column for column in understanding.columns if column.name == "date")
    assert (date.type, date.form, date.role, date.unread) == ("time", counted, Role.TIME, 1)
    [(last,)] = table.database.sql(f"SELECT max({value_of(date)}) FROM rows").fetchall()
    assert last.year == 2032
    left = {each.why: each.rows for each in clean(table, understanding).left}
    assert left["without a readable time"] == 1


@pytest.mark.parametrize(
    "content", ["customer_id,city,age\nK1,Ulm,44\n", text([row for row in orders() if row[1] == "17850"])]
)
def test_of_one_customer_it_is_said_that_there_are_too_few_and_not_that_all_are_alike(
    tmp_path: Path, content: str
) -> None:
    (tmp_path / "file").write_text(content)
    (tmp_path / "task.json").write_text(json.dumps({"name": "a.csv", "salt": ""}))
    with pytest.raises(AnalysisError, match="fewer than 20 to compare"):
        take("compare", tmp_path)


REPEATED = "SELECT i % 9 AS id, repeat('long' || (i % 3), 6000) AS a"


def parquet(folder: Path, query: str, most: int = 50_000) -> bytes:
    """What the query gives as a file of no more than `most` bytes."""
    path = folder / "made.parquet"
    duckdb.sql(f"COPY ({query}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")
    assert path.stat().st_size < most
    return path.read_bytes()


@pytest.mark.parametrize(
    "query",
    [
        f"{REPEATED} FROM range(6000) t(i)",
        "SELECT i AS id, {'a': [repeat('y', 20000)]} AS a FROM range(1000) t(i)",
        "SELECT i AS id, repeat('y', 20000)::BLOB AS a FROM range(1000) t(i)",
        f"SELECT {', '.join(f'7 AS c{number}' for number in range(60))} FROM range(100000) t(i)",
    ],
    ids=["a word in every row", "a text in a list", "bytes", "many columns of one number"],
)
def test_a_parquet_file_that_is_small_and_says_much_is_counted_before_it_is_unpacked(
    tmp_path: Path, query: str
) -> None:
    """It says each word once, and a table of it has it in every row."""
    with pytest.raises(TableError, match=r"made.parquet is more than 10 MB once it is unpacked.") as refused:
        table_of(tmp_path, parquet(tmp_path, query), "made.parquet", Limits(unpacked=10_000_000))
    assert (refused.value.kept, "last year of it" in refused.value.now) == ("Nothing of it was read.", True)
    assert sum(each.stat().st_size for each in (tmp_path / "work").iterdir()) < 1_000_000


@pytest.mark.parametrize(
    "query",
    [
        f"{REPEATED} FROM range(6000) t(i)",
        "SELECT i AS id, repeat('z', 30000000) || i AS a FROM range(4) t(i)",
        "SELECT i AS id, list_transform(range(2000000), lambda x: 7) AS a FROM range(8) t(i)",
    ],
    ids=["more than the disk takes", "cells of 30 MB", "lists of two million"],
)
def test_a_parquet_file_that_takes_more_memory_than_there_is_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    monkeypatch.setattr("segments.tables.reading.connected", partial(connected, memory="40MB", disk="20MB"))
    with pytest.raises(TableError, match="takes more memory than I have for one file") as refused:
        table_of(tmp_path, parquet(tmp_path, query), "a.parquet")
    assert "very long texts" in refused.value.now


def sheet_of(folder: Path, rows: str) -> Path:
    """A workbook with these rows."""
    path = folder / "made.xlsx"
    related = f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        sheets = '<sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets>'
        archive.writestr("xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{sheets}</workbook>')
        archive.writestr("xl/_rels/workbook.xml.rels", f"<Relationships>{related}</Relationships>")
        archive.writestr(
            "xl/worksheets/sheet1.xml", f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        )
    return path


@pytest.mark.parametrize("cells", ["", '<c r="A{n}" s="0"/><c r="B{n}"/>'])
def test_a_workbook_of_a_million_empty_rows_is_told_to_be_empty(tmp_path: Path, cells: str) -> None:
    rows = "".join(f'<row r="{n}">{cells.replace("{n}", str(n))}</row>' for n in range(1, 1_048_577))
    with pytest.raises(TableError, match=r"The sheets of orders.xlsx are empty."):
        table_of(tmp_path, sheet_of(tmp_path, rows).read_bytes(), "orders.xlsx")


def test_cells_at_the_far_right_of_a_sheet_take_little_memory(tmp_path: Path) -> None:
    """The columns before them are there, for the rows that are read at a time."""
    book = sheet_of(tmp_path, "".join(f'<row r="{n}"><c r="XFD{n}"><v>{n}</v></c></row>' for n in range(1, 4_001)))
    tracemalloc.start()
    table = table_of(tmp_path, book.read_bytes(), "orders.xlsx")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (table.rows, len(table.columns)) == (4_000, 1)
    assert most < 200_000_000
