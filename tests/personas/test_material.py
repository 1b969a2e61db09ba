"""Dropped files become passages; what is broken, locked, hollow or packed to burst is told in a sentence."""

from __future__ import annotations

import io
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from bot.apart import NEEDED
from bot.material import child
from bot.material.child import MOST_TEXT
from bot.material.kinds import ARCHIVE, KINDS, OLD_OFFICE, RICH_TEXT, TO_BURST, WORKBOOK
from bot.material.reading import NO_TEXT, PICTURES, TOO_LARGE, read_bytes
from bot.material.unreadable import BROKEN, LOCKED, TOO_MUCH
from errors import LOGIN, MaterialError
from personas.passages import SHORTEST, Passage, Portion
from tests.personas import hostile_files as made
from tests.personas.hostile_files import RULE, archive, docx, pdf, pptx

HTML = f"<html><body><article><h1>Account</h1><p>{RULE} Ask payroll for the form.</p></article></body></html>".encode()
ROW = f"{RULE},everybody\n"


async def read(data: bytes, name: str, number: int = 3) -> tuple[Passage, ...]:
    return (await read_bytes(data, name, number)).passages


@pytest.mark.parametrize(
    ("name", "data", "place"),
    [
        ("a.pdf", pdf(RULE), "page 1"),
        ("may not be printed.pdf", pdf(RULE, owner="secret"), "page 1"),
        ("a.docx", docx(), "Account"),
        ("a.pptx", pptx(), "slide 1"),
        ("a.html", HTML, "Account"),
        ("a.md", f"# Account\n\n{RULE}\n".encode(), "Account"),
        ("a.txt", RULE.encode(), "beginning"),
        ("from Windows.txt", RULE.encode("utf-16"), "beginning"),
        ("a.csv", f"rule,who\n{ROW}".encode(), "row 1"),
        ("A.CSV", f"rule,who\n{ROW}".encode(), "row 1"),
        ("named wrongly.txt", pdf(RULE), "page 1"),
        ("named wrongly.docx", HTML, "Account"),
    ],
)
async def test_every_kind_is_read(name: str, data: bytes, place: str) -> None:
    found = await read(data, name)
    assert any(RULE in passage.text and passage.place == place for passage in found)
    assert found[0].id == "m3.1"
    assert found == await read(data, name), "the same material has the same ids"


async def test_a_table_of_a_document_is_read() -> None:
    assert any("1,500 dollars" in each.text and each.place == "table 1" for each in await read(docx(), "a.docx"))


PEOPLE = "Ask Anna Schmidt (anna.schmidt@firma.example, +49 151 23456789) or pay to DE89370400440532013000."
CUSTOMERS = "surname,mail,mobile,why they left\n" + "".join(
    f"{name},{name.lower()}{number}@mail.example,0171 23456{number},{RULE} Signed Anna Schmidt\n"
    for number, name in enumerate(["Okafor", "Nakamura", "Lindqvist", "Moreau", "Kowalska", "Haddad"], 10)
)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", pdf(f"{RULE} {PEOPLE}")),
        ("a.md", f"# {PEOPLE}\n\n{RULE} {PEOPLE}\n".encode()),
        ("a.html", HTML.replace(b"Ask payroll", f"{PEOPLE} Ask payroll".encode())),
        ("a.csv", CUSTOMERS.encode()),
    ],
)
async def test_people_in_a_document_are_in_no_passage(name: str, data: bytes) -> None:
    """A passage goes to a model, and stands on a card that others read."""
    told = "\n".join(f"{each.place} {each.text}" for each in await read(data, name))
    assert "Most money" in told
    assert "[name]" in told
    for somebody in ("Schmidt", "@", "151 234", "DE89", "Okafor", "kowalska", "0171"):
        assert somebody not in told


async def test_a_table_of_things_keeps_its_columns() -> None:
    """Plans have names too."""
    table = "name,price,rule\n" + "".join(
        f"{plan},{price},{RULE}\n" for plan, price in zip("ABCDEF", range(6), strict=True)
    )
    assert (await read(table.encode(), "plans.csv"))[0].text == f"name: A; price: 0; rule: {RULE}"


