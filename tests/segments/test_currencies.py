"""Which currency a column of money is in, where its cells or its name say so."""

from __future__ import annotations

import pytest

from segments.currencies import currency_named
from segments.told import Column, Kind, Role, Understanding


@pytest.mark.parametrize(
    ("column", "currency"),
    [
        ("Amount (EUR)", "EUR"),
        ("price_usd", "USD"),
        ("Total €", "EUR"),
        ("UnitPrice", ""),
        ("Preis in Euro", "EUR"),
        ("Europe revenue", ""),
        ("R$ total", "BRL"),
        ("usdt", ""),
    ],
)
def test_a_column_s_name_says_it_by_a_code_a_word_or_a_sign_of_its_own(column: str, currency: str) -> None:
    assert currency_named(column) == currency


def test_what_the_cells_say_goes_before_the_name_and_only_money_counts() -> None:
    def understood(*columns: Column) -> str:
        return Understanding(Kind.TRANSACTIONS, columns, 9, "Orders.").currency

    assert understood(Column("Price in USD", "c1", "number", Role.PRICE, currency="CAD")) == "CAD"
    assert understood(Column("USD", "c1", "category"), Column("paid", "c2", "number", Role.AMOUNT)) == ""
