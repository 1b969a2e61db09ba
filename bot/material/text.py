"""Plain text, Markdown and CSV as sections."""

from __future__ import annotations

import codecs
import csv as tables
import io
import re
from collections.abc import Collection, Mapping

from bot.material.unreadable import Place, Read, Unreadable
from segments.privacy.columns import scan

MOST_ROWS = 2_000
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*$")
_COMMENT = re.compile(r"<!--.*?-->", re.S)


def text(data: bytes) -> Read:
    """Stretches of text with the heading above them; a heading alone is no stretch."""
    found, place, lines = list[Place](), "beginning", list[str]()
    for line in _COMMENT.sub("", decoded(data)).splitlines():
        if heading := _HEADING.match(line):
            found.append({"place": place, "text": "\n".join(lines)})
            place, lines = heading[2][:120], []
        else:
            lines.append(line)
    return [*found, {"place": place, "text": "\n".join(lines)}], 0


def csv(data: bytes) -> Read:
    """Each row as `column: value` pairs; at most MOST_ROWS, and how many there are.

    Columns of people are left out whole: many a name is known for one only where a column holds nothing else.
    """
    rows, number = list[dict[str, str]](), 0
    try:
        for number, row in enumerate(tables.DictReader(io.StringIO(decoded(data))), 1):
            if number <= MOST_ROWS:
                rows.append({name: value for name, value in row.items() if name and isinstance(value, str) and value})
    except tables.Error as error:
        raise Unreadable("It is no CSV that I can read.") from error
    columns = dict.fromkeys(name for row in rows for name in row)
    people = {name for name in columns if scan((row.get(name) for row in rows), name).kind is not None}
    return [_row(place, row, people) for place, row in enumerate(rows, 1)], number


def _row(number: int, row: Mapping[str, str], people: Collection[str]) -> Place:
    text = "; ".join(f"{name}: {value}" for name, value in row.items() if name not in people)
    return {"place": f"row {number}", "text": text}


def decoded(data: bytes) -> str:
    if data.startswith(UTF_16):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")
