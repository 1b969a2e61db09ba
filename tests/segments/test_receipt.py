"""Each row is used, or left out for one reason that is said: the receipt always adds up."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from segments.receipt import clean, nothing_left
from segments.receipt_words import NO_CURRENCY
from segments.shapes import Receipt, Role
from segments.tables import Table
from segments.told import Days
from segments.understanding import understand
from tests.segments.files import Retail, table_of

TODAY = date(2024, 12, 31)
HEADER = "line_id,order_id,customer_id,order_date,sku,quantity,unit_price"


def receipt_of(table: Table) -> Receipt:
    return clean(table, understand(table), TODAY)


def reasons(receipt: Receipt) -> dict[str, int]:
    return {left.why: left.rows for left in receipt.left}


def lines(*changed: str) -> str:
    usual = [
        f"{place},A{place // 2},{place % 9 + 100},2024-05-{place % 28 + 1:02},S{place % 5},2,1.50"
        for place in range(60)
    ]
    return "\n".join([HEADER, *usual, *changed]) + "\n"


def test_online_retail_cleans_to_the_known_customers_and_pounds(retail: Retail) -> None:
    receipt = retail.receipt
    remaining = retail.table.database.sql("SELECT count(DISTINCT customer), round(sum(amount), 2) FROM used").fetchall()
    assert remaining == [(4338, 8887208.89)]
    assert (receipt.read, receipt.used) == (541909, 392692)
    assert (receipt.customers, receipt.amount) == (4338, "8,887,208.89")
    assert receipt.returned == "608,689.47 (7 %)"
    assert receipt.days == Days(date(2010, 12, 1), date(2011, 12, 9))
    assert reasons(receipt) == {
        "without a customer": 135080,
        "repeated exactly": 5225,
        "returns or cancellations": 8872,
        "with nothing to pay": 40,
    }
    assert receipt.noted == ("Numbers of customers such as 12346.0 are read as 12346.", NO_CURRENCY)


def test_every_reason_is_counted_once(tmp_path: Path) -> None:
    table = table_of(
        tmp_path,
        lines(
            "60,A90,,2024-05-01,S1,2,1.50",
            "61,A0,100,2024-05-01,S0,2,1.50",
            "62,A91,101,soon,S1,2,1.50",
            "63,A92,101,2031-01-01,S1,2,1.50",
            "64,A93,101,1900-01-01,S1,2,1.50",
            "65,A94,101,2024-05-01,S1,two,1.50",
            "66,A95,101,2024-05-01,S1,-2,1.50",
            "67,A96,101,2024-05-01,S1,2,0",
            "68,A97,101,2024-05-01,S1,2,1.50,9",
            "69,A98,101,2024-05-01,S1,-2,0",
        ),
    )
    receipt = receipt_of(table)
    assert reasons(receipt) == {
        "without a customer": 1,
        "repeated but for their line number": 1,
        "without a readable time": 2,
        "in the future": 1,
        "without a readable amount": 1,
        "returns or cancellations": 2,
        "with nothing to pay": 1,
        "that are no rows of the table": 1,
    }
    assert (receipt.read, receipt.used) == (70, 60)


def test_what_was_returned_is_said_beside_the_money_that_still_has_it(tmp_path: Path) -> None:
    plain, returning = tmp_path / "plain", tmp_path / "returning"
    plain.mkdir()
    returning.mkdir()
    assert receipt_of(table_of(plain, lines())).returned == ""
    receipt = receipt_of(
        table_of(returning, lines("60,A90,101,2024-05-01,S1,-6,1.50", "61,A91,,2024-05-01,S1,-9,1.50"))
    )
    assert (receipt.amount, receipt.returned) == ("180.00", "9.00 (5 %)")


def test_money_is_told_in_its_currency_or_that_the_file_does_not_say(tmp_path: Path) -> None:
    silent = receipt_of(table_of(tmp_path, lines()))
    assert silent.amount == "180.00"
    assert NO_CURRENCY in silent.noted
    (tmp_path / "named").mkdir()
    named = receipt_of(table_of(tmp_path / "named", lines().replace("unit_price", "unit_price_gbp", 1)))
    assert named.amount == "180.00 GBP"
    assert NO_CURRENCY not in named.noted


CELL = st.sampled_from(["", "1", "-3", "2.5", "x", "2024-05-01", "2031-01-01", "101", "102", "17850.0", "NULL", "A1"])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(CELL, min_size=5, max_size=9), max_size=30))
def test_whatever_is_in_the_rows_the_receipt_adds_up(rows: list[list[str]]) -> None:
    usual = lines()
    content = usual + "\n".join(",".join(row) for row in rows) + "\n"
    with tempfile.TemporaryDirectory() as folder, table_of(Path(folder), content) as table:
        receipt = receipt_of(table)
        used = table.database.sql("SELECT count(*) FROM used").fetchall()[0][0]
        last = table.database.sql("SELECT max(row) FROM rows").fetchall()[0][0]
    blank = sum(not any(cell for cell in row) for row in rows)
    assert receipt.read == receipt.used + sum(left.rows for left in receipt.left)
    assert receipt.used == used
    assert last <= receipt.read + blank + 1
    assert receipt.read <= 60 + len(rows)
    assert receipt.read >= 60 + len(rows) - blank


def test_the_receipt_does_not_depend_on_the_order_of_rows(tmp_path: Path) -> None:
    content = lines("61,A0,100,2024-05-01,S0,2,1.50", "66,A95,101,2024-05-01,S1,-2,1.50").splitlines()
    (tmp_path / "b").mkdir()
    one = receipt_of(table_of(tmp_path, "\n".join(content)))
    other = receipt_of(table_of(tmp_path / "b", "\n".join([content[0], *reversed(content[1:])])))
    assert one == other


def test_customers_twice_in_the_file_are_kept_with_the_fullest_row(tmp_path: Path) -> None:
    rows = [f"K{place:03},{20 + place % 40},{'Ulm' if place % 2 else 'Bonn'}" for place in range(80)]
    table = table_of(tmp_path, "\n".join(["customer_id,age,city", *rows, "K001,,Ulm", rows[5], ",30,Ulm"]))
    receipt = receipt_of(table)
    assert reasons(receipt) == {
        "without a customer": 1,
        "repeated exactly": 1,
        "about a customer who is there already": 1,
    }
    kept = table.database.sql("SELECT c2 FROM used WHERE customer = 'K001'").fetchall()
    assert kept == [("21",)]


def test_texts_that_differ_in_their_number_only_are_one(tmp_path: Path) -> None:
    rows = [f"{place},I waited {place} days and nobody wrote to me" for place in range(40)]
    again = ["40,I waited 3 days and nobody wrote to me", "41,", "42,Thanks", "43,Thanks"]
    receipt = receipt_of(table_of(tmp_path, "\n".join(["id,review", *rows, *again])))
    assert reasons(receipt) == {"without a text": 1, "repeated but for their number": 1}


def test_two_alike_on_one_day_may_be_two_purchases(tmp_path: Path) -> None:
    rows = [f"{place % 30 + 100},2024-05-{place % 28 + 1:02},{place % 50}.50" for place in range(400)]
    receipt = receipt_of(table_of(tmp_path, "\n".join(["customer_id,date,amount", *rows, rows[0]])))
    assert (receipt.used, reasons(receipt)) == (401, {})
    assert receipt.noted[0].startswith("Kept although another is like it: 1 line.")


def test_a_file_that_was_put_together_twice_is_read_once(tmp_path: Path) -> None:
    rows = [f"{place % 30 + 100},2024-05-{place % 28 + 1:02},{place % 50}.50" for place in range(400)]
    assert reasons(receipt_of(table_of(tmp_path, "\n".join(["customer_id,date,amount", *rows, *rows])))) == {
        "repeated exactly": 400
    }


def test_where_no_row_remains_it_is_said_why(tmp_path: Path) -> None:
    table = table_of(tmp_path, "\n".join([HEADER, *[f"{n},A{n},{n % 4},2031-01-01,S1,1,2" for n in range(20)]]))
    receipt = receipt_of(table)
    assert (receipt.used, receipt.customers, reasons(receipt)) == (0, 0, {"in the future": 20})
    assert "None of the 20 rows of orders.csv can be used: 20 in the future." in str(
        nothing_left("orders.csv", receipt)
    )


def test_money_of_several_currencies_is_not_added_up(tmp_path: Path) -> None:
    rows = [f"A{n},{n % 9},2024-01-{n % 28 + 1:02},{n}.25,{'USD' if n % 10 == 1 else 'EUR'}" for n in range(90)]
    receipt = receipt_of(table_of(tmp_path, "\n".join(["order_id,customer_id,date,total,currency", *rows])))
    assert reasons(receipt) == {"in another currency than EUR": 9}
    assert receipt.noted[0].startswith("9 lines are in USD, most are in EUR: left out, because")
    assert (receipt.amount, NO_CURRENCY in receipt.noted) == ("3,656.25 EUR", False), "the column says it"


def test_another_column_for_the_customer_is_judged_anew(tmp_path: Path) -> None:
    table = table_of(tmp_path, lines("60,A90,,2024-05-01,S1,2,1.50"))
    assert "without a customer" in reasons(receipt_of(table))
    again = clean(table, understand(table, {"c2": Role.CUSTOMER}), TODAY)
    assert "without a customer" not in reasons(again)


def test_empty_cells_of_a_number_are_told(tmp_path: Path) -> None:
    rows = [f"C{place},{place % 40},{' ' if place < 11 else place * 1.5}" for place in range(200)]
    receipt = receipt_of(table_of(tmp_path, "\n".join(["customerID,tenure,TotalCharges", *rows])))
    assert "Empty: “TotalCharges” in 11 lines." in receipt.noted
