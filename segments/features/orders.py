"""The orders of each customer, by which a journey is told."""

from __future__ import annotations

from typing import Any

import numpy as np

from segments.journey import Purchases
from segments.shapes import Floats, Role, Understanding
from segments.tables import Table


def orders(table: Table, understanding: Understanding) -> Purchases | None:
    """Customers by their row in `purchases`; returns as orders with a negative amount. `clean` has been there before.

    None where nothing says when.
    """
    roles = {column.role for column in understanding.columns}
    if Role.TIME not in roles:
        return None
    # A line without an order's number is an order of its day.
    answer = table.database.execute(
        """
        WITH known AS (
            SELECT customer, CAST(row_number() OVER (ORDER BY customer) - 1 AS BIGINT) AS place
            FROM (SELECT DISTINCT customer FROM judged WHERE why = 0 AND customer IS NOT NULL)
        )
        SELECT place, epoch(min(time)) / 86400 AS day, CAST(sum(amount) AS DOUBLE) AS amount
        FROM judged JOIN known USING (customer)
        WHERE time IS NOT NULL AND (why = 0 OR amount < 0)
        GROUP BY place, coalesce(CAST(order_id AS VARCHAR), CAST(CAST(time AS DATE) AS VARCHAR)), amount < 0
        ORDER BY place, day, amount
        """
    ).fetchnumpy()
    paid = roles & {Role.AMOUNT, Role.PRICE}
    return Purchases(
        np.asarray(answer["place"], dtype=np.int64),
        _floats(answer["day"]),
        _floats(answer["amount"]) if paid else None,
        understanding.currency,
    )


def _floats(values: Any) -> Floats:
    return np.asarray(np.ma.filled(np.ma.asarray(values, dtype=np.float64), np.nan), dtype=np.float64)
