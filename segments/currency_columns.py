"""A column that says in which currency the money of its line is."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

import duckdb

from segments.currencies import CODES, currency_said
from segments.shapes import Column, Role, Understanding
from segments.tables.values import ABSENT_VALUE

UNREADABLE, UNREADABLE_CALLED = 0.01, 0.5
"""Up to this share of its cells, and always one, may be words that are no currency; of one that is called so half."""
MOST_KINDS = 500
_CALLED = re.compile(r"currenc|währung|waehrung|devise|moneda|moeda|valuta|waluta|\bccy\b", re.IGNORECASE)


@dataclass(frozen=True)
class CurrencyColumn:
    column: Column
    said: dict[str, str]
    """By cell as it stands there, ISO 4217; empty of a word that is no currency or stands for nothing."""
    codes: tuple[str, ...]
    """The most frequent first."""


def currency_column(database: duckdb.DuckDBPyConnection, understanding: Understanding) -> CurrencyColumn | None:
    """One that is called so goes before others."""
    columns = [
        each
        for each in understanding.columns
        if each.type == "category" and each.role is Role.ATTRIBUTE and each.distinct <= MOST_KINDS
    ]
    columns.sort(key=lambda each: not _CALLED.search(each.name))
    return next((found for each in columns if (found := _read(database, each))), None)


def _read(database: duckdb.DuckDBPyConnection, column: Column) -> CurrencyColumn | None:
    cells = database.execute(
        f"SELECT {column.field}, count(*) FROM rows WHERE {column.field} IS NOT NULL GROUP BY ALL ORDER BY 2 DESC, 1"
    ).fetchall()
    said = {cell: currency_said(cell) for cell, _ in cells}
    lines = Counter[str]()
    unread = 0
    for cell, count in cells:
        if said[cell]:
            lines[said[cell]] += count
        elif cell.strip().lower() not in ABSENT_VALUE:
            unread += count
    codes = tuple(sorted(lines, key=lambda code: (-lines[code], code)))
    called = bool(_CALLED.search(column.name))
    if not codes or unread > max(1, (UNREADABLE_CALLED if called else UNREADABLE) * (unread + lines.total())):
        return None
    # A column of sizes has “top” and “all” in it as well.
    return CurrencyColumn(column, said, codes) if called or (len(codes) > 1 and codes[0] in CODES) else None
