"""PDF as sections, a page each. https://pypdf.readthedocs.io"""

from __future__ import annotations

import io

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from bot.material.unreadable import Place, Unreadable

MOST_PAGES = 300


def pdf(data: bytes) -> list[Place]:
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("It is locked with a password.")
        pages = reader.pages[:MOST_PAGES]
        return [{"place": f"page {number}", "text": page.extract_text()} for number, page in enumerate(pages, 1)]
    except PyPdfError as error:
        raise Unreadable("It is broken, and could not be read.") from error
