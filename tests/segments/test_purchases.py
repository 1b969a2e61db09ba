"""Customers by what they bought, in units a person reads, and compared whatever the order, the names and the money."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from errors import NothingToCompare
from segments.features.purchases import paid_by_day, purchases
from segments.receipt import clean
from segments.shapes import Customers
from segments.tables import Table, read
from segments.understanding import understand
from tests.segments.files import Retail, public, table_of

SALT = b"of this workspace"
HEADER = ["order_id", "customer_id", "order_date", "sku", "quantity", "unit_price", "country"]


def customers_of(table: Table) -> Customers:
    understanding = understand(table)
    clean(table, understanding, date(2024, 12, 31))
    return purchases(table, understanding, SALT)


def lines(factor: float = 1.0, seed: int = 5, people: int = 40) -> list[list[str]]:
    chance = random.Random(seed)
    return [
        [
            f"A{place // 3}",
            str(1000 + (place // 3 * 7) % people),
            f"2024-{chance.randint(1, 9):02}-{place // 3 % 28 + 1:02}",
            f"S{chance.randint(1, 9)}",
            str(chance.randint(1, 9)),
            f"{chance.randint(1, 900) * factor:.2f}",
            "France" if (place // 3 * 7) % people % 3 else "Spain",
        ]
        for place in range(600)
    ]


def written(rows: list[list[str]], header: list[str] = HEADER) -> str:
    return "\n".join(map(",".join, [header, *rows])) + "\n"


def test_what_a_customer_did_is_told_in_units_a_person_reads(tmp_path: Path) -> None:
    rows = [
        ["A1", "7", "2024-01-01", "S1", "2", "5.00", "Spain"],
        ["A1", "7", "2024-01-01", "S2", "1", "10.00", "Spain"],
        ["A2", "7", "2024-01-11", "S1", "1", "4.00", "France"],
        ["A3", "7", "2024-01-31", "S1", "4", "4.00", "Spain"],
        ["A4", "8", "2024-03-01", "S9", "1", "100.00", "France"],
        ["A5", "8", "2024-03-01", "S9", "1", "100.00", "France"],
        ["A6", "9", "2024-02-01", "S9", "1", "50.00", "Italy"],
    ]
    found = customers_of(table_of(tmp_path, written(rows)))
    seen = dict(zip(found.names, found.raw.T.tolist(), strict=True))
    assert seen["days since last purchase"] == [30, 0, 29]
    assert seen["days since first purchase"] == [60, 0, 29]
    assert seen["orders"] == [3, 2, 1]
    assert seen["money spent"] == [40, 200, 50]
    assert seen["money per order"] == [40 / 3, 100, 50]
    assert seen["different products"] == [2, 1, 1]
    assert seen["pieces per order"] == [8 / 3, 1, 1]
    np.testing.assert_equal(seen["days from one purchase to the next"], [15, np.nan, np.nan])
    assert found.notes[0] == (
        "Compared by days since last purchase, orders and money spent: of orders and money spent how many times as "
        "much, not how much more, so that a few do not decide all. Days count in units of the average time between "
        "purchases, 15 days: a few more or less within it hardly matter."
    )


def test_a_category_is_what_most_of_a_customers_lines_say(tmp_path: Path) -> None:
    land = {0: ("Spain", "Spain", "France"), 1: ("France", "Italy", "France")}
    rows = [
        [f"A{who}{place}", str(100 + who), "2024-01-01", "S1", "1", f"{who + 1}.50", country]
        for who in range(20)
        for place, country in enumerate(land[who % 2])
    ]
    found = customers_of(table_of(tmp_path, written(rows)))
    assert found.categories["country"].tolist() == ["Spain", "France"] * 10
    assert any(note.startswith("country: 20 customers have several") for note in found.notes)


def test_online_retail_has_the_known_customers(retail: Retail) -> None:
    found = purchases(retail.table, retail.understanding, SALT)
    seen = dict(zip(found.names, found.raw.T, strict=True))
    assert found.count == 4338
    assert round(seen["money spent"].sum(), 2) == 8887208.89
    assert seen["orders"].sum() == 18532
    assert np.median(seen["days since last purchase"]) == 50
    assert found.scaled.shape == (4338, 3)
    np.testing.assert_allclose(found.scaled.std(axis=0), 1)
    assert set(found.categories) == {"Country"}


def test_cdnow_has_the_known_customers(tmp_path: Path) -> None:
    with read(public("cdnow_sample.txt"), "cdnow_sample.txt", tmp_path) as table:
        found = customers_of(table)
        who, day, paid = paid_by_day(table)
    assert (len(who), str(day[0]), round(paid.sum(), 2)) == (6696, "1997-01-01", 244091.94)
    assert (found.count, found.names[:3]) == (2357, ("days since last purchase", "orders", "money spent"))
    assert found.raw[:, 1].sum() == 6696, "days on which somebody bought"


@pytest.mark.parametrize("change", ["rows", "columns", "names", "money"])
def test_the_same_customers_whatever_the_order_the_names_and_the_money(tmp_path: Path, change: str) -> None:
    rows, header = lines(), list(HEADER)
    one = customers_of(table_of(tmp_path, written(rows)))
    if change == "rows":
        random.Random(1).shuffle(rows)
    elif change == "columns":
        rows, header = [row[::-1] for row in rows], header[::-1]
    elif change == "names":
        header = ["InvoiceNo", "Client ID", "InvoiceDate", "StockCode", "Qty", "Price", "Land"]
    else:
        rows = lines(factor=100)
    (tmp_path / "b").mkdir()
    other = customers_of(table_of(tmp_path / "b", written(rows, header)))
    assert one.keys.tolist() == other.keys.tolist()
    np.testing.assert_array_equal(one.scaled, other.scaled)


def test_customers_are_known_by_salted_hashes_only(tmp_path: Path) -> None:
    table = table_of(tmp_path, written(lines()))
    found = customers_of(table)
    again = purchases(table, understand(table), b"of another one")
    assert "1000" not in found.keys.tolist()
    assert not set(found.keys) & set(again.keys)
    np.testing.assert_array_equal(found.scaled, again.scaled)


def test_what_is_the_same_for_all_is_not_compared(tmp_path: Path) -> None:
    rows = [[f"A{n}", str(n % 50), "2024-01-01", "S1", "1", str(n % 50 + 1), "Spain"] for n in range(100)]
    found = customers_of(table_of(tmp_path, written(rows)))
    assert found.scaled.shape[1] == 1
    assert "Days since last purchase is the same for everybody (0), so it tells nobody apart." in found.notes


def test_all_the_same_is_said_kindly(tmp_path: Path) -> None:
    rows = [[f"A{n}", str(n % 50), "2024-01-01", "S1", "1", "2.50", "Spain"] for n in range(100)]
    with pytest.raises(NothingToCompare, match="bought alike"):
        customers_of(table_of(tmp_path, written(rows)))


def test_orders_of_nobody_are_said_kindly(tmp_path: Path) -> None:
    rows = [f"A{n // 2},2024-01-{n % 28 + 1:02},{n}.25" for n in range(90)]
    table = table_of(tmp_path, "\n".join(["order_id,order_date,total", *rows]))
    assert "no column I can take for the customer" in understand(table).said
    with pytest.raises(NothingToCompare, match="who bought"):
        customers_of(table)
