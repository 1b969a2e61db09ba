"""What sets the segments apart, side by side: each segment's usual value of a measure beside everybody's."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from segments.features.columns import skewed
from segments.shapes import Customers, Floats, Labels
from segments.shares import figure, percent
from segments.told import Apart, Usual
from segments.usual import NEARLY_ALL, kind_of, usual

MOST = 7
"""Measures."""
FAR = 1.5
"""In spreads of everybody: whoever is as far from the middle is as far as it is shown."""


def apart(customers: Customers, labels: Labels, count: int) -> Apart | None:
    """-> the measures by which they differ most, the most telling first; None where there are no numbers to show.

    Of each measure the same figure as in the sentences (segments/usual.py), and behind its name which one that is,
    and of how many where it is not known of nearly all."""
    uneven = [skewed(customers.raw[:, column]) for column in range(len(customers.names))]
    usually = _usual(customers, labels, count, uneven)
    known = [column for column in range(len(customers.names)) if np.isfinite(usually[:, column]).all()]
    far = _far(customers, usually, uneven)
    chosen = sorted(known, key=lambda column: -float(np.abs(far[:, column]).max()))[:MOST]
    if not chosen:
        return None
    return Apart(
        tuple(f"{customers.names[column]} ({_kind(customers.raw[:, column], uneven[column])})" for column in chosen),
        tuple(
            tuple(
                Usual(figure(float(usually[row, column])), round(float(far[row, column]) / FAR, 3)) for column in chosen
            )
            for row in range(count)
        ),
    )


def _kind(values: Floats, uneven: bool) -> str:
    of = float(np.isfinite(values).mean())
    return f"{kind_of(uneven)}, of {percent(of)}" if of < NEARLY_ALL else kind_of(uneven)


def _usual(customers: Customers, labels: Labels, count: int, uneven: Sequence[bool]) -> Floats:
    usually = np.full((count, len(customers.names)), np.nan)
    for label in range(count):
        members = customers.raw[labels == label]
        for column in range(usually.shape[1]):
            known = members[:, column][np.isfinite(members[:, column])]
            if len(known):
                usually[label, column] = usual(known, uneven[column])
    return usually


def _far(customers: Customers, usually: Floats, uneven: Sequence[bool]) -> Floats:
    """How far each is from everybody's, in half the distance between their quarters; in standard deviations where the
    quarters are alike."""
    far = np.zeros_like(usually)
    for column in range(usually.shape[1]):
        known = customers.raw[:, column][np.isfinite(customers.raw[:, column])]
        if len(known) and np.ptp(known) > 0:
            low, high = np.quantile(known, [0.25, 0.75])
            spread = (high - low) / 2 or float(known.std())
            far[:, column] = (usually[:, column] - usual(known, uneven[column])) / spread
    return np.clip(far, -FAR, FAR)
