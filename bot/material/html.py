"""A web page as sections: what it says, without menus and adverts. https://trafilatura.readthedocs.io"""

from __future__ import annotations

import re

import trafilatura

from bot.material.text import decoded, text
from bot.material.unreadable import Read, Unreadable
from errors import LOGIN

LITTLE = 400
"""Characters: a page that asks for a password and says no more than that is the door, not the page."""
_PASSWORD = re.compile(rb"<input\b[^>]{0,500}\btype\s*=\s*[\"']?password\b", re.I)


def html(data: bytes) -> Read:
    """Its text as Markdown, under the headings of the page."""
    found = trafilatura.extract(decoded(data), output_format="markdown", include_comments=False)
    if len(found or "") < LITTLE and _PASSWORD.search(data):
        raise Unreadable(LOGIN)
    return text(found.encode()) if found else ([], 0)
