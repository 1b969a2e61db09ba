"""What fills a card where neither brief nor material says anything: lines by what the brief is about, all assumed.

Prose that people read and mend, so it stands in TOML: `stock/general.toml` for anybody, `stock/leanings.toml` for words
of a brief, the others for what the brief is about.
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

FOLDER = Path(__file__).with_name("stock")
PARTS = frozenset(part.value for part in Part)
KINDS_OF_PAST = ("household", "place", "past")
"""What of somebody's background is drawn by lot, each where the brief is silent about it."""
MOST_TOPICS = 3
_NO_TOPICS = ("general", "leanings", "traces", "cues")
TOLD: Mapping[str, re.Pattern[str]] = {
    "household": re.compile(
        r"\b(?:(?<!her )(?<!his )(?<!their )(?<!grand)(?:mother|father|parent|mum|mom|dad)|child(?:ren)?|kids?"
        r"|bab(?:y|ies)|sons?|daughters?"
        r"|husband|wife|partner|married|single|widow\w*|lives (?:alone|with)|living (?:alone|with)|shares? a|flat"
        r"|family|couple|roommates?"
        r"|brother|sister|teenagers?)\b",
        re.I,
    ),
    "place": re.compile(r"\b(?:lives in|living in|from [A-Z]|in [A-Z]\w+|village|town|city|countryside|abroad)\b"),
    "past": re.compile(
        r"\b(?:retired|student|apprentice|trainee|used to|years ago|formerly|before that|since)\b", re.I
    ),
}
"""Words of a brief that say it themselves, so that nothing of the kind is drawn."""


@dataclass(frozen=True)
class Stock:
    """Lines by part of the card (or `quotes`, `household`, …), and the words of a brief that call for them."""

    name: str
    cue: re.Pattern[str]
    lines: Mapping[str, tuple[str, ...]]

    def line(self, kind: str, place: int) -> str:
        """The one for that place; empty where there is none of the kind."""
        found = self.lines.get(kind, ())
        return found[place % len(found)] if found else ""


@cache
def general() -> Stock:
    return _stock("general", _read("general"))


@cache
def leanings() -> tuple[Stock, ...]:
    return tuple(_stock(each["name"], each) for each in _read("leanings")["leaning"])


@cache
def topics() -> tuple[Stock, ...]:
    names = sorted(path.stem for path in FOLDER.glob("*.toml"))
    return tuple(_stock(name, _read(name)) for name in names if name not in _NO_TOPICS)


def leanings_of(brief: str) -> list[Stock]:
    """Those that the words of the brief call for, in the order of the file."""
    return [each for each in leanings() if each.cue.search(brief)]


def topics_of(brief: str, material: str) -> list[Stock]:
    """What the brief is about, most of it first; then what the material is about."""
    ranked = [(len(_said(each, brief)), len(_said(each, material)), each) for each in topics()]
    of_brief = sorted((each for each in ranked if each[0]), key=lambda each: -each[0])
    of_material = sorted((each for each in ranked if not each[0] and each[1] >= 2), key=lambda each: -each[1])
    return [stock for *_, stock in [*of_brief, *of_material]][:MOST_TOPICS]


def everything() -> Sequence[str]:
    """Every line there is."""
    return [line for each in (general(), *leanings(), *topics()) for lines in each.lines.values() for line in lines]


def _said(stock: Stock, text: str) -> set[str]:
    return {found.lower() for found in stock.cue.findall(text)}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def _stock(name: str, told: Mapping[str, Any]) -> Stock:
    lines = {kind: tuple(each) for kind, each in told.items() if kind not in ("cue", "name")}
    strange = set(lines) - PARTS - set(KINDS_OF_PAST) - {"quotes", "samples", "moods"}
    if strange:
        raise ValueError(f"{name}: no part of a card is called {', '.join(sorted(strange))}")
    return Stock(name, re.compile(rf"\b(?:{told.get('cue', '(?!)')})\b", re.I), lines)
