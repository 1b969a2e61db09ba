"""A file of members of whom each had a chance to leave that is known, by several columns together."""

from __future__ import annotations

import csv
import math
import random
from pathlib import Path


def chance_of(visits: float, months: float, plan: str, tickets: int) -> float:
    return 1 / (1 + math.exp(0.16 * visits + 0.04 * months - 1.0 * (plan == "Monthly") - 0.35 * tickets - 0.9))


def write_leavers(
    path: Path, *, customers: int = 3_000, seed: int = 11, called: bool = False, blank: int = 0
) -> dict[str, float]:
    """-> member -> the chance that they were dealt. `called`: most who left were, for some minutes, when they had left.
    Of the first so many, `blank`, nothing is said of how it ended."""
    dice, true = random.Random(seed), dict[str, float]()
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(
            ("Member", "Visits", "Months", "Plan", "Tickets", "Charges", "Churn", *(["ExitCall"] if called else []))
        )
        for number in range(customers):
            plan = dice.choice(("Monthly", "Yearly"))
            visits, months, tickets = max(0.0, dice.gauss(6, 3)), dice.uniform(1, 40), dice.choice((0, 0, 0, 1, 2, 4))
            fee, member = dice.gauss(70 if plan == "Monthly" else 40, 5), f"M{number:05}"
            true[member] = chance_of(visits, months, plan, tickets)
            left = dice.random() < true[member]
            spoken = [f"{dice.gauss(12, 2):.1f}" if left and dice.random() < 0.85 else "0"] if called else []
            ended = "" if number < blank else "Yes" if left else "No"
            rows.writerow((member, f"{visits:.1f}", f"{months:.0f}", plan, tickets, f"{fee:.2f}", ended, *spoken))
    return true
