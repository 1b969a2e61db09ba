"""A file becomes a table in a database."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

import duckdb

from errors import TableError
from segments.tables.delimited import records
from segments.tables.dialects import NAMES, Dialect, dialect_of
from segments.tables.encodings import encoding_of, lines
from segments.tables.headers import begins, has_names, names
from segments.tables.jsonlines import objects
from segments.tables.packed import plain, too_large
from segments.tables.parquet import load_parquet
from segments.tables.sheets import sheet
from segments.tables.table import FEWER_COLUMNS, FEWER_ROWS, Limits, Table, connected, emptied, quoted
from segments.tables.types import typed_columns
from segments.told import Column

SAMPLE, LETTERS = 400, 400_000
"""Lines, and letters at most, that the dialect and the header are found by."""
SHOWN = 5
"""Of the lines that could not be read, so many are named."""


@dataclass
class Counted:
    """What is found out while a file is read through."""

    rows: int = 0
    broken: int = 0
    first_broken: list[int] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    choice: str = ""
    """Which of several tables it is, in a sentence."""

    def is_broken(self, row: int) -> None:
        self.broken += 1
        if len(self.first_broken) < SHOWN:
            self.first_broken.append(row)


def read(path: Path, name: str, folder: Path, limits: Limits | None = None) -> Table:
    """The file at `path`, uploaded as `name`, as a table in `folder` (empty, the caller's to delete).

    Raises TableError where there is no table in it or too much of it; lines that are not of the table are counted.
    """
    limits = limits or Limits()
    emptied(folder)
    file, name, format, choice = plain(path, name, folder, limits)
    counted = Counted(choice=choice)
    with _opened(folder, name) as database:
        if format == "parquet":
            called = load_parquet(database, file, name, folder, limits)
            counted.rows = database.sql("SELECT count(*) FROM rows").fetchall()[0][0]
        else:
            called = _load(database, _rows_of(file, name, format, limits, counted), name, folder, limits, counted)
        if not counted.rows:
            raise _no_rows(name, called)
        columns = typed_columns(database, called, counted.rows)
    (folder / "unpacked").unlink(missing_ok=True)
    table = _table(name, columns, counted, folder, database)
    table.keep()
    return table


@contextmanager
def _opened(folder: Path, name: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database that stays open where all goes well. What it cannot make a table of is told in words."""
    database = connected(folder)
    try:
        yield database
    except duckdb.OutOfMemoryException:
        # The file may be a table, and is too large for us.
        database.close()
        raise
    except duckdb.Error as error:
        database.close()
        raise TableError(
            f"{name} could not be read as a table.", kept="Nothing of it was read.", now="Save it as CSV and try again."
        ) from error
    except BaseException:
        database.close()
        raise


def _rows_of(file: Path, name: str, format: str, limits: Limits, counted: Counted) -> Iterator[list[str] | None]:
    """The rows of a sheet, of JSON lines, or of a text; None for a line that is none of the table."""
    if format == "sheet":
        rows, choice = sheet(file, name, counted.notes)
        counted.choice = " ".join(filter(None, (counted.choice, choice)))
        return rows
    return objects(file, name, limits) if format == "jsonl" else _text(file, counted)


def _table(
    name: str, columns: tuple[Column, ...], counted: Counted, folder: Path, database: duckdb.DuckDBPyConnection
) -> Table:
    return Table(
        name=name,
        columns=columns,
        rows=counted.rows,
        broken=counted.broken,
        broken_rows=tuple(counted.first_broken),
        notes=tuple(note for note in counted.notes if note),
        choice=counted.choice,
        folder=folder,
        database=database,
    )


def _text(path: Path, counted: Counted) -> Iterator[list[str] | None]:
    """The records of a text file; the first ones are the header's, as in a sheet."""
    encoding = encoding_of(path)
    counted.notes.append(encoding.note)
    coming = lines(path, encoding)
    sample, letters = [], 0
    for line in islice(coming, SAMPLE):
        sample.append(line)
        letters += len(line)
        if letters > LETTERS:
            break
    dialect = Dialect()
    above = 0
    if sample and sample[0].strip().lower().startswith("sep=") and len(sample[0].strip()) == 5:
        above = 1
    dialect = dialect_of([line for line in sample[above:] if line.strip()])
    if dialect.delimiter not in ("", ",", "\t"):
        counted.notes.append(f"Its columns are set apart by {NAMES.get(dialect.delimiter, 'a rare sign')}.")
    yield from chain([[]] * above, records(chain(sample[above:], coming), dialect))


def _load(
    database: duckdb.DuckDBPyConnection,
    rows: Iterator[list[str] | None],
    name: str,
    folder: Path,
    limits: Limits,
    counted: Counted,
) -> list[str]:
    """Rows into the database, by a file that is written plainly; gives the columns' names."""
    head = list(islice(rows, SAMPLE))
    full = [(place, row) for place, row in enumerate(head) if row]
    if not full:
        raise TableError(f"There is nothing in {name} but empty lines.", now="Export it again and drop it here.")
    start = begins([row for _, row in full])
    if start:
        counted.notes.append(f"{start} {'line' if start == 1 else 'lines'} above the table were taken for its title.")
    table = [row for _, row in full[start:]]
    width = max(len(row) for row in table)
    if width > limits.columns:
        raise TableError(
            f"{name} has {width:,} columns, and I read up to {limits.columns:,}.",
            kept="Nothing of it was read.",
            now=FEWER_COLUMNS,
        )
    named = has_names(table)
    called = names(table[0] if named else None, width)
    if not named:
        counted.notes.append("Its first line has values, not names: I call the columns by their number.")
    first = full[start][0] + (1 if named else 0)
    for place in range(min(first, len(head))):
        if head[place] is None:
            counted.is_broken(place + 1)
    plain = folder / "plain.csv"
    _write(plain, chain(islice(head, first, None), rows), first + 1, width, limits, counted, name)
    fields = [f"c{place + 1}" for place in range(width)]
    types = ", ".join(f"{quoted(field)}: 'VARCHAR'" for field in fields)
    database.execute(
        f"CREATE TABLE rows AS SELECT * FROM read_csv({quoted(str(plain))}, auto_detect = false, header = false, "
        f"delim = ',', quote = '\"', escape = '\"', nullstr = '', columns = {{'row': 'BIGINT', {types}}})"
    )
    plain.unlink()
    return called


def _write(
    path: Path,
    rows: Iterable[list[str] | None],
    number: int,
    width: int,
    limits: Limits,
    counted: Counted,
    name: str,
) -> None:
    """One line for each row, its number first; what is no row is counted."""
    with path.open("w", encoding="utf-8", errors="replace", newline="") as out:
        write, letters = csv.writer(out, lineterminator="\n").writerow, 0
        for place, cells in enumerate(rows, number):
            if cells is None or len(cells) > width:
                counted.is_broken(place)
                continue
            if not cells:
                continue
            tidy = [cell.strip() for cell in cells]
            longest = max(map(len, tidy))
            if not longest:
                continue
            if longest > limits.cell:
                tidy = [cell[: limits.cell] for cell in tidy]
            letters += sum(map(len, tidy))
            if letters > limits.unpacked:
                # Words that a workbook has once, and names in a million cells.
                raise too_large(name, limits)
            counted.rows += 1
            if counted.rows > limits.rows:
                raise TableError(
                    f"{name} has more than {limits.rows:,} rows.",
                    kept="Nothing of it was read.",
                    now=FEWER_ROWS,
                )
            write([place, *tidy, *[""] * (width - len(tidy))])


def _no_rows(name: str, called: list[str]) -> TableError:
    return TableError(
        f"{name} has a header ({', '.join(called[:5])}{', ...' if len(called) > 5 else ''}) and no rows below it.",
        kept="Nothing of it was read.",
        now="Perhaps a filter was set when it was exported: export it again with the rows.",
    )
