"""Which column is the money, of customers of whom a file tells attributes."""

from __future__ import annotations

from itertools import product

import numpy as np

from segments.meanings import says
from segments.measured import MONEY
from segments.shapes import Floats

NEAR, OF_ALL = 0.25, 0.8
"""A total is made of two others where it is as near to their product for so many of those who have all three."""
TIMES = (
    "Money is {rate}, which is paid again and again. {total} is about that times {time}: it would count most whoever "
    "has been here longest. If it should count all the same, say so of its column. It was compared with "
    "them, so what the other two say counts once more; to leave it out, set it aside with “Correct the columns”."
)


def money_in(names: tuple[str, ...], numbers: Floats, said: str = "") -> int | None:
    """The column that people `said` it is; else the one of money with the largest sum. Where that only adds up another
    one over the time that somebody has been a customer, the other one: what is paid, not for how long."""
    if said in names:
        return names.index(said)
    largest = _largest(names, numbers)
    added = None if largest is None else _added_up(names, numbers, largest)
    return largest if added is None else added[0]


def why_not_the_total(names: tuple[str, ...], numbers: Floats, said: str = "") -> str:
    """Which column is not the money though its sum is the largest, and why; empty where the largest is taken."""
    largest = None if said in names else _largest(names, numbers)
    added = None if largest is None else _added_up(names, numbers, largest)
    if largest is None or added is None:
        return ""
    return TIMES.format(rate=names[added[0]], total=names[largest], time=names[added[1]])


def products(names: tuple[str, ...], numbers: Floats) -> dict[str, tuple[str, str]]:
    """Each column of money that only adds up another one over time -> (what is paid each time, the time)."""
    money = [at for at, name in enumerate(names) if says(name, "money") and not says(name, "recency")]
    found = {names[at]: made for at in money if (made := _added_up(names, numbers, at))}
    return {total: (names[rate], names[time]) for total, (rate, time) in found.items()}


def _largest(names: tuple[str, ...], numbers: Floats) -> int | None:
    sums = {
        index: float(np.nansum(numbers[:, index]))
        for index, name in enumerate(names)
        if says(name, "money") and not says(name, "recency")
    }
    largest = max(sums, key=lambda index: sums[index], default=None)
    return largest if largest is not None and sums[largest] > 0 else None


def _added_up(names: tuple[str, ...], numbers: Floats, total: int) -> tuple[int, int] | None:
    """-> (what is paid each time, the time), whatever the units, where the total is their product; None where it is
    not, and for money that was added up here from orders."""
    if names[total] == MONEY:
        return None
    rates = [at for at, name in enumerate(names) if at != total and says(name, "money") and not says(name, "tenure")]
    times = [at for at, name in enumerate(names) if at != total and says(name, "tenure") and not says(name, "money")]
    return next((each for each in product(rates, times) if _is_product(numbers, total, *each)), None)


def _is_product(numbers: Floats, total: int, rate: int, time: int) -> bool:
    with np.errstate(invalid="ignore", divide="ignore"):
        parts = numbers[:, total] / (numbers[:, rate] * numbers[:, time])
    parts = parts[np.isfinite(parts) & (parts > 0)]
    if len(parts) < 2:
        return False
    return bool((np.abs(parts / np.median(parts) - 1) <= NEAR).mean() >= OF_ALL)
