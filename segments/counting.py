"""What is counted of all customers, so that whoever asks how many, or for an average, need not count the rows."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from segments.facts import Facts, Truths, amount, money, thing
from segments.meanings import clipped, plain, truth
from segments.measured import BASKET, FREQUENCY, MENTIONS, MONEY, OTHERS, PACE
from segments.outcomes import yes_or_no
from segments.shapes import Customers, Floats, Labels
from segments.shares import figure, percent
from segments.tallies import Average, Tally
from segments.told import Kind, Role, Understanding
from segments.usual import kind_of, usual

MOST_TALLIES, MOST_AVERAGES = 60, 20
AGAIN = "came back on a later day"


def tallies(customers: Customers, known: Facts, labels: Labels | None) -> tuple[Tally, ...]:
    """Who came back, who had an outcome, and who has each value of a column of words: a column after the other, of
    each its commonest value first. Of *yes* and *no* only the *yes*; nothing of words that stand in texts."""
    found = [*_again(customers), *_outcomes(customers), *_things(known)]
    return tuple(_tally(words, holds, labels) for words, holds in found[:MOST_TALLIES])


def in_all(customers: Customers, known: Facts, understanding: Understanding) -> tuple[str, ...]:
    """How much it is of all together, and how many came back, a sentence each."""
    return (*_of_orders(customers, understanding), *_money(known, understanding))


def averages(known: Facts, labels: Labels | None) -> tuple[Average, ...]:
    """Of each measure the same figure of it as everywhere (segments/usual.py): of all, and of each segment."""
    found = []
    several = 0 if labels is None else int(labels.max(initial=-1)) + 1
    for index, name in list(enumerate(known.names))[:MOST_AVERAGES]:
        uneven, of_all = known.skewed[index], known.numbers[:, index]
        given = int(np.isfinite(of_all).sum())
        if given:
            told = [of_all if labels is None else of_all[labels == label] for label in range(several)]
            each = tuple(_usual(values, uneven, known.units[index]) for values in told)
            words = f"{plain(name)} ({kind_of(uneven)})"
            all_of_it = _usual(of_all, uneven, known.units[index])
            found.append(Average(words, all_of_it, each, 0 if given == len(known.numbers) else given))
    return tuple(found)


def _usual(values: Floats, uneven: bool, unit: str) -> str:
    """As it is told; empty where none is known."""
    known = values[np.isfinite(values)]
    return amount(usual(known, uneven), unit) if len(known) else ""


def _of_orders(customers: Customers, understanding: Understanding) -> Iterator[str]:
    """How many orders, what one comes to, and how many came back."""
    orders = _measured(customers, FREQUENCY)
    if orders is None or not _has_orders(understanding):
        return
    count, back = customers.count, _came_back(customers)
    yield (
        f"{count:,} {customers.whom} placed {orders.sum():,.0f} orders: {figure(float(orders.mean()))} each on "
        f"average, typically {figure(float(np.median(orders)))}."
    )
    if back is not None:
        again = int(back.sum())
        yield (
            f"{again:,} of {count:,} {customers.whom} ({percent(again / count)}) came back: they bought again on a "
            f"later day. {count - again:,} ({percent(1 - again / count)}) bought on one day only."
        )
    spent = _measured(customers, MONEY)
    if spent is not None:
        unit = understanding.currency
        yield (
            f"The average order value, all money by all orders, is {amount(float(spent.sum() / orders.sum()), unit)}; "
            f"a customer's own {BASKET} is typically {amount(float(np.median(spent / orders)), unit)}."
        )


def _money(known: Facts, understanding: Understanding) -> Iterator[str]:
    """Of a file of customers the sum of what they brought."""
    column = money(known)
    if understanding.kind is Kind.CUSTOMERS and column is not None:
        together = amount(float(np.nansum(known.numbers[:, column])), known.units[column])
        yield f"All {plain(known.names[column])} together: {together}."


def _again(customers: Customers) -> Iterator[tuple[str, Truths]]:
    back = _came_back(customers)
    if back is not None:
        yield AGAIN, back


def _came_back(customers: Customers) -> Truths | None:
    """Who bought on two days or more; None where the file does not say when."""
    pace = _measured(customers, PACE)
    return None if pace is None else np.isfinite(pace)


def _outcomes(customers: Customers) -> Iterator[tuple[str, Truths]]:
    """Of those that happened or did not."""
    for name, values in sorted(customers.outcomes.items()):
        if yes_or_no(values):
            yield f"{clipped(name)} is yes", np.asarray(values == 1.0, dtype=np.bool_)


def _things(known: Facts) -> Iterator[tuple[str, Truths]]:
    """A column after the other by its name, the commonest value first."""
    counts = known.holds.sum(axis=0)
    told = {feature for feature, level in known.things if truth(level)}
    listed = [
        (feature, -int(counts[index]), level, index)
        for index, (feature, level) in enumerate(known.things)
        if feature != MENTIONS and level != OTHERS and not (feature in told and truth(level) is False)
    ]
    for feature, _, level, index in sorted(listed):
        yield thing(feature, level), known.holds[:, index]


def _tally(words: str, holds: Truths, labels: Labels | None) -> Tally:
    if labels is None:
        return Tally(words, (int(holds.sum()),))
    each = np.bincount(labels[holds & (labels >= 0)], minlength=int(labels.max(initial=-1)) + 1)
    return Tally(words, tuple(each.tolist()), int((holds & (labels < 0)).sum()))


def _measured(customers: Customers, name: str) -> Floats | None:
    return customers.raw[:, customers.names.index(name)] if name in customers.names else None


def _has_orders(understanding: Understanding) -> bool:
    """Rows alone are no orders."""
    dated = understanding.field(Role.TIME) or understanding.field(Role.ORDER)
    return understanding.kind is Kind.TRANSACTIONS and dated is not None
