"""Whatever dialect, encoding and format a file is in, the same table is read; what is no row is counted."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import pytest

from segments.tables import Table
from segments.tables.table import kept
from tests.segments.files import cells, public, table_of

HEADER = ["Kunde", "Datum", "Betrag"]
ROWS = [["Müller", "2024-03-01", "12.5"], ["Łoś", "2024-03-02", "7.25"], ["Ana", "2024-03-14", "100.0"]]


def joined(delimiter: str, end: str = "\n", rows: list[list[str]] | None = None) -> str:
    return end.join(delimiter.join(row) for row in [HEADER, *(rows or ROWS)]) + end


def same(table: Table) -> None:
    assert [column.name for column in table.columns] == HEADER
    assert cells(table) == [(place, *row) for place, row in enumerate(ROWS, 2)]
    assert [column.type for column in table.columns] == ["category", "time", "number"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_every_dialect_gives_the_same_table(tmp_path: Path, delimiter: str, end: str, encoding: str) -> None:
    same(table_of(tmp_path, joined(delimiter, end).encode(encoding)))


def test_packed_files_are_unpacked(tmp_path: Path) -> None:
    same(table_of(tmp_path, gzip.compress(joined(",").encode()), "file.csv.gz"))


def test_a_zip_with_one_table_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("export/readme.pdf", "%PDF")
        archive.writestr("__MACOSX/export/._orders.csv", "x")
        archive.writestr("export/orders.csv", joined(";"))
    same(table_of(tmp_path, (tmp_path / "a.zip").read_bytes(), "a.zip"))


def test_json_lines_give_the_same_table(tmp_path: Path) -> None:
    said = "\n".join(json.dumps(dict(zip(HEADER, row, strict=True))) for row in ROWS)
    table = table_of(tmp_path, said, "file.jsonl")
    assert [row[1:] for row in cells(table)] == [tuple(row) for row in ROWS]


def test_json_that_is_a_list_and_nested_becomes_columns(tmp_path: Path) -> None:
    table = table_of(tmp_path, json.dumps([{"id": 1, "who": {"city": "Ulm", "tags": ["a"]}}, {"id": 2, "x": True}]))
    assert [column.name for column in table.columns] == ["id", "who.city", "who.tags", "x"]
    assert [row[1:] for row in cells(table)] == [("1", "Ulm", '["a"]', None), ("2", None, None, "true")]


def test_a_line_that_is_no_json_is_counted(tmp_path: Path) -> None:
    table = table_of(tmp_path, '{"id": 1}\n{"id": \n[3]\n{"id": 4}\n', "file.jsonl")
    assert (table.rows, table.broken) == (2, 2)


def test_parquet_gives_the_same_table(tmp_path: Path) -> None:
    import duckdb

    path = tmp_path / "made.parquet"
    values = ", ".join(f"('{who}', DATE '{day}', CAST({amount} AS DOUBLE))" for who, day, amount in ROWS)
    duckdb.sql(f'COPY (SELECT * FROM (VALUES {values}) t("Kunde", "Datum", "Betrag")) TO \'{path}\'')
    table = table_of(tmp_path, path.read_bytes(), "made.parquet")
    assert [column.name for column in table.columns] == HEADER
    assert [row[1:] for row in cells(table)] == [tuple(row) for row in ROWS]


def test_quotes_hold_delimiters_quotes_and_line_ends(tmp_path: Path) -> None:
    table = table_of(tmp_path, 'id,text\n1,"a, ""b""\nand c"\n2,"d"\n')
    assert cells(table) == [(2, "1", 'a, "b"\nand c'), (3, "2", "d")]


def test_quotes_that_come_late_in_a_file_are_quotes(tmp_path: Path) -> None:
    lines = [f"{place},plain {place},1" for place in range(600)] + ['600,"late, ""but"" there",1']
    table = table_of(tmp_path, "\n".join(["id,text,n", *lines]))
    assert (cells(table)[-1][2], table.broken) == ('late, "but" there', 0)


def test_single_quotes_are_quotes_where_cells_stand_in_them(tmp_path: Path) -> None:
    lines = [f"{place};'a; b {place}'" for place in range(20)]
    assert [row[2] for row in cells(table_of(tmp_path, "\n".join(["id;text", *lines])))][:2] == ["a; b 0", "a; b 1"]


def test_an_apostrophe_is_no_quote(tmp_path: Path) -> None:
    lines = [f"{place},it's {place}" for place in range(20)] + ["20,'", "21,'tis"]
    assert [row[2] for row in cells(table_of(tmp_path, "\n".join(["id,text", *lines])))][-3:] == [
        "it's 19",
        "'",
        "'tis",
    ]


def test_a_quote_that_is_never_closed_takes_no_other_line_along(tmp_path: Path) -> None:
    lines = [f'{place},name {place},"city",{place}.5' for place in range(500)]
    lines[100] = '100,"name 100,city,100.5'
    table = table_of(tmp_path, "id,name,city,amount\n" + "\n".join(lines) + "\n")
    assert (table.rows, table.broken, table.broken_rows) == (499, 1, (102,))


def test_lines_with_too_many_or_too_few_cells_are_counted_with_their_place(tmp_path: Path) -> None:
    lines = [f"{place},b,{place}" for place in range(50)]
    lines[10] = "10,b,1,extra"
    lines[20] = "20,b"
    lines[30] = ""
    lines[40] = "40,b,40,,"
    table = table_of(tmp_path, "id,name,amount\n" + "\n".join(lines) + "\n")
    assert (table.rows, table.broken, table.broken_rows) == (47, 2, (12, 22))


def test_one_column_of_sentences_is_one_column(tmp_path: Path) -> None:
    said = ["Where is my card, please?", "It has not come; I wait.", "Hello", "No, thanks, really", "Why?"] * 20
    table = table_of(tmp_path, "question\n" + "\n".join(said) + "\n")
    assert ([column.name for column in table.columns], table.rows) == (["question"], 100)


def test_commas_within_a_single_column_of_quoted_texts_set_nothing_apart(tmp_path: Path) -> None:
    lines = [f'"It came late, number {number}, and ""broken"", again"' for number in range(40)]
    table = table_of(tmp_path, "\n".join(["message", *lines, "Fine."]))
    assert [column.name for column in table.columns] == ["message"]
    assert cells(table)[0][1] == 'It came late, number 0, and "broken", again'
    assert len(cells(table)) == 41


def test_a_title_above_the_table_is_not_the_header(tmp_path: Path) -> None:
    table = table_of(tmp_path, "Sales report 2024\n\nKunde;Datum;Betrag\nA;2024-01-01;5,5\nB;2024-01-02;6,5\n")
    assert [column.name for column in table.columns] == HEADER
    assert [row[0] for row in cells(table)] == [4, 5]


def test_a_separator_that_the_file_names_is_no_row(tmp_path: Path) -> None:
    table = table_of(tmp_path, "sep=;\n" + joined(";"))
    assert ([column.name for column in table.columns], cells(table)[0][0]) == (HEADER, 3)


def test_mixed_encodings_are_read_line_by_line(tmp_path: Path) -> None:
    lines = ["name,city"] + ["Zoë,Köln"] * 20
    content = b"\n".join(line.encode("utf-8" if place % 2 else "cp1252") for place, line in enumerate(lines))
    table = table_of(tmp_path, content)
    assert {row[1:] for row in cells(table)} == {("Zoë", "Köln")}
    assert "Windows-1252" in " ".join(table.notes)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Übergröße für Señor Müller – schöne Grüße"),
        ("cp1250", "Bardzo ładna książka, polecam wszystkim świetną obsługę i żółty kolor"),
        ("cp1251", "Очень хороший товар, спасибо магазину за быструю доставку"),
        ("shift_jis", "とても良い商品でした。また買いたいと思います。ありがとうございました"),
    ],
)
def test_encodings_of_other_letters_are_found(tmp_path: Path, encoding: str, text: str) -> None:
    table = table_of(tmp_path, "\n".join(["text|n", *[f"{text}|{place}" for place in range(40)]]).encode(encoding))
    assert {row[1] for row in cells(table)} == {text}


MONEY = ["{} €", "{}€", "{}\xa0€", "£{}", "£ {}", "-£{}", "¥{}", "{} € – “sale”"]


@pytest.mark.parametrize(
    ("heading", "cell"), [*[("Betrag", cell) for cell in MONEY], ("Betrag in €", "{}"), ("Betrag (£)", "{}")]
)
def test_a_sign_of_money_alone_is_read_as_windows_1252(tmp_path: Path, heading: str, cell: str) -> None:
    """Nothing else is beyond ASCII: the price of a lonely euro is not a letter of an old code page."""
    lines = [f"Kunde;{heading}", *[f"K{place:04};{cell.format(f'{place},70')}" for place in range(60)]]
    table = table_of(tmp_path, "\n".join(lines).encode("cp1252"))
    assert table.columns[1].name == heading
    assert [row[2] for row in cells(table)] == [cell.format(f"{place},70") for place in range(60)]
    if len(cell) < 6:
        assert table.columns[1].type == "number"


def test_names_are_made_unique_and_never_empty(tmp_path: Path) -> None:
    table = table_of(tmp_path, "name,,name,Name\na,1,b,c\nd,2,e,f\n")
    assert [column.name for column in table.columns] == ["name", "column 2", "name (2)", "Name (3)"]


def test_a_table_is_found_again_by_another_process(tmp_path: Path) -> None:
    table = table_of(tmp_path, joined(","))
    table.close()
    again = kept(tmp_path / "work")
    assert again is not None
    assert again.columns == table.columns
    same(again)


def test_the_database_reads_nothing_outside_its_folder(tmp_path: Path) -> None:
    import duckdb

    table = table_of(tmp_path, joined(","))
    for attempt in ("SELECT * FROM read_csv('/etc/passwd')", "INSTALL httpfs", "SET memory_limit = '9GB'"):
        with pytest.raises(duckdb.Error):
            table.database.sql(attempt)


def test_cdnow_is_read_without_a_header(tmp_path: Path) -> None:
    table = table_of(tmp_path, public("cdnow_sample.txt").read_bytes(), "cdnow_sample.txt")
    assert (table.rows, table.broken) == (6919, 0)
    assert [column.type for column in table.columns] == ["category", "category", "time", "number", "number"]
    assert cells(table)[0] == (1, "00004", "0001", "19970101", "2", "29.33")
