"""What every slide is drawn with: text boxes, plain shapes, tables of plain cells, references that lead somewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Document
from pptx.slide import SlideLayout
from pptx.util import Pt

from decks import design
from decks.deck import Deck, Kind, Line
from decks.design import CELL, Box
from decks.powerpoint.text import Paragraph, Run, colour, write

KIND_COLOURS = {
    Kind.SAID: "said",
    Kind.READING: "reading",
    Kind.UNKNOWN: "unknown",
    Kind.COUNTED: "said",
    Kind.METHOD: "unknown",
    Kind.WORDED: "said",
}
PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The table style without fills and borders."""


@dataclass(frozen=True)
class Drawing:
    """Where slides are added, and the deck they belong to."""

    document: Document
    layout: SlideLayout
    deck: Deck

    def references(self, marks: Sequence[str], size: float) -> list[Run]:
        """`[a1] [a4]`, each leading to the message it stands for."""
        runs = []
        for mark in marks:
            runs += [Run(f"[{mark}]", size, "said", link=self.deck.by_mark[mark].link), Run(" ", size)]
        return runs[:-1]

    def beside(self, line: Line, size: float) -> list[Run]:
        """How a line is known, and its sources."""
        known = [Run(f"{line.basis} ", size, "soft")] if line.basis else []
        return [*known, *self.references(line.sources, size)]


def text(slide: Any, box: Box, paragraphs: Sequence[Paragraph], *, rightmost: bool = False) -> Any:
    """A text box."""
    shape = slide.shapes.add_textbox(Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height))
    write(shape.text_frame, paragraphs)
    if rightmost:
        for paragraph in shape.text_frame.paragraphs:
            paragraph.alignment = PP_ALIGN.RIGHT
    return shape


def plain_fill(shape: Any, name: str) -> None:
    """One colour, no outline, no shadow."""
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour(name)
    shape.line.fill.background()
    # The template's style of shapes brings a shadow along.
    shape._element.remove(shape._element.find(qn("p:style")))


def table(slide: Any, widths: Sequence[float], heights: Sequence[float], body: Box) -> Any:
    """A table without fills and borders."""
    place = Pt(body.left), Pt(body.top), Pt(sum(widths)), Pt(sum(heights))
    drawn = slide.shapes.add_table(len(heights), len(widths), *place).table
    drawn._tbl.tblPr.find(qn("a:tableStyleId")).text = PLAIN_TABLE
    drawn.first_row = drawn.horz_banding = False
    for column, width in zip(drawn.columns, widths, strict=True):
        column.width = Pt(width)
    for row, height in zip(drawn.rows, heights, strict=True):
        row.height = Pt(height)
        for cell in row.cells:
            cell.margin_left, cell.margin_right = Pt(CELL[0]), Pt(CELL[0])
            cell.margin_top, cell.margin_bottom = Pt(CELL[1]), Pt(CELL[1])
            # An empty cell is as high as the letters it would hold.
            cell.text_frame.paragraphs[0].font.size = Pt(design.TINY)
    return drawn


def ruled(cell: Any) -> None:
    """A thin line below."""
    properties = cell._tc.get_or_add_tcPr()
    line = properties.makeelement(qn("a:lnB"), {"w": "9525"})
    fill = line.makeelement(qn("a:solidFill"), {})
    fill.append(fill.makeelement(qn("a:srgbClr"), {"val": design.COLOURS["line"]}))
    line.append(fill)
    properties.append(line)
