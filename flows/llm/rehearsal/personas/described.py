"""Whom a brief speaks of: name, age, occupation, and what it says they do, have and are, each as a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flows.llm.rehearsal.personas.pieces import KIN, is_known, pieces
from flows.llm.rehearsal.personas.segments import of_segment
from interviews.language import folded
from personas.ages import age_said, without_age
from personas.schema import Part

_NAME = r"(?-i:[A-ZÀ-Þ])[\w'’-]+(?: (?:van |de |del |von |da )?(?-i:[A-ZÀ-Þ])[\w'’-]+){0,2}"
_NAMED = re.compile(rf"\s*,?\s*\b(?:named|called)\s+(?P<name>{_NAME})", re.I)
_FIRST = re.compile(rf"^(?P<name>{_NAME})(?=\s*(?:[,(–—;:]|$)|\s+-\s|\s+(?:is|was|from|who|works|lives|has)\b)")
_NO_NAME = re.compile(
    r"^(?:an?|the|our|my|his|her|their|somebody|someone|anybody|people|persona|customers?|users?|whoever|those|one|she|he|they)\b",
    re.I,
)
_ASKS = re.compile(r"^\W*(?:persona(?:s)? (?:of|for|about)|somebody like|someone like)\s+", re.I)
_THEIR_KIN = re.compile(rf",? and (?P<kin>(?:her|his|their) (?:{KIN})),? who ", re.I)
"""'a student and her mother, who pays the bills': it is the mother who pays."""
LONGEST = 160
"""Characters of a line."""
_PARTS: tuple[tuple[str, Part], ...] = (
    (r"\b(?:deaf|blind|wheelchair|dyslex\w+|hearing aid|glasses|large text|eyesight|hard of hearing|tremor"
        r"|screen reader"
     r"|low vision|one hand)\b", Part.ACCESSIBILITY),
    (r"^(?:reads?|prefers|answers|likes|only reads|ignores|never reads|can be reached)\b.*\b(?:e-?mails?|texts?"
        r"|whatsapp|letters?|phone"
     r"|calls?|post|newsletters?|messages?|sms|paper)\b|^(?:hates|avoids|dislikes) (?:phone )?calls\b", Part.CHANNELS),
    (r"\b(?:distrusts?|mistrusts?|refus\w+|won['’]t|will not|would rather|rather not|does not want|doesn['’]t want"
        r"|privacy"
     r"|sceptical|skeptical|wary|opposes|against it)\b", Part.OBJECTIONS),
    (r"\b(?:hates|worries|worried|fears|afraid|annoyed|lost (?:money|his|her|the|a|an|about)|was (?:charged|billed"
        r"|refused)|paid (?:twice|too)"
     r"|tired of|fed up|frustrat\w+|burnt|burned|regrets|suffers)\b", Part.PAIN_POINTS),
    (r"\b(?:does not understand|doesn['’]t understand|confus\w+|struggles|cannot|can['’]t|forgets|no idea|does not know"
     r"|doesn['’]t know|new to|no time|little time|nods|misses|loses track)\b", Part.CHALLENGES),
    (r"^needs\b", Part.NEEDS),
    (r"^(?:wants|hopes|plans|dreams|tries|is saving|saves for|is looking|would like)\b", Part.GOALS),
    (r"^(?:plays|sings|gardens|paints|collects|fishes|knits|bakes|dances|hikes|rents a garden|runs marathons"
        r"|cycles)\b", Part.HOBBIES),
    (r"^(?:is|has|was|lives|works|rents|owns|comes|commutes|shares|studies|earns|retired|moved|married|raised|brings up"
     r"|manages|their)\b", Part.BACKGROUND),
)  # fmt: skip
_TEMPER = re.compile(
    r"^Is (?:very |quite |rather |always )?(?:careful|shy|patient|impatient|proud|strict|calm|quiet|stubborn"
    r"|curious|cautious"
    r"|friendly|blunt|easily \w+|thrifty|frugal|tidy|sociable|anxious|nervous|cheerful|cost-conscious)\b",
    re.I,
)


@dataclass(frozen=True)
class Somebody:
    """As the brief has it; empty is what it does not say."""

    name: str
    age: str
    who: str
    """'retired pilot', without an article."""
    told: tuple[tuple[Part, str], ...]
    """Lines about this person, each beginning with a verb."""


def described(brief: str) -> Somebody:
    """'Ines, 34, teacher, commutes by train' -> her name, '34', 'teacher' and 'Commutes by train.'"""
    said = _ASKS.sub("", folded(re.sub(r"\s*\n\s*", ". ", brief.strip())))
    segment = of_segment(said)
    if segment is not None:
        return Somebody("", age_said(said), segment.who, tuple(_lines(segment.told)))
    name, said = _name(_THEIR_KIN.sub(r". \g<kin> ", said))
    age, said = age_said(said), without_age(said)
    found = list(pieces(said))
    who = next((each.text for each in found if each.kind == "who"), "")
    lines = [each.text for each in found if each.kind == "line"]
    others = [each.text for each in found if each.kind == "who" and each.text != who]
    told = ([f"is {with_article(who)}"] if who else []) + lines + [f"is {with_article(each)}" for each in others]
    return Somebody(name, age, who, tuple(_lines(told)))


def part_of(line: str) -> Part:
    """Where on the card a line about somebody belongs."""
    if _TEMPER.match(line):
        return Part.PERSONALITY
    if re.match(r"Is an? ", line):
        return Part.BACKGROUND
    low = line[:1].lower() + line[1:]
    return next((part for cue, part in _PARTS if re.search(cue, low, re.I)), Part.BEHAVIOUR)


def _lines(told: list[str] | tuple[str, ...]) -> Iterator[tuple[Part, str]]:
    seen = set[str]()
    for each in told:
        line = re.sub(r"\bour\b", "the", folded(each).strip(" .,;"))
        if len(line) > LONGEST or len(line) < 5 or line.lower() in seen:
            continue
        seen.add(line.lower())
        yield (part_of(line), f"{line[0].upper()}{line[1:]}.")


def with_article(who: str) -> str:
    """'HR manager' -> 'an HR manager'; 'somebody with a new baby' as it is."""
    if re.match(r"(?:somebody|someone|one)\b", who, re.I):
        return who
    vowel = (
        who[:1] in "AEFHILMNORSX"
        if who[:2].isupper()
        else re.match(r"(?!uni|use|eu|one)[aeiou]|hour|honest", who, re.I)
    )
    return f"{'an' if vowel else 'a'} {who}"


def _name(said: str) -> tuple[str, str]:
    """-> (the name, what is said besides)."""
    if found := _NAMED.search(said):
        return found["name"], folded(f"{said[: found.start()]} {said[found.end() :]}".replace(" ,", ","))
    found = _FIRST.match(said)
    if found is None or _NO_NAME.match(said) or _is_a_kind(found["name"]):
        return "", said
    return found["name"], said[found.end() :].strip(" ,;:–—-")


def _is_a_kind(name: str) -> bool:
    """'Grandparents, who …', 'Nurse, 34, …': not a name, although it begins with a capital."""
    return " " not in name and is_known(name)
