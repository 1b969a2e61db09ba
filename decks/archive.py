"""Zip files that are the same bytes whenever they are made: a file that holds no hour can be compared with its copy."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest hour a zip can name. PKWARE APPNOTE 4.4.6, https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT"""


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """(name, content) in their order -> the archive."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def unzipped(archive: BytesIO) -> list[tuple[str, bytes]]:
    """-> (name, content) of each file, in the archive's order."""
    with zipfile.ZipFile(archive) as opened:
        return [(name, opened.read(name)) for name in opened.namelist()]
