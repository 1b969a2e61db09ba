"""What stands under a title: rows with what they rest on, tiles, a quotation, a native chart, a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Pt

from decks import design, paging
from decks.deck import Chart, Table, Tile
from decks.design import ASIDE, BODY, CELL, Box
from decks.fitting import fitted
from decks.paging import FittedQuote, Tiling
from decks.powerpoint.drawing import KIND_COLOURS, Drawing, plain_fill, ruled, text
from decks.powerpoint.drawing import table as plain_table
from decks.powerpoint.text import Run, colour, fill, tint
from decks.rows import HEADING_SIZE, Row, lowered, text_column

LONGEST_CATEGORY = 230.0
"""Width of a line of a bar's name, in points: two of them, and all of it is said of whoever cannot see the chart."""


def draw_rows(drawing: Drawing, slide: Any, rows: Sequence[Row], body: Box) -> None:
    """A table: where a line comes from, what it says, its sources. Whoever edits it finds ordinary cells."""
    if not rows:
        return
    columns = [design.LABEL_WIDTH, text_column(body.width) + 2 * CELL[0], design.SOURCE_WIDTH]
    table = plain_table(slide, columns, [row.height for row in rows], body)
    for place, row in enumerate(rows):
        label, said, beside = (table.cell(place, column) for column in range(3))
        if row.line is None:
            label.merge(beside)
            fill(label.text_frame, [[Run(row.heading, HEADING_SIZE, "deep", bold=True)]])
            ruled(label)
            continue
        line = row.line
        named = Run(line.label, design.SMALL, KIND_COLOURS[line.kind], bold=True)
        fill(label.text_frame, [[named]])
        label.margin_top = Pt(CELL[1] + lowered(row.size))
        fill(said.text_frame, [[Run(line.text, row.size)]])
        if runs := drawing.beside(line, design.SMALL):
            fill(beside.text_frame, [runs])
            beside.margin_top = Pt(CELL[1] + lowered(row.size))


def draw_table(drawing: Drawing, slide: Any, table: Table) -> None:
    widths = paging.column_widths(table, BODY.width)
    drawn = plain_table(slide, widths, paging.table_heights(table), BODY)
    for place, row in enumerate((table.header, *table.rows)):
        for column, words in enumerate(row):
            cell = drawn.cell(place, column)
            bold = place == 0 or column == 0
            fill(cell.text_frame, [[Run(words, paging.TABLE_SIZE, "deep" if bold else "ink", bold=bold)]])
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            if table.tints and place and column:
                cell.fill.solid()
                cell.fill.fore_color.rgb = tint(table.tints[place - 1][column - 1])
            ruled(cell)


def draw_tiles(drawing: Drawing, slide: Any, tiles: Sequence[Tile], tiling: Tiling) -> None:
    """Six cards in two rows, each with its verdict in a colour and in words."""
    for number, tile in enumerate(tiles[: paging.COLUMNS * paging.TILE_ROWS]):
        row, column = divmod(number, paging.COLUMNS)
        left = BODY.left + column * (tiling.width + paging.GAP)
        top = tiling.top + row * (tiling.height + paging.GAP)
        _tile(drawing, slide, tile, tiling, Box(left, top, tiling.width, tiling.height))


def _tile(drawing: Drawing, slide: Any, tile: Tile, tiling: Tiling, box: Box) -> None:
    card = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height))
    plain_fill(card, "paper")
    stripe = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(box.left), Pt(box.top), Pt(box.width), Pt(4))
    plain_fill(stripe, "blank" if tile.verdict.value == "unknown" else tile.verdict.value)
    word = Run(f"   {tile.word}", design.SMALL, tile.verdict.value, bold=True)
    shown = paging.tile_text(tile, tiling)
    head = [Run(tile.heading, paging.TILE_HEADING, "deep", bold=True), word]
    paragraphs = [head, [Run(" ", tiling.space)], [Run(shown.text, shown.size)]]
    if tile.sources:
        paragraphs.append(drawing.references(tile.sources, design.TILE_SIZE))
    letters = Box(box.left + 12, box.top + tiling.edge, box.width - 24, box.height - tiling.edge - 4)
    text(slide, letters, paragraphs)


