"""How large each segment is, and how much of the money it brings."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from segments.meanings import clipped
from segments.pictures.style import INK, LINE, QUIET, colour, named, plain, sheet
from segments.report import Report
from segments.shares import in_percent, percent
from segments.telling import money_in
from segments.told import Segment

TITLE = "How large the segments are"
ROUNDED = "rounded"
WITH_MONEY = "How large the segments are, and what they bring"


def sizes(report: Report) -> tuple[Figure, str]:
    """-> (the picture, its words)."""
    segments = report.segments
    money = all(each.value_share is not None for each in segments)
    figure, axes = sheet(WITH_MONEY if money else TITLE, height=1.8 + 0.62 * len(segments))
    places = np.arange(len(segments), dtype=float)
    thick = 0.36 if money else 0.6
    _bars(axes, places - (thick / 2 if money else 0), [each.share for each in segments], segments, thick, pale=False)
    if money:
        values = [each.value_share or 0.0 for each in segments]
        _bars(axes, places + thick / 2, values, segments, thick, pale=True)
        beside = f"dark: share of {report.whom}\npale: share of {plain(clipped(money_in(report)))}"
    else:
        beside = f"share of {report.whom}"
    axes.set_xlabel(f"{beside}{_rounded(segments)}", color=QUIET, fontsize=10)
    axes.set_yticks(places, [named(each.number, each.name) for each in segments], color=INK)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.invert_yaxis()
    axes.margins(x=0.12)
    return figure, f"Bars{_rounded(segments)}. " + " ".join(_told(each, report) for each in segments)


def _rounded(segments: Sequence[Segment]) -> str:
    """Said where shares of the whole, as they are told, do not add up to it."""
    for shares in ([each.share for each in segments], [each.value_share for each in segments]):
        known = [each for each in shares if each is not None]
        if known and abs(sum(known) - 1) < 1e-9 and abs(sum(map(in_percent, known)) - 100) > 1e-6:
            return f" ({ROUNDED})"
    return ""


def _bars(
    axes: object, places: np.ndarray, shares: Sequence[float], segments: Sequence[Segment], thick: float, *, pale: bool
) -> None:
    colours = [colour(each.number) for each in segments]
    bars = axes.barh(  # type: ignore[attr-defined]
        places, shares, height=thick * 0.92, color=colours, alpha=0.45 if pale else 1.0, edgecolor=LINE, linewidth=0.5
    )
    axes.bar_label(bars, [percent(share) for share in shares], padding=4, color=INK, fontsize=10)  # type: ignore[attr-defined]


def _told(segment: Segment, report: Report) -> str:
    money = "" if segment.value_share is None else f", {percent(segment.value_share)} of {money_in(report)}"
    return f"{segment.number} {segment.name}: {percent(segment.share)} of {report.whom}{money}."
