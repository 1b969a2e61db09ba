"""How our slides look: sizes in points, colours, one typeface that every office program has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

WIDTH, HEIGHT = 960.0, 540.0
"""Of a slide, 16:9."""
FONT = "Arial"
LINE = 1.2
"""Height of a line, in sizes of its letters."""


@dataclass(frozen=True)
class Box:
    """A place on a slide."""

    left: float
    top: float
    width: float
    height: float


MARGIN = 52.0
KICKER = Box(MARGIN, 30, 856, 20)
TITLE = Box(MARGIN, 50, 856, 70)
BODY = Box(MARGIN, 150, 856, 338)
"""What is under the title."""
NARROW = Box(MARGIN, 150, 590, 338)
"""The body beside a quotation or tiles."""
ASIDE = Box(666, 150, 242, 338)
SOURCES = Box(MARGIN, 98, 856, 390)
"""The same below a title of one line."""
FOOT = Box(MARGIN, 502, 856, 20)
COVER_TITLE = Box(MARGIN + 8, 120, 800, 170)
COVER_SUBTITLE = Box(MARGIN + 8, 318, 800, 70)

COLOURS: Mapping[str, str] = {
    "ink": "1F2933",
    "deep": "1F3A4D",
    "accent": "B4502B",
    "paper": "F6F4EF",
    "line": "D9DDE1",
    "soft": "55626E",
    "said": "1F5F6B",
    "reading": "8A5A00",
    "unknown": "5B6770",
    "met": "2E7D5B",
    "not met": "B23A48",
    "blank": "C3CAD1",
    "counted": "1F5F6B",
    "heard": "6FA3A8",
    "guess": "D8A24A",
    "white": "FFFFFF",
    "less": "4C9FCE",
    "more": "F0B345",
}
"""Name of a colour -> RGB. Those of words have a contrast of 4.5 to 1 on white and on paper."""

TITLE_SIZES = (28.0, 24.0, 20.0)
"""The largest at which a title fits on its lines is taken."""
COVER_SIZES = (44.0, 36.0, 28.0, 24.0)
TITLE_LINES, COVER_LINES = 2, 3
TEXT, SMALL, TINY = 15.0, 11.0, 10.0
KICKER_SIZE, TILE_SIZE = 12.0, 11.0
CELL = (6.0, 5.0)
"""Room left and right, above and below, in a cell."""
LABEL_WIDTH, SOURCE_WIDTH = 108.0, 96.0
"""Of the columns beside a line: where it comes from, and its sources."""
MOST_ROWS = 7
"""Lines on one slide: whoever listens reads no more."""
