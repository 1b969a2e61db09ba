"""What sets the segments apart, as a table of colours: each segment's usual value, or its share, beside everybody's."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from segments.pictures.style import INK, PAPER, QUIET, WIDTH, named, plain, sheet
from segments.report import Report
from segments.told import Apart

TITLE, EVERYBODY = "What sets the segments apart", "everybody"
FROM_BLUE_TO_ORANGE = LinearSegmentedColormap.from_list("apart", ["#4C9FCE", "#FFFFFF", "#F0B345"])
KINDS = "Typical is the one in the middle, average the mean, share how many of them have it."
BELOW = (
    "typical: the one in the middle · average: the mean · share: how many have it\n"
    "orange: more than everybody · blue: less"
)
BESIDE, LETTERS, LINES = 26, 13, 4
"""Letters of a line beside a row, and above a column; lines above a column."""
LABELS, COLUMN, ROW, LINE = 2.6, 1.0, 0.55, 0.17
"""Inches: what stands beside the rows, a column, a row, a line beside it."""


def heat_map(report: Report) -> tuple[Figure, str] | None:
    """-> (the picture, its words); None where there is nothing to show."""
    apart = report.apart
    if apart is None:
        return None
    columns = [named(each.number, each.name) for each in report.segments] + ([EVERYBODY] if apart.everybody else [])
    heads = [_above(each) for each in columns]
    tallest = max(each.count("\n") + 1 for each in heads)
    beside_rows = [_beside(each) for each in apart.features]
    row = max(ROW, LINE * max(each.count("\n") + 1 for each in beside_rows))
    figure, axes = sheet(TITLE, height=1.5 + 0.18 * tallest + row * len(apart.features))
    figure.set_figwidth(max(WIDTH, LABELS + COLUMN * len(columns)))
    beside = [0.0] if apart.everybody else []
    tints = [[*(row[place].apart for row in apart.rows), *beside] for place in range(len(apart.features))]
    axes.imshow(tints, cmap=FROM_BLUE_TO_ORANGE, vmin=-1, vmax=1, aspect="auto")
    for place, cells in enumerate(_cells(apart)):
        for column, words in enumerate(cells):
            axes.text(column, place, words, ha="center", va="center", color=INK, fontsize=10)
    if apart.everybody:
        axes.axvline(len(apart.rows) - 0.5, color=PAPER, linewidth=6)
    axes.set_yticks(range(len(apart.features)), beside_rows, color=INK, fontsize=9)
    axes.set_xticks(range(len(columns)), heads, color=INK, fontsize=9)
    axes.xaxis.tick_top()
    axes.set_title(TITLE, loc="left", color=INK, fontsize=13, fontweight="bold", pad=14)
    axes.set_xlabel(BELOW, color=QUIET, fontsize=10)
    for side in axes.spines.values():
        side.set_visible(False)
    return figure, f"{KINDS} {_in_words(report, apart)}"


def _cells(apart: Apart) -> list[list[str]]:
    """A row for each measure, a column for each segment and for everybody."""
    return [
        [*(row[place].words for row in apart.rows), *apart.everybody[place : place + 1]]
        for place in range(len(apart.features))
    ]


def _in_words(report: Report, apart: Apart) -> str:
    """Measure by measure, the most telling first."""
    names = [each.name for each in report.segments] + [EVERYBODY]
    told = (
        f"{feature}: " + ", ".join(f"{name} {words}" for name, words in zip(names, cells, strict=False))
        for feature, cells in zip(apart.features, _cells(apart), strict=True)
    )
    return ". ".join(told) + "."


def _above(name: str) -> str:
    return _clipped(wrap(name, LETTERS), LINES)


def _beside(feature: str) -> str:
    """Two lines at most, and below them which figure it is and of how many."""
    said, bracket, figure = feature.rpartition(" (")
    name, kind = (said, f"({figure}") if bracket else ("", feature)
    return plain("\n".join([*filter(None, [_clipped(wrap(name, BESIDE), 2)]), *wrap(kind, BESIDE)]))


def _clipped(lines: Sequence[str], most: int) -> str:
    return "\n".join(lines[:most]) + ("…" if len(lines) > most else "")
