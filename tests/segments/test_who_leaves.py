"""Where a file says who left, the report tells whether that can be foretold, and begins with those who leave most."""

from __future__ import annotations

import csv
import json
import random
from pathlib import Path

import pytest

from segments.report import Report
from segments.steps import FILE, TASK, take


def report_of(folder: Path, outcome: str, *, called: bool = False) -> Report:
    """Two kinds of customers; of the one most left within the year, of the other hardly anybody. `called`: most who
    left were, for some minutes, when they had left."""
    dice = random.Random(5)
    with (folder / FILE).open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(("Customer", "Visits", "Basket", outcome, *(["ExitCallMinutes"] if called else [])))
        for number in range(400):
            fickle = number % 2 == 0
            visits, basket = dice.gauss(3 if fickle else 30, 1), dice.gauss(20 if fickle else 90, 4)
            left = dice.random() < (0.7 if fickle else 0.1)
            spoken = [f"{dice.gauss(12, 2):.1f}" if left and dice.random() < 0.85 else "0"] if called else []
            rows.writerow((f"C{number:04}", f"{visits:.2f}", f"{basket:.2f}", "Yes" if left else "No", *spoken))
    (folder / TASK).write_text(json.dumps({"name": "members.csv", "salt": "salt"}))
    return Report.model_validate(take("describe", folder)["report"])


def test_who_leaves_is_told_beside_the_plain_guess_and_where_to_begin(tmp_path: Path) -> None:
    report = report_of(tmp_path, "Churn")
    [told] = report.tried
    known, better, use = report.predictions
    assert (known, "times as many" in better) == (f"Of 400 customers {known.split()[3]} % left.", True)
    assert use == "Too few left to tell whether the chances hold: go by the order, not the single chance."
    assert "times as many" in told
    assert "when saying 4" in told, "the plain guess stands beside it"
    first = report.next_steps[0]
    assert "they leave most (Churn: " in first
    most = max(report.segments, key=lambda each: next(one.figure or 0 for one in each.criteria if one.differs))
    assert most.name in first


@pytest.mark.parametrize("outcome", ["Responded", "Newsletter"])
def test_another_outcome_is_not_taken_for_leaving(tmp_path: Path, outcome: str) -> None:
    report = report_of(tmp_path, outcome)
    assert report.predictions == ()
    assert not any("leave most" in each for each in report.next_steps)


def test_what_may_be_known_only_after_they_left_is_a_caution_and_stands_where_one_begins(tmp_path: Path) -> None:
    report = report_of(tmp_path, "Churn", called=True)
    assert report.cautions[0].startswith("“ExitCallMinutes” alone tells 9")
    assert "Leave it out if it is only known after they left." in report.cautions[0]
    [told] = report.tried
    assert " Without: Of the tenth I would have named first, " in told
    assert " With: of the tenth I would have named first " in told
    doubt = "First see whether “ExitCallMinutes” is known before they leave: it sets these apart."
    assert report.next_steps[0].endswith(doubt)
    assert report.steps_in_short[0].endswith(doubt)
