"""Where the segments lie: everybody as a dot, put on paper so that as much as can be of what tells them apart is kept
(the first two principal components)."""

from __future__ import annotations

from textwrap import wrap

import numpy as np
from matplotlib.figure import Figure

from segments.measures import rank_correlation
from segments.pictures.style import INK, QUIET, colour, marker, named, plain, sheet
from segments.report import Report
from segments.shapes import Customers, Floats, Labels
from segments.shares import percent

TITLE, NEAR = "Where the segments lie", "Near each other means alike"
MOST, SEED, EDGE = 4000, 0, 0.01
"""Dots; and the share of the outermost that stand at the edge, so that a few do not squeeze all others together."""
AS_ONE, LINE_LENGTH = 0.9, 40
"""The rank correlation from which an axis is called by a measure; letters of a line beside it."""


def segment_map(customers: Customers, labels: Labels, report: Report) -> tuple[Figure, str]:
    """-> (the picture, its words)."""
    places, kept = _places(customers.scaled)
    shown = _sample(len(places))
    figure, axes = sheet(TITLE)
    for segment in report.segments:
        of_it = shown[labels[shown] == segment.label]
        axes.scatter(
            places[of_it, 0], places[of_it, 1], s=14, c=colour(segment.number), alpha=0.55, linewidths=0,
            marker=marker(segment.number), label=named(segment.number, segment.name),
        )  # fmt: skip
    for segment in report.segments:
        middle = np.median(places[labels == segment.label], axis=0)
        axes.annotate(
            str(segment.number), middle, color=INK, fontsize=12, fontweight="bold", ha="center", va="center",
            bbox={"boxstyle": "circle,pad=0.25", "fc": "white", "ec": colour(segment.number), "lw": 2},
        )  # fmt: skip
    across, up = (_direction(customers, labels, places[:, axis]) for axis in (0, 1))
    axes.set_xlabel(_arrow(across, NEAR), color=QUIET, fontsize=10)
    axes.set_ylabel(_arrow(up), color=QUIET, fontsize=10)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.legend(loc="center left", bbox_to_anchor=(1.0, 0.5), frameon=False, fontsize=10, labelcolor=INK)
    words = f"A map of {customers.count:,} {report.whom}, each a dot; it keeps {percent(kept)} of what sets them apart."
    words += f" {NEAR}."
    words += f" To the right: {across}." if across else ""
    words += f" Upwards: {up}." if up else ""
    return figure, words + " The segments: " + ", ".join(each.name for each in report.segments) + "."


def _arrow(direction: str, *below: str) -> str:
    return "\n".join([*wrap(plain(f"→ {direction}"), LINE_LENGTH), *below] if direction else below)


def _places(scaled: Floats) -> tuple[Floats, float]:
    """-> (two numbers for each, the share of all variance they keep)."""
    centred = scaled - scaled.mean(axis=0)
    _, strengths, directions = np.linalg.svd(centred.T @ centred, hermitian=True)
    directions = directions[:2] * np.where(directions[:2].sum(axis=1, keepdims=True) < 0, -1.0, 1.0)
    places = centred @ directions.T
    if places.shape[1] < 2:
        places = np.column_stack([places, np.zeros(len(places))])
    low, high = np.quantile(places, [EDGE / 2, 1 - EDGE / 2], axis=0)
    return np.clip(places, low, high), float(strengths[:2].sum() / max(strengths.sum(), 1e-12))


def _sample(count: int) -> np.ndarray:
    everybody = np.arange(count)
    return everybody if count <= MOST else np.sort(np.random.default_rng(SEED).choice(count, MOST, replace=False))


def _direction(customers: Customers, labels: Labels, along: Floats) -> str:
    """What grows along an axis: the number that goes with it most closely, where one all but is the axis and puts the
    segments in the same order as it does; most axes mix several."""
    best, strongest = "", AS_ONE
    for column, name in enumerate(customers.names):
        values = customers.raw[:, column]
        known = np.isfinite(values)
        together = rank_correlation(values[known], along[known])
        middles = [
            (np.median(values[known & (labels == label)]), np.median(along[known & (labels == label)]))
            for label in sorted(set(labels[known & (labels >= 0)].tolist()))
        ]
        of_middles = rank_correlation(*np.array(middles).reshape(-1, 2).T)
        if abs(together) >= strongest and of_middles * np.sign(together) > 1 - 1e-9:
            best, strongest = f"{'more' if together > 0 else 'less'} {name}", abs(together)
    return best
