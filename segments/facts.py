"""What is known of each customer in units a person reads: numbers, and things that hold or do not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from segments.features.columns import skewed
from segments.features.terms import terms
from segments.meanings import clipped, is_somebody, plain, truth, words
from segments.measured import MENTIONS, MISSING
from segments.money import money_in, products
from segments.shapes import Customers, Floats, Labels, Texts
from segments.shares import figure, percent

Truths = NDArray[np.bool_]
MOST_TERMS = 1_500
_NOT_APPLIED = re.compile(r"(?:no|not|kein|keine|sans|sin)\s|n/?a\b|(?:does|do) not apply|entfällt", re.I)
"""How a level begins that says of somebody that a question does not arise."""
MOST_CELLS = 60_000_000
"""Of things that hold or do not, a byte each."""


@dataclass(frozen=True)
class Facts:
    """`numbers` has a column for each of `names`; `holds` one for each of `things`: a feature and a level of it."""

    names: tuple[str, ...]
    units: tuple[str, ...]
    numbers: Floats
    things: tuple[tuple[str, str], ...]
    holds: Truths
    whom: str = "customers"
    """What a row is called."""
    money: str = ""
    """The column of which people said that it is the money."""
    applies: dict[str, tuple[str, Truths]] = field(default_factory=dict)
    """A feature that does not apply to everybody -> the level that says so, and to whom it does."""

    @cached_property
    def skewed(self) -> tuple[bool, ...]:
        """Of which numbers a few are very large: these are told by their middle and compared by their logarithm."""
        return tuple(skewed(self.numbers[:, index]) for index in range(len(self.names)))

    @cached_property
    def products(self) -> dict[str, tuple[str, str]]:
        """A column of money that only adds up another one over time -> (what is paid each time, the time)."""
        return products(self.names, self.numbers)

    def of(self, rows: Labels) -> Facts:
        """Of some customers."""
        applies = {feature: (level, known[rows]) for feature, (level, known) in self.applies.items()}
        return replace(self, numbers=self.numbers[rows], holds=self.holds[rows], applies=applies)

    def said(self, index: int, holds: bool) -> str:
        """A thing in words: whoever has no internet is not *without online security*, and not with it either."""
        feature, level = self.things[index]
        words = thing(feature, level, holds)
        known = self.applies.get(feature)
        return f"{words} (or “{clipped(known[0])}”)" if known and not holds and truth(level) is not None else words


def facts(customers: Customers) -> Facts:
    """A fact that several columns repeat is told once, in its shortest words; of *yes* and *no* only the *yes*."""
    listed = [(feature, level) for feature, values in customers.categories.items() for level in set(values.tolist())]
    listed.sort(key=lambda each: ({True: 3, False: 4, None: len(each[1])}[truth(each[1])], each))
    seen: set[bytes] = set()
    found: dict[tuple[str, str], Truths] = {}
    for feature, level in listed:
        holds = np.asarray(customers.categories[feature] == level, dtype=np.bool_)
        if np.packbits(holds).tobytes() not in seen and (len(found) + 1) * customers.count <= MOST_CELLS:
            seen.add(np.packbits(holds).tobytes())
            if truth(level) is not None:
                seen.add(np.packbits(~holds).tobytes())
            found[feature, level] = holds
    if customers.texts is not None:
        found |= _mentioned(customers.texts)
    things = tuple(sorted(found))
    holding = np.column_stack([found[each] for each in things]) if things else np.empty((customers.count, 0), np.bool_)
    units = customers.units or ("",) * len(customers.names)
    told = tuple(unit_of(name, unit) for name, unit in zip(customers.names, units, strict=True))
    whom, said, applies = customers.whom, customers.money, _applies(customers)
    return Facts(customers.names, told, customers.raw, things, holding, whom, said, applies)


def _applies(customers: Customers) -> dict[str, tuple[str, Truths]]:
    """Of a column of *yes* and *no* a third level may say that neither can be: `No internet service`."""
    found = {}
    for feature, values in customers.categories.items():
        given = set(values.tolist()) - {MISSING}
        others = [level for level in given if truth(level) is None]
        if len(given) == 3 and len(others) == 1 and _NOT_APPLIED.match(others[0]):
            found[feature] = (others[0], np.asarray(values != others[0], dtype=np.bool_))
    return found


def unit_of(name: str, unit: str) -> str:
    """Nothing where the name says it already: three orders, not orders of three orders."""
    return "" if unit.casefold() in words(name) else unit


def money(known: Facts) -> int | None:
    """The column that is the money."""
    return money_in(known.names, known.numbers, known.money)


def _mentioned(texts: Texts) -> dict[tuple[str, str], Truths]:
    names, table = terms(texts, min(MOST_TERMS, MOST_CELLS // max(1, len(texts))))
    by_term = table.tocsc()
    return {(MENTIONS, name): by_term[:, index].toarray().ravel() > 0 for index, name in enumerate(names)}


def amount(value: float, unit: str) -> str:
    return f"{figure(value)} {unit}".strip()


def of_hundred(share: float) -> str:
    return percent(share).removesuffix(" %")


def thing(feature: str, level: str, holds: bool = True) -> str:
    """`with newsletter`, `senior citizen is yes`, `contract is two year`, `country is not Norway`, `mentions it`."""
    if feature == MENTIONS:
        return f"{'mentions' if holds else 'does not mention'} {level}"
    said = truth(level)
    if said is not None and is_somebody(feature):
        return f"{plain(feature)} is {'yes' if said == holds else 'no'}"
    if said is not None:
        return f"{'with' if said == holds else 'without'} {plain(feature)}"
    if level == MISSING:
        return f"{plain(feature)} {'not given' if holds else 'given'}"
    return f"{plain(feature)} is {'' if holds else 'not '}{clipped(level)}"


def those(feature: str, level: str) -> str:
    """`those with newsletter`, `those whose country is Norway`."""
    held = thing(feature, level)
    return f"those {held}" if held.startswith("with") else f"those whose {held}"
