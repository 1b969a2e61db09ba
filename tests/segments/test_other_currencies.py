"""Money in another currency than most is read, told and left out: it is not added up with the others."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from segments.receipt import clean
from segments.receipt_words import NO_CURRENCY
from segments.told import Column, Receipt, Role
from segments.understanding import understand
from tests.segments.files import table_of

TODAY = date(2024, 12, 31)
HEADER = "order_id;customer_id;date;total"


def receipt_of(folder: Path, *cells: str, header: str = HEADER) -> Receipt:
    """Of lines with that money."""
    rows = [f"A{place};{place % 9 + 100};2024-01-{place % 28 + 1:02};{cell}" for place, cell in enumerate(cells)]
    table = table_of(folder, "\n".join([header, *rows]))
    found = clean(table, understand(table), TODAY)
    assert found.read == found.used + sum(left.rows for left in found.left) == len(cells)
    return found


def left(receipt: Receipt) -> dict[str, int]:
    return {each.why: each.rows for each in receipt.left}


def noted(receipt: Receipt) -> tuple[str, ...]:
    """But for how the file is written."""
    return tuple(each for each in receipt.noted if "semicolons" not in each)


EUROS = [f"{place},50 €" for place in range(1, 61)]


@pytest.mark.parametrize("pound", ["100,00 £", "100 GBP", "£ 100,00", "-100,00 £", "1.100,00 GBP"])
def test_cells_in_another_currency_are_told_and_not_added_up(tmp_path: Path, pound: str) -> None:
    found = receipt_of(tmp_path, *EUROS, pound, pound.replace("1", "2"))
    assert left(found) == {"in another currency than EUR": 2}
    assert found.amount == "1,860.00 EUR"
    assert found.returned == "", "nor is a return in pounds taken off euros"
    assert noted(found) == (
        "2 lines are in GBP, most are in EUR: left out, because money of several currencies cannot be added up. To "
        "count them, convert their money into EUR, or share a file for each currency.",
    )


def test_what_no_currency_makes_money_of_is_still_unreadable(tmp_path: Path) -> None:
    found = receipt_of(tmp_path, *EUROS, "oops", "12 XYZ", "€", "£", "99 £")
    assert left(found) == {"in another currency than EUR": 1, "without a readable amount": 4}
    assert noted(found)[0].startswith("1 line is in GBP, most are in EUR: left out, because")


def test_a_file_that_is_in_many_currencies_is_read_all_the_same(tmp_path: Path) -> None:
    """Before, a column with a tenth of other money was words, and the file had no money."""
    found = receipt_of(tmp_path, *EUROS, *["7,50 £"] * 40, *["9 USD", "$ 9"] * 5, *["8 CHF", "8 SEK", "8 NOK"])
    assert left(found) == {"in another currency than EUR": 53}
    assert found.amount == "1,860.00 EUR"
    assert noted(found)[0].startswith(
        "53 lines are in GBP (40), USD (10), CHF (1), NOK (1) and others (1), most are in"
    )


def test_where_the_name_of_the_column_says_the_currency_a_cell_may_say_another(tmp_path: Path) -> None:
    figures = [f"{place}.50" for place in range(1, 61)]
    found = receipt_of(tmp_path, *figures, "12.50 £", header=HEADER.replace("total", "total (EUR)"))
    assert left(found) == {"in another currency than EUR": 1}
    without = receipt_of(tmp_path, *figures, "12.50 £")
    assert left(without) == {"without a readable amount": 1}, "in which currency the others are, nobody says"
    assert noted(without) == (NO_CURRENCY,)


def test_a_dollar_may_be_a_canadian_one(tmp_path: Path) -> None:
    found = receipt_of(tmp_path, *[f"CAD {place}.50" for place in range(1, 61)], "$ 12.50", "US$ 12.50")
    assert left(found) == {"in another currency than CAD": 1, "without a readable amount": 1}


def test_a_line_without_a_customer_is_counted_as_that_alone(tmp_path: Path) -> None:
    rows = [f"A{place};{'' if place < 3 else place % 9};2024-01-02;{5 + place},00 €" for place in range(60)]
    rows += ["A90;;2024-01-02;5,00 £", "A91;4;2024-01-02;5,00 £"]
    table = table_of(tmp_path, "\n".join([HEADER, *rows]))
    found = clean(table, understand(table), TODAY)
    assert left(found) == {"without a customer": 4, "in another currency than EUR": 1}
    assert noted(found)[0].startswith("1 line is in GBP, most are in EUR")


def test_of_customers_it_counts_as_not_given(tmp_path: Path) -> None:
    rows = [f"C{place};{20 + place % 40};{place},50 {'£' if place in (7, 9) else '€'}" for place in range(80)]
    table = table_of(tmp_path, "\n".join(["customer_id;age;spent", *rows]))
    understanding = understand(table)
    spent = next(column for column in understanding.columns if column.name == "spent")
    assert (spent.type, spent.currency, spent.unread) == ("number", "EUR", 2)
    found = clean(table, understanding, TODAY)
    assert (found.used, found.left) == (80, ())
    assert (
        "“spent” is in GBP in 2 lines, most are in EUR: there it counts as not given. To count it, convert it into EUR "
        "and share the file again."
    ) in found.noted


def test_the_codes_of_currencies_alone_are_no_money(tmp_path: Path) -> None:
    rows = [f"A{place};{place % 9};2024-01-02;{place},50;{'EUR' if place % 2 else 'USD'}" for place in range(60)]
    table = table_of(tmp_path, "\n".join([f"{HEADER};paid in", *rows]))
    column: Column = understand(table).columns[-1]
    assert (column.type, column.role) == ("category", Role.ATTRIBUTE)
