"""What is compared of whom: customers by what they bought or by their attributes, texts by their words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from errors import AnalysisError
from segments.audiences import ROW
from segments.features.attributes import attributes
from segments.features.columns import levels, missing
from segments.features.purchases import purchases
from segments.features.texts import texts
from segments.keys import hashed
from segments.meanings import says
from segments.privacy.table import regions_in, values_without_people
from segments.shapes import Customers, Floats, Texts
from segments.tables import Table
from segments.tables.values import value_of
from segments.told import WHOM, Column, Kind, Role, Understanding

FEW = 20
MOST_KINDS = 200
MOST_CELLS = 200_000
"""That are asked for at a time."""
TOO_FEW = AnalysisError(
    "There are fewer than 20 to compare, and segments of so few would be made up.",
    kept="Nothing was kept.",
    now="A file with more customers works; so does talking to each of these.",
)


def compared(
    table: Table, understanding: Understanding, salt: str, places: Mapping[str, Floats] | None = None
) -> Customers:
    """`places`: text -> where a model placed it; empty where that was wanted and could not be had.

    Raises AnalysisError where there is nobody, or nothing, to compare."""
    if understanding.kind is Kind.TRANSACTIONS:
        if 0 < _who_bought(table) < FEW:
            raise TOO_FEW
        found = purchases(table, understanding, salt.encode())
    elif understanding.kind is Kind.TEXTS:
        found = texts(texts_in(table, understanding), places=places)
        found = replace(found, categories=_beside(table, understanding))
    else:
        found = _by_attributes(table, understanding, salt)
    if found.count < FEW:
        raise TOO_FEW
    return replace(found, whom=WHOM[understanding.kind])


def _beside(table: Table, understanding: Understanding) -> dict[str, Texts]:
    """What is said of the texts in other columns, in few different words: by it they are described, not compared."""
    regions = regions_in(table)
    columns = [
        each
        for each in understanding.columns
        if each.role in (Role.ATTRIBUTE, Role.CHANNEL)
        and each.type in ("category", "truth")
        and 1 < each.distinct <= MOST_KINDS
        and not says(each.name, "protected")
    ]
    return {column.name: levels(_told(values, column, regions)) for column, values in _values(table, columns)}


def texts_in(table: Table, understanding: Understanding) -> Texts:
    """The cells of its column of texts, as they stand in the file; empty where there is none."""
    [(_, cells)] = _values(table, [_of(understanding, Role.TEXT)])
    return _objects(["" if missing(each) else str(each) for each in cells.tolist()])


def known_as(table: Table, understanding: Understanding) -> tuple[str, list[str]]:
    """-> (what the column is called that says who they are, who each of those that are compared is, in their order)."""
    column = next((each for each in understanding.columns if each.role is Role.CUSTOMER), None)
    if column is None:
        rows = table.database.sql("SELECT row FROM used ORDER BY row").fetchall()
        return "row", [str(row[0]) for row in rows]
    if understanding.kind is Kind.TRANSACTIONS:
        asked = "SELECT DISTINCT customer FROM used WHERE customer IS NOT NULL ORDER BY customer"
    else:
        asked = f"SELECT coalesce(customer, '{ROW}' || CAST(row AS VARCHAR)) FROM used ORDER BY row"
    rows = table.database.sql(asked).fetchall()
    return column.name, [str(row[0]) for row in rows]


def _who_bought(table: Table) -> int:
    counted: int = table.database.sql("SELECT count(DISTINCT customer) FROM used").fetchall()[0][0]
    return counted


def _by_attributes(table: Table, understanding: Understanding, salt: str) -> Customers:
    _, customers = known_as(table, understanding)
    # Before it is said that they are alike in everything.
    if len(customers) < FEW:
        raise TOO_FEW
    columns, regions = [each for each in understanding.columns if each.type != "empty"], regions_in(table)
    found = attributes(
        {column.name: _told(values, column, regions) for column, values in _values(table, columns)},
        {each.name: each.type for each in columns},
        roles={each.name: each.role for each in columns},
        keys=_objects([hashed(customer, salt.encode()) for customer in customers]),
        set_aside=True,
    )
    said = next((each.name for each in columns if each.role is Role.AMOUNT and each.name in found.names), "")
    return replace(found, money=said)


def _told(values: Texts, column: Column, regions: tuple[str, ...]) -> Texts:
    """Its values; what is a word may come to be told of a segment, so the people in it are replaced."""
    if column.type != "category" or column.role is Role.CUSTOMER:
        return values
    return _objects(values_without_people(values.tolist(), column.name, regions))


def _values(table: Table, columns: Sequence[Column]) -> Iterator[tuple[Column, Texts]]:
    """Of the rows that are used. Some columns at a time: each question binds all columns of the view, and an answer of
    many rows and columns takes much memory."""
    together = max(1, MOST_CELLS // max(1, table.rows))
    for start in range(0, len(columns), together):
        some = columns[start : start + together]
        asked = ", ".join(value_of(each) for each in some)
        rows = table.database.execute(f"SELECT {asked} FROM used ORDER BY row").fetchall()
        for place, column in enumerate(some):
            yield column, _objects([row[place] for row in rows])


def _of(understanding: Understanding, role: Role) -> Column:
    return next(column for column in understanding.columns if column.role is role)


def _objects(values: list[object]) -> Texts:
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array
