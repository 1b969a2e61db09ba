"""Customers by their attributes, numbers and words mixed, and surveys by their answers.

Numbers are standardised and each level of a category becomes 0 or 1 (one-hot), for k-means: of what was measured on
mixed customer tables this did best. The levels of one category have together a variance below 1, however many they are,
and a number has exactly 1: no long list drowns the rest. A level that says what another column already said (`no
internet service`, six times) counts once.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from errors import NothingToCompare
from segments.features.columns import (
    Values,
    bands,
    days,
    known,
    levels,
    numbers,
    outcome,
    pooled,
    scaled,
    skewed,
)  # fmt: skip
from segments.meanings import plain, says
from segments.shapes import Customers, Floats, Role, Texts, Type

ALMOST_ALL = 0.9
"""Of so many different values in a column of words each is nobody else's: a name or a number, nothing to compare."""
HARDLY_GIVEN = 0.95
MOST_COLUMNS = 200
NOTICEABLE = 0.01
"""From this share on, that a number is not given is something to compare by."""
_NOT_COMPARED = {Role.CUSTOMER: "it is the customers' number", Role.IGNORED: "it was to be left out"}


@dataclass
class _Table:
    """What is gathered from the columns, one after the other by their names."""

    names: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    raw: list[Floats] = field(default_factory=list)
    scaled: list[Floats] = field(default_factory=list)
    categories: dict[str, Texts] = field(default_factory=dict)
    outcomes: dict[str, Floats] = field(default_factory=dict)
    protected: dict[str, Texts] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    seen: set[bytes] = field(default_factory=set)

    def number(self, name: str, values: Floats, unit: str = "") -> None:
        self.names.append(name)
        self.units.append(unit)
        self.raw.append(values)
        self.scaled.append(scaled(values))
        unknown = ~np.isfinite(values)
        if skewed(values):
            self.notes.append(
                f"{plain(name)}: a few are very large, so it is compared by how many times as much it is."
            )
        if unknown.mean() >= NOTICEABLE:
            self.notes.append(f"{plain(name)}: not given for {unknown.sum():,}; that itself is compared, too.")
            self._indicator(unknown)

    def category(self, name: str, found: Texts) -> None:
        together, rare = pooled(found)
        if rare:
            self.notes.append(f"{plain(name)}: {rare:,} rare values are put together as others.")
        self.categories[name] = together
        for level in sorted(set(together.tolist())):
            self._indicator(together == level)

    def _indicator(self, holds: np.ndarray) -> None:
        column = holds.astype(np.float64)
        seen = np.packbits(holds).tobytes()
        if seen not in self.seen:
            self.seen.add(seen)
            self.scaled.append(column - column.mean())


def attributes(
    columns: Mapping[str, Values],
    types: Mapping[str, Type],
    *,
    roles: Mapping[str, Role] | None = None,
    keys: Texts | None = None,
    set_aside: bool = False,
    without: frozenset[str] = frozenset(),
) -> Customers:
    """Customers as their attributes tell them apart; `notes` says what was left out, and why.

    Outcomes (by role, or by a name such as churn) are held out. `set_aside` keeps protected attributes (sex, age,
    religion ...) out of what is compared, `without` any others. Raises NothingToCompare.
    """
    given = roles or {}
    table = _Table()
    rows = max((len(values) for values in columns.values()), default=0)
    for name in _fullest(columns, table.notes):
        values, role = columns[name], given.get(name, Role.ATTRIBUTE)
        if name in without or role in _NOT_COMPARED:
            table.notes.append(f"{plain(name)} is not compared: {_NOT_COMPARED.get(role, 'it was to be left out')}.")
        elif why := _useless(values, types[name]):
            table.notes.append(f"{plain(name)} is not compared: {why}.")
        elif not (_held_out(table, name, values, role) or (set_aside and _protected(table, name, values, types[name]))):
            _compared(table, name, values, types[name])
    if not table.scaled:
        raise NothingToCompare(
            "No column of this file tells customers apart.",
            kept=" ".join(table.notes[:3]),
            now="A file with a column in which customers differ, such as what they bought or answered, works.",
        )
    return Customers(
        keys=np.array([str(row) for row in range(rows)], dtype=object) if keys is None else keys,
        names=tuple(table.names),
        raw=np.column_stack(table.raw) if table.raw else np.empty((rows, 0)),
        scaled=np.column_stack(table.scaled),
        units=tuple(table.units),
        categories=table.categories,
        outcomes=table.outcomes,
        protected=table.protected,
        notes=tuple(table.notes),
    )


def _fullest(columns: Mapping[str, Values], notes: list[str]) -> list[str]:
    """By name; of very many columns those with the fewest gaps."""
    if len(columns) <= MOST_COLUMNS:
        return sorted(columns)
    fullest = sorted(columns, key=lambda name: (-known(columns[name])[0], name))[:MOST_COLUMNS]
    notes.append(
        f"{len(columns):,} columns are too many to compare by: the {MOST_COLUMNS} with the fewest gaps are used."
    )
    return sorted(fullest)


def _useless(values: Values, kind: Type) -> str:
    """Why a column tells nothing, if it does not."""
    given, different, one = known(values)
    if different == 0:
        return "it is empty"
    if given < (1 - HARDLY_GIVEN) * len(values):
        return f"only {given:,} of {len(values):,} have it"
    if different == 1 and given == len(values):
        return f"it is the same for everybody ({one[:40]})"
    if kind == "text":
        return "it is free text, which is compared on its own"
    if kind == "category" and different > ALMOST_ALL * given and different > 2:
        return "hardly two have the same"
    if kind == "number" and different == given > 2 and _counted_through(numbers(values)):
        return "it counts the rows"
    return ""


def _counted_through(values: Floats) -> bool:
    """1, 2, 3 ... in some order: whole numbers, all different, hardly one left out."""
    found = values[np.isfinite(values)]
    if len(found) < 2 or (found != np.round(found)).any():
        return False
    return bool(found.max() - found.min() < 1.2 * len(found))


def _held_out(table: _Table, name: str, values: Values, role: Role) -> bool:
    if role is not Role.OUTCOME and not says(name, "outcome"):
        return False
    found = outcome(values)
    if found is None or (role is not Role.OUTCOME and not found[0]):
        return False
    level, measured = found
    table.outcomes[name] = measured
    one = f" (1 is {level})" if level else ""
    table.notes.append(f"{plain(name)}{one} is held out: by it the segments are tested, not made.")
    return True


def _protected(table: _Table, name: str, values: Values, kind: Type) -> bool:
    if not says(name, "protected"):
        return False
    table.protected[name] = protected_groups(values, kind)
    table.notes.append(f"{plain(name)} is set aside: it is only looked at for fairness.")
    return True


def protected_groups(values: Values, kind: Type) -> Texts:
    """The groups of an attribute that is looked at for fairness: a number in bands."""
    if kind == "number" and len(set(numbers(values).tolist())) > 6:
        return bands(numbers(values))
    return pooled(levels(values))[0]


def _compared(table: _Table, name: str, values: Values, kind: Type) -> None:
    if kind == "number":
        found = numbers(values)
        if len(np.unique(found[np.isfinite(found)])) > 2:
            table.number(name, found)
            return
        if set(found[np.isfinite(found)].tolist()) <= {0.0, 1.0}:
            table.category(name, levels([None if math.isnan(each) else bool(each) for each in found.tolist()]))
            return
    if kind == "time":
        found = days(values)
        if np.isfinite(found).any():
            table.number(name, found, "days before the latest")
        return
    table.category(name, levels(values))
