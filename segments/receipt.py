"""Which rows are used, and why the others are not: each row has one reason, so that the receipt adds up.

Of Online Retail exactly 4,338 customers and 8,887,208.89 pounds remain: without a customer, repeated, returned, free.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import duckdb

from errors import AnalysisError
from segments.adding_up import days, in_all, went_back
from segments.other_currencies import ELSEWHERE, UNREADABLE, left_out, set_apart, taken_as_empty
from segments.receipt_words import NO_CURRENCY, NO_CUSTOMER
from segments.shapes import Column, Kind, Left, Receipt, Role, Understanding
from segments.tables.table import Table, quoted
from segments.tables.values import identity_of, value_of
from segments.understanding.sentence import counted, gaps

FIRST_DAY = "TIMESTAMP '1950-01-01'"
"""Earlier times are placeholders, such as 1900-01-01."""
BY_CHANCE = 0.01
"""Up to this share, purchases that are alike in a file with days only may be two on one day."""
RETURNS = "returns or cancellations"
SHORT = 20
"""Letters of a text that two people may well write alike."""
AGAIN, AGAIN_BUT, AGAIN_CUSTOMER = (
    f"row IN (SELECT row FROM {table})" for table in ("again", "again_but", "again_customer")
)
"""A row before it is the same: in all columns, in all but what numbers the lines, in its customer."""
FIRST_OF = {
    "again": "PARTITION BY alike ORDER BY row",
    "again_but": "PARTITION BY alike_but ORDER BY row",
    "again_customer": "PARTITION BY customer ORDER BY filled DESC, alike, row",
}
"""Of rows that are alike the first stays; of several about one customer the fullest."""


@dataclass(frozen=True)
class Reason:
    """`holds` is SQL over what is judged, never NULL."""

    why: str
    holds: str


def clean(table: Table, understanding: Understanding, today: date | None = None) -> Receipt:
    """Judges each row once. Makes table `judged` (row, why, and the standard columns: customer, time, amount, quantity,
    price, order_id, product) and view `used`: the rows that remain, with the standard columns and the file's own as
    they are in `rows`, so that `value_of(column)` holds there as well. What is after `today` (the day it is, if not
    said) is in the future.
    """
    database = table.database
    _measured(database, understanding)
    apart = set_apart(database, understanding)
    reasons, noted = _reasons(database, understanding, today or date.today(), table.rows, apart.usual)
    _judged(database, reasons)
    _used(database, apart.emptied)
    counts = dict(database.execute("SELECT why, count(*) FROM judged GROUP BY why").fetchall())
    left = [Left(reason.why, counts.get(place, 0)) for place, reason in enumerate(reasons, 1)]
    left.append(Left("that are no rows of the table", table.broken))
    left = [each for each in left if each.rows]
    customers, amount = in_all(database)
    back = next((place for place, reason in enumerate(reasons, 1) if reason.why == RETURNS), 0)
    places = {reason.holds: place for place, reason in enumerate(reasons, 1)}
    if ELSEWHERE in places:
        noted += left_out(database, places[ELSEWHERE], places[UNREADABLE], apart)
    noted += apart.noted
    returned = went_back(database, back) if back else ""
    customer = next((each for each in understanding.columns if each.role is Role.CUSTOMER), None)
    customers = 0 if customer is not None and _is_number_of_line(customer, understanding) else customers
    currency = apart.usual or understanding.currency
    noted += [NO_CURRENCY] if amount and not currency else []
    read, told = table.rows + table.broken, (*table.notes, *noted)
    worth = f"{amount} {currency}".strip() if amount else ""
    covers = None if understanding.kind is Kind.CUSTOMERS else days(database)
    return Receipt(read, counts.get(0, 0), tuple(left), told, customers, worth, table.choice, returned, covers)


def nothing_left(name: str, receipt: Receipt) -> AnalysisError:
    """Said where somebody wants more of a file of which no row is used."""
    left = ", ".join(f"{each.rows:,} {each.why}" for each in receipt.left)
    return AnalysisError(
        f"None of the {receipt.read:,} rows of {name} can be used: {left}.",
        kept="The file was read, and nothing was made of it.",
        now="If a column was taken for something else than it is, say which one it is.",
    )


def _measured(database: duckdb.DuckDBPyConnection, understanding: Understanding) -> None:
    """The standard columns of every row, and what rows are compared by."""
    by_role = {column.role: column for column in reversed(understanding.columns)}

    def valued(role: Role, plain: str) -> str:
        return value_of(by_role[role]) if role in by_role else f"CAST(NULL AS {plain})"

    def known(role: Role) -> str:
        return identity_of(by_role[role]) if role in by_role else "CAST(NULL AS VARCHAR)"

    fields = ", ".join(column.field for column in understanding.columns)
    others = [column.field for column in understanding.columns if not _is_number_of_line(column, understanding)]
    database.execute("DROP VIEW IF EXISTS used; DROP TABLE IF EXISTS judged; DROP TABLE IF EXISTS measured")
    # Money in DECIMAL: a sum of it is the same in whatever order it is made.
    database.execute(
        f"""
        CREATE TABLE measured AS
        SELECT row, customer, time, TRY_CAST({_money(by_role)} AS DECIMAL(18, 4)) AS amount, quantity, price, order_id,
               product, alike, alike_but, filled, length
        FROM (
            SELECT row, {known(Role.CUSTOMER)} AS customer, {valued(Role.TIME, "TIMESTAMP")} AS time,
                   {valued(Role.AMOUNT, "DOUBLE")} AS money, {valued(Role.QUANTITY, "DOUBLE")} AS quantity,
                   {valued(Role.PRICE, "DOUBLE")} AS price, {known(Role.ORDER)} AS order_id,
                   {known(Role.PRODUCT)} AS product, {_fingerprint(fields)} AS alike,
                   {_fingerprint(", ".join(others) or "row")} AS alike_but, {_filled(understanding)} AS filled,
                   {_length(by_role)} AS length
            FROM rows
        )
        """
    )


def _money(by_role: dict[Role, Column]) -> str:
    if Role.AMOUNT in by_role:
        return "money"
    return "quantity * price" if Role.QUANTITY in by_role and Role.PRICE in by_role else "price"


def _fingerprint(fields: str) -> str:
    """128 bits of what is in a row: two that differ have never the same."""
    return f"hash({fields})::UHUGEINT * 18446744073709551616 + hash('again', {fields})"


def _filled(understanding: Understanding) -> str:
    """How many cells have something in them. As a list: a sum of a thousand terms takes most of a minute to plan."""
    there = (f"CASE WHEN {column.field} IS NOT NULL THEN 1 END" for column in understanding.columns)
    return f"list_count([{', '.join(there)}])"


def _length(by_role: dict[Role, Column]) -> str:
    return f"length({by_role[Role.TEXT].field})" if Role.TEXT in by_role else "NULL"


def _is_number_of_line(column: Column, understanding: Understanding) -> bool:
    """Whether a column tells lines apart and nothing else."""
    if column.role is Role.IGNORED and column.why == "it numbers the lines":
        return True
    alone = column.distinct == understanding.rows > 1
    return understanding.kind is Kind.TEXTS and column.role is Role.CUSTOMER and alone


def _reasons(
    database: duckdb.DuckDBPyConnection, understanding: Understanding, today: date, rows: int, usual: str
) -> tuple[list[Reason], list[str]]:
    """In the order in which they are looked for, and what is noted without leaving a row out. `usual`: the currency
    that is used where there are several."""
    noted: list[str] = []
    has = {column.role for column in understanding.columns}
    reasons: list[Reason] = []
    numbered = any(_is_number_of_line(column, understanding) for column in understanding.columns)
    if understanding.kind is Kind.TRANSACTIONS:
        if Role.CUSTOMER in has:
            reasons.append(Reason(NO_CUSTOMER, "customer IS NULL"))
        reasons += _repeated_purchases(database, has, numbered, rows, noted)
        reasons += _times_and_money(database, has, today, noted, usual)
    elif understanding.kind is Kind.CUSTOMERS:
        if Role.CUSTOMER in has:
            reasons.append(Reason(NO_CUSTOMER, "customer IS NULL"))
            reasons.append(Reason("repeated exactly", AGAIN))
            reasons.append(Reason("about a customer who is there already", AGAIN_CUSTOMER))
        else:
            _note_alike(database, noted, "customer")
        noted += [*gaps(understanding), *taken_as_empty(database, understanding)]
    elif understanding.kind is Kind.TEXTS:
        reasons.append(Reason("without a text", "coalesce(length, 0) = 0"))
        reasons.append(Reason("repeated exactly", AGAIN))
        if numbered:
            reasons.append(Reason("repeated but for their number", f"{AGAIN_BUT} AND length >= {SHORT}"))
    else:
        answers = [column.field for column in understanding.columns if column.role is Role.ANSWER]
        empty = " AND ".join(f"{field} IS NULL" for field in answers) or "false"
        reasons.append(Reason("without a single answer", f"row IN (SELECT row FROM rows WHERE {empty})"))
        if Role.CUSTOMER in has:
            reasons.append(Reason("repeated exactly", AGAIN))
            reasons.append(Reason("by somebody who is there already", f"customer IS NOT NULL AND {AGAIN_CUSTOMER}"))
        else:
            _note_alike(database, noted, "respondent")
    _note_floats(database, understanding, noted)
    return reasons, noted


def _repeated_purchases(
    database: duckdb.DuckDBPyConnection, has: set[Role], numbered: bool, rows: int, noted: list[str]
) -> list[Reason]:
    """Lines that stand there twice are one, unless they may well be two: without an order or a time of day."""
    repeated, clocked = database.execute(
        """
        SELECT count(*) - count(DISTINCT alike_but), count(*) FILTER (WHERE time <> date_trunc('day', time))
        FROM measured
        """
    ).fetchall()[0]
    told_apart = Role.ORDER in has or clocked > 0 or Role.TIME not in has
    if not told_apart and 0 < repeated <= BY_CHANCE * rows:
        noted.append(
            f"Kept although another is like it: {counted(repeated, 'line')}. The file has days only and no order "
            "numbers, so these may be two purchases on one day."
        )
        return []
    exactly = Reason("repeated exactly", AGAIN)
    if not numbered:
        return [exactly]
    return [exactly, Reason("repeated but for their line number", AGAIN_BUT)]


def _times_and_money(
    database: duckdb.DuckDBPyConnection, has: set[Role], today: date, noted: list[str], usual: str
) -> list[Reason]:
    reasons = []
    if Role.TIME in has:
        # A day later: it is tomorrow somewhere.
        after = quoted((today + timedelta(days=2)).isoformat())
        reasons.append(Reason("without a readable time", f"(time IS NULL OR time < {FIRST_DAY})"))
        reasons.append(Reason("in the future", f"time >= TIMESTAMP {after}"))
    if not has & {Role.AMOUNT, Role.PRICE}:
        return reasons
    if usual:
        reasons.append(Reason(f"in another currency than {usual}", ELSEWHERE))
        reasons.append(Reason("without a readable currency", UNREADABLE))
    reasons.append(Reason("without a readable amount", "amount IS NULL"))
    reasons.append(Reason(RETURNS, "(amount < 0 OR coalesce(quantity < 0, false))"))
    if has & {Role.PRICE, Role.PRODUCT}:
        reasons.append(Reason("with nothing to pay", "amount = 0"))
    else:
        free = database.execute("SELECT count(*) FROM measured WHERE amount = 0").fetchall()[0][0]
        if free:
            noted.append(f"Kept although nothing was paid: {counted(free, 'purchase')}; the customer was there.")
    return reasons


def _note_alike(database: duckdb.DuckDBPyConnection, noted: list[str], whom: str) -> None:
    alike = database.execute("SELECT count(*) - count(DISTINCT alike_but) FROM measured").fetchall()[0][0]
    if alike:
        noted.append(f"Kept although another is just like it: {counted(alike, whom)}; it may be somebody else.")


def _note_floats(database: duckdb.DuckDBPyConnection, understanding: Understanding, noted: list[str]) -> None:
    customer = next((column for column in understanding.columns if column.role is Role.CUSTOMER), None)
    if customer is None:
        return
    found = database.execute(
        f"SELECT min({customer.field}) FROM rows WHERE regexp_full_match({customer.field}, '\\d+\\.0')"
    ).fetchall()[0][0]
    if found:
        noted.append(f"Numbers of customers such as {found} are read as {found.removesuffix('.0')}.")


def _judged(database: duckdb.DuckDBPyConnection, reasons: list[Reason]) -> None:
    """Each row with the first reason that holds, 0 for none."""
    needed = " ".join(reason.holds for reason in reasons)
    compared = [name for name in FIRST_OF if f"FROM {name})" in needed]
    for name in compared:
        # Only what is compared is sorted: rows of many columns would not fit.
        database.execute(
            f"""
            CREATE OR REPLACE TEMP TABLE {name} AS
            SELECT row FROM (SELECT row, row_number() OVER ({FIRST_OF[name]}) AS place FROM measured) WHERE place > 1
            """
        )
    cases = " ".join(f"WHEN {reason.holds} THEN {place}" for place, reason in enumerate(reasons, 1))
    why = f"CASE {cases} ELSE 0 END" if reasons else "0"
    database.execute(
        f"""
        CREATE TABLE judged AS
        SELECT row, CAST({why} AS UTINYINT) AS why, customer, time, amount, quantity, price, order_id, product
        FROM measured
        """
    )
    database.execute("DROP TABLE measured")
    for name in compared:
        database.execute(f"DROP TABLE {name}")


def _used(database: duckdb.DuckDBPyConnection, emptied: Sequence[Column]) -> None:
    """`emptied`: figures that count as not given where their money is in another currency."""
    same = "CASE WHEN r.row NOT IN (SELECT row FROM elsewhere) THEN"
    given = ", ".join(f"{same} r.{each.field} END AS {each.field}" for each in emptied)
    given = f"REPLACE ({given})" if emptied else ""
    if any(each.role in (Role.AMOUNT, Role.PRICE) for each in emptied):
        database.execute("UPDATE judged SET amount = NULL WHERE row IN (SELECT row FROM elsewhere)")
    database.execute(
        f"""
        CREATE VIEW used AS
        SELECT r.row, j.customer, j.time, CAST(j.amount AS DOUBLE) AS amount, j.quantity, j.price, j.order_id,
               j.product, r.* EXCLUDE (row) {given}
        FROM rows r JOIN judged j ON j.row = r.row
        WHERE j.why = 0
        """
    )
