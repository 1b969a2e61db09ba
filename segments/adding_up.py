"""Who and how much money the rows of a file that are used come to, and what went back of it."""

from __future__ import annotations

import duckdb

from segments.shares import percent
from segments.told import Days


def in_all(database: duckdb.DuckDBPyConnection) -> tuple[int, str]:
    """-> how many customers are in the rows that are used, and their money, added up in decimals"""
    customers, amount = database.execute(
        "SELECT count(DISTINCT customer), sum(amount) FROM judged WHERE why = 0"
    ).fetchall()[0]
    return customers, "" if amount is None else f"{amount:,.2f}"


def days(database: duckdb.DuckDBPyConnection) -> Days | None:
    """Which days the rows that are used cover."""
    first, last = database.execute("SELECT min(time)::DATE, max(time)::DATE FROM judged WHERE why = 0").fetchall()[0]
    return Days(first, last) if first and last else None


def went_back(database: duckdb.DuckDBPyConnection, place: int) -> str:
    """The money of the rows left out for that reason, and its part of the money that is used. Empty where none is."""
    back, used = database.execute(
        "SELECT -sum(amount) FILTER (WHERE why = $1 AND amount < 0), sum(amount) FILTER (WHERE why = 0) FROM judged",
        [place],
    ).fetchall()[0]
    return f"{back:,.2f} ({percent(float(back / used))})" if back and used else ""
