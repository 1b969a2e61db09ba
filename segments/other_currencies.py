"""Money of several currencies cannot be added up: the one that most lines are in is used, and of the others it is said
in how many lines they are, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from segments.currencies import currency_named, surely_named
from segments.currency_columns import CurrencyColumn, currency_column
from segments.meanings import says
from segments.shapes import Column, Kind, Role, Understanding
from segments.tables.values import ABSENT_VALUE, currency_in, identity_of, is_absent
from segments.tables.words import words_of
from segments.understanding.sentence import called, counted

MONEY = (Role.AMOUNT, Role.PRICE)
HELD = frozenset({"balance", "income", "price", "salary"})
"""Words of other money than what was spent."""
ELSEWHERE = "row IN (SELECT row FROM elsewhere WHERE currency <> '')"
UNREADABLE = "row IN (SELECT row FROM elsewhere WHERE currency = '')"
MOST_NAMED = 4
"""Currencies that are told one by one."""


@dataclass(frozen=True)
class SetApart:
    usual: str = ""
    """ISO 4217, of the lines whose money is added up; empty where no line is in another one, or none says."""
    column: Column | None = None
    """Of currencies, where it decided."""
    emptied: tuple[Column, ...] = ()
    """Of customers: whose cells count as not given in those lines."""
    noted: tuple[str, ...] = ()


def set_apart(database: duckdb.DuckDBPyConnection, understanding: Understanding) -> SetApart:
    """Makes the table `elsewhere` (row, currency): lines whose money is in another currency than most, by its own cell
    or by a column of currencies, as ISO 4217; empty where that column names none.
    """
    database.execute("DROP VIEW IF EXISTS used; DROP TABLE IF EXISTS elsewhere")
    database.execute("CREATE TABLE elsewhere (row BIGINT, currency VARCHAR)")
    if understanding.kind is Kind.CUSTOMERS:
        return _of_customers(database, understanding)
    money = {column.role: column for column in reversed(understanding.columns)}
    cells = money.get(Role.AMOUNT) or money.get(Role.PRICE)
    if understanding.kind is not Kind.TRANSACTIONS or cells is None:
        return SetApart()
    usual = ""
    if (said := currency_in(cells)) != "NULL":
        database.execute(f"INSERT INTO elsewhere SELECT row, {said} AS said FROM rows WHERE said IS NOT NULL")
        usual = understanding.currency if _count(database, "true") else ""
    found = currency_column(database, understanding)
    if found is None:
        return SetApart(usual)
    own = next((each for each in understanding.columns if each.role in MONEY and _own(each)), cells)
    if _decides_itself(own, found):
        return SetApart(usual, noted=_overruled(database, found, own))
    usual = _own(own) if _own(own) in found.codes else found.codes[0]
    order = next((each for each in understanding.columns if each.role is Role.ORDER), None)
    _by_column(database, found, usual, order, all_named=not _own(own))
    return SetApart(usual, found.column)


def _of_customers(database: duckdb.DuckDBPyConnection, understanding: Understanding) -> SetApart:
    """The column counts for figures of money that do not say their currency themselves."""
    money = [each for each in understanding.columns if _is_money(each)]
    found = currency_column(database, understanding) if money else None
    if found is None:
        return SetApart()
    silent = tuple(each for each in money if not _decides_itself(each, found))
    noted = [note for each in money if each not in silent for note in _overruled(database, found, each)]
    usual = next((_own(each) for each in silent if _own(each) in found.codes), found.codes[0])
    _by_column(database, found, usual, all_named=any(not _own(each) for each in silent))
    others = database.execute(
        "SELECT currency, count(*) FROM elsewhere WHERE currency <> '' GROUP BY currency ORDER BY 2 DESC, 1"
    ).fetchall()
    unread = _count(database, "currency = ''")
    for each in silent:
        noted += [_not_given(called(each), others, usual)] if others else []
        if unread:
            noted.append(
                f"“{called(found.column)}” names no currency that is known in {counted(unread, 'line')}: there "
                f"“{called(each)}” counts as not given. To count it, write the code of its currency there."
            )
    told = usual if any(each.role in MONEY for each in silent) else ""
    return SetApart(told, found.column, silent if _count(database, "true") else (), tuple(noted))


def _is_money(column: Column) -> bool:
    if column.type != "number" or column.role not in (Role.ATTRIBUTE, Role.AMOUNT, Role.PRICE):
        return False
    named = says(column.name, "money") or bool(words_of(column.name) & HELD)
    return column.role is not Role.ATTRIBUTE or bool(column.currency) or named


def _own(column: Column) -> str:
    return column.currency or currency_named(column.name)


def _decides_itself(column: Column, found: CurrencyColumn) -> bool:
    """Whether money is in one currency whatever the column of currencies says: by its name, or by signs in its cells
    that are of none of those."""
    if column.currency:
        return column.currency not in found.codes
    return surely_named(column.name)


def _overruled(database: duckdb.DuckDBPyConnection, found: CurrencyColumn, money: Column) -> tuple[str, ...]:
    field, own = found.column.field, _own(money)
    others = [cell for cell, code in found.said.items() if code and code != own]
    [[lines]] = database.execute(f"SELECT count(*) FROM rows WHERE {field} IN (SELECT unnest($1))", [others]).fetchall()
    if not lines:
        return ()
    where = "its cells say" if money.currency else "its name says"
    return (
        f"“{called(money)}” is counted as {own}, as {where}, also in the {counted(lines, 'line')} where "
        f"“{called(found.column)}” names another currency.",
    )


def _by_column(
    database: duckdb.DuckDBPyConnection,
    found: CurrencyColumn,
    usual: str,
    order: Column | None = None,
    *,
    all_named: bool,
) -> None:
    """What is in `elsewhere` already stays as its own cell says. A line that names none is in the currency of its
    order, where that has one; else, with `all_named`, nobody knows in which it is, and otherwise in the usual one."""
    field = found.column.field
    read = [(cell, code) for cell, code in found.said.items() if code]
    of_order = "NULL"
    if order is not None:
        whole = f"OVER (PARTITION BY {identity_of(order)})"
        of_order = (
            f"CASE WHEN {is_absent(field, ABSENT_VALUE)} AND {identity_of(order)} IS NOT NULL "
            f"AND min(code) {whole} = max(code) {whole} THEN max(code) {whole} END"
        )
    database.execute(
        f"""
        INSERT INTO elsewhere
        SELECT row, currency FROM (
            SELECT row, coalesce(code, {of_order}, $3) AS currency FROM rows
            LEFT JOIN (SELECT unnest($1) AS cell, unnest($2) AS code) ON {field} = cell
        )
        WHERE currency <> $4 AND row NOT IN (SELECT row FROM elsewhere)
        """,
        [[cell for cell, _ in read], [code for _, code in read], "" if all_named else usual, usual],
    )


def _count(database: duckdb.DuckDBPyConnection, holds: str) -> int:
    [[count]] = database.execute(f"SELECT count(*) FROM elsewhere WHERE {holds}").fetchall()
    return int(count)


def left_out(database: duckdb.DuckDBPyConnection, place: int, unreadable: int, apart: SetApart) -> list[str]:
    """What is told of the lines of `judged` that were left out for those reasons."""
    found = database.execute(
        "SELECT currency, count(*) FROM judged JOIN elsewhere USING (row) WHERE why = $1 GROUP BY currency "
        "ORDER BY count(*) DESC, currency",
        [place],
    ).fetchall()
    told, usual = [], apart.usual
    if place and found:
        lines = sum(count for _, count in found)
        told.append(
            f"{counted(lines, 'line')} {'is' if lines == 1 else 'are'} in {_listed(found)}, most are in {usual}: left "
            f"out, because money of several currencies cannot be added up. To count them, convert their money into "
            f"{usual}, or share a file for each currency."
        )
    [[lines]] = database.execute("SELECT count(*) FROM judged WHERE why = $1", [unreadable]).fetchall()
    if unreadable and lines and apart.column is not None:
        their = "its" if lines == 1 else "their"
        told.append(
            f"“{called(apart.column)}” names no currency that is known in {counted(lines, 'line')}: left out, because "
            f"{their} money may be in another than {usual}. To count {'it' if lines == 1 else 'them'}, write "
            f"the code of {their} currency there."
        )
    return told


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
            told.append(_not_given(called(column), found, _own(column)))
    return told


def _not_given(figure: str, found: Sequence[tuple[str, int]], usual: str) -> str:
    lines = counted(sum(count for _, count in found), "line")
    return (
        f"“{figure}” is in {_listed(found)} in {lines}, most are in {usual}: there it counts as not given. "
        f"To count it, convert it into {usual} and share the file again."
    )


def _listed(found: Sequence[tuple[str, int]]) -> str:
    """`GBP`; of several, each with its lines."""
    if len(found) == 1:
        return found[0][0]
    named = [f"{currency} ({count:,})" for currency, count in found[:MOST_NAMED]]
    others = sum(count for _, count in found[MOST_NAMED:])
    named += [f"others ({others:,})"] if others else []
    return f"{', '.join(named[:-1])} and {named[-1]}"
