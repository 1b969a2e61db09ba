"""What was said of customers, held against those of a file."""

from __future__ import annotations

from collections.abc import Sequence

from segments.beliefs import Statement, believed
from segments.numbering import by_number
from segments.report import Report
from segments.said import Belief, Said
from segments.shapes import Clustering, Customers


def held(
    customers: Customers, clustering: Clustering | None, report: Report, statements: Sequence[Said]
) -> tuple[Belief, ...]:
    """One belief for each statement, in their order; segments are known by the names and numbers people were told."""
    labels = by_number(clustering.labels, report.segments) if clustering else None
    called = {each.number: each.name for each in report.segments}
    names = [called.get(number, "") for number in range(1, max(called, default=0) + 1)]
    return believed(customers, [Statement(each.text, rule=each.rule) for each in statements], labels, names)
