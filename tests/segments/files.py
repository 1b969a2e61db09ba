"""Files to read: the public ones, where they are at hand, and small ones made for a test."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from segments.shapes import Receipt, Understanding
from segments.tables import Limits, Table, read

SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "customers"
ELSEWHERE = Path("/work/shared/data/customers")


def public(name: str) -> Path:
    """A public data set; skips the test where it is not at hand."""
    for folder in (SHARED, ELSEWHERE):
        if (folder / name).exists():
            return folder / name
    pytest.skip(f"needs ../shared/data/customers/{name}")


@dataclass(frozen=True)
class Retail:
    """Online Retail, read and cleaned."""

    table: Table
    understanding: Understanding
    receipt: Receipt


def table_of(folder: Path, content: str | bytes, name: str = "file.csv", limits: Limits | None = None) -> Table:
    """What is read of a file with this content."""
    path = folder / f"dropped-{name}"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read(path, name, folder / "work", limits)


def cells(table: Table) -> list[tuple[object, ...]]:
    return table.database.sql("SELECT * FROM rows ORDER BY row").fetchall()
