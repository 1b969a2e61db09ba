"""Dropped files become passages; what is broken, locked, hollow or packed to burst is told in a sentence."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest
from docx import Document
from pptx import Presentation
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from bot.material.reading import read_bytes
from errors import MaterialError

RULE = "Most money left in the account at the end of the year is lost."


def pdf(text: str, *, password: str = "") -> bytes:
    """One page that says `text`."""
    writer = PdfWriter()
    page = writer.add_blank_page(300, 300)
    font = {NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1")}
    font[NameObject("/BaseFont")] = NameObject("/Helvetica")
    fonts = DictionaryObject({NameObject("/F1"): DictionaryObject(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    content = DecodedStreamObject()
    content.set_data(f"BT /F1 8 Tf 10 200 Td ({text}) Tj ET".encode())
    page[NameObject("/Contents")] = writer._add_object(content)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def docx() -> bytes:
    document = Document()
    document.add_heading("Account", 1)
    document.add_paragraph(RULE)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "The deductible of the plan", "1,500 dollars"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pptx() -> bytes:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text, slide.placeholders[1].text = "Account", RULE
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def archive(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name.replace("__", "/"), data)
    return out.getvalue()


HTML = f"<html><body><article><h1>Account</h1><p>{RULE} Ask payroll for the form.</p></article></body></html>".encode()


@pytest.mark.parametrize(
    ("name", "data", "place"),
    [
        ("a.pdf", pdf(RULE), "page 1"),
        ("a.docx", docx(), "Account"),
        ("a.pptx", pptx(), "slide 1"),
        ("a.html", HTML, "Account"),
        ("a.md", f"# Account\n\n{RULE}\n".encode(), "Account"),
        ("a.txt", RULE.encode(), "beginning"),
        ("a.csv", f"rule,who\n{RULE},everybody\n".encode(), "row 1"),
        ("named wrongly.txt", pdf(RULE), "page 1"),
    ],
)
async def test_every_kind_is_read(name: str, data: bytes, place: str) -> None:
    found = await read_bytes(data, name, 3)
    assert any(RULE in passage.text and passage.place == place for passage in found)
    assert found[0].id == "m3.1"
    assert found == await read_bytes(data, name, 3), "the same material has the same ids"


async def test_a_table_of_a_document_is_read() -> None:
    assert any(
        "1,500 dollars" in each.text and each.place == "table 1" for each in await read_bytes(docx(), "a.docx", 1)
    )


def bomb() -> bytes:
    """A PDF whose page unpacks to 1.5 GB."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 50_000_000) for _ in range(30)) + packer.flush()
    head = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    head += b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
    stream = b"4 0 obj<</Filter/FlateDecode/Length %d>>stream\n" % len(packed) + packed + b"\nendstream endobj\n"
    return head + stream + b"trailer<</Root 1 0 R>>\n%%EOF"


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.pdf", pdf(RULE, password="secret"), "locked with a password"),
        ("a.pdf", b"%PDF-1.7 no more than that", "broken|no text"),
        ("a.pdf", pdf(""), "no text in it"),
        ("a.pdf", bomb(), "memory or time|broken|no text"),
        ("a.docx", archive(word__document__xml=b"x"), "something else|broken"),
        ("a.docx", archive(**{"word/document.xml": b"<broken"}), "broken"),
        ("a.docx", archive(**{"word/document.xml": b"0" * 250_000_000}), "far too large"),
        ("a.docx", b"PK\x03\x04 no archive", "broken"),
        ("a.docx", archive(notes=b"hello"), "archive of something else"),
        ("a.txt", b"", "empty"),
        ("a.txt", b"   \n", "empty"),
        ("a.bin", b"MZ\x00\x01\x02", "I can read PDF"),
        ("a.txt", b"x" * 20_000_001, "larger than 20 MB"),
    ],
)
async def test_what_cannot_be_read_is_told_in_a_sentence(name: str, data: bytes, told: str) -> None:
    with pytest.raises(MaterialError, match=told):
        await read_bytes(data, name, 1)


async def test_what_takes_too_long_is_left() -> None:
    with pytest.raises(MaterialError, match="longer than 0 seconds"):
        await read_bytes(pdf(RULE), "a.pdf", 1, seconds=0.001)


def test_the_samples_are_what_they_say() -> None:
    assert PdfReader(io.BytesIO(pdf(RULE, password="secret"))).is_encrypted
    assert len(bomb()) < 20_000_000