LONG: dict[str, tuple[Callable[[], bytes], Portion | None]] = {
    "2,000 pages.pdf": (lambda: pdf(RULE, pages=2000), Portion(read=300, of=2000, unit="pages")),
    "3 pages.pdf": (lambda: pdf(RULE, pages=3), None),
    "302 slides.pptx": (lambda: pptx(302), Portion(read=300, of=302, unit="slides")),
    "200,000 rows.csv": (
        lambda: f"rule,who\n{ROW * 200_000}".encode(),
        Portion(read=2000, of=200_000, unit="rows"),
    ),
    "12 million characters.txt": (
        lambda: RULE.encode() * 200_000,
        Portion(read=MOST_TEXT, of=len(RULE) * 200_000, unit="characters"),
    ),
}


@pytest.mark.parametrize("name", LONG)
async def test_a_long_file_is_read_in_part_and_tells_how_much(name: str) -> None:
    make, portion = LONG[name]
    sheet = await read_bytes(make(), name, 1)
    assert RULE in sheet.passages[0].text
    assert sheet.portion == portion


LOGIN_PAGE = b"<html><h1>Benefits</h1><p>Please sign in.</p><form><input name=a><input type='password'></form></html>"
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "with a password.pdf": (lambda: pdf(RULE, password="secret"), LOCKED),
    "with a password of today.pdf": (made.pdf_locked_as_today, LOCKED),
    "broken.pdf": (lambda: b"%PDF-1.7 no more than that", BROKEN),
    "cut off.pdf": (lambda: pdf(RULE, pages=50)[:6000], BROKEN),
    "noise.pdf": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 500, BROKEN),
    "scanned.pdf": (lambda: pdf(""), PICTURES),
    "of no page.pdf": (lambda: made.objects(made.CATALOGUE, b"<</Type/Pages/Kids[]/Count 0>>"), PICTURES),
    "1.5 GB.pdf": (made.pdf_bomb, PICTURES),
    "holds itself.pdf": (made.pdf_that_holds_itself, BROKEN),
    "a million million pages.pdf": (made.pdf_of_doublings, BROKEN),
    "billion laughs.docx": (made.billion_laughs, BROKEN),
    "deep.docx": (made.deep_word, BROKEN),
    "lies about its size.docx": (made.lying_word, BROKEN),
    "hollow.docx": (lambda: archive({"word/document.xml": b"x"}), BROKEN),
    "half written.docx": (lambda: archive({"word/document.xml": b"<broken"}), BROKEN),
    "250 MB.docx": (lambda: archive({"word/document.xml": b"0" * 250_000_000}), TO_BURST),
    "no archive.docx": (lambda: b"PK\x03\x04 no archive", BROKEN),
    "with a password.docx": (made.locked_word, LOCKED),
    "an archive.docx": (lambda: archive({"notes": b"hello"}), ARCHIVE),
    "a workbook.docx": (lambda: archive({"xl/workbook.xml": b"x"}), WORKBOOK),
    "an old one.docx": (lambda: made.OLD_OFFICE + b"\0" * 1000, OLD_OFFICE),
    "rich text.docx": (lambda: b"{\\rtf1\\ansi Most money is lost.}", RICH_TEXT),
    "a picture.docx": (lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", KINDS),
    "of many parts.pptx": (lambda: made.deck_of_many(6000), TO_BURST),
    "a deck in a deck.pptx": (made.nested_deck, BROKEN),
    "five million headings.md": (lambda: b"# a\n" * 4_900_000, TOO_MUCH),
    "a cell of 19 MB.csv": (lambda: b'rule,who\n"' + b"x y " * 4_700_000, "It is no CSV that I can read."),
    "deep.html": (lambda: b"<html><body>" + b"<div>" * 500_000 + RULE.encode(), NO_TEXT),
    "a login.html": (lambda: LOGIN_PAGE, LOGIN),
    "nothing.txt": (lambda: b"", "It is empty."),
    "white space.txt": (lambda: b"   \n", "It is empty."),
    "a program.bin": (lambda: b"MZ\x00\x01\x02", KINDS),
    "20 MB and one byte.txt": (lambda: b"x" * 20_000_001, TOO_LARGE),
}


