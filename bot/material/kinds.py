"""What a file is, going by its bytes; its name only tells kinds of text apart."""

from __future__ import annotations

import io
import zipfile
from typing import Literal

from bot.material.text import UTF_16
from bot.material.unreadable import BROKEN, LOCKED, Unreadable

Kind = Literal["pdf", "docx", "pptx", "html", "csv", "text"]
MOST_UNPACKED = 200_000_000
MOST_MEMBERS = 5_000
KINDS = "I can read PDF, Word, PowerPoint, web pages, plain text, Markdown and CSV."
TO_BURST = "Unpacked it would be far too large, so I left it alone."
OLD_OFFICE = "It is in a form that Office wrote before 2007. Saved as .docx or .pptx it works."
WORKBOOK = "It is an Excel workbook. A sheet of it saved as CSV works."
ARCHIVE = f"It is an archive of something else. {KINDS}"
RICH_TEXT = "It is rich text (RTF). Saved as .docx it works."
_OLD, _ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "EncryptedPackage".encode("utf-16-le")
"""Office before 2007, and what a Word document of today is put into when it gets a password (MS-OFFCRYPTO)."""


def kind_of(data: bytes, ending: str) -> Kind:
    """`ending` of its name, without the dot. Raises Unreadable for what is empty, unknown, or packed to burst."""
    if not data.strip():
        raise Unreadable("It is empty.")
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    if data.startswith(_OLD):
        raise Unreadable(LOCKED if _ENCRYPTED in data else OLD_OFFICE)
    if data.startswith(b"{\\rtf"):
        raise Unreadable(RICH_TEXT)
    if b"\0" in data[:4096] and not data.startswith(UTF_16):
        raise Unreadable(KINDS)
    start = data[:2048].lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")) or ending in ("html", "htm"):
        return "html"
    return "csv" if ending == "csv" else "text"


def _packed(data: bytes) -> Kind:
    """A Word or PowerPoint document is a zip archive; its sizes are added up before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise Unreadable(BROKEN) from error
    if len(members) > MOST_MEMBERS or sum(each.file_size for each in members) > MOST_UNPACKED:
        raise Unreadable(TO_BURST)
    names = {each.filename for each in members}
    if "word/document.xml" in names:
        return "docx"
    if "ppt/presentation.xml" in names:
        return "pptx"
    raise Unreadable(WORKBOOK if "xl/workbook.xml" in names else ARCHIVE)
