"""What a question gives away about where its answer stands: parts of a card, and words of the lines that fit best."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from flows.llm.rehearsal.personas import stock
from personas.schema import Part


@dataclass(frozen=True)
class Cue:
    """`strict`: a line of those parts fits only if it has such words, or words of the question."""

    question: re.Pattern[str]
    parts: tuple[Part, ...]
    """The nearest first."""
    line: re.Pattern[str]
    strict: bool


def cues_of(question: str) -> tuple[Cue, ...]:
    """Those that the question gives, the plainest first; the last of all only where there is no other."""
    found = tuple(each for each in _cues() if each.question.search(question))
    return found[:-1] if len(found) > 1 and found[-1] is _cues()[-1] else found


def is_general(cue: Cue) -> bool:
    """Whether it is the one for questions that give nothing else away."""
    return cue is _cues()[-1]


@cache
def _cues() -> tuple[Cue, ...]:
    return tuple(
        Cue(
            _any(each["asks"]),
            tuple(Part(part) for part in each["parts"]),
            _any(each["lines"]),
            each.get("strict", False),
        )
        for each in stock.read("cues")["cue"]
    )


def _any(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})".replace("\n", ""), re.I)
