"""What is likely to come, where the file tells of purchases over time."""

from __future__ import annotations

from errors import TooLittleToTell
from segments.features.purchases import paid_by_day
from segments.prediction.forecast import foretell
from segments.prediction.purchases import purchases
from segments.tables import Table
from segments.told import Kind, Understanding


def foretold(table: Table, understanding: Understanding) -> tuple[str, ...]:
    """-> what the forecast says, beside the plain guesses it has to beat; nothing where there is too little to tell."""
    if understanding.kind is not Kind.TRANSACTIONS:
        return ()
    try:
        return (foretell(purchases(*paid_by_day(table))).words,)
    except TooLittleToTell:
        return ()
