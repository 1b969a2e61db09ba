"""What is known of each customer in units a person reads: numbers, and things that hold or do not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from segments.features.columns import MISSING, skewed
from segments.features.terms import terms
from segments.meanings import clipped, plain, says, truth, words
from segments.shapes import Customers, Floats, Labels, Texts
from segments.shares import percent

Truths = NDArray[np.bool_]
MENTIONS = "mentions"
"""The feature of a word: its level is the word itself."""
MOST_TERMS = 1_500
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

    @cached_property
    def skewed(self) -> tuple[bool, ...]:
        """Of which numbers a few are very large: these are told by their middle and compared by their logarithm."""
        return tuple(skewed(self.numbers[:, index]) for index in range(len(self.names)))

    @property
    def whom(self) -> str:
        """What a row is called."""
        return "texts" if any(feature == MENTIONS for feature, _ in self.things) else "customers"

    def of(self, rows: Labels) -> Facts:
        """Of some customers."""
        return Facts(self.names, self.units, self.numbers[rows], self.things, self.holds[rows])


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
    return Facts(customers.names, told, customers.raw, things, holding)


def unit_of(name: str, unit: str) -> str:
    """Nothing where the name says it already: three orders, not orders of three orders."""
    return "" if unit.casefold() in words(name) else unit


def money(known: Facts) -> int | None:
    """The column of money with the largest sum: all that was paid rather than what is paid a month."""
    sums = {
        index: float(np.nansum(known.numbers[:, index]))
        for index, name in enumerate(known.names)
        if says(name, "money") and not says(name, "recency")
    }
    largest = max(sums, key=lambda index: sums[index], default=None)
    return largest if largest is not None and sums[largest] > 0 else None


def _mentioned(texts: Texts) -> dict[tuple[str, str], Truths]:
    names, table = terms(texts, min(MOST_TERMS, MOST_CELLS // max(1, len(texts))))
    by_term = table.tocsc()
    return {(MENTIONS, name): by_term[:, index].toarray().ravel() > 0 for index, name in enumerate(names)}


def figure(value: float) -> str:
    """Three digits that matter, as a person writes them."""
    if not np.isfinite(value):
        return "unknown"
    if abs(value) >= 100 or value == round(value):
        return f"{value:,.0f}"
    return f"{float(f'{value:.3g}'):,}"


def amount(value: float, unit: str) -> str:
    return f"{figure(value)} {unit}".strip()


def of_hundred(share: float) -> str:
    return percent(share).removesuffix(" %")


def thing(feature: str, level: str, holds: bool = True) -> str:
    """`with newsletter`, `contract is two year`, `country is not Norway`, `mentions refund`."""
    if feature == MENTIONS:
        return f"{'mentions' if holds else 'does not mention'} {level}"
    said = truth(level)
    if said is not None:
        return f"{'with' if said == holds else 'without'} {plain(feature)}"
    if level == MISSING:
        return f"{plain(feature)} {'not given' if holds else 'given'}"
    return f"{plain(feature)} is {'' if holds else 'not '}{clipped(level)}"
