"""What is likely to come, where the file tells of purchases over time."""

from __future__ import annotations

import numpy as np

from errors import TooLittleToTell
from segments.prediction.forecast import foretell
from segments.prediction.purchases import purchases
from segments.shapes import Customers
from segments.tables import Table
from segments.told import Kind, Understanding


def foretold(table: Table, understanding: Understanding, customers: Customers) -> tuple[str, ...]:
    """-> what the forecast says, beside the plain guesses it has to beat; nothing where there is too little to tell."""
    if understanding.kind is not Kind.TRANSACTIONS:
        return ()
    found = table.database.sql("SELECT customer, time, amount FROM used").fetchnumpy()
    days = np.asarray(found["time"], dtype="datetime64[D]")
    try:
        bought = purchases(found["customer"].astype(object), days, np.asarray(found["amount"], dtype=np.float64))
        return (foretell(bought).words,)
    except TooLittleToTell:
        return ()
