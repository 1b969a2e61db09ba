"""Who moved from which segment to which since an earlier file."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from segments.pictures.style import INK, QUIET, colour, named, sheet
from segments.report import Report

TITLE = "Who moved since the earlier file"
MOST = 10
NOBODY = "no segment"
BORDERS = "counted by the borders the segments had then"


def movers(report: Report) -> tuple[Figure, str] | None:
    """-> (the picture, its words); None where nobody moved."""
    since = report.since
    if since is None or not since.moves:
        return None
    shown = since.moves[:MOST]
    numbers = {segment.name: segment.number for segment in report.segments}
    figure, axes = sheet(TITLE, height=1.6 + 0.66 * len(shown))
    places = np.arange(len(shown), dtype=float)
    # The colour is that of the segment they are in now.
    colours = [colour(numbers[each.after]) if each.after in numbers else QUIET for each in shown]
    bars = axes.barh(places, [each.customers for each in shown], height=0.6, color=colours)
    axes.bar_label(bars, [f"{each.customers:,}" for each in shown], padding=4, color=INK, fontsize=10)
    axes.set_yticks(
        places, [f"{_called(each.before, numbers)}\n→ {_called(each.after, numbers)}" for each in shown], color=INK
    )
    borders = f"\n{BORDERS}" if since.by_borders else ""
    axes.set_xlabel(f"{report.whom} who were in both files: {since.both or 0:,}{borders}", color=QUIET, fontsize=10)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.invert_yaxis()
    axes.margins(x=0.12)
    words = " ".join(f"{each.customers:,} from {each.before or NOBODY} to {each.after or NOBODY}." for each in shown)
    return figure, f"Bars{borders and f', {BORDERS}'}. {words}"


def _called(name: str, numbers: dict[str, int]) -> str:
    """With its number where it is still there."""
    return named(numbers.get(name), name or NOBODY)
