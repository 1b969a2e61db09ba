"""Zip files that are the same bytes whenever they are made: a file that holds no hour can be compared with its copy."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from io import BytesIO

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest hour a zip can name. PKWARE APPNOTE 4.4.6, https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT"""

_HOUR = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
"""Of the core properties, ECMA-376 part 2, 11: when a file was made and changed."""


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """(name, content) in their order -> the archive."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def timeless(office: BytesIO) -> bytes:
    """An Office file without the hours at which it, and the workbooks behind its charts, were made."""
    return zipped((name, _timeless(name, content)) for name, content in unzipped(office))


def _timeless(name: str, content: bytes) -> bytes:
    if name.endswith(".xlsx"):
        files = unzipped(BytesIO(content))
        return zipped((each, _HOUR.sub(rb"\g<1>1980-01-01T00:00:00Z", inner)) for each, inner in files)
    return content


def unzipped(archive: BytesIO) -> list[tuple[str, bytes]]:
    """-> (name, content) of each file, in the archive's order."""
    with zipfile.ZipFile(archive) as opened:
        return [(name, opened.read(name)) for name in opened.namelist()]
