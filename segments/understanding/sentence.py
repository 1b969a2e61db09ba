"""What a file was taken for, in one sentence that a person can correct."""

from __future__ import annotations

from segments.shapes import Column, Kind, Role, Understanding
from segments.tables.table import Table
from segments.understanding.facts import cut_short, without

LONGEST = 40
MOST_GAPS = 5
"""Columns with gaps that are named."""


def sentence(table: Table, understanding: Understanding) -> str:
    """Without a full stop where it is one clause: the reader's sentence goes on."""
    told = {
        Kind.TRANSACTIONS: _bought,
        Kind.CUSTOMERS: _customers,
        Kind.TEXTS: _texts,
        Kind.SURVEY: _survey,
    }[understanding.kind](table, understanding)
    customer = _with(understanding, Role.CUSTOMER)
    if customer and (number := cut_short(table, customer)):
        told += (
            f"; a spreadsheet cut their numbers short ({number}), so several customers may count as one: "
            f"export {called(customer)} as text"
        )
    if table.broken:
        told += f"; {counted(table.broken, 'line')} could not be read"
    return told + "."


def called(column: Column) -> str:
    return column.name if len(column.name) <= LONGEST else column.name[: LONGEST - 1] + "…"


def counted(number: int, what: str) -> str:
    return f"{number:,} {what if number == 1 else what + 's'}"


def _with(understanding: Understanding, role: Role) -> Column | None:
    return next((column for column in understanding.columns if column.role is role), None)


def _bought(table: Table, understanding: Understanding) -> str:
    customer, time = _with(understanding, Role.CUSTOMER), _with(understanding, Role.TIME)
    amount, quantity, price = (_with(understanding, role) for role in (Role.AMOUNT, Role.QUANTITY, Role.PRICE))
    lines = _with(understanding, Role.ORDER) or _with(understanding, Role.PRODUCT)
    has_money = amount or (quantity and price)
    parts = [counted(understanding.rows, "order line" if lines and has_money else "purchase" if has_money else "event")]
    parts.append(f"customer in {called(customer)}" if customer else "no column I can take for the customer")
    parts.append(f"time in {called(time)}" if time else "no time")
    if amount:
        parts.append(f"money in {called(amount)}")
    elif quantity and price:
        parts.append(f"money from {called(quantity)} times {called(price)}")
    said = ", ".join(parts)
    if customer and (missing := without(table, customer)):
        said += f"; {counted(missing, 'line')} {'has' if missing == 1 else 'have'} no customer"
    return said


def _customers(table: Table, understanding: Understanding) -> str:
    customer = _with(understanding, Role.CUSTOMER)
    known = f", each known by {called(customer)}" if customer else ", a line each"
    described = [column for column in understanding.columns if column.role in (Role.ATTRIBUTE, Role.CHANNEL)]
    said = f"{counted(understanding.rows, 'customer')}{known}; {counted(len(described), 'column')} "
    said += "describes them" if len(described) == 1 else "describe them"
    held = [called(column) for column in understanding.columns if column.role is Role.OUTCOME]
    if held:
        said += f", {' and '.join(held[:3])} {'is' if len(held) == 1 else 'are'} kept aside to check the segments by"
    if customer and (missing := without(table, customer)):
        said += f"; {counted(missing, 'line')} {'has' if missing == 1 else 'have'} no {called(customer)}"
    return said


def _texts(table: Table, understanding: Understanding) -> str:
    text = _with(understanding, Role.TEXT)
    assert text is not None
    said = f"{counted(understanding.rows, 'text')} in {called(text)}"
    others = [called(column) for column in understanding.columns if column.role is Role.ATTRIBUTE]
    if others:
        more = f" and {len(others) - 3} more" if len(others) > 3 else ""
        said += f", with {', '.join(others[:3])}{more} beside them"
    if text.missing:
        said += f"; {counted(text.missing, 'line')} {'has' if text.missing == 1 else 'have'} no text"
    return said


def _survey(table: Table, understanding: Understanding) -> str:
    answers = [column for column in understanding.columns if column.role is Role.ANSWER]
    return f"{counted(understanding.rows, 'respondent')}, {counted(len(answers), 'question')} answered on a scale"


def gaps(understanding: Understanding) -> tuple[str, ...]:
    """In which numbers that are used cells are empty; nothing where in none."""
    empty = [
        f"“{called(column)}” in {counted(column.missing, 'line')}"
        for column in understanding.columns
        if column.type == "number" and column.missing and column.role not in (Role.IGNORED, Role.CUSTOMER)
    ]
    more = f" and {counted(len(empty) - MOST_GAPS, 'column')} more" if len(empty) > MOST_GAPS else ""
    return (f"Empty: {', '.join(empty[:MOST_GAPS])}{more}.",) if empty else ()
