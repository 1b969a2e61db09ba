"""A page as a slide: kicker, title, what the title rests on, and the body."""

from __future__ import annotations

from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from decks import design
from decks.deck import Line
from decks.design import BODY, FOOT, KICKER, MARGIN, TITLE, Box
from decks.fitting import ROOM, fitted, height_of, text_width, wrapped
from decks.paging import Page
from decks.powerpoint.bodies import draw_chart, draw_quote, draw_rows, draw_table, draw_tiles
from decks.powerpoint.drawing import KIND_COLOURS, Drawing, plain_fill, text
from decks.powerpoint.text import Run, write
from decks.visible import reads_leftward

NUMBER = (
    '<a:fld {} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
    '<a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld>'
)


def draw(drawing: Drawing, page: Page) -> None:
    """Add the slide."""
    slide = framed(drawing, page.kicker, page.title.text, page.title.size)
    under_title(drawing, slide, page)
    if page.chart is not None:
        draw_chart(drawing, slide, page.chart)
    elif page.table is not None:
        draw_table(drawing, slide, page.table)
    else:
        draw_rows(drawing, slide, page.rows, page.body)
    if page.tiling is not None:
        draw_tiles(drawing, slide, page.tiles, page.tiling)
    if page.quote is not None:
        draw_quote(drawing, slide, page.quote)
    whole = "" if page.title.whole else f"{drawing.deck.in_full}: {page.headline.text}\n\n"
    slide.notes_slide.notes_text_frame.text = whole + page.notes


def framed(drawing: Drawing, kicker: str, title: str, size: float) -> Any:
    """A slide with its title, the name of its part above, and the foot."""
    slide = drawing.document.slides.add_slide(drawing.layout)
    bar = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(0), Pt(0), Pt(10), Pt(design.HEIGHT))
    plain_fill(bar, "deep")
    write(slide.shapes.title.text_frame, [[Run(title, size, "deep", bold=True)]])
    above = fitted(kicker, KICKER.width, (design.KICKER_SIZE,), 1, bold=True).text
    text(slide, KICKER, [[Run(above, design.KICKER_SIZE, "accent", bold=True)]])
    _foot(drawing, slide)
    return slide


def under_title(drawing: Drawing, slide: Any, page: Page) -> None:
    """What the title rests on, in small letters right below it."""
    line, lines = page.headline, len(wrapped(page.title.text, TITLE.width, page.title.size, bold=True))
    top = TITLE.top + height_of(lines, page.title.size) + 6
    runs = [
        Run(f"{line.label}  ", design.SMALL, KIND_COLOURS[line.kind], bold=True),
        *drawing.beside(_as_fits(line), design.SMALL),
    ]
    box = Box(TITLE.left, top, TITLE.width, 16)
    text(slide, box, [runs], rightmost=reads_leftward(page.title.text))


def _as_fits(line: Line) -> Line:
    """With as many sources as stand on one line; the notes have all of them."""
    known, room = f"{line.label}   {line.basis} ", TITLE.width * ROOM
    kept = len(line.sources)
    while kept and text_width(known + " ".join(f"[{mark}]" for mark in line.sources[:kept]), design.SMALL, True) > room:
        kept -= 1
    return line.model_copy(update={"sources": line.sources[:kept]})


def _foot(drawing: Drawing, slide: Any) -> None:
    rule = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(MARGIN), Pt(FOOT.top - 6), Pt(BODY.width), Pt(0.75))
    plain_fill(rule, "line")
    words = fitted(f"{drawing.deck.title}  ·  {drawing.deck.caution}", FOOT.width - 60, (design.TINY,), 1).text
    text(slide, Box(FOOT.left, FOOT.top, FOOT.width - 60, FOOT.height), [[Run(words, design.TINY, "soft")]])
    number = text(slide, Box(FOOT.left + FOOT.width - 50, FOOT.top, 50, FOOT.height), [[Run(" ", design.TINY, "soft")]])
    paragraph = number.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT
    field = parse_xml(NUMBER.format(nsdecls("a")))
    run = paragraph._p.r_lst[0]
    field.replace(field.find("{*}rPr"), run.rPr)
    run.getparent().replace(run, field)
