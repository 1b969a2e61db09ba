"""When each customer bought: the days of their purchases, and what models of them need to know of those."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from segments.shapes import Floats, Texts

Days = NDArray[np.datetime64]
WEEK = 7.0


@dataclass(frozen=True)
class Purchases:
    """One row for each customer and day on which they bought, by customer and then by day.

    What is bought on one day is one purchase. Where returns are among the lines, a day on which more went back than was
    paid is none; of a file that was cleaned they are not: the days of a purchase and its money count as they were,
    whatever went back later.
    """

    keys: Texts
    """Of all customers, sorted."""
    who: NDArray[np.int64]
    """Of each row: which of the `keys`."""
    day: NDArray[np.int64]
    """Since 1970-01-01."""
    paid: Floats


@dataclass(frozen=True)
class History:
    """Of each customer: purchases after the first, weeks from first to last and from first to now, and mean spend of
    the purchases after the first (0 where there are none). `spent` is all they paid. `who`: which of the `keys` they
    are; who first bought after now has no history."""

    who: NDArray[np.int64]
    frequency: Floats
    recency: Floats
    age: Floats
    mean: Floats
    spent: Floats


def purchases(customer: Texts, day: Days, paid: Floats) -> Purchases:
    """From order lines in any order. Lines without a day are left out."""
    keys, who = np.unique(customer.astype(str), return_inverse=True)
    known = ~np.isnat(day) & np.isfinite(paid)
    days = day.astype("datetime64[D]").astype(np.int64)
    rows = np.column_stack([who[known], days[known]])
    found, which = np.unique(rows, axis=0, return_inverse=True)
    # Sorted before they are added up: a sum must not depend on the order of the lines.
    order = np.lexsort((paid[known], which.ravel()))
    sums = _summed(which.ravel()[order], paid[known][order], len(found))
    real = sums >= 0
    return Purchases(keys.astype(object), found[real, 0], found[real, 1], sums[real])


def history(bought: Purchases, now: int) -> History:
    """As one knew it at the end of the day `now` (since 1970-01-01)."""
    past = bought.day <= now
    who, day, paid = bought.who[past], bought.day[past], bought.paid[past]
    customers, start, count = np.unique(who, return_index=True, return_counts=True)
    first, last = day[start], day[start + count - 1]
    frequency = (count - 1).astype(np.float64)
    spent = np.add.reduceat(paid, start) if len(start) else np.zeros(0)
    later = np.where(frequency > 0, spent - paid[start], 0.0)
    return History(
        customers,
        frequency,
        (last - first) / WEEK,
        (now - first) / WEEK,
        later / np.maximum(frequency, 1),
        spent,
    )


def bought_between(bought: Purchases, after: int, until: int) -> tuple[Floats, Floats]:
    """-> of each of the `keys`, how many purchases and how much money after the day `after` up to the day `until`."""
    then = (bought.day > after) & (bought.day <= until)
    count = np.bincount(bought.who[then], minlength=len(bought.keys))
    return count.astype(np.float64), _summed(bought.who[then], bought.paid[then], len(bought.keys))


def _summed(which: NDArray[np.int64], paid: Floats, count: int) -> Floats:
    return np.bincount(which, weights=paid, minlength=count).astype(np.float64)
