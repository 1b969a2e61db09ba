"""Cells of spreadsheets as texts: as one would type them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

Measured = Literal["number", "moment", "length"]
BUILT_IN: dict[int, Measured] = {
    **dict.fromkeys([*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)], "moment"),
    46: "length",
}
"""Formats that are written in no file (ECMA-376 part 1, 18.8.30); those above 26 are of East Asia."""
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
_LENGTH, _BRACKETS = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE), re.compile(r"\[[^\]]*\]")
LONGEST_FORMAT = 255
"""Characters: Excel takes no longer one, and brackets that never close would be looked through again and again."""
_DAY_ONE, _DAY_ONE_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
FALSE_LEAP_DAY = 60
"""Excel takes 1900 for a leap year: days before its 29 February are one less."""


@dataclass(frozen=True)
class Styles:
    """By its number in the file what the format of a cell makes of a number."""

    kinds: Sequence[Measured]
    since_1904: bool = False


def styles_of(formats: Mapping[int, str], used: Sequence[int], since_1904: bool) -> Styles:
    """`formats`: id -> how it is written; `used`: the id of each style."""
    kinds = tuple(_measured(formats[id]) if id in formats else BUILT_IN.get(id, "number") for id in used)
    return Styles(kinds, since_1904)


def _measured(code: str) -> Measured:
    plain = _LITERAL.sub("", code[:LONGEST_FORMAT].split(";")[0])
    if _LENGTH.search(plain):
        return "length"
    return "moment" if re.search(r"[dmyhs]", _BRACKETS.sub("", plain), re.IGNORECASE) else "number"


def cell_text(value: str, kind: str, style: int, words: Sequence[str], styles: Styles) -> str:
    """`kind`: how the file writes it (ECMA-376 part 1, 18.18.11). Raises ValueError and IndexError."""
    if kind == "s":
        return text(words[int(value)])
    if kind == "b":
        return text(value not in ("0", "false"))
    if kind == "e":
        return ""
    if kind == "d":
        return text(datetime.fromisoformat(value))
    if kind != "n":
        return text(value)
    measured = styles.kinds[style] if style < len(styles.kinds) else "number"
    if measured == "number" and len(value) < 16 and value.isdecimal() and value[0] != "0":
        return value
    number = float(value)
    return text(number if measured == "number" else _moment(number, measured, styles))


def _moment(number: float, measured: Measured, styles: Styles) -> Any:
    """To the millisecond, as it was typed; what no calendar has stays the number it is."""
    try:
        length = timedelta(milliseconds=round(number * 86_400_000))
        if measured == "length":
            return length
        if number < 0:
            return number
        if styles.since_1904:
            return _DAY_ONE_1904 + length
        if number < 1:
            return (datetime.min + length).time()
        return _DAY_ONE + length + timedelta(days=number < FALSE_LEAP_DAY)
    except OverflowError:
        return number


def text(value: Any) -> str:
    """A cell's value as one would type it."""
    if isinstance(value, str):
        return value.replace("\0", "").replace("\r", "\n")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ") if value.time() != time() else value.date().isoformat()
    if isinstance(value, date | time | timedelta):
        return str(value)
    return "" if value is None else str(value)
