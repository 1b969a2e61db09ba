"""What is said of all segments together, and what to do next."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from segments.describing import described
from segments.report import Report
from segments.shapes import Customers, Labels
from segments.told import Column, Kind, Receipt, Understanding
from tests.segments.customers import buyers, decided

COLUMNS = (Column("monetary", "c1", "number"), Column("frequency", "c2", "number"))


def report(customers: Customers, labels: Labels) -> Report:
    understood = Understanding(Kind.CUSTOMERS, COLUMNS, customers.count, "Customers.")
    receipt = Receipt(customers.count, customers.count)
    return described("a.csv", understood, receipt, customers, replace(decided(labels), why="There are three."))


def test_money_that_was_compared_is_said_to_be() -> None:
    [first, *_] = report(*buyers()).next_steps
    assert first.startswith("Begin with “")
    assert "they were compared by it, too" in first


def test_one_begins_only_once() -> None:
    customers, labels = buyers()
    churn = (np.arange(600) % 10 < np.where(labels == 0, 8, 1)).astype(np.float64)
    steps = report(replace(customers, outcomes={"churn": churn}), labels).next_steps
    assert [each.partition(" “")[0] for each in steps[:2]] == ["Begin with", "Then"]
    assert "leave most" in steps[0]


def test_how_many_segments_are_wide_is_counted() -> None:
    customers, labels = buyers()
    assert report(customers, labels).why == "There are three."
    halved = np.where(labels == 0, np.arange(600) % 2, labels + 1).astype(np.int64)
    wide = report(customers, halved).why
    assert wide.startswith("There are three. Looked at one by one, two of the four are wide: their members differ")
