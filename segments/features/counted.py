"""Orders as if they were measured and not counted: to tell whether a gap between customers is more than one order.

Who bought once and who bought twice are as near as can be, and there is nothing between them; twice as many orders are
also about twice the money. A grouping that finds these two is right about the table, and tells of no kinds.
"""

from __future__ import annotations

import numpy as np

from segments.measured import FREQUENCY, MONEY
from segments.shapes import Customers, Floats

ALIKE = 1e-6


def as_if_measured(customers: Customers, seed: int = 0) -> Floats | None:
    """`scaled`, with up to half an order more or less for each, at the same money an order; None where orders were not
    compared, or somebody has none: then they were not added up of a file of orders. The same in any order of the
    rows."""
    if FREQUENCY not in customers.names:
        return None
    orders = customers.raw[:, customers.names.index(FREQUENCY)]
    if not (orders >= 1).all():
        return None
    spread = np.empty(customers.count)
    by_what_they_did = np.lexsort(customers.scaled.T[::-1])
    spread[by_what_they_did] = np.random.default_rng(seed).uniform(-0.5, 0.5, customers.count)
    by = np.log(orders + spread) - np.log(orders)
    found = customers.scaled.copy()
    for name in (FREQUENCY, MONEY):
        place, deviation = _compared(customers, name)
        if place is not None:
            found[:, place] += by / deviation
    return found


def _compared(customers: Customers, name: str) -> tuple[int | None, float]:
    """-> (the column of `scaled` that holds its standardised logarithm, the deviation of that)"""
    if name not in customers.names:
        return None, 1.0
    values = customers.raw[:, customers.names.index(name)]
    logarithm = np.log(np.maximum(values, np.finfo(float).tiny))
    deviation = float(logarithm.std())
    if deviation == 0:
        return None, 1.0
    away = np.abs(customers.scaled - ((logarithm - logarithm.mean()) / deviation)[:, None]).max(axis=0)
    place = int(away.argmin())
    return (place, deviation) if away[place] < ALIKE else (None, 1.0)
