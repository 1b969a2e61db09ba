"""A small file of subscribers of three kinds, most of one of which left; as a telephone company exports it."""

from __future__ import annotations

import csv
import random
from pathlib import Path

KINDS = (
    ("Fiber optic", "Month-to-month", 8, 90, 0.6),
    ("DSL", "Two year", 55, 60, 0.1),
    ("No", "One year", 30, 20, 0.08),
)
"""Internet service, contract, months with us, charges a month, the part of them that left."""


def write_subscribers(path: Path, *, each: int = 200, seed: int = 7, charges: str = "MonthlyCharges") -> Path:
    """`charges`: what the column of money a month is called."""
    dice, lines = random.Random(seed), []
    for kind, (service, contract, months, monthly, left) in enumerate(KINDS):
        for number in range(each):
            tenure, paid = max(1, round(dice.gauss(months, 3))), max(5.0, dice.gauss(monthly, 4))
            churned = "Yes" if dice.random() < left else "No"
            lines.append((f"{kind}{number:04}-ABCDE", service, contract, tenure, f"{paid:.2f}", churned))
    dice.shuffle(lines)
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(("customerID", "InternetService", "Contract", "tenure", charges, "Churn"))
        rows.writerows(lines)
    return path
