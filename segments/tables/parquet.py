"""Parquet, read by DuckDB itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

from errors import TableError
from segments.tables.headers import names
from segments.tables.packed import too_large
from segments.tables.table import FEWER_COLUMNS, FEWER_ROWS, Limits, quoted

AT_ONCE = 10_000
"""Rows that are counted between two looks at how much it is by then."""
_SHORT = ("BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT",
          "HUGEINT", "UHUGEINT", "FLOAT", "DOUBLE", "DECIMAL", "DATE", "TIME", "INTERVAL", "UUID")  # fmt: skip
"""What the names of types begin with whose values are a few signs long."""


def load_parquet(database: duckdb.DuckDBPyConnection, path: Path, name: str, folder: Path, limits: Limits) -> list[str]:
    """The file's rows as texts, numbered from 1; gives the columns' names.

    Raises TableError where it is too large. How large it is once it is unpacked, nothing in it says: a word that
    stands once in it may be in every row.
    """
    inside = folder / "file.parquet"
    inside.unlink(missing_ok=True)
    try:
        inside.hardlink_to(path.resolve())
    except OSError:
        shutil.copyfile(path, inside)
    try:
        called = _loaded(database, f"read_parquet({quoted(str(inside))})", name, limits)
    except duckdb.OutOfMemoryException as error:
        raise TableError(
            f"{name} takes more memory than I have for one file once it is unpacked.",
            kept="Nothing of it was read.",
            now="Drop a copy without the columns of very long texts and lists, or the last year of it.",
        ) from error
    inside.unlink()
    return called


def _loaded(database: duckdb.DuckDBPyConnection, source: str, name: str, limits: Limits) -> list[str]:
    described = database.sql(f"DESCRIBE SELECT * FROM {source}").fetchall()
    if len(described) > limits.columns:
        raise TableError(
            f"{name} has {len(described):,} columns, and I read up to {limits.columns:,}.",
            kept="Nothing of it was read.",
            now=FEWER_COLUMNS,
        )
    rows = database.sql(f"SELECT count(*) FROM {source}").fetchall()[0][0]
    if rows > limits.rows:
        raise TableError(
            f"{name} has {rows:,} rows, and I read up to {limits.rows:,}.",
            kept="Nothing of it was read.",
            now=FEWER_ROWS,
        )
    if _is_too_large(database, source, {column: type for column, type, *_ in described}, rows, limits):
        raise too_large(name, limits)
    texts = ", ".join(
        f"nullif(trim(left(CAST({_identifier(column)} AS VARCHAR), {limits.cell})), '') AS c{place}"
        for place, (column, type, *_) in enumerate(described, 1)
    )
    database.execute(f"CREATE TABLE rows AS SELECT row_number() OVER () AS row, {texts} FROM {source}")
    return names([column for column, *_ in described], len(described))


def _is_too_large(
    database: duckdb.DuckDBPyConnection, source: str, columns: dict[str, str], rows: int, limits: Limits
) -> bool:
    """Whether it would be too large as a text file: a sign, and one that sets it apart, are the least of a cell."""
    size = 2 * rows * len(columns)
    long = [_identifier(column) for column, type in columns.items() if not type.startswith(_SHORT) or "[" in type]
    if size <= limits.unpacked and long:
        lengths = " + ".join(f"coalesce(least(strlen(CAST({each} AS VARCHAR)), {limits.cell}), 0)" for each in long)
        counted = database.execute(f"SELECT {lengths} FROM {source}")
        while size <= limits.unpacked and (some := counted.fetchmany(AT_ONCE)):
            size += sum(length for (length,) in some)
    return size > limits.unpacked


def _identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
