"""From slides as they are meant to pages on which everything fits: what is left over goes on on a further page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from decks import design
from decks.deck import Chart, Deck, Line, Part, Quote, Slide, Table, Tile
from decks.design import BODY, CELL, NARROW, TITLE, Box
from decks.fitting import Fitted, fitted, height_of, lines_in, wrapped
from decks.rows import Row, evenly, fitting_rows, measured_anew, slides_for, taken


@dataclass(frozen=True)
class FittedQuote:
    """A quotation in the size in which it fits, and the height it takes."""

    quote: Quote
    size: float
    height: float


@dataclass(frozen=True)
class Page:
    """One slide as it is drawn."""

    part: int
    kicker: str
    title: Fitted
    headline: Line
    rows: tuple[Row, ...] = ()
    body: Box = BODY
    quote: FittedQuote | None = None
    chart: Chart | None = None
    table: Table | None = None
    tiles: tuple[Tile, ...] = ()
    notes: str = ""


BAND = Box(design.MARGIN, 140, 856, 66)
"""What stands above the tiles."""
TILES = Box(design.MARGIN, 214, 856, 268)
GAP = 12.0
COLUMNS, TILE_ROWS = 3, 2
TILE = Box(0, 0, (TILES.width - 2 * GAP) / COLUMNS, (TILES.height - GAP) / TILE_ROWS)
TILE_SIZES = (15.0, 13.0, 12.0, design.TILE_SIZE)
TILE_HEAD = 42.0
"""Height of a tile's criterion and verdict."""
QUOTE_SIZES = (18.0, 16.0, 14.0)
TABLE_SIZE = 13.0
SHORT_COLUMN = 92.0
SPARE = 14.0
"""Height that a row of a short table gets besides what it needs."""


def pages(deck: Deck) -> list[Page]:
    """Everything after the cover and before the sources, in order."""
    return [page for part in deck.parts for slide in part.slides for page in _pages(part, slide, deck.continued)]


def _pages(part: Part, slide: Slide, continued: str) -> Iterator[Page]:
    name = f"{part.number} · {part.name}" if part.number else part.name
    title = fitted(slide.headline.text, TITLE.width, design.TITLE_SIZES, design.TITLE_LINES, bold=True)
    first = Page(part.number, name, title, slide.headline, notes=slide.notes, chart=slide.chart)
    if slide.chart is not None:
        yield first
        return
    if slide.table is not None:
        yield from _of_table(first, slide.table, continued)
        return
    quote = None if slide.tiles else _fitting_quote(slide.quote)
    body = BAND if slide.tiles else NARROW if quote else BODY
    rows = fitting_rows(slide.groups, body)
    most = _lines_on_each(rows, body.height)
    fit, rest = taken(rows, body.height, most)
    yield replace(first, rows=tuple(fit), body=body, quote=quote, tiles=slide.tiles)
    rest = measured_anew(rest, BODY)
    while rest:
        fit, rest = taken(rest, BODY.height, most)
        yield replace(first, kicker=f"{name} ({continued})", rows=tuple(fit))


def _lines_on_each(rows: Sequence[Row], height: float) -> int:
    """Shared out evenly, unless that needs one slide more."""
    fewest = slides_for(rows, height)
    even = evenly(rows, fewest)
    return even if slides_for(rows, height, even) <= fewest else design.MOST_ROWS


def _fitting_quote(quote: Quote | None) -> FittedQuote | None:
    """A quotation is shown whole or not at all."""
    if quote is None:
        return None
    width, height = design.ASIDE.width - 40, design.ASIDE.height - 130
    for size in QUOTE_SIZES:
        lines = len(wrapped(f"“{quote.text}”", width, size))
        if lines <= lines_in(height, size):
            return FittedQuote(quote, size, height_of(lines, size))
    return None


def column_widths(table: Table, width: float) -> list[float]:
    """The first column and those of short words are narrow; the last takes what is left."""
    short = [SHORT_COLUMN] * (len(table.header) - 2)
    first = 190.0
    return [first, *short, width - first - sum(short)]


def row_height(cells: Sequence[str], widths: Sequence[float], *, bold: bool = False) -> float:
    """`bold`: all of it is, as in the header; otherwise the first column alone."""
    columns = enumerate(zip(cells, widths, strict=True))
    lines = max(len(wrapped(text, width - 2 * CELL[0], TABLE_SIZE, bold or not at)) for at, (text, width) in columns)
    return height_of(lines, TABLE_SIZE) + 2 * CELL[1] + 4


def table_heights(table: Table) -> list[float]:
    """Of the header and each row; what a short table leaves free is shared out among its rows."""
    widths = column_widths(table, BODY.width)
    heights = [row_height(row, widths, bold=not place) for place, row in enumerate((table.header, *table.rows))]
    spare = min(SPARE, (BODY.height - sum(heights)) / len(heights))
    return [height + max(0.0, spare) for height in heights]


def _of_table(first: Page, table: Table, continued: str) -> Iterator[Page]:
    widths = column_widths(table, BODY.width)
    rows = [
        tuple(_short(text, width, not at) for at, (text, width) in enumerate(zip(row, widths, strict=True)))
        for row in table.rows
    ]
    kicker = first.kicker
    while rows:
        used, at = row_height(table.header, widths, bold=True), 0
        while at < len(rows) and (at == 0 or used + row_height(rows[at], widths) <= BODY.height):
            used += row_height(rows[at], widths)
            at += 1
        yield replace(first, kicker=kicker, table=Table(header=table.header, rows=tuple(rows[:at])))
        rows, kicker = rows[at:], f"{first.kicker} ({continued})"


def _short(text: str, width: float, bold: bool) -> str:
    """What a cell holds; the notes have the rest."""
    return fitted(text, width - 2 * CELL[0], (TABLE_SIZE,), 5, bold).text


def tile_text(tile: Tile) -> Fitted:
    """What a tile says, as far as it fits; the notes have all of it."""
    room = TILE.height - TILE_HEAD - 2 * CELL[1] - (height_of(2, design.TILE_SIZE) if tile.sources else 0)
    for size in TILE_SIZES[:-1]:
        shown = fitted(tile.text, TILE.width - 24, (size,), lines_in(room, size))
        if shown.whole:
            return shown
    return fitted(tile.text, TILE.width - 24, TILE_SIZES[-1:], lines_in(room, TILE_SIZES[-1]))
