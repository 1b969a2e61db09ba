"""The numbers by which people call segments: a number stays with its segment from file to file, and is given to no
other one, so that segment 2 is the same in every message, picture and list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np

from segments.report import Report
from segments.shapes import Labels
from segments.told import Segment

Value = TypeVar("Value")


def by_number(labels: Labels, segments: Sequence[Segment]) -> Labels:
    """-> of each customer the number of the segment less one, -1 for nobody's: labels may have gaps then."""
    numbers = np.full(max((each.label for each in segments), default=-1) + 2, -1, dtype=np.int64)
    for each in segments:
        numbers[each.label] = each.number - 1
    return numbers[labels]


def in_order(report: Report) -> Report:
    """`report` has what it tells of each segment in the order of the labels. -> in that of their numbers"""
    order = sorted(range(len(report.segments)), key=lambda at: report.segments[at].number)

    apart = replace(report.apart, rows=_taken(report.apart.rows, order)) if report.apart else None
    segments, journeys = _taken(report.segments, order), _taken(report.journeys, order)
    return report.model_copy(update={"segments": segments, "journeys": journeys, "apart": apart})


def _taken(values: tuple[Value, ...], order: Sequence[int]) -> tuple[Value, ...]:
    return tuple(values[at] for at in order) if len(values) == len(order) else values
