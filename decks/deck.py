"""What a deck is: nine parts made of slides, each line with what it rests on, and the sources they lead to."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property

from pydantic import Field

from interviews.answers import Value
from interviews.summary import Verdict


class Kind(StrEnum):
    """Where a line comes from; it stands beside the line."""

    SAID = "the team said"
    READING = "hypothesis"
    """Written by a model or a rule: nobody said it."""
    UNKNOWN = "unknown"
    """Nobody has said it yet; the line says what would tell us."""
    COUNTED = "counted here"
    """A number counted from the interview itself."""
    METHOD = "how we judge"
    """Of the field, not of these customers."""
    WORDED = "worded by the team"
    """A title that somebody of the team wrote for this deck."""


class Line(Value):
    """One sentence on a slide."""

    text: str
    kind: Kind
    label: str = ""
    """The kind in the language of the deck."""
    sources: tuple[str, ...] = ()
    """Marks of the sources it rests on: `a3`, as everywhere else."""
    basis: str = ""
    """How whoever said it knows, as `interviews/labels.py` calls it."""


class Group(Value):
    """Lines under one heading; without a heading they stand alone."""

    heading: str
    lines: tuple[Line, ...]


class Quote(Value):
    """Words as they were said, character for character after white-space folding."""

    text: str
    source: str


class Series(Value):
    """One colour of a chart."""

    name: str
    colour: str
    """Name in `decks/design.py`."""
    values: tuple[int | float, ...]


class Chart(Value):
    """Bars; every number is counted: what was said or judged, or customers of a file."""

    caption: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    sources: tuple[str, ...]
    stacked: bool = True
    """The bars of a category stand on each other; otherwise below each other."""
    unit: str = ""
    """Stands behind each number."""
    longest: float | None = None
    """The value at which the axis ends; None: at the longest bar."""


class Table(Value):
    """A table of short words; its last column may hold a sentence."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    tints: tuple[tuple[float, ...], ...] = ()
    """Of each row, how far its cells after the first are from the middle, -1 to 1: coloured so. A table with tints has
    columns of one width."""


class Tile(Value):
    """One criterion of a segment: what was found, or what would tell."""

    heading: str
    verdict: Verdict
    word: str
    """The verdict in the language of the deck."""
    text: str
    sources: tuple[str, ...] = ()


class Slide(Value):
    """One slide as it is meant; `decks/fitting.py` makes as many of it as its words need."""

    headline: Line
    groups: tuple[Group, ...] = ()
    quote: Quote | None = None
    chart: Chart | None = None
    table: Table | None = None
    tiles: tuple[Tile, ...] = ()
    notes: str = ""


class Source(Value):
    """An answer that lines rest on."""

    mark: str
    """What stands between the brackets that lead here."""
    question: str
    quote: str = ""
    """Verbatim, the beginning of what was said."""
    told: str = ""
    """What is told of it, where it is no quote: of a file, where it is from."""
    who: str
    when: str
    link: str = ""
    """Address of the message; empty where it is not known."""


class Part(Value):
    """One of the nine parts, or of the two pages that follow them."""

    number: int
    """1 to 9; 0 for what follows them."""
    name: str
    slides: tuple[Slide, ...]
    thin: str = ""
    """What is missing, in a few words, where little was said."""
    empty: bool = False
    """Nothing was said about it: it is left out unless somebody wants it back."""

    @property
    def headline(self) -> str:
        return self.slides[0].headline.text


class Deck(Value):
    """Everything that stands in the file, in one language."""

    title: str
    subtitle: str
    caution: str
    """What every slide says at its foot: how much of this is known."""
    parts: tuple[Part, ...]
    sources: tuple[Source, ...]
    sources_name: str
    continued: str
    """Said of a slide that goes on: `continued`."""
    in_full: str
    """Said in the notes before a title that was too long for its slide."""
    language: str = "en"
    made_on: str = ""
    """A date, as ISO 8601."""

    @cached_property
    def by_mark(self) -> Mapping[str, Source]:
        return {each.mark: each for each in self.sources}


class Wishes(Value):
    """How the team wants its deck."""

    title: str = ""
    left_out: tuple[int, ...] = ()
    """Numbers of parts."""
    put_back: tuple[int, ...] = ()
    """Numbers of parts that are wanted even if nothing was said about them."""
    titles: dict[int, str] = Field(default_factory=dict)
    """Number of a part -> how its first slide is to be called."""
