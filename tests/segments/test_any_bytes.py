"""Whatever somebody drops: a table, or a kind refusal; never anything else, and no line is lost."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from errors import TableError
from segments.receipt import clean
from segments.understanding import understand
from tests.segments.files import table_of

PIECES = st.sampled_from(
    [b",", b";", b"\t", b"\n", b"\r\n", b'"', b"'", b"a", b"id", b"1", b"2.5", b"1,5", b"\xff", b"\xe9", b"\xc3\xa9",
     b"\0", b"2024-01-05", b"=1", b" ", b"\x1e", b"\\", b"{", b"}", b"[", b'{"a":1}', b"sep=;", b"\xef\xbb\xbf",
     b"\xff\xfe"]
)  # fmt: skip
NAMES = st.sampled_from(["a.csv", "a.json", "a.xlsx", "a.parquet", "a.txt"])


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES, max_size=60).map(b"".join), NAMES)
@example(b'"' * 50, "a.csv")
@example(b"a\n" + b'"\n' * 300, "a.csv")
@example(b"a,b\n" + b"\x1f" * 30, "a.csv")
@example(b"\0" * 50, "a.csv")
@example(b"\n\xff\xfe", "a.csv")
def test_any_bytes_are_a_table_or_refused(content: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            table = table_of(Path(folder), content, name)
        except TableError as error:
            refused = error
        else:
            with table:
                receipt = clean(table, understand(table))
                assert receipt.read == table.rows + table.broken
            return
    assert refused.now, "it is said what to do"


CELLS = st.text(
    st.characters(codec="utf-8", exclude_characters="\r\0", exclude_categories=("Cc", "Zl", "Zp")), max_size=12
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), min_size=1, max_size=30), st.sampled_from([",", ";", "\t", "|"]))
def test_what_was_written_as_a_table_is_read_as_it_was(rows: list[tuple[str, ...]], delimiter: str) -> None:
    """Beside twenty lines by which the dialect can be told."""
    usual = [(str(place), f"name {place}", "2024-01-05", f"{place}.5") for place in range(60)]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows([("id", "name", "day", "sum"), *usual, *rows])
    with tempfile.TemporaryDirectory() as folder, table_of(Path(folder), out.getvalue()) as table:
        found = table.database.sql("SELECT c1, c2, c3, c4 FROM rows ORDER BY row").fetchall()
    wanted = [tuple(cell.strip() or None for cell in row) for row in [*usual, *rows]]
    assert found == [row for row in wanted if any(row)]
