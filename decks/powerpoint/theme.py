"""Our theme on python-pptx's own template: 16:9, our typeface and colours, two layouts and nothing else."""

from __future__ import annotations

import re
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Document
from pptx.slide import SlideLayout
from pptx.util import Emu, Pt

from decks.design import COLOURS, COVER_SUBTITLE, COVER_TITLE, FONT, HEIGHT, TITLE, WIDTH, Box
from decks.powerpoint.text import colour

_SLOTS = {
    "dk1": "ink", "lt1": "white", "dk2": "deep", "lt2": "paper", "accent1": "said", "accent2": "accent",
    "accent3": "guess", "accent4": "heard", "accent5": "met", "accent6": "not met", "hlink": "said", "folHlink": "soft",
}  # fmt: skip
COVER, PLAIN = "Title Slide", "Title Only"


def dressed(document: Document) -> tuple[SlideLayout, SlideLayout]:
    """-> (the layout of the cover, that of every other slide)."""
    before = document.slide_width, document.slide_height
    document.slide_width, document.slide_height = Pt(WIDTH), Pt(HEIGHT)
    _colours_and_fonts(document)
    kept = {layout.name: layout for layout in document.slide_layouts if layout.name in (COVER, PLAIN)}
    for layout in list(document.slide_layouts):
        if layout.name not in kept:
            document.slide_layouts.remove(layout)
    for holder in (document.slide_master, *kept.values()):
        _stretch(holder, before)
    cover, plain = kept[COVER], kept[PLAIN]
    _place(document.slide_master.placeholders[0], TITLE)
    for layout in kept.values():
        _without_furniture(layout)
    _place(plain.placeholders[0], TITLE)
    _left(plain.placeholders[0])
    cover.background.fill.solid()
    cover.background.fill.fore_color.rgb = colour("deep")
    for shape, box in zip(cover.placeholders, (COVER_TITLE, COVER_SUBTITLE), strict=False):
        _place(shape, box)
        _left(shape)
    return cover, plain


def _colours_and_fonts(document: Document) -> None:
    """python-pptx opens no door to the theme, so its XML is rewritten."""
    theme = document.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    xml = theme.blob.decode("utf-8")
    for slot, name in _SLOTS.items():
        new = f'<a:{slot}><a:srgbClr val="{COLOURS[name]}"/></a:{slot}>'
        xml = re.sub(rf"<a:{slot}>.*?</a:{slot}>", new, xml, flags=re.S)
    xml = re.sub(r'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{FONT}", xml)
    theme._blob = xml.encode("utf-8")


def _stretch(holder: Any, before: tuple[Any, Any]) -> None:
    """From the template's 4:3 to our size."""
    across, down = Pt(WIDTH) / before[0], Pt(HEIGHT) / before[1]
    for shape in holder.shapes:
        shape.left, shape.width = Emu(int(shape.left * across)), Emu(int(shape.width * across))
        shape.top, shape.height = Emu(int(shape.top * down)), Emu(int(shape.height * down))


def _place(shape: Any, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height)


def _left(shape: Any) -> None:
    """Titles begin at the left, at the top of their place."""
    body = shape.text_frame._txBody.find(qn("a:bodyPr"))
    for side in ("lIns", "rIns", "tIns", "bIns"):
        body.set(side, "0")
    body.set("anchor", "t")
    for paragraph in shape.text_frame.paragraphs:
        paragraph._p.get_or_add_pPr().set("algn", "l")
    for level in shape.text_frame._txBody.iter(qn("a:lvl1pPr")):
        level.set("algn", "l")


def _without_furniture(layout: SlideLayout) -> None:
    """Date, footer and number of the template: our slides have a foot of their own."""
    shapes: list[Any] = list(layout.placeholders)
    for shape in shapes:
        if shape.placeholder_format.idx >= 10:
            shape._element.getparent().remove(shape._element)
