"""What sets the segments apart, as a table of colours: each segment's middle value beside everybody's."""

from __future__ import annotations

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from segments.facts import figure as figure_of
from segments.pictures.style import INK, QUIET, named, sheet
from segments.report import Report
from segments.shapes import Customers, Floats, Labels

TITLE = "What sets the segments apart"
MOST = 7
"""Columns."""
FROM_BLUE_TO_ORANGE = LinearSegmentedColormap.from_list("apart", ["#4C9FCE", "#FFFFFF", "#F0B345"])
FAR = 1.5
"""In spreads of everybody: a cell as far from the middle has all its colour."""


def heat_map(customers: Customers, labels: Labels, report: Report) -> tuple[Figure, str] | None:
    """-> (the picture, its words); None where there are no numbers to show."""
    middles = _middles(customers, labels, len(report.segments))
    chosen = [column for column in range(len(customers.names)) if np.isfinite(middles[:, column]).all()]
    apart = _apart(customers, middles)
    chosen = sorted(chosen, key=lambda column: -float(np.abs(apart[:, column]).max()))[:MOST]
    if not chosen:
        return None
    figure, axes = sheet(TITLE, height=1.9 + 0.62 * len(report.segments))
    axes.imshow(apart[:, chosen], cmap=FROM_BLUE_TO_ORANGE, vmin=-FAR, vmax=FAR, aspect="auto")
    for row in range(len(report.segments)):
        for place, column in enumerate(chosen):
            axes.text(
                place, row, _cell(customers, middles, row, column), ha="center", va="center", color=INK, fontsize=9
            )
    axes.set_yticks(range(len(report.segments)), [named(each.label, each.name) for each in report.segments], color=INK)
    axes.set_xticks(range(len(chosen)), [_wrapped(customers.names[column]) for column in chosen], color=INK, fontsize=9)
    axes.xaxis.tick_top()
    axes.set_title(TITLE, loc="left", color=INK, fontsize=13, fontweight="bold", pad=14)
    axes.set_xlabel("orange: more than everybody's middle · blue: less", color=QUIET, fontsize=10)
    for side in axes.spines.values():
        side.set_visible(False)
    lines = [
        f"{segment.name}: "
        + ", ".join(f"{customers.names[column]} {_cell(customers, middles, row, column)}" for column in chosen)
        for row, segment in enumerate(report.segments)
    ]
    return figure, "Middle values. " + ". ".join(lines) + "."


def _middles(customers: Customers, labels: Labels, count: int) -> Floats:
    middles = np.full((count, len(customers.names)), np.nan)
    for label in range(count):
        members = customers.raw[labels == label]
        for column in range(middles.shape[1]):
            known = members[:, column][np.isfinite(members[:, column])]
            if len(known):
                middles[label, column] = np.median(known)
    return middles


def _apart(customers: Customers, middles: Floats) -> Floats:
    """How far each middle is from everybody's, in half the distance between their quarters; by ranks where all in
    the middle are alike."""
    apart = np.zeros_like(middles)
    for column in range(middles.shape[1]):
        known = customers.raw[:, column][np.isfinite(customers.raw[:, column])]
        if len(known) and np.ptp(known) > 0:
            low, middle, high = np.quantile(known, [0.25, 0.5, 0.75])
            spread = (high - low) / 2 or float(known.std())
            apart[:, column] = (middles[:, column] - middle) / spread
    return np.clip(apart, -FAR, FAR)


def _cell(customers: Customers, middles: Floats, row: int, column: int) -> str:
    return figure_of(float(middles[row, column]))


def _wrapped(name: str) -> str:
    words, lines = name.replace("$", r"\$").split(), [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + len(word) > 9:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines[:3])
