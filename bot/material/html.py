"""A web page as sections: what it says, without menus and adverts. https://trafilatura.readthedocs.io"""

from __future__ import annotations

import trafilatura

from bot.material.text import decoded, text
from bot.material.unreadable import Place, Unreadable

__all__ = ["Unreadable", "html"]


def html(data: bytes) -> list[Place]:
    """Its text as Markdown, under the headings of the page."""
    found = trafilatura.extract(decoded(data), output_format="markdown", include_comments=False)
    return text(found.encode()) if found else []
