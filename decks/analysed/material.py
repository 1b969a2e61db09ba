"""What the deck of an analysis is made from, and how its lines and slides are put together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from decks.analysed.words import COUNTED
from decks.deck import Group, Kind, Line, Slide
from decks.visible import line as on_one_line
from decks.words import Say
from interviews.answers import Value
from segments.report import Report
from segments.told import Segment

LONGEST = 600
"""Characters of a line on a slide."""
FILE, BEFORE, METHOD = "1", "2", "M"
"""Marks of the sources: the file, the one before it, how segments were looked for."""


class Analysed(Value):
    """An analysis after its report."""

    report: Report
    by: str = ""
    """How whoever had it analysed is called, as far as that is known."""
    made_on: date | None = None
    """The day of the report."""
    link: str = ""
    """Address of the message that tells it."""
    language: str = "en"


def titled(text: str, say: Say, *, kind: Kind = Kind.COUNTED, label: str = COUNTED, sources: str = FILE) -> Line:
    """What a slide says, with what it rests on below it."""
    return Line(text=on_one_line(text).rstrip("."), kind=kind, label=say(label), sources=tuple(sources))


def row(label: str, text: str, say: Say, *, kind: Kind = Kind.COUNTED, **values: object) -> Line:
    """A line of the report, with what it is at its left."""
    return Line(text=on_one_line(text), kind=kind, label=say(label, **values))


def listed(label: str, texts: Iterable[str], say: Say, *, kind: Kind = Kind.COUNTED) -> list[Line]:
    """Several of a kind: what they are stands at the first."""
    return [
        Line(text=on_one_line(text), kind=kind, label="" if place else say(label)) for place, text in enumerate(texts)
    ]


def of_rows(headline: Line, rows: Iterable[Line], notes: Iterable[str] = ()) -> Slide:
    """A slide of lines. Its notes have all of them, and more where there is more."""
    lines = tuple(rows)
    told = [f"{each.label}: {each.text}" if each.label else each.text for each in lines]
    return Slide(headline=headline, groups=shown(lines), notes=noted([*told, *notes]))


def shown(lines: Iterable[Line]) -> tuple[Group, ...]:
    """The lines as far as anybody reads them on a slide; the notes have all of them."""
    return (Group(heading="", lines=tuple(each.model_copy(update={"text": _short(each.text)}) for each in lines)),)


def _short(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return f"{text[:LONGEST].rsplit(' ', 1)[0]}…"


def noted(lines: Iterable[str]) -> str:
    return "\n".join(filter(None, map(on_one_line, lines)))


def named(segment: Segment) -> str:
    """`2 · Regulars`"""
    return f"{segment.number} · {on_one_line(segment.name)}"
