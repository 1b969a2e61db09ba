"""Text that must fit: measured by the widths of its letters, cut between words, never wider than it was measured.

The widths are those of Helvetica, whose metrics Arial and Liberation Sans keep; what they do not have is taken as
wide as it gets. Lines have an exact height on our slides, so that another typeface changes nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from decks.design import LINE

_REGULAR = {
    191: "'", 222: "ijl", 260: "|", 278: " !,./:;I[\\]ft", 333: "()-`r", 334: "{}", 355: '"', 389: "*", 469: "^",
    500: "Jcksvxyz", 556: "#$0123456789?L_abdeghnopqu", 584: "+<=>~", 611: "FTZ", 667: "&ABEKPSVXY", 722: "CDHNRUw",
    778: "GOQ", 833: "Mm", 889: "%", 944: "W", 1015: "@",
}  # fmt: skip
_BOLD = {
    238: "'", 278: " ,./I\\ijl", 280: "|", 333: "!()-:;[]`ft", 389: "*r{}", 474: '"', 500: "z",
    556: "#$0123456789J_aceksvxy", 584: "+<=>^~", 611: "?FLTZbdghnopqu", 667: "EPSVXY", 722: "&ABCDHKNRU",
    778: "GOQw", 833: "M", 889: "%m", 944: "W", 975: "@",
}  # fmt: skip
_WIDTHS = [{char: width / 1000 for width, chars in table.items() for char in chars} for table in (_REGULAR, _BOLD)]
_WIDE = {"﷽": 12.0, "⸺": 2.0, "⸻": 3.0, "𒐫": 8.0, "…": 1.0, "—": 1.0}
_NARROW = frozenset("‘’‚‹›·•")
_JOINER = "\u200d"
ROOM = 0.97
"""Of a place's width that is used: what one program sets a little wider than another."""


@lru_cache(10_000)
def letter_width(char: str, bold: bool) -> float:
    """In sizes of the letter."""
    known = _WIDTHS[bold].get(char)
    if known is not None:
        return known
    if char in _WIDE:
        return _WIDE[char]
    kind = unicodedata.category(char)
    if kind in ("Mn", "Me", "Cf"):
        return 0.0
    base = unicodedata.normalize("NFD", char)[0]
    if base != char and base in _WIDTHS[bold]:
        return _WIDTHS[bold][base]
    if kind == "So":
        return 1.4
    if unicodedata.east_asian_width(char) in ("W", "F"):
        return 1.0
    if char in _NARROW:
        return 0.4
    return 0.68 if kind == "Ll" else 0.85


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Of one line, in points."""
    return size * sum(letter_width(char, bold) for char in text)


def wrapped(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """The lines on which `text` is set in a place of `width` points; at least one."""
    room, lines, current = width * ROOM, [], ""
    for word in text.split():
        tried = f"{current} {word}" if current else word
        if text_width(tried, size, bold) <= room:
            current = tried
            continue
        if current:
            lines.append(current)
        *full, current = _broken(word, room, size, bold)
        lines += full
    return [*lines, current] if current or not lines else lines


def height_of(lines: int, size: float) -> float:
    """Of that many lines, in points."""
    return lines * size * LINE


def lines_in(height: float, size: float) -> int:
    """How many lines a place of that height holds."""
    return int((height + 0.01) // (size * LINE))


@dataclass(frozen=True)
class Fitted:
    """Text as large as it fits; `whole`: nothing of it was cut."""

    text: str
    size: float
    whole: bool


def fitted(text: str, width: float, sizes: Sequence[float], lines: int, bold: bool = False) -> Fitted:
    """The largest size at which `text` fits on `lines`; at the smallest it is cut between words."""
    for size in sizes:
        if len(wrapped(text, width, size, bold)) <= lines:
            return Fitted(text, size, True)
    head, _ = cut(text, width, sizes[-1], lines, bold)
    while len(wrapped(f"{head}…", width, sizes[-1], bold)) > lines:
        head = head.rsplit(" ", 1)[0] if " " in head else head[: _whole(head, len(head) - 1)]
    return Fitted(f"{head}…", sizes[-1], False)


def cut(text: str, width: float, size: float, lines: int, bold: bool = False) -> tuple[str, str]:
    """-> (what fits on that many lines, what is left)."""
    found = wrapped(text, width, size, bold)
    if len(found) <= lines:
        return text, ""
    taken = sum(len(line.replace(" ", "")) for line in found[:lines])
    at = place = 0
    while place < taken:
        place += not text[at].isspace()
        at += 1
    return text[:at].rstrip(), text[at:].lstrip()


def _broken(word: str, room: float, size: float, bold: bool) -> list[str]:
    """A word wider than its place, in pieces that are not; letters and their marks stay together."""
    widths = [size * letter_width(char, bold) for char in word]
    pieces, begun, left = [], 0, sum(widths)
    while left > room and len(word) - begun > 1:
        used, at = 0.0, begun
        while at < len(word) and (used := used + widths[at]) <= room:
            at += 1
        at = begun + (_whole(word[begun:], at - begun) or _end(word[begun:], 1))
        pieces.append(word[begun:at])
        left -= sum(widths[begun:at])
        begun = at
        if begun == len(word):
            return pieces
    return [*pieces, word[begun:]]


def _whole(text: str, at: int) -> int:
    """The last place not after `at` where no mark is torn from its letter; 0 where there is none."""
    while 0 < at < len(text) and _clings(text, at):
        at -= 1
    return at


def _end(text: str, at: int) -> int:
    """The first place not before `at` where no mark is torn from its letter."""
    while at < len(text) and _clings(text, at):
        at += 1
    return at


def _clings(text: str, at: int) -> bool:
    char = text[at]
    skin = 0x1F3FB <= ord(char) <= 0x1F3FF
    return unicodedata.category(char) in ("Mn", "Me", "Cf") or skin or text[at - 1] == _JOINER
