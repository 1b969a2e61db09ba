"""Runs of text in a frame: sized, coloured, linked, and set in lines of an exact height."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Pt

from decks.design import COLOURS, LINE
from decks.visible import reads_leftward


@dataclass(frozen=True)
class Run:
    """Words that look the same; `link` is an address."""

    text: str
    size: float
    colour: str = "ink"
    bold: bool = False
    link: str = ""


Paragraph = Sequence[Run]


def colour(name: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(COLOURS[name]))  # type: ignore[no-untyped-call]


def tint(apart: float) -> RGBColor:
    """White in the middle, the whole colour of *less* at -1 and of *more* at 1."""
    far = bytes.fromhex(COLOURS["more" if apart > 0 else "less"])
    return RGBColor(*(round(255 + min(1.0, abs(apart)) * (each - 255)) for each in far))  # type: ignore[no-untyped-call]


def write(frame: Any, paragraphs: Sequence[Paragraph], *, middle: bool = False) -> None:
    """Fill a text frame; nothing in it grows or shrinks by itself."""
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if middle else MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    fill(frame, paragraphs)


def fill(frame: Any, paragraphs: Sequence[Paragraph]) -> None:
    """The paragraphs alone, for frames that keep their margins."""
    for place, runs in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.line_spacing = Pt(LINE * max(run.size for run in runs))
        paragraph.space_before = paragraph.space_after = Pt(0)
        paragraph.alignment = PP_ALIGN.LEFT
        if reads_leftward("".join(run.text for run in runs)):
            paragraph.alignment = PP_ALIGN.RIGHT
            paragraph._p.get_or_add_pPr().set("rtl", "1")
        for run in runs:
            _add(paragraph, run)


def _add(paragraph: Any, run: Run) -> None:
    added = paragraph.add_run()
    added.text = run.text
    font = added.font
    font.size, font.bold = Pt(run.size), run.bold
    font.color.rgb = colour(run.colour)
    if run.link:
        added.hyperlink.address = run.link
