"""Parts of a sentence and lines of a report, as the one is held against the other: segments by number, names put
aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from interviews.language import numbers

NEGATED = re.compile(
    r"\b(?:not|no|never|none|nobody|neither|nor|without|cannot|hardly|lacks?|unknown)\b|n['’]t\b"
    r"|\b(?:left out|excluded|dropped|missing)\b",
    re.I,
)
_NO_NEGATION = re.compile(r"\b(?:not only|no(?:t)? (?:less|fewer|more) than|no one (?:test|segment)|no doubt)\b", re.I)
_RANKED = re.compile(r"\b(?:largest|highest)(?: share)? first\b", re.I)
NO_NUMBER = re.compile(
    r"\b(?:no|every|each|the|this|that|any|which|another|only) one\b"
    r"|\bone (?:of|by|another|who|that|can|could|half|test)\b",
    re.I,
)
"""The word one where it counts nothing."""
SEGMENT = re.compile(r"\bsegment\w{0,4}\s+#?(\d{1,3})\b(?![.,]\d)", re.I)


@dataclass(frozen=True)
class Told:
    """A line that is cited, names put aside: what it says of everybody, and of each segment in the line's order."""

    head: str
    of: tuple[tuple[int, str], ...]

    @property
    def whole(self) -> str:
        return "; ".join([self.head, *(text for _, text in self.of)])

    @property
    def ranked(self) -> bool:
        return len(self.of) > 1 and _RANKED.search(self.head) is not None

    def place(self, segment: int) -> int | None:
        """In the order of the line; of those that have the same figure the first."""
        figures = [figure(text) for _, text in self.of]
        at = next((at for at, (number, _) in enumerate(self.of) if number == segment), None)
        return None if at is None else figures.index(figures[at])


@dataclass(frozen=True)
class Clause:
    """A part of a sentence, and the segments it speaks of."""

    text: str
    segments: frozenset[int]

    @property
    def bare(self) -> str:
        """Without the numbers of segments, and the word one where it counts nothing."""
        return figures_only(self.text)

    @property
    def numbers(self) -> set[str]:
        return numbers(self.bare)

    @property
    def negated(self) -> bool:
        return NEGATED.search(_NO_NEGATION.sub(" ", self.text)) is not None


def figures_only(text: str) -> str:
    """Without numbers of segments, and the word one where it counts nothing."""
    return NO_NUMBER.sub(" ", SEGMENT.sub(" ", text))


def parts(line: Told, clause: Clause) -> Iterator[str]:
    """What a line says of everybody, and of the segments that the clause speaks of."""
    yield line.head
    yield from (text for segment, text in line.of if not clause.segments or segment in clause.segments)


def figure(text: str) -> float:
    """The first one of what is told after a name; 0 where there is none."""
    found = re.search(r"-?\d[\d,]*(?:\.\d+)?", text.partition(": ")[2] or text)
    return float(found[0].replace(",", "")) if found else 0.0
