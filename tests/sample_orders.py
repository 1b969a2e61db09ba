"""A small file of orders with two kinds of customers that are far apart; the second file is nothing but noise."""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from pathlib import Path

LAPSED = 30
MONTH = timedelta(days=30)


def write_orders(path: Path, *, customers: int = 240, seed: int = 7) -> Path:
    """Half of them buy every fortnight for some 90 pounds, the others bought once, long ago, for 12."""
    dice, today, lines = random.Random(seed), date(2026, 6, 30), []
    for number in range(customers):
        often = number % 2 == 0
        for order in range(dice.randint(18, 24) if often else 1):
            day = today - timedelta(days=order * 14 + dice.randint(0, 6) if often else dice.randint(240, 330))
            amount = dice.gauss(90, 12) if often else dice.gauss(12, 2)
            lines.append((f"O{len(lines) + 1}", f"C{number + 1:04}", day.isoformat(), f"{max(1.0, amount):.2f}"))
    dice.shuffle(lines)
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("Order", "Customer", "Day", "Paid"), *lines])
    return path


def a_month_later(april: Path, may: Path) -> Path:
    """-> the same orders, each a month later: nobody does anything else than before."""
    with april.open(encoding="utf-8") as file:
        head, *rows = csv.reader(file)
    with may.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([head, *((order, who, _later(day), paid) for order, who, day, paid in rows)])
    return may


def _later(day: str) -> str:
    return (date.fromisoformat(day) + MONTH).isoformat()


def lapse(april: Path, may: Path) -> Path:
    """-> orders of the month after: the first thirty of those who came every fortnight have come once, long ago; two
    customers are gone."""
    with april.open(encoding="utf-8") as file:
        head, *rows = csv.reader(file)
    often = [f"C{number + 1:04}" for number in range(0, 2 * LAPSED, 2)]
    gone, seen, lines = {"C0239", "C0240"}, set(), []
    for order, customer, day, paid in rows:
        if customer in gone or (customer in often and customer in seen):
            continue
        seen.add(customer)
        lines.append((order, customer, *(("2025-10-31", "12.00") if customer in often else (_later(day), paid))))
    with may.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([head, *lines])
    return may


def write_noise(path: Path, *, customers: int = 240, seed: int = 7) -> Path:
    """Attributes that have nothing to do with each other."""
    dice = random.Random(seed)
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(("Member", "Height", "Walked", "Slept"))
        rows.writerows(
            (f"M{number:04}", f"{dice.gauss(170, 9):.1f}", f"{dice.gauss(60, 9):.1f}", f"{dice.gauss(7, 1):.2f}")
            for number in range(customers)
        )
    return path


def with_returns(path: Path, who: str = "C0001") -> Path:
    """The same orders; what that customer bought last goes back, and 5.00 more."""
    with path.open(encoding="utf-8") as file:
        head, *rows = csv.reader(file)
    last = max((row for row in rows if row[1] == who), key=lambda row: row[2])
    back = [("R1", who, "2026-06-30", f"-{last[3]}"), ("R2", who, "2026-06-30", "-5.00")]
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([head, *rows, *back, ("R3", "C9999", "2026-06-30", "-70.00")])
    return path


def write_members(path: Path, *, customers: int = 240, seed: int = 7) -> Path:
    """A line for each: half pay some 90 a month and come often, of whom every third left; of the others nobody did."""
    dice = random.Random(seed)
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(("Member", "Visits", "Total charges", "Churn"))
        for number in range(customers):
            often = number % 2 == 0
            visits, paid = (dice.gauss(40, 4), dice.gauss(900, 90)) if often else (dice.gauss(5, 1), dice.gauss(90, 9))
            left = "Yes" if often and number % 6 == 0 else "No"
            rows.writerow((f"M{number:04}", f"{visits:.0f}", f"{paid:.2f}", left))
    return path
