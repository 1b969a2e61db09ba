"""What was said of customers, held against those of a file."""

from __future__ import annotations

from collections.abc import Sequence

from segments.beliefs import Statement, believed
from segments.report import Report
from segments.said import Belief, Said
from segments.shapes import Clustering, Customers


def held(
    customers: Customers, clustering: Clustering | None, report: Report, statements: Sequence[Said]
) -> tuple[Belief, ...]:
    """One belief for each statement, in their order; segments are known by the names people were told."""
    labels = clustering.labels if clustering else None
    names = [each.name for each in sorted(report.segments, key=lambda each: each.label)]
    return believed(customers, [Statement(each.text, rule=each.rule) for each in statements], labels, names)
