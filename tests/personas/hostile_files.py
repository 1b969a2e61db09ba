"""Files as nobody should make them: locked, hollow, endless, packed to burst. Each is made here, and is really that."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from docx import Document
from pptx import Presentation
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

RULE = "Most money left in the account at the end of the year is lost."
WORD = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a file of Office before 2007 begins."""
CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"


def pdf(text: str, *, pages: int = 1, password: str = "", owner: str | None = None) -> bytes:
    """Each of its pages says `text`; with an `owner`'s password alone anybody may read it."""
    writer = PdfWriter()
    page = writer.add_blank_page(300, 300)
    font = {NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1")}
    font[NameObject("/BaseFont")] = NameObject("/Helvetica")
    fonts = DictionaryObject({NameObject("/F1"): DictionaryObject(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    content = DecodedStreamObject()
    content.set_data(f"BT /F1 8 Tf 10 200 Td ({text}) Tj ET".encode())
    page[NameObject("/Contents")] = writer._add_object(content)
    if pages > 1:
        one, writer = written(writer), PdfWriter()
        page = PdfReader(io.BytesIO(one)).pages[0]
        for _ in range(pages):
            writer.add_page(page)
    if password or owner:
        writer.encrypt(password, owner, algorithm="RC4-128")
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def objects(*each: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalogue."""
    out, at = b"%PDF-1.4\n", []
    for number, content in enumerate(each, 1):
        at.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in at)
    head = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n" % (len(each) + 1, table)
    return out + head + b"<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(each) + 1, trailer, len(out))


def page_with(stream: bytes) -> bytes:
    """A PDF with one page, which is `stream`."""
    content = b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(stream), stream)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"
    return objects(CATALOGUE, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, content)


def pdf_bomb() -> bytes:
    """Its page unpacks to 1.5 GB."""
    block, packer, check = b" " * 50_000_000, zlib.compressobj(wbits=-15), 1
    packed = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    for _ in range(30):
        check = zlib.adler32(block, check)
    return page_with(b"\x78\x9c" + packed * 30 + packer.flush() + struct.pack(">I", check))


def pdf_that_holds_itself() -> bytes:
    """Its pages are the pages of itself, twice each time."""
    middle = b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R 2 0 R]/Count 2>>"
    return objects(CATALOGUE, b"<</Type/Pages/Kids[3 0 R]/Count 2>>", middle)


def pdf_of_doublings() -> bytes:
    """Forty folders of pages, each holding the next one twice: a million million pages."""
    folders = [b"<</Type/Pages/Count 9/Kids[%d 0 R %d 0 R]>>" % (next, next) for next in range(3, 43)]
    return objects(CATALOGUE, *folders, b"<</Type/Page/MediaBox[0 0 9 9]>>")


def pdf_locked_as_today() -> bytes:
    """With AES-256, which takes a library to open that Segue does without."""
    key = b"/O<%s>/U<%s>/OE<%s>/UE<%s>/Perms<%s>" % (b"ab" * 48, b"cd" * 48, b"ef" * 32, b"12" * 32, b"34" * 16)
    how = b"/CF<</StdCF<</CFM/AESV3/AuthEvent/DocOpen/Length 32>>>>/StmF/StdCF/StrF/StdCF"
    lock = b"<</Filter/Standard/V 5/R 6/Length 256/P -4%s%s>>" % (key, how)
    page = b"<</Type/Page/MediaBox[0 0 9 9]/Parent 2 0 R>>"
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return objects(CATALOGUE, pages, page, lock, trailer=b"/Encrypt 4 0 R/ID[<00><00>]")


def docx(document_xml: bytes | None = None) -> bytes:
    """A rule and a table; or whatever `document_xml` says."""
    document = Document()
    document.add_heading("Account", 1)
    document.add_paragraph(RULE)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "The deductible of the plan", "1,500 dollars"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue() if document_xml is None else exchanged(out.getvalue(), "word/document.xml", document_xml)


def pptx(slides: int = 1) -> bytes:
    deck = Presentation()
    for _ in range(slides):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text, slide.placeholders[1].text = "Account", RULE
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def archive(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return out.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def exchanged(data: bytes, name: str, content: bytes) -> bytes:
    return archive({**unpacked(data), name: content})


def billion_laughs() -> bytes:
    """Ten entities, each of the one before ten times: three gigabytes of laughter in a Word document."""
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (number, b"&l%d;" % (number - 1) * 10) for number in range(1, 10))
    head = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "ha ha ha">%s]>' % laughs
    return docx(head + WORD % b"<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>")


def outside_entity(path: str) -> bytes:
    """A Word document that would like to read a file of the machine that reads it."""
    head = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file://%s">]>' % path.encode()
    said = b"<w:p><w:r><w:t>%s</w:t></w:r></w:p>"
    return docx(head + WORD % (said % RULE.encode() + said % b"The secret of the house is &x; and no other."))


def deep_word() -> bytes:
    return docx(WORD % (b"<w:p>" * 100_000 + b"</w:p>" * 100_000))


def deck_of_many(members: int) -> bytes:
    return archive({**unpacked(pptx()), **{f"ppt/media/{number}.bin": b"" for number in range(members)}})


def nested_deck() -> bytes:
    """A deck in a deck in a deck, and zeroes at the bottom."""
    data = b"0" * 20_000_000
    for _ in range(4):
        data = archive({"ppt/presentation.xml": data})
    return data


def lying_word() -> bytes:
    """Says of its text that it has 1,000 bytes, and unpacks to 60 million."""
    data = bytearray(docx(b" " * 60_000_000))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        (length,) = struct.unpack("<H", data[at + 28 : at + 30])
        if data[at + 46 : at + 46 + length] == b"word/document.xml":
            data[at + 24 : at + 28] = struct.pack("<I", 1000)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def locked_word() -> bytes:
    """What Word makes of a document with a password: a container of the old kind with one stream that says so."""
    return OLD_OFFICE + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 1000
