"""Files that people drop, as passages: fetched with our token from Slack, and read as text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

import aiohttp

from errors import MaterialError
from flows.runtime import File
from personas.passages import Passage, Section, passages

MOST_BYTES, MOST_ROWS = 2_000_000, 2_000
TEXT = (".txt", ".md", ".markdown", ".text")
_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*$")
_COMMENT = re.compile(r"<!--.*?-->", re.S)


async def read_file(session: aiohttp.ClientSession, token: str, file: File, number: int) -> list[Passage]:
    """-> the passages of a text, Markdown or CSV file. Raises MaterialError, in words for whoever dropped it."""
    name = file.name.lower()
    if not name.endswith((*TEXT, ".csv")):
        raise MaterialError("I can read plain text, Markdown and CSV so far.")
    if file.size > MOST_BYTES:
        raise MaterialError("It is larger than 2 MB.")
    text = _decoded(await _fetched(session, token, file.url))
    sections = list(_rows(text) if name.endswith(".csv") else _under_headings(text))
    found = passages(sections, title=file.name, material=number)
    if not found:
        raise MaterialError("There is no text in it.")
    return found


async def _fetched(session: aiohttp.ClientSession, token: str, url: str) -> bytes:
    try:
        async with session.get(url, headers={"Authorization": f"Bearer {token}"}, allow_redirects=False) as answer:
            if answer.status != 200:
                raise MaterialError("Slack does not give it to me; the app may lack the scope files:read.")
            data = await answer.content.read(MOST_BYTES + 1)
            while len(data) <= MOST_BYTES and (more := await answer.content.read(MOST_BYTES)):
                data += more
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        raise MaterialError("It could not be fetched from Slack just now.") from error
    if len(data) > MOST_BYTES:
        raise MaterialError("It is larger than 2 MB.")
    return data


def _decoded(data: bytes) -> str:
    if b"\0" in data[:4096]:
        raise MaterialError("It is no text, whatever its name says.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _under_headings(text: str) -> Iterator[Section]:
    """Stretches of text with the heading above them; a heading alone is no stretch."""
    place, lines = "beginning", list[str]()
    for line in _COMMENT.sub("", text).splitlines():
        if heading := _HEADING.match(line):
            yield Section(place=place, text="\n".join(lines))
            place, lines = heading[2][:120], []
        else:
            lines.append(line)
    yield Section(place=place, text="\n".join(lines))


def _rows(text: str) -> Iterator[Section]:
    """Each row as `column: value` pairs."""
    try:
        for number, row in enumerate(csv.DictReader(io.StringIO(text)), 1):
            if number > MOST_ROWS:
                return
            pairs = [
                f"{column}: {value}" for column, value in row.items() if column and isinstance(value, str) and value
            ]
            yield Section(place=f"row {number}", text="; ".join(pairs))
    except csv.Error as error:
        raise MaterialError("It is no CSV that I can read.") from error
