"""The figure by which a measure of some customers is told, in sentences and in pictures: one and the same."""

from __future__ import annotations

import numpy as np

from segments.shapes import Floats

TYPICAL, AVERAGE = "typical", "average"
"""The one in the middle, where a few are very large and would carry the mean away; the mean elsewhere."""
NEARLY_ALL = 0.9
"""Where a measure is known of fewer, it is told of how many."""


def kind_of(uneven: bool) -> str:
    """`uneven`: what `segments/features/columns.py` says of the whole column, so that all segments are told alike."""
    return TYPICAL if uneven else AVERAGE


def usual(values: Floats, uneven: bool) -> float:
    """Of some values, none of which is missing."""
    return float(np.median(values) if uneven else np.mean(values))
