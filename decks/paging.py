"""From slides as they are meant to pages on which everything fits: what is left over goes on on a further page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

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
    tiling: Tiling | None = None
    notes: str = ""


GAP = 12.0
COLUMNS, TILE_ROWS = 3, 2


@dataclass(frozen=True)
class Tiling:
    """Where tiles stand, in two rows below a band of lines."""

    band: Box
    top: float
    height: float
    """Of one tile."""
    edge: float
    """Above its letters."""
    space: float
    """Below its criterion and verdict."""
    width: float = (BODY.width - 2 * GAP) / COLUMNS

    @property
    def room(self) -> float:
        """Height that is left for what a tile says."""
        return self.height - self.edge - height_of(1, TILE_HEADING) - height_of(1, self.space) - CELL[1]


TILE_HEADING = 13.0
TILE_SIZES = (15.0, 13.0, 12.0, design.TILE_SIZE)
ROOMY = Tiling(Box(design.MARGIN, 140, 856, 66), top=214, height=128, edge=12, space=6)
TIGHT = Tiling(Box(design.MARGIN, 140, 856, 150), top=298, height=90, edge=8, space=2)
"""Below a band of more lines, which begins higher where the title has one line."""
ONE_LINE = 28.0
"""How much higher that is."""
QUOTE_SIZES = (18.0, 16.0, 14.0)
TABLE_SIZE = 13.0
SHORT_COLUMN = 92.0
MOST_BARS = 10
"""Categories of a chart on one slide."""
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
        yield from _of_chart(first, slide.chart, continued)
        return
    if slide.table is not None:
        yield from _of_table(first, slide.table, continued)
        return
    quote = None if slide.tiles else _fitting_quote(slide.quote)
    tiling = _tiling(slide, title) if slide.tiles else None
    body = tiling.band if tiling else NARROW if quote else BODY
    rows = fitting_rows(slide.groups, body)
    most = _lines_on_each(rows, body.height)
    fit, rest = taken(rows, body.height, most)
    yield replace(first, rows=tuple(fit), body=body, quote=quote, tiles=slide.tiles, tiling=tiling)
    rest = measured_anew(rest, BODY)
    while rest:
        fit, rest = taken(rest, BODY.height, most)
        yield replace(first, kicker=f"{name} ({continued})", rows=tuple(fit))


def _tiling(slide: Slide, title: Fitted) -> Tiling:
    """Roomy tiles, unless the lines above them need more of the slide."""
    if slides_for(fitting_rows(slide.groups, ROOMY.band), ROOMY.band.height) <= 1:
        return ROOMY
    if len(wrapped(title.text, TITLE.width, title.size, bold=True)) > 1:
        return TIGHT
    band = TIGHT.band
    return replace(TIGHT, band=Box(band.left, band.top - ONE_LINE, band.width, band.height + ONE_LINE))


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
    """The first column and those of short words are narrow; the last takes what is left. With tints, all are alike."""
    first, others = 190.0, len(table.header) - 1
    if table.tints:
        return [first, *[(width - first) / others] * others]
    short = [SHORT_COLUMN] * (others - 1)
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
    header = tuple(_short(text, width, True) for text, width in zip(table.header, widths, strict=True))
    kicker, tints = first.kicker, table.tints
    while rows:
        used, at = row_height(header, widths, bold=True), 0
        while at < len(rows) and (at == 0 or used + row_height(rows[at], widths) <= BODY.height):
            used += row_height(rows[at], widths)
            at += 1
        yield replace(first, kicker=kicker, table=Table(header=header, rows=tuple(rows[:at]), tints=tints[:at]))
        rows, tints, kicker = rows[at:], tints[at:], f"{first.kicker} ({continued})"


def _of_chart(first: Page, chart: Chart, continued: str) -> Iterator[Page]:
    """Bars that can be read, on as many slides as they need, with one axis."""
    slides = ceil(len(chart.categories) / MOST_BARS)
    if slides <= 1:
        yield first
        return
    each = ceil(len(chart.categories) / slides)
    longest = max(value for series in chart.series for value in series.values)
    for at in range(0, len(chart.categories), each):
        series = tuple(one.model_copy(update={"values": one.values[at : at + each]}) for one in chart.series)
        shown = {"categories": chart.categories[at : at + each], "series": series, "longest": longest}
        kicker = f"{first.kicker} ({continued})" if at else first.kicker
        yield replace(first, kicker=kicker, chart=chart.model_copy(update=shown))


def _short(text: str, width: float, bold: bool) -> str:
    """What a cell holds; the notes have the rest."""
    return fitted(text, width - 2 * CELL[0], (TABLE_SIZE,), 5, bold).text


def tile_text(tile: Tile, tiling: Tiling) -> Fitted:
    """What a tile says, as far as it fits; the notes have all of it."""
    room = tiling.room - (height_of(2, design.TILE_SIZE) if tile.sources else 0)
    for size in TILE_SIZES[:-1]:
        shown = fitted(tile.text, tiling.width - 24, (size,), lines_in(room, size))
        if shown.whole:
            return shown
    return fitted(tile.text, tiling.width - 24, TILE_SIZES[-1:], lines_in(room, TILE_SIZES[-1]))
