"""Money in another currency than most is read, told and left out: it is not added up with the others."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from segments.receipt import clean
from segments.receipt_words import NO_CURRENCY
from segments.tables.values import value_of
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


def receipt_beside(
    folder: Path, currencies: list[str], header: str = f"{HEADER};currency", money: str = "10,50"
) -> Receipt:
    """Of lines with the same money, each with that in its column of currencies."""
    return receipt_of(folder, *[f"{money};{each}" for each in currencies], header=header)


@pytest.mark.parametrize("header", ["total_eur;currency", "Amount (EUR);original currency", "Total €;currency"])
@pytest.mark.parametrize("dollars", [20, 40])
def test_the_name_of_the_money_goes_before_a_column_of_currencies(tmp_path: Path, header: str, dollars: int) -> None:
    """Before, lines in euros were left out, and dollars were told as euros."""
    said = ["USD"] * dollars + ["EUR"] * (60 - dollars)
    found = receipt_beside(tmp_path, said, f"order_id;customer_id;date;{header}")
    assert (found.used, found.left, found.amount) == (60, (), "630.00 EUR")
    money, column = header.split(";")
    assert noted(found) == (
        f"“{money}” is counted as EUR, as its name says, also in the {dollars} lines where “{column}” names another "
        "currency.",
    )


def test_a_sign_that_several_use_leaves_it_to_the_column(tmp_path: Path) -> None:
    found = receipt_beside(tmp_path, ["CAD"] * 40 + ["AUD"] * 20, "order_id;customer_id;date;Total $;currency")
    assert (left(found), found.amount) == ({"in another currency than CAD": 20}, "420.00 CAD")


def test_signs_beside_money_that_the_column_does_not_know_are_gone_by(tmp_path: Path) -> None:
    found = receipt_beside(tmp_path, ["USD"] * 40 + ["GBP"] * 20, money="10,50 €")
    assert (found.used, found.amount) == (60, "630.00 EUR")
    assert noted(found)[0].startswith("“total” is counted as EUR, as its cells say, also in the 60 lines where")


@pytest.mark.parametrize("odd", ["N/A", "-", "unknown", "Taler", ""])
def test_a_line_that_names_no_currency_is_left_out_and_told(tmp_path: Path, odd: str) -> None:
    """Before, one such cell and everything was added up."""
    found = receipt_beside(tmp_path, [*["EUR"] * 40, *["USD"] * 20, odd])
    assert left(found) == {"in another currency than EUR": 20, "without a readable currency": 1}
    assert found.amount == "420.00 EUR"
    assert noted(found)[1] == (
        "“currency” names no currency that is known in 1 line: left out, because its money may be in another than EUR. "
        "To count it, write the code of its currency there."
    )
    assert NO_CURRENCY not in found.noted


@pytest.mark.parametrize(
    ("euros", "others", "code"),
    [
        ("Euro", "US Dollar", "USD"),
        ("€", "$", "USD"),
        ("EUR", "THB", "THB"),
        ("eur", " usd ", "USD"),
        ("€", "pound sterling", "GBP"),
    ],
)
def test_a_currency_is_known_by_its_code_its_name_and_its_sign(
    tmp_path: Path, euros: str, others: str, code: str
) -> None:
    found = receipt_beside(tmp_path, [euros] * 40 + [others] * 20)
    assert (left(found), found.amount) == ({"in another currency than EUR": 20}, "420.00 EUR")
    assert noted(found)[0].startswith(f"20 lines are in {code}, most are in EUR")


def test_a_column_with_one_currency_says_it(tmp_path: Path) -> None:
    found = receipt_beside(tmp_path, ["EUR"] * 60)
    assert (found.used, found.amount, noted(found)) == (60, "630.00 EUR", ())


def test_a_line_of_an_order_is_in_the_currency_of_its_order(tmp_path: Path) -> None:
    """Shops export it with the first line of an order alone."""
    rows = [
        f"A{place // 2};{place // 2 % 9};2024-01-0{place % 2 + 1};P{place};1;10.50;{said if place % 2 == 0 else ''}"
        for place, said in enumerate(["EUR"] * 80 + ["USD"] * 40)
    ]
    table = table_of(tmp_path, "\n".join(["order_id;customer_id;date;product_id;quantity;price;currency", *rows]))
    found = clean(table, understand(table), TODAY)
    assert (left(found), found.amount) == ({"in another currency than EUR": 40}, "840.00 EUR")


def test_words_of_which_some_are_codes_are_no_currencies(tmp_path: Path) -> None:
    for said in (["ALL", "TOP"], ["EUR", "online", "shop"]):
        found = receipt_beside(tmp_path, said * 20, f"{HEADER};range")
        assert (found.left, noted(found)) == ((), (NO_CURRENCY,))


def customers_of(folder: Path, money: str, said: list[str]) -> tuple[Receipt, list[float | None]]:
    """-> with the figures that customers are compared by."""
    rows = [f"C{place};{20 + place % 40};{100 + place};{each}" for place, each in enumerate(said)]
    table = table_of(folder, "\n".join([f"customer_id;age;{money};currency", *rows]))
    understanding = understand(table)
    found = clean(table, understanding, TODAY)
    column = next(each for each in understanding.columns if each.name == money)
    values = table.database.sql(f"SELECT {value_of(column)} FROM used ORDER BY row").fetchall()
    return found, [value for (value,) in values]


def test_of_customers_figures_in_another_currency_count_as_not_given(tmp_path: Path) -> None:
    """Before, yen were added to euros without a word."""
    found, spent = customers_of(tmp_path, "total_spent", [*["EUR"] * 60, *["JPY"] * 20, "n/a"])
    assert (found.read, found.used, found.left) == (81, 81, ())
    assert spent == [*[100.0 + place for place in range(60)], *[None] * 21]
    assert noted(found) == (
        "“total_spent” is in JPY in 20 lines, most are in EUR: there it counts as not given. To count it, convert it "
        "into EUR and share the file again.",
        "“currency” names no currency that is known in 1 line: there “total_spent” counts as not given. To count it, "
        "write the code of its currency there.",
    )


def test_of_customers_too_the_name_of_the_money_goes_first(tmp_path: Path) -> None:
    found, spent = customers_of(tmp_path, "total_spent_eur", ["EUR"] * 60 + ["JPY"] * 20)
    assert None not in spent
    assert noted(found)[0].startswith("“total_spent_eur” is counted as EUR, as its name says, also in the 20 lines")
