"""A whole file: which of its columns are of people, and which are used all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from segments.comparing import compared
from segments.privacy.columns import Finding
from segments.privacy.kinds import Kind
from segments.privacy.table import in_words, look_through, regions_in, without_people
from segments.receipt import clean
from segments.shapes import Column, Role, Understanding
from segments.shapes import Kind as FileKind
from segments.understanding import understand
from tests.segments.files import table_of

HEADER = "email,order_id,order_date,amount,country,phone,remark"


def text(count: int = 60) -> str:
    lines = [HEADER]
    for line in range(count):
        remark = "ring +44 7700 900123 please" if line == 7 else "all well with my parcel"
        day = f"2024-05-{line % 28 + 1:02}"
        lines.append(f"c{line % 9}@example.com,A{line},{day},{line + 1}.50,Spain,612 345 {line % 9 + 100},{remark}")
    return "\n".join(lines) + "\n"


def test_columns_of_people_are_left_out_and_the_customers_are_still_told_apart(tmp_path: Path) -> None:
    with table_of(tmp_path, text()) as table:
        assert regions_in(table) == ("ES",)
        found = {each.column: each for each in look_through(table)}
        assert found["email"].kind is Kind.EMAIL
        assert found["phone"].kind is Kind.PHONE
        assert {name for name, each in found.items() if each.kind} == {"email", "phone"}
        assert found["remark"].within == {Kind.PHONE: 1}
        understood = understand(table, {"email": Role.CUSTOMER})
        used = {column.name: column for column in without_people(understood, tuple(found.values())).columns}
        assert used["email"].role is Role.CUSTOMER
        assert used["phone"].role is Role.IGNORED
        assert used["phone"].why == "“phone” holds phone numbers: it does not leave this machine."
        assert used["country"].role is not Role.IGNORED


def test_cells_that_are_alike_are_counted_as_often_as_they_are_there(tmp_path: Path) -> None:
    with table_of(tmp_path, "id,note\n" + "".join(f"{line},mail a@example.com now\n" for line in range(50))) as table:
        note = look_through(table)[-1]
        assert (note.filled, note.cells, note.within) == (50, 50, {Kind.EMAIL: 50})


@pytest.mark.parametrize(("remarks", "names"), [(2_000, False), (500, True)])
def test_a_few_names_in_a_list_of_things_may_be_those_of_things(remarks: int, names: bool) -> None:
    """One in 2,000 is as likely a thing that is called so; one in 500 is told as somebody's."""
    found = (Finding("Description", remarks, None, 0.0, {Kind.NAME: 1}, 1, False, (7,)),)
    things = Column("StockCode", "c1", "category", Role.PRODUCT), Column("Description", "c2", "text")
    [said] = in_words(found, Understanding(FileKind.TRANSACTIONS, things, remarks, "Orders."))
    assert ("somebody's data (1 name)" in said) is names
    assert ("there may be names (row 7)" in said) is not names
    [of_texts] = in_words(found, Understanding(FileKind.TEXTS, things[1:], remarks, "Texts."))
    assert "somebody's data" in of_texts


def test_what_can_be_nothing_else_is_somebodys_however_rare() -> None:
    found = (Finding("Description", 9_000, None, 0.0, {Kind.EMAIL: 1}, 1, False),)
    things = Column("StockCode", "c1", "category", Role.PRODUCT), Column("Description", "c2", "text")
    [said] = in_words(found, Understanding(FileKind.TRANSACTIONS, things, 9_000, "Orders."))
    assert "somebody's data (1 e-mail)" in said


WHOM = ("via partner", "web form", "jane.doe@acme.example")
FILES = {
    "customers": "customer_id,contact,fee\n"
    + "".join(f"K{row},{WHOM[row % 3]},{10 + row % 7}.5\n" for row in range(90)),
    "orders": "order_id,customer_id,order_date,amount,contact\n"
    + "".join(f"A{row},K{row % 45},2024-05-{row % 28 + 1:02},{row % 9 + 1}.50,{WHOM[row % 3]}\n" for row in range(270)),
    "texts": "review,contact\n"
    + "".join(f"The parcel number {row} came late and nobody answered me,{WHOM[row % 3]}\n" for row in range(90)),
}


@pytest.mark.parametrize("kind", FILES)
def test_nobody_stands_in_what_segments_are_described_by(tmp_path: Path, kind: str) -> None:
    """What sets a segment apart is told in the channel, and to the model that makes somebody of it."""
    with table_of(tmp_path, FILES[kind]) as table:
        understanding = without_people(understand(table), look_through(table))
        clean(table, understanding)
        found = compared(table, understanding, "salt")
    assert set(found.categories["contact"].tolist()) == {"via partner", "web form", "[e-mail]"}


def test_nobodys_address_stands_in_the_name_of_a_column(tmp_path: Path) -> None:
    asked = "How was it? Tell jane@acme.example or +49 151 23456789"
    lines = f"customer_id,{asked},April Revenue\n" + "".join(f"K{row},good,{row}.5\n" for row in range(40))
    with table_of(tmp_path, lines) as table:
        found = [each.name for each in table.columns]
    assert found == ["customer_id", "How was it? Tell [e-mail] or [phone]", "April Revenue"]


@pytest.mark.parametrize(
    ("at", "told"),
    [({5, 900, 2_000}, "(rows 6, 901 and 2,001)"), ({*range(9, 16)}, "(the first in rows 10, 11, 12, 13 and 14)")],
)
def test_the_rows_in_which_there_may_be_names_are_told_as_a_person_counts_them(
    tmp_path: Path, at: set[int], told: str
) -> None:
    """The header is the first row."""
    cells = ["sent to Maria Gonzalez" if line in at else f"SOAP DISH {line % 7}" for line in range(1, 9_001)]
    with table_of(tmp_path, "stock,description\n" + "".join(f"S1,{cell}\n" for cell in cells)) as table:
        things = Column("stock", "c1", "category", Role.PRODUCT), Column("description", "c2", "text")
        [said] = in_words(look_through(table), Understanding(FileKind.TRANSACTIONS, things, 9_000, "Orders."))
        assert told in said
