"""What sets the segments apart, side by side: each segment's middle value of a measure beside everybody's."""

from __future__ import annotations

import numpy as np

from segments.facts import figure
from segments.shapes import Customers, Floats, Labels
from segments.told import Apart, Middle

MOST = 7
"""Measures."""
FAR = 1.5
"""In spreads of everybody: whoever is as far from the middle is as far as it is shown."""


def apart(customers: Customers, labels: Labels, count: int) -> Apart | None:
    """-> the measures by which they differ most, the most telling first; None where there are no numbers to show."""
    middles = _middles(customers, labels, count)
    known = [column for column in range(len(customers.names)) if np.isfinite(middles[:, column]).all()]
    far = _far(customers, middles)
    chosen = sorted(known, key=lambda column: -float(np.abs(far[:, column]).max()))[:MOST]
    if not chosen:
        return None
    return Apart(
        tuple(customers.names[column] for column in chosen),
        tuple(
            tuple(
                Middle(figure(float(middles[row, column])), round(float(far[row, column]) / FAR, 3))
                for column in chosen
            )
            for row in range(count)
        ),
    )


def _middles(customers: Customers, labels: Labels, count: int) -> Floats:
    middles = np.full((count, len(customers.names)), np.nan)
    for label in range(count):
        members = customers.raw[labels == label]
        for column in range(middles.shape[1]):
            known = members[:, column][np.isfinite(members[:, column])]
            if len(known):
                middles[label, column] = np.median(known)
    return middles


def _far(customers: Customers, middles: Floats) -> Floats:
    """How far each middle is from everybody's, in half the distance between their quarters; by ranks where all in
    the middle are alike."""
    far = np.zeros_like(middles)
    for column in range(middles.shape[1]):
        known = customers.raw[:, column][np.isfinite(customers.raw[:, column])]
        if len(known) and np.ptp(known) > 0:
            low, middle, high = np.quantile(known, [0.25, 0.5, 0.75])
            spread = (high - low) / 2 or float(known.std())
            far[:, column] = (middles[:, column] - middle) / spread
    return np.clip(far, -FAR, FAR)
