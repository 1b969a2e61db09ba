"""The sums, deadlines, places and acts that stand in the material, as they can be said of somebody: 'the 60 euros'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from flows.llm.rehearsal.personas.rules import HARD, sentences
from flows.llm.rehearsal.personas.terms import is_plain, terms_in
from interviews.language import content_stems
from personas.passages import Passage
from personas.verbs import is_base

Kind = Literal["once", "again", "bound", "share", "span", "day", "hour", "place", "act", "term", "costly"]
_MONEY = (
    r"(?:[$€£]\s?\d[\d.,]*\d|[$€£]\s?\d|\d[\d.,]*(?:\s?(?:dollars?|euros?|pounds?|francs?|cents?|CHF|EUR|USD"
    r"|GBP)\b(?: \d\d\b)?))"
)
_EVERY = r"(?:\s+(?:a|an|per|each|every)\s+(?:day|week|month|year|night|visit|person|head|hour)\b)"
_SUM = re.compile(rf"(?P<sum>{_MONEY})(?P<every>{_EVERY})?")
_SHARE = re.compile(r"\b(?P<share>\d{1,2}(?:[.,]\d+)? ?(?:percent|per cent|%))", re.I)
_BOUND = re.compile(
    r"(?:\bup to|\bat most|\bat least|\blimited to|\bmaximum of|\bminimum of|\bno more than|\bmore than|\bless than"
    r"|\babove|\bbelow|\bover"
    r"|\bunder|\bbetween|\bbetween [\d.,]+ and)\s*$",
    re.I,
)
_COUNT = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|thirty)"
_SPAN = re.compile(
    rf"\b(?P<before>within|in|for|after|until|of|with"
    rf"|valid for)\s+(?:the\s+)?(?:first\s+)?(?P<span>{_COUNT}(?:[ -]to[ -]{_COUNT})?\s+"
    r"(?:hours?|(?:working |business )?days|weeks?|months?)\b(?:['’]s? notice| of (?:notice|enrolment|enrollment"
    r"|trial)| notice)?)"
    rf"|(?P<ahead>{_COUNT}\s+(?:hours|days|weeks|months)) (?:before|beforehand)",
    re.I,
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_DAY = re.compile(
    rf"\b(?:before|by|until|till|on|every|from|at the latest on)\s+(?P<day>\d{{1,2}}(?:st|nd|rd"
    rf"|th)?(?: of)? (?:{_MONTHS})"
    rf"|(?:{_MONTHS}) \d{{1,2}}\b|(?:{_WEEKDAYS})(?: (?:morning|evening|night))?|the end of (?:the|a) (?:month|year"
    rf"|quarter))"
)
_HOUR = re.compile(
    r"\b(?:by|before|until|at|after)\s+(?P<hour>\d{1,2}(?::\d\d)? ?(?:am|pm|a\.m\.|p\.m\.|o['’]clock)"
    r"|\d{1,2} in the (?:morning|evening)|noon|midnight)",
    re.I,
)
_PLACE = re.compile(
    r"\b(?P<place>(?:at|in) the (?:[a-z]+ )?(?:counter|desk|shop|branch|reception|app|portal|ticket desk|front desk"
    r"|helpline)"
    r"|by (?:letter|post|e-?mail|video call|phone|telephone|text message)|on the (?:phone|telephone|website)|online"
    r"|at partner shops)\b",
    re.I,
)
_MAY = re.compile(
    r"\b(?:you|members|customers|users|parents|tenants|guests|employees|holders)\s+(?:(?:can|may|must|should|will) "
    r"|(?:have|need|get) to )?"
    r"(?:also |only |then |still |always )?(?P<act>[a-z]+ [^.,;:()]{3,60})",
    re.I,
)
_ORDER = re.compile(r"^(?P<act>(?P<verb>[A-Z][a-z]+) (?:the|an?|your|all|any|both|us|out|up) [^.,;:()]{3,60})")
_ENDS = re.compile(
    r"\s+(?:when|if|until|unless|before|after|within|only|and|or|for|with|in the|in two|at the|at a|at up|by"
    r"|to the end|once|even|as|because|so|on"
    r"|from|who|that|which|where|whether|via|above|below|instead|without|more than|up to|yourself|later|again"
    r"|online|per|a (?:day|week|month|year)"
    r"|each|every)\b.*$",
    re.I,
)
_NO_ACT = re.compile(
    r"^(?:be|have|need|want|pay|get|do|carry over|learn|read|see|note|click|think|like|know|find|expect|prefer"
    r"|decide|go to|choose a|make sure"
    r"|keep in)\b|\b(?:it|this|these|those|them|they|that|something|anything|its|any|ones?|others?)\b|\byour own\b"
    r"|\$|\d",
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
            for figure in _of(sentence, known):
                found.setdefault(figure.said.lower(), (-len(content_stems(sentence) & wanted), len(found), figure))
    return [figure for *_, figure in sorted(found.values(), key=lambda each: each[:2])]


def figures_in(sentence: str) -> list[Figure]:
    """Those of one sentence, words of the world left out."""
    return list(_of(sentence, ()))


def _of(sentence: str, known: Sequence[str]) -> Iterator[Figure]:
    if "|" in sentence:
        return
    for match in _SUM.finditer(sentence):
        bound = _BOUND.search(sentence[: match.start()]) is not None
        kind: Kind = "bound" if bound else "again" if match["every"] else "once"
        yield Figure(
            kind,
            f"the {match['sum']}{match['every'] or ''}".replace(" each ", " a ").replace(" every ", " a "),
            sentence,
        )
    for match in _SHARE.finditer(sentence):
        yield Figure("share", match["share"], sentence)
    for match in _SPAN.finditer(sentence):
        span = match["span"] or match["ahead"]
        if not re.match(r"(?:an?|one) ", span, re.I) or "notice" in span:
            yield Figure("span", f"the {re.sub(r'^(?:an?|one) ', '', span)}", sentence)
    for match in _DAY.finditer(sentence):
        yield Figure("day", match["day"], sentence)
    for match in _HOUR.finditer(sentence):
        yield Figure("hour", match["hour"], sentence)
    for match in _PLACE.finditer(sentence):
        yield Figure("place", match["place"][0].lower() + match["place"][1:], sentence)
    for act in _acts(sentence):
        yield Figure("act", act, sentence)
    for term in terms_in(sentence, known)[:2]:
        costly = HARD.search(sentence) and _COSTLY.search(sentence)
        if not is_plain(term) and (not term[0].isupper() or term.isupper()):
            yield Figure("costly" if costly else "term", f"the {term}", sentence)


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
