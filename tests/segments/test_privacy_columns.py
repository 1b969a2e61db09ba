"""What a column is of people, and which columns only look it."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from segments.privacy.columns import FIRST, Finding, scan
from segments.privacy.kinds import Kind
from tests.segments.invented_numbers import account, card, filled, identity, phone
from tests.segments.invented_people import address, email, name

R = Random(5)
MADE = {
    "E-Mail": (Kind.EMAIL, [email(R) for _ in range(50)]),
    "contact": (Kind.EMAIL, [email(R) for _ in range(50)]),
    "tel": (Kind.PHONE, [phone(R) for _ in range(50)]),
    "reach": (Kind.PHONE, [phone(R) for _ in range(50)]),
    "Phone Number": (Kind.PHONE, [f"20255501{n:02d}" for n in range(50)]),
    "payment": (Kind.CARD, [card(R) for _ in range(50)]),
    "konto": (Kind.IBAN, [account(R) for _ in range(50)]),
    "PESEL": (Kind.IDENTITY, ["85072922508", "85071390308", "85072163048"] * 10),
    "passport_no": (Kind.IDENTITY, [f"X{n}{n}4{n}{n}7" for n in range(1, 9)]),
    "first_name": (Kind.NAME, ["Nkechi", "Bartłomiej", "Li", "Anna", "O'Neil"] * 10),
    "Kunde": (Kind.NAME, ["Anna Muster", "Paul Modelo", "Sample, Sarah", "Emma Fictive", "Julia Muster", "Jan Voor"]),
    "shipping_address": (Kind.ADDRESS, ["Flat 3 The Old Mill", "12 Sample St", "Musterhof 5"] * 10),
    "where": (Kind.ADDRESS, [f"Musterstraße {n}, 10115 Berlin" for n in range(20)]),
    "host": (Kind.IP, [f"192.0.2.{n}" for n in range(50)]),
}
INNOCENT = {
    "CustomerID": [f"{17850 + n}.0" for n in range(200)],
    "order_id": [filled(R, "##########") for _ in range(3_000)],
    "reference": [filled(R, "4###############") for _ in range(3_000)],
    "leading": [filled(R, "0##########") for _ in range(3_000)],
    "nine": [filled(R, "#########") for _ in range(3_000)],
    "eleven": [filled(R, "###########") for _ in range(3_000)],
    "thirteen": [filled(R, "#############") for _ in range(3_000)],
    "amount": [filled(R, "####.##") for _ in range(200)],
    "date": [f"2024-{m:02d}-{d:02d} 08:26:00" for m in range(1, 13) for d in range(1, 28)],
    "since": [f"{d:02d}.{m:02d}.2024" for m in range(1, 13) for d in range(1, 28)],
    "StockCode": ["85123A", "71053", "84406B", "POST", "22752"] * 20,
    "Description": ["WHITE HANGING HEART T-LIGHT HOLDER", "VICTORIA SEWING BOX", "CHARLOTTE BAG PINK"] * 20,
    "product name": ["Anna Chair", "Paul Table", "Emma Lamp", "Julia Sofa", "Marco Desk", "Sarah Shelf"] * 5,
    "name": ["Blue Mug", "Tea Towel", "Cake Stand", "Lunch Bag", "Wall Clock"] * 10,
    "PhoneService": ["Yes", "No"] * 50,
    "email_opt_in": ["1", "0"] * 50,
    "Country": ["United Kingdom", "France", "Germany", "Netherlands"] * 20,
    "gender": ["Female", "Male"] * 50,
    "customerID": ["7590-VHVEG", "5575-GNVDE", "3668-QPYBK", "7795-CFOCW"] * 20,
    "PaymentMethod": ["Electronic check", "Credit card (automatic)"] * 30,
    "empty": ["", "  "] * 10,
}


@pytest.mark.parametrize("column", MADE)
def test_a_column_of_people_is_known(column: str) -> None:
    kind, cells = MADE[column]
    found = scan(cells, column)
    assert found.kind is kind
    assert "does not leave this machine" in found.words


@pytest.mark.parametrize("column", INNOCENT)
def test_numbers_codes_and_categories_are_not_people(column: str) -> None:
    found = scan(INNOCENT[column], column)
    assert found.kind is None
    assert found.within == {}
    assert found.words == ""


def test_a_telephone_in_the_last_cell_of_a_text_column_is_found() -> None:
    cells = [f"all fine with my parcel, {word} thanks" for word in ("many", "big", "no")] * FIRST
    found = scan([*cells, "ring +44 7700 900123, jane@example.com"], "comment")
    assert found == Finding("comment", 3 * FIRST + 1, None, 0.0, {Kind.EMAIL: 1, Kind.PHONE: 1}, 1, False)
    assert found.words.startswith("In 1 of 3,001 cells of “comment” there is somebody's data (1 e-mail, 1 phone);")


def test_a_word_in_a_column_of_numbers_is_read_though_the_numbers_are_sampled() -> None:
    found = scan([*(str(number) for number in range(3 * FIRST)), "jane@example.com"], "order")
    assert found.sampled
    assert found.within == {Kind.EMAIL: 1}


def test_cells_are_read_once_and_never_held() -> None:
    def cells() -> Iterator[str | None]:
        for number in range(3 * FIRST):
            yield None if number % 2 else f"text {number}"

    assert scan(cells(), "note").filled == 1.5 * FIRST


def test_the_order_of_cells_does_not_change_what_a_short_column_is() -> None:
    for column, (_, cells) in MADE.items():
        assert scan(cells[::-1], column) == scan(cells, column)


def test_names_and_addresses_of_the_set_are_columns_too() -> None:
    assert scan([name(R) for _ in range(200)], "full name").kind is Kind.NAME
    assert scan([address(R) for _ in range(200)], "adresse").kind is Kind.ADDRESS


def test_single_ids_among_texts_do_not_make_a_column_of_ids() -> None:
    cells = [identity(R)[0] if number % 10 == 0 else "nothing to tell" for number in range(100)]
    assert scan(cells, "remark").kind is None
