"""What the values of a column say of it, beside its type."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

import duckdb

from segments.shapes import Column
from segments.tables.table import Table, quoted
from segments.tables.values import identity_of, value_of
from segments.tables.words import words_of

_CODE = "[A-Za-z]{0,8}[-_ ]?[0-9][0-9A-Za-z._-]*"
"""Letters, then figures: how things are numbered."""
_LONG_CODE = "[0-9a-f]{8,}(-[0-9a-f]{4,}){0,4}"
_TWO_NUMBERS = r"^(\d+)\D(\d+)"
LOOKED_AT = 2_000
SCALE_ENDS = (4, 5, 6, 7, 10, 11)


@dataclass(frozen=True)
class Facts:
    """Of one column. `codes`: the share of its texts that look like numbers somebody was given."""

    column: Column
    rows: int
    whole: bool = False
    """A number without a fraction."""
    low: float = 0.0
    high: float = 0.0
    codes: float = 0.0
    addresses: float = 0.0
    """Share of its texts with an @ inside."""

    @cached_property
    def words(self) -> frozenset[str]:
        return words_of(self.column.name)

    @property
    def filled(self) -> int:
        return self.rows - self.column.missing

    @property
    def repeats(self) -> float:
        """In how many rows a value stands, on average."""
        return self.filled / max(1, self.column.distinct)

    @property
    def identifies(self) -> bool:
        """Whether its values may be of somebody or something: numbers, codes, addresses, names."""
        if self.column.type == "number":
            return self.whole and self.low >= 0
        return self.column.type == "category" and self.column.distinct > 2

    @property
    def counts_rows(self) -> bool:
        """1, 2, 3, ...: the number of the line."""
        different = self.whole and self.column.distinct == self.rows > 2 and not self.column.missing
        return different and self.high - self.low < 1.05 * self.rows

    @property
    def scale(self) -> tuple[int, int] | None:
        """The lowest and the highest answer, where it may be a scale of whole numbers."""
        if self.column.type != "number" or not self.whole or not 3 <= self.column.distinct <= 11:
            return None
        return (int(self.low), int(self.high)) if self.low in (0, 1) and self.high in SCALE_ENDS else None


def facts_of(table: Table) -> tuple[Facts, ...]:
    """One for each column, in their order."""
    return tuple(_facts(table.database, column, table.rows) for column in table.columns)


def _facts(database: duckdb.DuckDBPyConnection, column: Column, rows: int) -> Facts:
    facts = Facts(column, rows)
    if column.type == "number":
        value = value_of(column)
        whole, low, high = database.execute(
            f"SELECT bool_and(v = round(v)), min(v), max(v) FROM (SELECT {value} AS v FROM rows)"
        ).fetchall()[0]
        return replace(facts, whole=bool(whole), low=low or 0.0, high=high or 0.0)
    if column.type != "category" or column.distinct <= 2:
        return facts
    every = max(1, column.distinct // LOOKED_AT)
    texts = database.execute(
        f"SELECT DISTINCT {column.field} FROM rows "
        f"WHERE {column.field} IS NOT NULL AND hash({column.field}) % {every} = 0"
    ).fetchall()
    if not texts:
        return facts
    codes = sum(bool(re.fullmatch(f"{_CODE}|{_LONG_CODE}", text, re.IGNORECASE)) for (text,) in texts) / len(texts)
    addresses = sum("@" in text[1:] for (text,) in texts) / len(texts)
    return replace(facts, codes=codes, addresses=addresses)


def same_people(table: Table, one: Facts, other: Facts) -> bool:
    """Whether two columns name the same ones differently: each value of one goes with a single value of the other."""
    if one.column.distinct != other.column.distinct:
        return False
    pairs = table.database.execute(
        f"SELECT count(*) FROM (SELECT DISTINCT {identity_of(one.column)}, {identity_of(other.column)} FROM rows)"
    ).fetchall()[0][0]
    return bool(abs(pairs - one.column.distinct) <= 1)


def without(table: Table, column: Column) -> int:
    """Rows in which nobody is named."""
    found: int = table.database.execute(f"SELECT count(*) FROM rows WHERE {identity_of(column)} IS NULL").fetchall()[0][
        0
    ]
    return found


def cut_short(table: Table, column: Column) -> str:
    """One of the long numbers that a spreadsheet wrote as 1.23457E+15: their last figures are gone. Empty: none is."""
    found = table.database.execute(
        f"SELECT min({column.field}) FROM rows WHERE regexp_full_match({column.field}, '\\d([.,]\\d+)?[eE]\\+?\\d\\d')"
    ).fetchall()[0][0]
    return found or ""


def examples(table: Table, column: Column, most: int = 1) -> list[str]:
    """Cells in which the day may be the month, the same ones whatever the order of the rows."""
    one, other = (f"regexp_extract({column.field}, {quoted(_TWO_NUMBERS)}, {place})" for place in (1, 2))
    found = table.database.execute(
        f"SELECT DISTINCT {column.field} FROM rows WHERE {one} <> {other} ORDER BY {column.field} DESC LIMIT {most}"
    ).fetchall()
    return [text for (text,) in found]
