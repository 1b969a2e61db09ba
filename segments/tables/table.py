"""The table a file became: its columns, what could not be read of it, and the database its rows are in."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb

from segments.shapes import Column, Role
from segments.whole_files import keep

DATABASE, CARD = "table.duckdb", "table.json"
LEFTOVERS = ("unpacked", "plain.csv", "file.parquet")
"""Files on the way to the database."""
MEMORY, DISK = "200MB", "8GB"
"""What DuckDB keeps in memory; what does not fit goes into the folder, up to so much."""

FEWER_ROWS = "Drop the last year of it, or a sample of customers with all their lines."
FEWER_COLUMNS = "Save a copy with the columns that say something about a customer, and drop that."
"""What to do with a file that is larger than what is read."""


@dataclass(frozen=True)
class Limits:
    """How large a file may be. Bytes as they are counted on disk."""

    size: int = 200_000_000
    unpacked: int = 1_000_000_000
    rows: int = 5_000_000
    columns: int = 1_000
    cell: int = 32_767
    """Characters; a spreadsheet has no longer cells."""


@dataclass(frozen=True)
class Table:
    """Table `rows` of the database: `row` as a person counts it in the file, and a text for each column (`field`).

    The text is what stood in the cell without the space around it, NULL where there was nothing. Its value is
    `value_of(column)` (segments/tables/values.py).
    """

    name: str
    columns: tuple[Column, ...]
    rows: int
    broken: int
    """Lines that are not of the table: too many or too few cells, a quote that is never closed."""
    broken_rows: tuple[int, ...]
    """The first of them, as a person counts."""
    notes: tuple[str, ...]
    """What was done to read it, in sentences."""
    choice: str
    """Which of several tables in the file it is, in a sentence; empty where there was only one."""
    folder: Path
    database: duckdb.DuckDBPyConnection

    def column(self, field: str) -> Column:
        return next(column for column in self.columns if column.field == field)

    def close(self) -> None:
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def keep(self) -> None:
        """Writes down beside the database what is not in it, so that `kept(folder)` gives this table again."""
        card = {
            "name": self.name,
            "columns": [asdict(column) for column in self.columns],
            "rows": self.rows,
            "broken": self.broken,
            "broken_rows": self.broken_rows,
            "notes": self.notes,
            "choice": self.choice,
        }
        keep(self.folder, CARD, json.dumps(card).encode())


def kept(folder: Path) -> Table | None:
    """The table that an earlier process read into this folder, if it came to its end."""
    card = folder / CARD
    if not card.exists():
        return None
    said = json.loads(card.read_text(encoding="utf-8"))
    columns = tuple(Column(**{**column, "role": Role(column["role"])}) for column in said["columns"])
    return Table(
        name=said["name"],
        columns=columns,
        rows=said["rows"],
        broken=said["broken"],
        broken_rows=tuple(said["broken_rows"]),
        notes=tuple(said["notes"]),
        choice=said.get("choice", ""),
        folder=folder,
        database=connected(folder),
    )


def emptied(folder: Path) -> None:
    """What a process that was stopped left of a table is of no use."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in (DATABASE, f"{DATABASE}.wal", CARD, *LEFTOVERS):
        (folder / name).unlink(missing_ok=True)


def connected(folder: Path, *, memory: str = MEMORY, disk: str = DISK, threads: int = 2) -> duckdb.DuckDBPyConnection:
    """The folder's database: no more memory and disk than is said, nothing read or written outside the folder."""
    connection = duckdb.connect(
        str(folder / DATABASE),
        config={
            "memory_limit": memory,
            "threads": threads,
            "temp_directory": str(folder / "spilled"),
            "max_temp_directory_size": disk,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
        },
    )
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute(f"SET allowed_directories = [{quoted(str(folder) + '/')}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def quoted(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"
