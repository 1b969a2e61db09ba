"""What stands beside a customer in a list: money, orders, the last order and how it ended, as far as the file says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np

from segments.audiences import LAST, ORDERS, RETURNED, SPENT, is_nearly_all, money_called
from segments.labels import apart
from segments.leavers import CHANCE
from segments.meanings import says
from segments.measured import FREQUENCY, MONEY, RECENCY
from segments.money import money_in
from segments.shapes import Customers, Floats
from segments.tables import Table
from segments.tables.values import ABSENT, is_absent, value_of
from segments.told import Column, Kind, Role, Understanding


def bought(
    table: Table, understanding: Understanding, customers: Customers, *, returns: bool = False
) -> dict[str, list[str]]:
    """-> title -> a cell for each, in the order of `customers`. Money as 1234.50, days as 2026-11-28; empty where the
    file does not say. Nothing of texts and answers. `returns`: money of the file went back (Receipt.returned)."""
    if understanding.kind is Kind.TRANSACTIONS:
        return _added_up(table, understanding, customers, returns)
    return _as_they_stand(table, understanding, customers) if understanding.kind is Kind.CUSTOMERS else {}


def with_chances(brought: Mapping[str, list[str]], chances: Sequence[str]) -> dict[str, list[str]]:
    """And to leave, where such `chances` are told."""
    if not chances:
        return dict(brought)
    return {**{apart(title, (CHANCE,)): cells for title, cells in brought.items()}, CHANCE: list(chances)}


def returned_all(table: Table, customers: Customers) -> int:
    """How many of a file of orders returned nearly all they bought."""
    measured = dict(zip(customers.names, customers.raw.T, strict=True))
    if MONEY not in measured:
        return 0
    return sum(map(is_nearly_all, _went_back(table), measured[MONEY].tolist()))


def _added_up(table: Table, understanding: Understanding, customers: Customers, returns: bool) -> dict[str, list[str]]:
    measured = dict(zip(customers.names, customers.raw.T, strict=True))
    found = {}
    if MONEY in measured:
        found[money_called(SPENT, understanding)] = [_money(each) for each in measured[MONEY].tolist()]
        if returns:
            found[money_called(RETURNED, understanding)] = [_money(each) for each in _went_back(table)]
    if understanding.field(Role.TIME) or understanding.field(Role.ORDER):
        found[ORDERS] = [_number(each) for each in measured[FREQUENCY].tolist()]
    if RECENCY in measured:
        [[end]] = table.database.sql("SELECT max(time)::DATE FROM used WHERE customer IS NOT NULL").fetchall()
        found[LAST] = _days_before(end, measured[RECENCY])
    return found


def _went_back(table: Table) -> list[float]:
    """The money of each customer's rows that were left out as returns. No reason after that one holds of money below
    nothing: it is the last by which such a row was left out."""
    rows = table.database.sql(
        """
        SELECT coalesce(back, 0)
        FROM (SELECT DISTINCT customer FROM used WHERE customer IS NOT NULL)
        LEFT JOIN (
            SELECT customer, -sum(amount) AS back FROM judged
            WHERE amount < 0 AND why = (SELECT max(why) FROM judged WHERE amount < 0) GROUP BY customer
        ) USING (customer)
        ORDER BY customer
        """
    ).fetchall()
    return [float(back) for (back,) in rows]


def _days_before(end: date, days: Floats) -> list[str]:
    return ["" if np.isnan(each) else str(end - timedelta(days=int(each))) for each in days.tolist()]


def _as_they_stand(table: Table, understanding: Understanding, customers: Customers) -> dict[str, list[str]]:
    """The columns that a file of customers has of its own: the money (segments/money.py), how often, when last, and the
    outcomes that were held out, which nobody was compared by."""
    paid = money_in(customers.names, customers.raw, customers.money)
    told = [each for each in understanding.columns if each.role not in (Role.CUSTOMER, Role.IGNORED)]
    money = None if paid is None else customers.names[paid]
    found = (
        next((each for each in told if each.name == money), None),
        next((each for each in told if each.type == "number" and says(each.name, "frequency")), None),
        next((each for each in told if each.type in ("time", "number") and says(each.name, "recency")), None),
    )
    brought = {each.name: _cells(table, each, money) for each in found if each is not None}
    ended = (each for each in understanding.columns if each.name in customers.outcomes)
    return {**brought, **{each.name: _as_written(table, each) for each in ended}}


def _cells(table: Table, column: Column, money: str | None) -> list[str]:
    rows = table.database.sql(f"SELECT {value_of(column)} FROM used ORDER BY row").fetchall()
    return [_said(value, _money if column.name == money else _number) for (value,) in rows]


def _as_written(table: Table, column: Column) -> list[str]:
    asked = f"SELECT CASE WHEN NOT {is_absent(column.field, ABSENT)} THEN {column.field} END FROM used ORDER BY row"
    return [cell or "" for (cell,) in table.database.sql(asked).fetchall()]


def _said(value: Any, number: Any) -> str:
    if value is None:
        return ""
    return str(value.date()) if hasattr(value, "date") else number(value)


def _money(value: float) -> str:
    return "" if np.isnan(value) else f"{value:.2f}"


def _number(value: float) -> str:
    return "" if np.isnan(value) else f"{value:.15g}"
