"""A brief that an interview or a file hands on: somebody of a segment, by its name and what was said or counted."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.llm.rehearsal.personas.pieces import as_line, is_person, singular
from interviews.language import folded, words
from personas.verbs import is_base
from segments.spoken import NEWER, without_when

_HANDED_ON = re.compile(
    r"^(?:somebody|someone) of the segment [“\"](?P<name>[^”\"]+)[”\"]\s*[.:]?\s*(?P<rule>.*)$", re.I | re.S
)
_THE_OTHERS = re.compile(r"whoever none of the rules\b", re.I)
_QUOTED = re.compile(r"[“\"]([^“”\"]{8,})[”\"]")
_PEOPLE = re.compile(r"^(?:those|people|persons|customers|users|folks)\s+(?=who|that|with|from|in|on)", re.I)


@dataclass(frozen=True)
class Segment:
    who: str
    told: tuple[str, ...]
    """What the team said of them, as lines about one of them where that can be."""


def of_segment(said: str) -> Segment | None:
    """None where the brief speaks of no segment."""
    found = _HANDED_ON.match(said)
    if found is None:
        return None
    name = folded(found["name"])
    if _THE_OTHERS.match(found["rule"]):
        return Segment("customer", ())
    if "“" not in found["rule"] and '"' not in found["rule"]:
        # When they came, or were here last, is nothing that somebody is.
        who = without_when(name.removeprefix(NEWER).partition(",")[0])
        return Segment(_who(who) if is_person(who) else "customer", ())
    quotes = [
        folded(each).strip(" .") for each in _QUOTED.findall(found["rule"]) if folded(each).lower() != name.lower()
    ]
    return Segment(_who(name), tuple(line for each in quotes for line in _told(each)))


def _who(name: str) -> str:
    """'Shift workers' -> 'shift worker'; what names no people is a customer of that kind."""
    low = name if name[:2].isupper() else name[:1].lower() + name[1:]
    if _PEOPLE.match(low):
        return _PEOPLE.sub("somebody ", low)
    if is_person(low):
        return singular(low)
    return f"customer, “{name}”" if len(words(name)) <= 6 else "customer"


def _told(quote: str) -> list[str]:
    """'open it on their phones' -> 'opens it on their phones'; another sentence stays their words."""
    first = quote.split(" ")[0].lower()
    one = re.sub(r"\btheir ([\w-]+[^s\W])s\b", r"their \1", quote)
    found = as_line(f"they {one}" if is_base(first) else one)
    return found or [f"belongs to those of whom the team said “{quote}”"]