@pytest.mark.parametrize("name", REFUSED)
async def test_what_cannot_be_read_is_told_in_a_sentence(name: str) -> None:
    make, told = REFUSED[name]
    with pytest.raises(MaterialError) as caught:
        await read_bytes(make(), name, 1)
    assert caught.value.happened == told


def test_of_many_short_stretches_only_what_can_be_cited_is_handed_on() -> None:
    """A heading each, with a letter below: half a million of them would keep everybody waiting who is read to."""
    assert child.read(b"# a\nb\n" * 300_000, "")["sections"] == []
    assert child.LEAST == SHORTEST


def test_no_more_stretches_are_handed_on_than_can_be_gone_through_and_how_much_that_is_is_told() -> None:
    told = child.read(b"# a\n" + f"{RULE}\n# b\n".encode() * (child.MOST_SECTIONS + 50), "")
    assert isinstance(told["sections"], list)
    assert len(told["sections"]) == child.MOST_SECTIONS
    assert told["portion"] == {
        "read": len(RULE) * child.MOST_SECTIONS, "of": len(RULE) * (child.MOST_SECTIONS + 50), "unit": "characters",
    }  # fmt: skip


async def test_what_takes_too_long_is_left() -> None:
    """Comments that never end; at 15 seconds of work the process would be stopped, whoever waits for it."""
    began = time.monotonic()
    with pytest.raises(MaterialError, match="longer than 2 seconds"):
        await read_bytes(b"<!--" * 4_000_000, "a.md", 1, seconds=2)
    assert time.monotonic() - began < 8


async def test_a_document_reads_no_other_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("under the mat")
    found = await read(made.outside_entity(str(secret)), "a.docx")
    assert [RULE in each.text for each in found] == [True]
    assert "under the mat" not in str(found)


async def test_a_page_with_a_login_beside_much_text_is_a_page() -> None:
    page = LOGIN_PAGE.replace(b"<form>", f"<article><p>{(RULE + ' ') * 20}</p></article><form>".encode())
    assert RULE in (await read(page, "a.html"))[0].text


def test_the_samples_are_what_they_say() -> None:
    assert PdfReader(io.BytesIO(pdf(RULE, password="secret"))).is_encrypted
    assert len(PdfReader(io.BytesIO(pdf(RULE, pages=2000))).pages) == 2000
    for packed in (made.pdf_bomb(), made.lying_word(), made.nested_deck(), made.billion_laughs()):
        assert len(packed) < 20_000_000
    with zipfile.ZipFile(io.BytesIO(made.deck_of_many(6000))) as deck:
        assert "ppt/presentation.xml" in deck.namelist()
        assert len(deck.namelist()) > 6000


async def test_whoever_reads_a_strangers_file_knows_none_of_our_tokens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is started in the reader's place writes down what it was given."""
    seen, reader = tmp_path / "seen", tmp_path / "python"
    reader.write_text(f'#!/bin/sh\nenv > {seen}\ncat > /dev/null\necho \'{{"error": "It was looked at."}}\'\n')
    reader.chmod(0o755)
    tokens = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "OPENAI_API_KEY", "SEGUE_DATABASE_URL", "AWS_SECRET_ACCESS_KEY")
    for name in tokens:
        monkeypatch.setenv(name, "a-secret-of-ours")
    monkeypatch.setattr(sys, "executable", str(reader))
    with pytest.raises(MaterialError, match="It was looked at"):
        await read(RULE.encode(), "a.txt")
    given = dict(line.split("=", 1) for line in seen.read_text().splitlines() if "=" in line)
    assert "a-secret-of-ours" not in given.values()
    assert set(given) - {"PWD", "SHLVL", "_", "OLDPWD"} <= {*NEEDED, "PYTHONPATH"}
