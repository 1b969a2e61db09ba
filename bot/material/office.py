"""Word and PowerPoint documents as sections. https://python-docx.readthedocs.io, https://python-pptx.readthedocs.io"""

from __future__ import annotations

import io
from itertools import islice

from bot.material.unreadable import Place, Read

MOST_SLIDES = 300


def docx(data: bytes) -> Read:
    """Paragraphs under the heading above them, then tables, row by row."""
    from docx import Document

    document = Document(io.BytesIO(data))
    found, place, lines = list[Place](), "beginning", list[str]()
    for paragraph in document.paragraphs:
        style = paragraph.style.name if paragraph.style is not None else ""
        if (style or "").startswith(("Heading", "Title")) and paragraph.text.strip():
            found.append({"place": place, "text": "\n\n".join(lines)})
            place, lines = paragraph.text.strip()[:120], []
        else:
            lines.append(paragraph.text)
    found.append({"place": place, "text": "\n\n".join(lines)})
    for number, table in enumerate(document.tables, 1):
        rows = ["; ".join(cell.text.strip() for cell in row.cells) for row in table.rows]
        found.append({"place": f"table {number}", "text": "\n\n".join(rows)})
    return found, 0


def pptx(data: bytes) -> Read:
    """At most MOST_SLIDES slides, each with its notes, and how many there are."""
    from pptx import Presentation

    found, slides = list[Place](), Presentation(io.BytesIO(data)).slides
    for number, slide in enumerate(islice(slides, MOST_SLIDES), 1):
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            texts.append(slide.notes_slide.notes_text_frame.text)
        found.append({"place": f"slide {number}", "text": "\n\n".join(texts)})
    return found, len(slides)
