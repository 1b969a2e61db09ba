"""What stands beside a customer in a list: money, orders and the last order, as the file has them."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import pytest

from segments.audiences import Asked, audience, outcomes_in
from segments.labels import labelled
from segments.report import Report
from segments.steps import FILE, TASK, Wish, take
from segments.told import Segment
from tests.sample_orders import with_returns, write_members, write_noise, write_orders

SEGMENTS = (Segment("s1", 0, "Regulars", 2, 1.0, None, (), (), ""),)


def drawn(folder: Path, name: str) -> tuple[Report, bytes]:
    """-> the report and the labelled rows."""
    (folder / TASK).write_text(Wish(name=name, salt="s", wanted=2).model_dump_json())
    told = take("draw", folder)
    return Report.model_validate(take("describe", folder)["report"]), (folder / told["rows"]).read_bytes()


def rows_in(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_list_of_orders_has_money_orders_and_the_last_order_of_each(tmp_path: Path) -> None:
    write_orders(tmp_path / FILE)
    report, rows = drawn(tmp_path, "orders.csv")
    paid, orders, last = defaultdict[str, float](float), Counter[str](), defaultdict[str, str](str)
    for order in csv.DictReader((tmp_path / FILE).open(encoding="utf-8")):
        paid[order["Customer"]] += float(order["Paid"])
        orders[order["Customer"]] += 1
        last[order["Customer"]] = max(last[order["Customer"]], order["Day"])
    header, *listed = rows_in(audience(rows, report.segments[0].id).data)
    assert header == ["Customer", "segment", "money_spent", "orders", "last_order"]
    assert len(listed) == report.segments[0].size
    for customer, _, spent, times, day in listed:
        assert (float(spent), int(times), day) == (pytest.approx(paid[customer]), orders[customer], last[customer])
    assert sum(float(row[4]) for row in rows_in(rows)[1:]) == pytest.approx(sum(paid.values()), abs=0.01)


def test_a_file_of_customers_keeps_its_own_columns_of_money_orders_and_the_last_order(tmp_path: Path) -> None:
    write_noise(tmp_path / "noise.csv")
    head, *lines = csv.reader((tmp_path / "noise.csv").open(encoding="utf-8"))
    with (tmp_path / FILE).open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow([*head, "Total revenue", "Orders", "Last order"])
        for at, line in enumerate(lines):
            money = "" if at == 3 else f"{100 + 900 * (at % 2) + at % 7}"
            rows.writerow([*line, money, 1 + 20 * (at % 2), f"2026-0{1 + at % 6}-1{at % 9}"])
    _, rows = drawn(tmp_path, "members.csv")
    table = rows_in(rows)
    assert table[0] == ["Member", "segment_id", "segment", "segment_number", "Total revenue", "Orders", "Last order"]
    assert table[1][4:] == ["100.00", "1", "2026-01-10"]
    assert table[4][4:] == ["", "21", "2026-04-13"], "what is not given stays empty"


def test_a_file_without_them_adds_nothing(tmp_path: Path) -> None:
    write_noise(tmp_path / FILE)
    _, rows = drawn(tmp_path, "members.csv")
    assert rows_in(rows)[0] == ["Member", "segment_id", "segment", "segment_number"]


def test_what_was_brought_is_no_formula_and_has_a_name_of_its_own() -> None:
    worth = {"=Paid": ["=1+1", "-5.00"], "Segment": ["", "2"]}
    data = labelled("Client", ["12", "13"], np.array([0, 0]), SEGMENTS, ["Big", "Big"], bought=worth)
    assert audience(data, "s1").data.decode("utf-8-sig").splitlines() == [
        "Client,segment,'=Paid,Segment (in the file)",
        "12,Regulars,'=1+1,",
        "13,Regulars,-5.00,2",
    ]
    head = ["Client", "segment_id", "segment", "segment_number", "'=Paid", "Segment (in the file)", "segment_before"]
    assert rows_in(data)[0] == head


def test_what_went_back_stands_beside_money_that_still_has_it(tmp_path: Path) -> None:
    with (with_returns(write_orders(tmp_path / FILE))).open(encoding="utf-8") as file:
        orders = list(csv.DictReader(file))
    bought = [each for each in orders if not each["Paid"].startswith("-")]
    _, rows = drawn(tmp_path, "orders.csv")
    header, *listed = rows_in(rows)
    assert header[4:] == ["money_spent", "money_returned", "orders", "last_order"]
    last = max((each for each in bought if each["Customer"] == "C0001"), key=lambda each: each["Day"])
    assert listed[0][0] == "C0001"
    assert float(listed[0][5]) == pytest.approx(float(last["Paid"]) + 5)
    assert {row[5] for row in listed[1:]} == {"0.00"}
    assert "C9999" not in {row[0] for row in listed}, "who only returned bought nothing in this file"
    assert sum(float(row[4]) for row in listed) == pytest.approx(sum(float(each["Paid"]) for each in bought), abs=0.01)


def test_who_returned_all_of_it_is_counted_in_the_report(tmp_path: Path) -> None:
    with (with_returns(write_orders(tmp_path / FILE))).open(encoding="utf-8") as file:
        orders = list(csv.DictReader(file))
    with (tmp_path / FILE).open("a", encoding="utf-8") as file:
        for at, each in enumerate(order for order in orders if order["Customer"] == "C0003"):
            file.write(f"R3{at},C0003,2026-06-30,-{each['Paid']}\n")
    report, rows = drawn(tmp_path, "orders.csv")
    nearly_all = [row[0] for row in rows_in(rows)[1:] if float(row[5]) and float(row[5]) >= 0.95 * float(row[4])]
    assert (nearly_all, report.returned_all) == (["C0003"], 1)


def test_a_return_that_stands_twice_in_the_file_went_back_once(tmp_path: Path) -> None:
    again = with_returns(write_orders(tmp_path / FILE)).read_text(encoding="utf-8")
    (tmp_path / FILE).write_text(f"{again}R2,C0001,2026-06-30,-5.00\n", encoding="utf-8")
    once = tmp_path / "once"
    once.mkdir()
    (once / FILE).write_text(again, encoding="utf-8")
    assert rows_in(drawn(tmp_path, "o.csv")[1])[1] == rows_in(drawn(once, "o.csv")[1])[1]


def test_who_left_stands_in_the_list_as_in_the_file_and_is_counted(tmp_path: Path) -> None:
    with (write_members(tmp_path / FILE)).open(encoding="utf-8") as file:
        left = {each["Member"]: each["Churn"] for each in csv.DictReader(file)}
    report, rows = drawn(tmp_path, "members.csv")
    header, *told = rows_in(rows)
    assert header == ["Member", "segment_id", "segment", "segment_number", "Total charges", "Visits", "Churn"]
    assert {row[0]: row[6] for row in told} == left
    counted = []
    for each in report.segments:
        found = audience(rows, each.id, Asked(report.money, outcomes_in(report.understanding)))
        listed = rows_in(found.data)[1:]
        money = [float(row[2]) for row in listed]
        assert money == sorted(money, reverse=True)
        assert (found.ended.count if found.ended else 0) == sum(row[4] == "Yes" for row in listed)
        counted.append(found.ended and found.ended.left)
    assert sorted(counted, key=str) == [None, True]
