"""How our pictures look: opaque, so that they read the same in a dark window and a light one, and safe for whoever
sees fewer colours (the palette of Okabe and Ito, https://jfly.uni-koeln.de/color/)."""

from __future__ import annotations

import io
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure

PAPER, INK, QUIET, LINE = "#FFFFFF", "#1D1C1D", "#5C5A5C", "#DAD8DA"
PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#56B4E9", "#7A6A00", "#6B6B6B")
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
DARKER = 0.6
WIDTH, HEIGHT, DOTS = 8.0, 4.8, 150
NAME_LENGTH = 34


def colour(number: int) -> str:
    """Of the segment with that number, in all pictures of all files: from the ninth on the same ones, darker."""
    again, place = divmod(number - 1, len(PALETTE))
    red, green, blue = (part * DARKER**again for part in to_rgb(PALETTE[place]))
    return to_hex((red, green, blue)).upper()


def marker(number: int) -> str:
    """Shifted by one for each time the colours begin again, so that no two look alike."""
    again, place = divmod(number - 1, len(PALETTE))
    return MARKERS[(place + again) % len(MARKERS)]


def sheet(title: str, *, height: float = HEIGHT) -> tuple[Figure, Axes]:
    """A picture with its finding as the title."""
    figure = Figure(figsize=(WIDTH, height), dpi=DOTS, facecolor=PAPER, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    axes.set_facecolor(PAPER)
    axes.set_title(plain(title), loc="left", color=INK, fontsize=13, fontweight="bold", pad=12)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(LINE)
    axes.tick_params(colors=QUIET, labelsize=10, length=0)
    return figure, axes


def png(figure: Figure) -> bytes:
    """The same picture is the same bytes."""
    held = io.BytesIO()
    figure.savefig(held, format="png", facecolor=PAPER, metadata={"Software": None})
    return held.getvalue()


def named(number: int | None, name: str) -> str:
    """`2 Once, long ago`, as short as a picture needs it."""
    text = name if number is None else f"{number} {name}"
    return plain(text if len(text) <= NAME_LENGTH else f"{text[: NAME_LENGTH - 1].rstrip()}…")


def listed(words: Sequence[str]) -> str:
    return ", ".join(words)


def plain(text: str) -> str:
    """matplotlib reads what stands between dollar signs as mathematics."""
    return text.replace("$", r"\$")
