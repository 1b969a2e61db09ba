"""A deck as a `.pptx` file: the only door to python-pptx for writing. https://python-pptx.readthedocs.io"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

from pptx import Presentation
from pptx.presentation import Presentation as Document
from pptx.slide import SlideLayout

from decks import design
from decks.archive import timeless
from decks.deck import Deck
from decks.design import COVER_SUBTITLE, COVER_TITLE
from decks.fitting import fitted
from decks.paging import pages
from decks.powerpoint.drawing import Drawing
from decks.powerpoint.slides import draw
from decks.powerpoint.sources import draw_sources
from decks.powerpoint.text import Run, write
from decks.powerpoint.theme import dressed


def pptx(deck: Deck) -> bytes:
    """-> the file."""
    document = Presentation()
    cover, plain = dressed(document)
    drawing = Drawing(document, plain, deck)
    _cover(document, cover, deck)
    for page in pages(deck):
        draw(drawing, page)
    draw_sources(drawing)
    _described(document, deck)
    out = BytesIO()
    document.save(out)
    return timeless(out)


def _cover(document: Document, layout: SlideLayout, deck: Deck) -> None:
    slide = document.slides.add_slide(layout)
    title = fitted(deck.title, COVER_TITLE.width, design.COVER_SIZES, design.COVER_LINES, bold=True)
    write(slide.shapes.title.text_frame, [[Run(title.text, title.size, "white", bold=True)]])
    subtitle = fitted(deck.subtitle, COVER_SUBTITLE.width, (18.0, 14.0), 2)
    lines = [[Run(subtitle.text, subtitle.size, "white")], [Run(deck.caution, 14.0, "white")]]
    write(slide.placeholders[1].text_frame, lines)
    if not title.whole:
        slide.notes_slide.notes_text_frame.text = f"{deck.in_full}: {deck.title}"


def _described(document: Document, deck: Deck) -> None:
    about = document.core_properties
    about.title, about.author, about.last_modified_by = deck.title[:250], "Segue", "Segue"
    about.subject, about.language, about.keywords, about.comments = deck.subtitle[:250], deck.language, "", ""
    if deck.made_on:
        about.created = about.modified = datetime.fromisoformat(deck.made_on).replace(tzinfo=UTC)
