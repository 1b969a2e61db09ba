"""What a file is, going by its bytes; its name only tells kinds of text apart."""

from __future__ import annotations

import io
import zipfile
from typing import Literal

from errors import MaterialError

Kind = Literal["pdf", "docx", "pptx", "html", "csv", "text"]
MOST_UNPACKED = 200_000_000
MOST_MEMBERS = 5_000
KINDS = "I can read PDF, Word, PowerPoint, web pages, plain text, Markdown and CSV."


def kind_of(data: bytes, name: str) -> Kind:
    """Raises MaterialError for what is empty, unknown, or packed to burst."""
    if not data.strip():
        raise MaterialError("It is empty.")
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    if b"\0" in data[:4096]:
        raise MaterialError(KINDS)
    start = data[:2048].lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")) or name.lower().endswith((".html", ".htm")):
        return "html"
    return "csv" if name.lower().endswith(".csv") else "text"


def _packed(data: bytes) -> Kind:
    """A Word or PowerPoint document is a zip archive; its sizes are added up before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise MaterialError("It is broken, and could not be read.") from error
    if len(members) > MOST_MEMBERS or sum(each.file_size for each in members) > MOST_UNPACKED:
        raise MaterialError("Unpacked it would be far too large, so I left it alone.")
    names = {each.filename for each in members}
    if "word/document.xml" in names:
        return "docx"
    if "ppt/presentation.xml" in names:
        return "pptx"
    raise MaterialError(f"It is an archive of something else. {KINDS}")
