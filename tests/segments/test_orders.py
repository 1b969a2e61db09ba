"""The orders of each customer, as they stand in the file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from segments.features.orders import orders
from segments.features.purchases import purchases
from segments.journey import Purchases, journey
from segments.receipt import clean
from segments.shapes import Customers
from segments.understanding import understand
from tests.segments.files import Retail, table_of

LINES = """order_id,customer_id,order_date,sku,quantity,unit_price
A1,7,2024-01-01,S1,2,5.00
A1,7,2024-01-01,S2,1,10.00
A2,7,2024-01-31,S1,1,4.00
A3,8,2024-03-01,S9,1,100.00
A4,8,2024-03-05,S9,-1,100.00
A5,9,2024-02-01,S9,3,50.00
A6,9,2024-02-02,S9,1,50.00
"""


def bought(folder: Path) -> tuple[Customers, Purchases | None]:
    table = table_of(folder, LINES)
    understanding = understand(table)
    clean(table, understanding, date(2024, 12, 31))
    return purchases(table, understanding, b"salt"), orders(table, understanding)


def test_an_order_is_one_whatever_its_lines_and_stands_with_its_customer(tmp_path: Path) -> None:
    customers, found = bought(tmp_path)
    assert found is not None
    assert found.amount is not None
    assert found.customer.tolist() == [0, 0, 1, 1, 2, 2]
    assert found.amount.tolist() == [20, 4, 100, -100, 150, 50]
    assert np.diff(found.day)[[0, 4]].tolist() == [30, 1]
    spent = customers.raw[:, customers.names.index("money spent")]
    paid = np.maximum(found.amount, 0)
    assert np.bincount(found.customer, weights=paid).tolist() == pytest.approx(spent.tolist())


def test_a_journey_is_told_of_them(tmp_path: Path) -> None:
    _, found = bought(tmp_path)
    assert found is not None
    stages = {each.name: each for each in journey(found, np.zeros(3, dtype=np.int64), 0)}
    assert stages["coming back"].reached == 2
    assert stages["after"].reached == 1


def test_orders_of_online_retail_come_to_what_customers_spent(retail: Retail) -> None:
    found = orders(retail.table, retail.understanding)
    assert found is not None
    assert found.amount is not None
    assert len(np.unique(found.customer)) == 4338
    assert found.amount[found.amount > 0].sum() == pytest.approx(8_887_208.89, abs=0.01)
