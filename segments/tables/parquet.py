"""Parquet, read by DuckDB itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

from errors import TableError
from segments.tables.headers import names
from segments.tables.table import Limits, quoted


def load_parquet(database: duckdb.DuckDBPyConnection, path: Path, name: str, folder: Path, limits: Limits) -> list[str]:
    """The file's rows as texts, numbered from 1; gives the columns' names. The file has to be inside the folder."""
    inside = folder / "file.parquet"
    inside.unlink(missing_ok=True)
    try:
        inside.hardlink_to(path.resolve())
    except OSError:
        shutil.copyfile(path, inside)
    source = f"read_parquet({quoted(str(inside))})"
    described = database.sql(f"DESCRIBE SELECT * FROM {source}").fetchall()
    if len(described) > limits.columns:
        raise TableError(
            f"{name} has {len(described):,} columns, and I read up to {limits.columns:,}.",
            kept="Nothing of it was read.",
            now="Save a copy with the columns that say something about a customer, and drop that.",
        )
    rows = database.sql(f"SELECT count(*) FROM {source}").fetchall()[0][0]
    if rows > limits.rows:
        raise TableError(
            f"{name} has {rows:,} rows, and I read up to {limits.rows:,}.",
            kept="Nothing of it was read.",
            now="Drop the last year of it, or a sample of customers with all their lines.",
        )
    texts = ", ".join(
        f"nullif(trim(left(CAST({_identifier(column)} AS VARCHAR), {limits.cell})), '') AS c{place}"
        for place, (column, type, *_) in enumerate(described, 1)
    )
    database.execute(f"CREATE TABLE rows AS SELECT row_number() OVER () AS row, {texts} FROM {source}")
    inside.unlink()
    return names([column for column, *_ in described], len(described))


def _identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
