"""The last slides: every source, numbered, with a link to its message."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any

from decks import design
from decks.deck import Source
from decks.design import CELL, SOURCES
from decks.fitting import fitted, height_of, wrapped
from decks.powerpoint.drawing import Drawing, ruled
from decks.powerpoint.drawing import table as plain_table
from decks.powerpoint.slides import framed
from decks.powerpoint.text import Run, fill

WIDTHS = (46.0, 250.0, 400.0, 160.0)
SIZE = 11.0
MOST_LINES = 4


def draw_sources(drawing: Drawing) -> None:
    """As many slides as the sources need."""
    left, kicker = list(drawing.deck.sources), drawing.deck.sources_name
    most = _on_each(left)
    while left:
        taken = min(most, _fitting(left))
        slide = framed(drawing, kicker, drawing.deck.sources_name, design.TITLE_SIZES[0])
        _draw(slide, left[:taken])
        left, kicker = left[taken:], f"{drawing.deck.sources_name} ({drawing.deck.continued})"


def _on_each(sources: Sequence[Source]) -> int:
    """Shared out evenly over as many slides as they need."""
    left, slides = list(sources), 0
    while left:
        left, slides = left[_fitting(left) :], slides + 1
    return ceil(len(sources) / max(1, slides))


def _fitting(sources: Sequence[Source]) -> int:
    """How many of the first fit on one slide; one at least."""
    used = 0.0
    for place, source in enumerate(sources):
        used += _height(source)
        if place and used > SOURCES.height:
            return place
    return len(sources)


def _cells(source: Source) -> tuple[str, str, str, str]:
    said = ", ".join(filter(None, (source.who, source.when)))
    texts = (f"[{source.mark}]", source.question, f"“{source.quote}”" if source.quote else source.told, said)
    columns = zip(texts, WIDTHS, strict=True)
    shown = [fitted(text, width - 2 * CELL[0], (SIZE,), MOST_LINES).text for text, width in columns]
    return shown[0], shown[1], shown[2], shown[3]


def _height(source: Source) -> float:
    columns = zip(_cells(source), WIDTHS, strict=True)
    lines = max(len(wrapped(text, width - 2 * CELL[0], SIZE)) for text, width in columns)
    return height_of(lines, SIZE) + 2 * CELL[1]


def _draw(slide: Any, taken: Sequence[Source]) -> None:
    drawn = plain_table(slide, WIDTHS, [_height(each) for each in taken], SOURCES)
    for place, source in enumerate(taken):
        for column, words in enumerate(_cells(source)):
            cell = drawn.cell(place, column)
            link = source.link if column == 0 else ""
            fill(cell.text_frame, [[Run(words, SIZE, "said" if column == 0 else "ink", bold=column == 0, link=link)]])
            ruled(cell)
