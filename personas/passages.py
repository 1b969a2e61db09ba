"""Passages: what a persona may be made from, cut into pieces that can be cited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, SerializerFunctionWrapHandler, model_serializer

from interviews.language import content_stems
from personas.facts import Fact

LONGEST = 1200
"""Characters of a passage; a longer section is cut between paragraphs, and between sentences where it must be."""
MOST_DIGITS = 6
"""A longer number in a file is nobody's count of materials."""
SHORTEST = 20
"""Fewer characters say nothing that could carry a statement: a heading alone is no citation."""


class Passage(BaseModel):
    """A piece of the product's own material. `id` is stable: the same material read again has the same ids."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    """`m1.4`: the fourth passage of the first material."""
    title: str
    """What the material is called: a file's name or a page's title."""
    place: str
    """Where it stands: `page 3`, the heading above it, `row 12`; of a fact, the segment."""
    text: str
    fact: Fact | None = None
    """What was counted, where the text tells a fact of a file of customers."""

    @model_serializer(mode="wrap")
    def _without_nothing(self, written: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Material is written as ever: only a fact is written as one."""
        return {name: value for name, value in written(self).items() if name != "fact" or value is not None}


class Link(BaseModel):
    """A further page of a site: where it is, and what it is called there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str
    title: str


class Portion(BaseModel):
    """How much of a long file was read, counted in what it has: its first `read` of `of`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    read: int
    of: int
    unit: Literal["pages", "slides", "rows", "characters"]


class Section(BaseModel):
    """What a reader gives: a stretch of text and where it stands."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    place: str
    text: str


def passages(sections: Iterable[Section], *, title: str, material: int) -> list[Passage]:
    """Sections as passages of at most LONGEST characters, numbered through. `material` counts from 1."""
    pieces = [
        (section.place, piece) for section in sections for piece in _pieces(section.text) if len(piece) >= SHORTEST
    ]
    return [
        Passage(id=f"m{material}.{number}", title=title, place=place, text=piece)
        for number, (place, piece) in enumerate(pieces, 1)
    ]


def nearest(known: Sequence[Passage], said: str, most: int) -> tuple[Passage, ...]:
    """Those `most` that share most words with what is said, in their own order."""
    wanted = content_stems(said)
    ranked = sorted(known, key=lambda each: -len(content_stems(f"{each.place} {each.text}") & wanted))[:most]
    kept = {each.id for each in ranked}
    return tuple(each for each in known if each.id in kept)


def facts_of(known: Sequence[Passage]) -> tuple[Passage, ...]:
    """Those that were counted in a file of customers."""
    return tuple(each for each in known if each.fact is not None)


def by_id(known: Sequence[Passage]) -> dict[str, Passage]:
    """Id -> passage."""
    return {passage.id: passage for passage in known}


def last_material(known: Sequence[Passage]) -> int:
    """The highest number of a material among passages (`m2.4` -> 2), behind which the next is numbered; 1 at least."""
    numbers = (each.id.partition(".")[0].removeprefix("m") for each in known)
    return max((int(number) for number in numbers if number.isdecimal() and len(number) < MOST_DIGITS), default=1)


def _pieces(text: str) -> list[str]:
    """Paragraphs joined up to LONGEST; a paragraph that is longer is cut between its sentences or words."""
    pieces: list[str] = []
    for paragraph in (" ".join(part.split()) for part in text.split("\n\n")):
        for part in _cut(paragraph):
            if pieces and len(pieces[-1]) + 1 + len(part) <= LONGEST:
                pieces[-1] += f"\n{part}"
            elif part:
                pieces.append(part)
    return pieces


def _cut(paragraph: str) -> list[str]:
    parts = []
    while len(paragraph) > LONGEST:
        at = max(paragraph.rfind(end, LONGEST // 2, LONGEST) for end in (". ", "? ", "! "))
        at = at + 1 if at > 0 else paragraph.rfind(" ", LONGEST // 2, LONGEST)
        at = at if at > 0 else LONGEST
        parts.append(paragraph[:at].strip())
        paragraph = paragraph[at:].strip()
    return [*parts, paragraph] if paragraph else parts
