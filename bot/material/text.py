"""Plain text, Markdown and CSV as sections."""

from __future__ import annotations

import codecs
import csv as tables
import io
import re

from bot.material.unreadable import Place, Read, Unreadable

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
    """Each row as `column: value` pairs; at most MOST_ROWS, and how many there are."""
    found, number = list[Place](), 0
    try:
        for number, row in enumerate(tables.DictReader(io.StringIO(decoded(data))), 1):
            if number > MOST_ROWS:
                continue
            filled = [(column, value) for column, value in row.items() if column and isinstance(value, str) and value]
            found.append({"place": f"row {number}", "text": "; ".join(f"{name}: {value}" for name, value in filled)})
    except tables.Error as error:
        raise Unreadable("It is no CSV that I can read.") from error
    return found, number


def decoded(data: bytes) -> str:
    if data.startswith(UTF_16):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")
