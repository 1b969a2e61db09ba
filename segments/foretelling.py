"""What is likely to come: of purchases over time who buys again, of customers of whom some left who leaves."""

from __future__ import annotations

from dataclasses import dataclass

from threadpoolctl import threadpool_limits

from errors import TooLittleToTell
from segments.features.purchases import paid_by_day
from segments.leavers import Leavers
from segments.outcomes import leaving
from segments.prediction.forecast import foretell
from segments.prediction.purchases import purchases
from segments.shapes import Customers
from segments.tables import Table
from segments.told import Kind, Understanding


@dataclass(frozen=True)
class Foretold:
    """What the forecast says, beside the plain guesses it has to beat; nothing where there is too little to tell.
    `shortly`: in three sentences at most. `cautions`: what it found that is not to be used unless somebody knows
    better."""

    shortly: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    """Columns that may be known only after customers left."""
    leavers: Leavers | None = None
    """Who is likely to leave; None where no column says who left."""
    chances: tuple[str, ...] = ()
    """Of each customer, as it stands in a list; none where no single chance may be told."""


def foretold(table: Table, understanding: Understanding, customers: Customers, returned: str = "") -> Foretold:
    """`returned`: what went back of the money, which a forecast still counts."""
    try:
        if understanding.kind is Kind.TRANSACTIONS:
            done = foretell(purchases(*paid_by_day(table)))
            before = f" All money here is before returns: {returned} was returned." if done.money and returned else ""
            return Foretold(done.shortly, (f"{done.words}{before}",))
        return _who_leaves(customers)
    except TooLittleToTell as error:
        why = error.happened if leaving(customers) else ""
        return Foretold(leavers=Leavers(why=why) if why else None)


def _who_leaves(customers: Customers) -> Foretold:
    name = leaving(customers)
    if not name:
        return Foretold()
    # It takes a while to load, and most files do not say who left.
    from segments.prediction.churn import churn
    from segments.prediction.likely_to_leave import likely_to_leave

    measures = dict(zip(customers.names, customers.raw.T, strict=True))
    with threadpool_limits(1):
        done = churn({**measures, **customers.categories}, customers.outcomes[name])
    listed, chances = likely_to_leave(done, customers.outcomes[name])
    return Foretold(done.shortly, (done.words,), done.cautions, done.doubtful, listed, tuple(chances))
