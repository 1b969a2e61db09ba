"""A whole file: which of its columns are of people, and which are used all the same."""

from __future__ import annotations

from pathlib import Path

from segments.privacy.kinds import Kind
from segments.privacy.table import look_through, regions_in, without_people
from segments.shapes import Role
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