def draw_quote(drawing: Drawing, slide: Any, shown: FittedQuote) -> None:
    """Verbatim, with who said it and when, on a panel at the right."""
    source = drawing.deck.by_mark[shown.quote.source]
    said, width = f"“{shown.quote.text}”", ASIDE.width - 40
    panel = slide.shapes.add_shape(
        MSO_SHAPE.RECTANGLE, Pt(ASIDE.left), Pt(ASIDE.top), Pt(ASIDE.width), Pt(shown.height + 110)
    )
    plain_fill(panel, "paper")
    text(slide, Box(ASIDE.left + 20, ASIDE.top + 22, width, shown.height), [[Run(said, shown.size, "deep")]])
    who = [
        Run(f"{fitted(source.who, width, (12.0,), 2, bold=True).text} ", 12.0, "deep", bold=True),
        *drawing.references((source.mark,), 12.0),
    ]
    below = Box(ASIDE.left + 20, ASIDE.top + 22 + shown.height + 12, width, 60)
    text(slide, below, [who, [Run(source.when or " ", design.SMALL, "soft")]])


def draw_chart(drawing: Drawing, slide: Any, chart: Chart) -> None:
    """A native chart: its numbers can be opened and edited in PowerPoint."""
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = [_inert(fitted(each, LONGEST_CATEGORY, (12.0,), 2).text) for each in chart.categories]
    for series in chart.series:
        data.add_series(_inert(series.name), series.values)
    top, height = BODY.top + 24, BODY.height - 28
    text(slide, Box(BODY.left, BODY.top, BODY.width, 20), [[Run(chart.caption, 12.0, "soft")]])
    kind = XL_CHART_TYPE.BAR_STACKED if chart.stacked else XL_CHART_TYPE.BAR_CLUSTERED
    frame = slide.shapes.add_chart(kind, Pt(BODY.left), Pt(top), Pt(BODY.width), Pt(height), data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", _described(chart))
    _styled(frame.chart, chart)


def _inert(text: str) -> str:
    """A name in a chart's workbook, which takes what looks like a formula or an address for one."""
    return f" {text}" if re.match(r"[={]|\w+:", text) else text


def _styled(drawn: Any, chart: Chart) -> None:
    drawn.font.size, drawn.font.color.rgb = Pt(12), colour("ink")
    drawn.has_legend = True
    drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    across, down = drawn.value_axis, drawn.category_axis
    across.visible, across.has_major_gridlines, across.minimum_scale = False, False, 0
    down.reverse_order, down.format.line.color.rgb = True, colour("line")
    down.has_major_gridlines = False
    down.tick_labels.font.size = Pt(12)
    plot = drawn.plots[0]
    plot.gap_width, plot.overlap = 45, 100 if chart.stacked else 0
    if chart.longest:
        across.maximum_scale = chart.longest
    for series, given in zip(plot.series, chart.series, strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = colour(given.colour)
        series.invert_if_negative = False
        labels = series.data_labels
        # No label on an empty bar: a nought would stand on its neighbour.
        labels.show_value, labels.number_format_is_linked = True, False
        labels.font.size, labels.font.bold = Pt(11), True
        if chart.stacked:
            labels.number_format = '0;;""'
            labels.font.color.rgb = colour("ink" if given.colour in ("blank", "guess", "heard") else "white")
        else:
            labels.number_format, labels.position = f'General"{chart.unit}"', XL_LABEL_POSITION.OUTSIDE_END
            labels.font.color.rgb = colour("ink")


def _described(chart: Chart) -> str:
    """For whoever cannot see it: every number."""
    parts = []
    for place, category in enumerate(chart.categories):
        numbers = ", ".join(f"{series.name} {series.values[place]}{chart.unit}" for series in chart.series)
        parts.append(f"{category}: {numbers}")
    return f"{chart.caption}. {'; '.join(parts)}"[:2000]
