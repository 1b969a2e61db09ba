"""Customers by what they bought: how long ago, how often, for how much, and more to look at.

Compared are the logarithms of recency, frequency and money, standardised; recency in units of the time between two
purchases. Logarithms, because without them a handful of very large customers are a segment of their own and everybody
else is the other (Online Retail: 26 customers, silhouette 0.90). These three, because the others follow from them
(money per order, time between purchases) or mostly say how long somebody has been there; counted twice, they would
weigh twice.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from errors import NothingToCompare
from segments.features.columns import levels, pooled
from segments.keys import hashed
from segments.meanings import says
from segments.measured import BASKET, COMPARED_BY, FREQUENCY, MONEY, PACE, PIECES, PRODUCTS, RECENCY, TENURE
from segments.privacy.table import regions_in, values_without_people
from segments.shapes import Column, Customers, Floats, Role, Texts, Understanding
from segments.tables import Table
from segments.tables.values import value_of

MOST_LEVELS, MOST_CATEGORIES = 200, 20
CHANGING = 0.05
"""Share of customers whose lines may say different things of a category before that is noted."""


_LINES = "FROM judged WHERE why = 0 AND customer IS NOT NULL"
"""The lines that are used, of somebody."""


def purchases(table: Table, understanding: Understanding, salt: bytes) -> Customers:
    """The customers of view `used`, in the order of their numbers. `clean` has been there before.

    Raises NothingToCompare where they all bought alike, or nobody is named.
    """
    roles = {column.role for column in understanding.columns}
    called = table.database.execute(f"SELECT DISTINCT customer {_LINES} ORDER BY customer").fetchall()
    names = [str(name) for (name,) in called]
    if not names:
        raise NothingToCompare(
            "No line of this file says who bought.",
            kept="The file was read and cleaned.",
            now="Tell me which column is the customer, or export the orders with the customer's number.",
        )
    measured = _measured(table, roles)
    compared, notes = _compared(measured)
    categories, protected = _categories(table, understanding, names, notes)
    units = {name: _unit(name, understanding) for name in measured}
    return Customers(
        keys=np.array([hashed(name, salt) for name in names], dtype=object),
        names=tuple(measured),
        raw=np.column_stack(list(measured.values())),
        scaled=compared,
        units=tuple(units.values()),
        categories=categories,
        protected=protected,
        notes=tuple(notes),
    )


def paid_by_day(table: Table) -> tuple[Texts, NDArray[np.datetime64], Floats]:
    """A row for each customer and day on which they bought: the customer's number, the day, what was paid. Added up by
    the database, because the lines themselves may be millions. NaN where the file has no money."""
    found = table.database.execute(
        f"SELECT customer, time::DATE AS day, sum(amount) AS paid {_LINES} AND time IS NOT NULL "
        "GROUP BY customer, day ORDER BY customer, day"
    ).fetchnumpy()
    paid = np.ma.filled(np.ma.asarray(found["paid"]).astype(np.float64), np.nan)
    return np.asarray(found["customer"], dtype=object), found["day"].astype("datetime64[D]"), paid


def _measured(table: Table, roles: set[Role]) -> dict[str, Floats]:
    """What each customer did, in units a person reads. Each question is asked on its own: DuckDB then needs little."""
    order = "order_id" if Role.ORDER in roles else "CAST(time AS DATE)" if Role.TIME in roles else "row"
    found: dict[str, Floats] = {}
    if Role.TIME in roles:
        last = f"(SELECT max(time)::DATE {_LINES})"
        since = f"date_diff('day', max(time)::DATE, {last}), date_diff('day', min(time)::DATE, {last})"
        recency, tenure = _asked(table, f"SELECT {since} {_LINES} GROUP BY customer ORDER BY customer")
        found[RECENCY] = recency
    # Lines without an order's number are one order each day, or each.
    single = "CAST(CAST(time AS DATE) AS VARCHAR)" if Role.TIME in roles else "CAST(row AS VARCHAR)"
    keyed = f"coalesce({order}, 'of ' || {single})" if order == "order_id" else order
    (orders,) = _asked(table, _count_of(keyed))
    found[FREQUENCY] = orders
    if roles & {Role.AMOUNT, Role.PRICE}:
        (spent,) = _asked(table, f"SELECT sum(amount) {_LINES} GROUP BY customer ORDER BY customer")
        found[MONEY] = spent
        found[BASKET] = spent / orders
    if Role.TIME in roles:
        found[TENURE] = tenure
        (days,) = _asked(table, _count_of("CAST(time AS DATE)"))
        pace = np.full(len(days), np.nan)
        again = days > 1
        pace[again] = (tenure - recency)[again] / (days[again] - 1)
        found[PACE] = pace
    if Role.PRODUCT in roles:
        (found[PRODUCTS],) = _asked(table, _count_of("product"))
    if Role.QUANTITY in roles:
        (pieces,) = _asked(
            table, f"SELECT sum(CAST(quantity AS DECIMAL(18, 3))) {_LINES} GROUP BY customer ORDER BY customer"
        )
        found[PIECES] = pieces / orders
    return found


def _count_of(what: str) -> str:
    """SQL: how many different ones each customer has."""
    return (
        f"SELECT count(what) FROM (SELECT DISTINCT customer, {what} AS what {_LINES}) GROUP BY customer "
        "ORDER BY customer"
    )


def _asked(table: Table, query: str) -> list[Floats]:
    """The columns of an answer."""
    answer = table.database.execute(query).fetchnumpy()
    return [np.ma.filled(np.ma.asarray(values).astype(np.float64), np.nan) for values in answer.values()]


def _compared(measured: dict[str, Floats]) -> tuple[Floats, list[str]]:
    """Logarithms of recency, frequency and money, standardised; what is the same for all is left out."""
    columns, notes, used = [], [], []
    for name in (RECENCY, FREQUENCY, MONEY):
        values = measured.get(name)
        if values is None:
            continue
        logarithm = _recency(measured) if name == RECENCY else _logarithm(values)
        spread = float(logarithm.std())
        if spread < 1e-9:
            notes.append(f"{name.capitalize()} is the same for everybody ({values[0]:g}), so it tells nobody apart.")
            continue
        # Rounded: in another currency the last bits differ, and segments must not.
        columns.append(np.round((logarithm - logarithm.mean()) / spread, 9))
        used.append(name)
    if not columns:
        raise NothingToCompare(
            "All customers of this file bought alike: as often, as lately and for as much.",
            kept="The file was read and cleaned.",
            now="A file that covers a longer time, or says more about each purchase, works.",
        )
    notes.insert(0, f"{COMPARED_BY} {_listed(used)}: {_how(measured, used)}")
    return np.column_stack(columns), notes


def _how(measured: dict[str, Floats], used: list[str]) -> str:
    """A day more or less is hardly anything within the unit; beyond it days are taken as the others are."""
    amounts = [name for name in used if name != RECENCY]
    times = "how many times as much, not how much more, so that a few do not decide all."
    if RECENCY not in used or not np.isfinite(measured[PACE]).any():
        return times
    unit = _between(measured)
    days = f"Days count in units of the average time between purchases, {unit:,.0f} {'day' if unit < 1.5 else 'days'}"
    told = f"{days}: a few more or less within it hardly matter."
    return f"of {_listed(amounts)} {times} {told}" if amounts else f"{times} {told}"


def _recency(measured: dict[str, Floats]) -> Floats:
    """How long ago, as a multiple of the time from one purchase to the next: of those who buy every fortnight some were
    here today and some last week, by chance alone."""
    return np.asarray(np.log1p(measured[RECENCY] / _between(measured)))


def _between(measured: dict[str, Floats]) -> float:
    """Days from one purchase to the next, on average of all that were followed by another; 1 where none was."""
    known = np.isfinite(measured[PACE])
    days, pace = (measured[TENURE] - measured[RECENCY])[known], measured[PACE][known]
    return max(float(days.sum() / (days / pace).sum()), 1.0) if known.any() else 1.0


def _logarithm(values: Floats) -> Floats:
    positive = values[values > 0]
    least = positive.min() / 2 if len(positive) else 1.0
    return np.asarray(np.log(np.maximum(values, least)))


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _unit(name: str, understanding: Understanding) -> str:
    if name in (MONEY, BASKET):
        return understanding.currency
    return {RECENCY: "days", TENURE: "days", PACE: "days", FREQUENCY: "orders", PRODUCTS: "products"}.get(
        name, "pieces"
    )


def _categories(
    table: Table, understanding: Understanding, names: list[str], notes: list[str]
) -> tuple[dict[str, Texts], dict[str, Texts]]:
    """What most of a customer's lines say, of columns with few different words: a country, a shop."""
    place, regions = {name: number for number, name in enumerate(names)}, regions_in(table)
    categories: dict[str, Texts] = {}
    protected: dict[str, Texts] = {}
    for column in sorted(understanding.columns, key=lambda column: column.name):
        if not _may_describe(column) or len(categories) + len(protected) >= MOST_CATEGORIES:
            continue
        values = np.full(len(names), None, dtype=object)
        changing = 0
        for name, value, different in table.database.execute(_mostly(column)).fetchall():
            values[place[name]] = value
            changing += different > 1
        if changing > CHANGING * len(names):
            notes.append(f"{column.name}: {changing:,} customers have several; what most of their lines say counts.")
        told = pooled(levels(values_without_people(values.tolist(), column.name, regions)))[0]
        (protected if says(column.name, "protected") else categories)[column.name] = told
    return categories, protected


def _may_describe(column: Column) -> bool:
    return (
        column.role in (Role.ATTRIBUTE, Role.CHANNEL)
        and column.type in ("category", "truth")
        and 1 < column.distinct <= MOST_LEVELS
    )


def _mostly(column: Column) -> str:
    return f"""
        SELECT customer, value, different FROM (
            SELECT customer, value, count(*) OVER of_one AS different,
                   row_number() OVER (PARTITION BY customer ORDER BY lines DESC, value) AS rank
            FROM (
                SELECT customer, {value_of(column)} AS value, count(*) AS lines FROM used
                WHERE customer IS NOT NULL GROUP BY ALL HAVING value IS NOT NULL
            )
            WINDOW of_one AS (PARTITION BY customer)
        ) WHERE rank = 1
    """
