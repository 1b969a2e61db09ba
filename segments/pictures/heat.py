"""What sets the segments apart, as a table of colours: each segment's usual value beside everybody's."""

from __future__ import annotations

from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from segments.pictures.style import INK, QUIET, named, sheet
from segments.report import Report

TITLE = "What sets the segments apart"
FROM_BLUE_TO_ORANGE = LinearSegmentedColormap.from_list("apart", ["#4C9FCE", "#FFFFFF", "#F0B345"])


def heat_map(report: Report) -> tuple[Figure, str] | None:
    """-> (the picture, its words); None where there are no numbers to show."""
    if report.apart is None:
        return None
    features, rows = report.apart.features, report.apart.rows
    figure, axes = sheet(TITLE, height=2.1 + 0.62 * len(report.segments))
    axes.imshow(
        [[cell.apart for cell in row] for row in rows], cmap=FROM_BLUE_TO_ORANGE, vmin=-1, vmax=1, aspect="auto"
    )
    for row, cells in enumerate(rows):
        for place, cell in enumerate(cells):
            axes.text(place, row, cell.words, ha="center", va="center", color=INK, fontsize=9)
    axes.set_yticks(range(len(report.segments)), [named(each.number, each.name) for each in report.segments], color=INK)
    axes.set_xticks(range(len(features)), [_wrapped(each) for each in features], color=INK, fontsize=9)
    axes.xaxis.tick_top()
    axes.set_title(TITLE, loc="left", color=INK, fontsize=13, fontweight="bold", pad=14)
    axes.set_xlabel(
        "typical: the one in the middle · average: the mean\norange: more than everybody · blue: less",
        color=QUIET,
        fontsize=10,
    )
    for side in axes.spines.values():
        side.set_visible(False)
    lines = [
        f"{segment.name}: " + ", ".join(f"{name} {cell.words}" for name, cell in zip(features, cells, strict=True))
        for segment, cells in zip(report.segments, rows, strict=True)
    ]
    return figure, "Typical is the one in the middle, average the mean. " + ". ".join(lines) + "."


def _wrapped(name: str) -> str:
    """Three lines at most, and below them which figure it is and of how many."""
    said, bracket, figure = name.replace("$", r"\$").rpartition("(")
    last = f"{bracket}{figure}".replace(", ", ",\n").split("\n")
    lines = [""]
    for word in said.split():
        if lines[-1] and len(lines[-1]) + len(word) > 9:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join([*(lines[:3] if lines[0] else []), *last])
