"""PDF as sections, a page each. https://pypdf.readthedocs.io"""

from __future__ import annotations

import io

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from bot.material.unreadable import BROKEN, LOCKED, Read, Unreadable

MOST_PAGES = 300


def pdf(data: bytes) -> Read:
    """At most MOST_PAGES pages, and how many there are."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable(LOCKED)
        pages = reader.pages[:MOST_PAGES]
        places = [{"place": f"page {number}", "text": page.extract_text()} for number, page in enumerate(pages, 1)]
        return places, len(reader.pages)
    # Some locks need a library that is not here; to whoever dropped the file it is locked all the same.
    except DependencyError as error:
        raise Unreadable(LOCKED) from error
    except PyPdfError as error:
        raise Unreadable(BROKEN) from error
