"""What fills a card where neither brief nor material says anything: lines out of `stock/*.toml`, all assumed.

They are prose that people read and mend, so they stand in TOML: `general` for anybody, `leanings` for words of a brief,
`traces` for words of the material, `counted` for facts of a file (supposed.py), `cues` for questions (cues.py).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from personas.schema import Part

_FOLDER = Path(__file__).with_name("stock")
HOME = ("household", "place")
"""What of somebody's background is drawn by lot, each where the brief is silent about it."""
ASKED_OF_EVERYBODY = {
    "helpers": Part.BEHAVIOUR, "first looks": Part.BEHAVIOUR, "bills": Part.PAIN_POINTS, "left": Part.PAIN_POINTS,
    "kept back": Part.OBJECTIONS,
}  # fmt: skip
"""What every interview comes to: one line of each stands on every card."""
_KINDS = {*Part, *HOME, *ASKED_OF_EVERYBODY, "quotes", "samples", "moods"}
TOLD: Mapping[str, re.Pattern[str]] = {
    "household": re.compile(
        r"\b(?:(?<!her )(?<!his )(?<!their )(?<!grand)(?:mother|father|parent|mum|mom|dad)|child(?:ren)?|kids?"
        r"|bab(?:y|ies)|sons?|daughters?|husband|wife|partner|married|single|widow\w*|lives (?:alone|with)"
        r"|living (?:alone|with)|shares? a|flat|family|couple|roommates?|brother|sister|teenagers?)\b",
        re.I,
    ),
    "place": re.compile(r"\b(?:lives in|living in|from [A-Z]|in [A-Z]\w+|village|town|city|countryside|abroad)\b"),
}
"""Words of a brief that say it themselves, so that nothing of the kind is drawn."""


@dataclass(frozen=True)
class Stock:
    """Lines by part of the card (or `quotes`, `household`, …), and the words of a brief that call for them."""

    cue: re.Pattern[str]
    lines: Mapping[str, tuple[str, ...]]

    def line(self, kind: str, place: int) -> str:
        """The one for that place; empty where there is none of the kind."""
        found = self.lines.get(kind, ())
        return found[place % len(found)] if found else ""


@cache
def read(name: str) -> dict[str, Any]:
    """A file of the stock as it stands."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def general() -> Stock:
    return _stock(read("general"))


def leanings_of(brief: str) -> list[Stock]:
    """Those that the words of the brief call for, in the order of the file."""
    return [each for each in _leanings() if each.cue.search(brief)]


def traces(kind: str) -> list[tuple[Part, str]]:
    """Lines with a place for {it}, by what it is: an 'act', something 'costly', a 'term', a 'span'."""
    return [(Part(part), line) for part, line in read("traces")[kind]]


def everything() -> Sequence[str]:
    """Every line there is, without what is filled in."""
    drawn = [line for each in (general(), *_leanings()) for lines in each.lines.values() for line in lines]
    drawn += [
        line.format(subject="it", level="it", what="it")
        for lines in read("counted").values()
        for line in lines.values()
    ]
    return [*drawn, *(line.format(it="it") for kind in read("traces") for _, line in traces(kind))]


@cache
def _leanings() -> tuple[Stock, ...]:
    return tuple(_stock(each) for each in read("leanings")["leaning"])


def _stock(told: Mapping[str, Any]) -> Stock:
    lines = {kind: tuple(each) for kind, each in told.items() if kind not in ("cue", "name")}
    if strange := set(lines) - _KINDS:
        raise ValueError(f"No part of a card is called {', '.join(sorted(strange))}.")
    return Stock(re.compile(rf"\b(?:{told.get('cue', '(?!)')})\b".replace("\n", ""), re.I), lines)
