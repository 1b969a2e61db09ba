"""The words of whatever a study left as."""

from __future__ import annotations

import html
import io
import re
import zipfile


def words_of(data: bytes) -> str:
    """A deck is a zip of XML; everything else is text as it is."""
    return "\n".join(slides_of(data)) if data.startswith(b"PK") else data.decode()


def slides_of(deck: bytes) -> list[str]:
    """The words of each slide and each page of notes, as they stand in the file."""
    archive = zipfile.ZipFile(io.BytesIO(deck))
    pages = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")]
    return ["\n".join(html.unescape(each) for each in re.findall(r"<a:t>(.*?)</a:t>", page)) for page in pages]
