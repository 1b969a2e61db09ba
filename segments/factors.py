"""A total of money says nothing of its own beside what it is made of: what is paid each time, and for how long."""

from __future__ import annotations

from collections.abc import Sequence

from segments.facts import Facts
from segments.shapes import Trait

_LONG = ("Long-time customers", "New customers")
_PAY = ("pay much", "pay little")


def by_factors(known: Facts, found: Sequence[Trait]) -> tuple[Trait, ...]:
    """`found` without each total of which a factor is among them."""
    told = {trait.feature for trait in found}
    return tuple(each for each in found if told.isdisjoint(known.products.get(each.feature, ())))


def factors(known: Facts, own: Sequence[Trait]) -> tuple[Trait, Trait] | None:
    """How long, and what is paid each time, where both set customers apart."""
    by_name = {trait.feature: trait for trait in own}
    both = ((by_name.get(time), by_name.get(rate)) for rate, time in known.products.values())
    return next(((time, rate) for time, rate in both if time and rate and known.whom == "customers"), None)


def paying(known: Facts, own: Sequence[Trait]) -> tuple[str, str] | None:
    """`Long-time customers` and `pay much`: both factors in as few words as a name has."""
    both = factors(known, own)
    return None if both is None else (_LONG[both[0].effect < 0], _PAY[both[1].effect < 0])


def every_paying(known: Facts) -> tuple[str, ...]:
    """All that could be said so of somebody, whoever it is."""
    return (*_LONG, *_PAY) if known.products and known.whom == "customers" else ()
