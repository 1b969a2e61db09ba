"""Which column of a file of customers is its money: what is paid, or what people say it is."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from segments.measured import MONEY
from segments.money import money_in, why_not_the_total
from segments.report import Report
from segments.shapes import Floats
from segments.steps import FILE, TASK, Wish, take
from segments.told import Role

NAMES = ("tenure", "MonthlyCharges", "TotalCharges")


def subscribers(noise: float = 0.05) -> Floats:
    """Months, what each pays a month, and all that each paid until now; two came today."""
    chance = np.random.default_rng(1)
    months = np.concatenate([[0, 0], chance.integers(1, 72, 398)])
    paid = chance.uniform(20, 110, 400)
    total = months * paid * np.exp(chance.normal(0, noise, 400))
    total[0] = np.nan
    return np.column_stack([months, paid, total])


@pytest.mark.parametrize("unit", [1, 30.4])
def test_a_total_that_adds_up_what_is_paid_over_the_years_is_not_the_money(unit: float) -> None:
    """In months or in days."""
    numbers = subscribers() * [unit, 1, 1]
    assert money_in(NAMES, numbers) == 1
    assert why_not_the_total(NAMES, numbers).startswith(
        "Money is MonthlyCharges, which is paid again and again. TotalCharges is about that times tenure"
    )
    assert why_not_the_total(NAMES, numbers).endswith(
        "It was compared with them, so what the other two say counts once more; to leave it out, set it aside with "
        "“Correct the columns”."
    )


def test_a_total_that_says_something_else_stays_the_money() -> None:
    numbers = subscribers(noise=0.6)
    assert money_in(NAMES, numbers) == 2
    assert why_not_the_total(NAMES, numbers) == ""


def test_a_total_without_how_long_or_how_much_each_time_stays_the_money() -> None:
    numbers = subscribers()
    assert money_in(("age", *NAMES[1:]), numbers) == 2
    assert money_in(("tenure", "age", "TotalCharges"), numbers) == 2
    assert money_in(("tenure", "orders", "pieces"), numbers) is None


def test_what_was_added_up_from_orders_stays_the_money() -> None:
    assert money_in(("days since first purchase", "basket value", MONEY), subscribers()) == 2


def test_people_have_the_last_word() -> None:
    numbers = subscribers()
    assert money_in(NAMES, numbers, "TotalCharges") == 2
    assert why_not_the_total(NAMES, numbers, "TotalCharges") == ""
    assert money_in(NAMES, numbers, "a column that is gone") == 1


@pytest.mark.parametrize(("said", "money"), [({}, "MonthlyCharges"), ({"c4": Role.AMOUNT}, "TotalCharges")])
def test_the_report_says_which_column_was_taken_and_takes_the_one_that_people_name(
    tmp_path: Path, said: dict[str, Role], money: str
) -> None:
    chance = np.random.default_rng(2)
    with (tmp_path / FILE).open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["customerID", *NAMES])
        for number in range(240):
            months, paid = (60, 100) if number % 2 else (6, 20)
            months, paid = months + int(chance.integers(0, 6)), paid + float(chance.uniform(0, 9))
            rows.writerow([f"A{number:04d}-X", months, f"{paid:.2f}", f"{months * paid:.2f}"])
    (tmp_path / TASK).write_text(Wish(name="t.csv", salt="s", wanted=2, roles=said).model_dump_json())
    report = Report.model_validate(take("describe", tmp_path)["report"])
    assert report.money == money
    shares = [each.value_share for each in report.segments]
    assert max(shares, key=float) == pytest.approx(0.83 if money == "MonthlyCharges" else 0.98, abs=0.03)
    assert any(each.startswith("Money is MonthlyCharges") for each in report.notes) is not bool(said)
