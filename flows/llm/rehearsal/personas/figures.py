"""The sums, deadlines, acts and words that stand in the material, as they can be said of somebody: 'the 60 euros'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from flows.llm.rehearsal.personas.matter import with_the
from flows.llm.rehearsal.personas.rules import HARD, sentences
from flows.llm.rehearsal.personas.terms import is_plain, terms_in
from interviews.language import content_stems
from personas.passages import Passage
from personas.verbs import is_base

Kind = Literal["sum", "span", "act", "term", "costly"]
_MONEY = (
    r"(?:[$€£]\s?\d[\d.,]*\d|[$€£]\s?\d"
    r"|\d[\d.,]*(?:\s?(?:dollars?|euros?|pounds?|francs?|cents?|CHF|EUR|USD|GBP)\b(?: \d\d\b)?))"
)
_SUM = re.compile(rf"{_MONEY}(?:\s+(?:a|an|per|each|every)\s+(?:day|week|month|year|night|visit|person|head|hour)\b)?")
_COUNT = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|thirty)"
_SPAN = re.compile(
    rf"\b(?:within|in|for|after|until|of|with|are)\s+(?:the\s+)?(?:first\s+)?(?P<span>{_COUNT}(?: to {_COUNT})?\s+"
    rf"(?:(?:working |business )?days|weeks))\b|\b(?P<ahead>{_COUNT}\s+(?:days|weeks)) (?:before|beforehand)",
    re.I,
)
_MAY = re.compile(
    r"(?<!if )\b(?:you|members|customers|users|parents|tenants|guests|employees|holders)\s+"
    r"(?:(?:can|may|must|should|will) |(?:have|need|get) to )?(?:also |only |then |still |always )?"
    r"(?P<act>[a-z]+ [^.,;:()]{3,60})",
    re.I,
)
_ORDER = re.compile(r"^(?P<act>(?P<verb>[A-Z][a-z]+) (?:the|an?|your|all|any|both|us|out|up) [^.,;:()]{3,60})")
_ENDS = re.compile(
    r"\s+(?:when|if|until|unless|before|after|within|only|and|or|for|with|in|at (?:the|a|up)|to the end|once|even|as"
    r"|because|so|on|from|who|that|which|where|whether|via|above|below|instead|without|more than|up to|yourself|later"
    r"|again|online|per|a (?:day|week|month|year)|each|every)\b.*$",
    re.I,
)
_NO_ACT = re.compile(
    r"^(?:be|have|need|want|pay|get|do|carry over|learn|read|see|note|click|think|like|know|find|expect|prefer|decide"
    r"|go to|choose a|make sure|keep in|lose|leave|use|stay|save|spend"
    r"|put (?:in|into|money))\b|\b(?:it|this|these|those|them|they|that|something|anything|its"
    r"|any|ones?|others?|options?)\b|\byour own\b|\$|\d",
    re.I,
)
_COSTLY = re.compile(r"\b(?:pay|pays|paid|costs?|fees?|charged?|lose|lost|bill)\b", re.I)
LONGEST_ACT = 6


@dataclass(frozen=True)
class Figure:
    """`said`: as it goes behind a verb; `sentence`: where it stands."""

    kind: Kind
    said: str
    sentence: str


def figures(passages: Sequence[Passage], known: Sequence[str], brief: str) -> list[Figure]:
    """-> each once, those in sentences near the brief first. `known`: the words of that world."""
    wanted = content_stems(brief)
    found: dict[str, tuple[int, int, Figure]] = {}
    for passage in passages:
        for sentence in sentences(passage):
            for figure in figures_in(sentence, known):
                found.setdefault(figure.said.lower(), (-len(content_stems(sentence) & wanted), len(found), figure))
    return [figure for *_, figure in sorted(found.values(), key=lambda each: each[:2])]


def figures_in(sentence: str, known: Sequence[str] = ()) -> Iterator[Figure]:
    """Those of one sentence; a line of a table has none."""
    if "|" in sentence:
        return
    for match in _SUM.finditer(sentence):
        yield Figure("sum", "the " + re.sub(r"\b(?:each|every)\b", "a", match[0]), sentence)
    for match in _SPAN.finditer(sentence):
        yield Figure("span", f"the {match['span'] or match['ahead']}", sentence)
    for act in _acts(sentence):
        yield Figure("act", act, sentence)
    for term in terms_in(sentence, known)[:2]:
        costly = HARD.search(sentence) and _COSTLY.search(sentence)
        if not is_plain(term) and (not term[0].isupper() or term.isupper()):
            yield Figure("costly" if costly else "term", with_the(term), sentence)


def _acts(sentence: str) -> Iterator[str]:
    """'you can change your plan only in …' -> 'change the plan'."""
    order = _ORDER.match(sentence)
    found = [match["act"] for match in _MAY.finditer(sentence)]
    if order and is_base(order["verb"]):
        found.append(order["act"][0].lower() + order["act"][1:])
    for each in found:
        act = re.sub(r"\byour\b", "the", _ENDS.sub("", each)).strip()
        said = act.split()
        if (
            2 <= len(said) <= LONGEST_ACT
            and is_base(said[0])
            and not _NO_ACT.search(act)
            and content_stems(" ".join(said[1:]))
        ):
            yield act
