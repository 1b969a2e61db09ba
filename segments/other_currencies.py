"""Money of several currencies cannot be added up: the one that most lines are in is used, and of the others it is said
in how many lines they are, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from segments.currencies import CODES, currency_named
from segments.shapes import Column, Kind, Role, Understanding
from segments.tables.table import quoted
from segments.tables.values import currency_in
from segments.understanding.sentence import called, counted

ELSEWHERE = "row IN (SELECT row FROM elsewhere)"
MOST_NAMED = 4
"""Currencies that are told one by one."""


def set_apart(database: duckdb.DuckDBPyConnection, understanding: Understanding) -> str:
    """Makes the temporary table `elsewhere` (row, currency): lines of purchases whose money is in another currency, by
    its own cell or by a column of currencies. -> the one of the others, as ISO 4217; empty where only one is seen.
    """
    database.execute("CREATE OR REPLACE TEMP TABLE elsewhere (row BIGINT, currency VARCHAR)")
    money = {column.role: column for column in reversed(understanding.columns)}
    cells = money.get(Role.AMOUNT) or money.get(Role.PRICE)
    if understanding.kind is not Kind.TRANSACTIONS or cells is None:
        return ""
    usual = ""
    if (said := currency_in(cells)) != "NULL":
        database.execute(f"INSERT INTO elsewhere SELECT row, {said} AS said FROM rows WHERE said IS NOT NULL")
        usual = understanding.currency if _any(database) else ""
    for column, codes in ((each, _codes(database, each)) for each in understanding.columns):
        if codes:
            usual = cells.currency if cells.currency in codes else codes[0]
            database.execute(
                f"INSERT INTO elsewhere SELECT row, upper({column.field}) FROM rows "
                f"WHERE upper({column.field}) <> {quoted(usual)} AND NOT {ELSEWHERE}"
            )
            break
    return usual


def _any(database: duckdb.DuckDBPyConnection) -> bool:
    return bool(database.execute("SELECT count(*) FROM elsewhere").fetchall()[0][0])


def _codes(database: duckdb.DuckDBPyConnection, column: Column) -> list[str]:
    """The currencies of a column that has nothing else, the most frequent first."""
    if column.type != "category" or column.role is not Role.ATTRIBUTE or not 1 < column.distinct <= len(CODES):
        return []
    found = database.execute(
        f"SELECT upper({column.field}) FROM rows WHERE {column.field} IS NOT NULL GROUP BY ALL "
        "ORDER BY count(*) DESC, 1"
    ).fetchall()
    codes = [code for (code,) in found]
    return codes if all(code in CODES for code in codes) else []


def left_out(database: duckdb.DuckDBPyConnection, place: int, usual: str) -> list[str]:
    """What is told of the lines of `judged` that were left out for that reason."""
    found = database.execute(
        "SELECT currency, count(*) FROM judged JOIN elsewhere USING (row) WHERE why = $1 GROUP BY currency "
        "ORDER BY count(*) DESC, currency",
        [place],
    ).fetchall()
    if not found:
        return []
    lines = sum(count for _, count in found)
    return [
        f"{counted(lines, 'line')} {'is' if lines == 1 else 'are'} in {_listed(found)}, most are in {usual}: left out, "
        f"because money of several currencies cannot be added up. To count them, convert their money into {usual}, or "
        "share a file for each currency."
    ]


def taken_as_empty(database: duckdb.DuckDBPyConnection, understanding: Understanding) -> list[str]:
    """Of customers: in which of their figures cells in another currency count as not given."""
    told = []
    for column in understanding.columns:
        said = currency_in(column)
        if column.role in (Role.IGNORED, Role.CUSTOMER) or said == "NULL":
            continue
        found = database.execute(
            f"SELECT {said} AS said, count(*) FROM rows WHERE said IS NOT NULL GROUP BY said "
            "ORDER BY count(*) DESC, said"
        ).fetchall()
        if found:
            lines = counted(sum(count for _, count in found), "line")
            usual = column.currency or currency_named(column.name)
            told.append(
                f"“{called(column)}” is in {_listed(found)} in {lines}, most are in {usual}: there it counts as not "
                f"given. To count it, convert it into {usual} and share the file again."
            )
    return told


def _listed(found: Sequence[tuple[str, int]]) -> str:
    """`GBP`; of several, each with its lines."""
    if len(found) == 1:
        return found[0][0]
    named = [f"{currency} ({count:,})" for currency, count in found[:MOST_NAMED]]
    others = sum(count for _, count in found[MOST_NAMED:])
    named += [f"others ({others:,})"] if others else []
    return f"{', '.join(named[:-1])} and {named[-1]}"
