"""Whether somebody asks for a persona, and for whom."""

from __future__ import annotations

import re

_ASKS = re.compile(
    r"^\W*(?:(?:please|can you|could you|let's|we need you to|i'd like you to)\s+)*"
    r"(?:(?:make|create|build|invent|write|give|draw up|import|load)\s+(?:(?:me|us)\s+)?(?:an?\s+|the\s+|this\s+)?)?"
    r"(?:new\s+)?persona\b\s*(?:(?:of|for|about|from|called|named)\b\s*)?[:,–—-]?\s*(?P<brief>.*)$",
    re.I | re.S,
)
_BY_NAME = re.compile(
    r"^\W*(?:please\s+)?(?:make|create|build|invent|give)\s+(?:me|us)\s+(?P<brief>(?-i:[A-Z])[\w'’-]+(?:\s(?-i:[A-Z])[\w'’-]+)?"
    r"\s*,\s*(?:an?|the|our)\s+\S.*)$",
    re.I | re.S,
)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_HOW_MANY = (
    rf"(?P<many>\d{{1,2}}|{'|'.join(_NUMBERS)}|a couple of|a few|some|several|a set of|a handful of|different|possible"
    r"|good|new|more|our|the|your|first|a)"
)
_COURTESY = r"(?:(?:please|hi|hello|hey|ok|okay|so|now|and|also|then)\b[,!. ]*)*"
_WISH = (
    r"(?:(?:can|could|would|will) you(?: please)?|let['’]s|let us|we (?:need|want) you to"
    r"|i['’]d like you to|help (?:me|us)(?: to)?)"
)
_SEVERAL = re.compile(
    rf"^\W*{_COURTESY}(?:{_WISH}\s+)?(?:please\s+)?"
    r"(?:(?:make|create|build|invent|write|give|draw up|propose|suggest|recommend|generate|draft|come up with|find)\s+"
    r"(?:(?:me|us)\s+)?(?:with\s+)?|(?:we|i)(?:['’]d| would)? (?:need|want|like)(?: to (?:have|meet))?\s+)?"
    rf"(?:{_HOW_MANY}\s+){{0,3}}(?:user |customer |buyer )?personas\b"
    r"(?!\s+(?:do|does|did|work|are|is|were|was|we|you|i|that (?:we|you)|already|have|has|can|should|library|list)\b)",
    re.I,
)
_WHOM = re.compile(
    rf"^\W*{_COURTESY}(?:(?:any )?(?:idea|suggestion)s?\W+)?(?:(?:can|could) you (?:tell|say|suggest"
    rf"|propose) (?:me |us )?)?"
    r"(?:who|whom|which (?:people|customers|users|personas?|kinds? of (?:people|customers|users|personas?)))\s+"
    r"(?:(?:else\s+)?(?:should|shall|could|can|would|must|do|might|to|ought)\s*(?:we|i)?|(?:we|i) (?:should|could))\s*"
    r"(?:to\s+)?(?:first\s+)?(?:interview|talk (?:to|with)|speak (?:to|with)|meet|ask|question|make|create)\b"
    r"(?!\s+(?:about|for|at|in|on|when|if)\b)",
    re.I,
)
_WORTH = re.compile(
    rf"^\W*{_COURTESY}(?:propose|suggest|recommend|tell (?:me|us)|show (?:me|us))\s+(?:me |us )?"
    r"(?:who(?:m)?\b.{0,30}\b(?:worth|interview|meet|talk to)|(?:some |a few |\w+ )?(?:people|kinds of people"
    r"|customers)\s+"
    r"(?:to|worth|for us to|we (?:should|could))\s*(?:interview|meet|talk|speak))",
    re.I,
)
FEWEST, USUAL, MOST = 3, 4, 5
"""How many are proposed: as many as were asked for, within these bounds."""
_CHILD = re.compile(
    r"\b(?:(?:[1-9]|1[0-5])[- ]?years?[- ]old|(?:[1-9]|1[0-5])[- ]?yo\b|toddler|baby|kid"
    r"|child\b(?!ren)|schoolboy|schoolgirl)",
    re.I,
)
_WITH_A_CHILD = re.compile(r"\b(?:with|has|having|mother|father|mom|dad|parent|raising|of)\b[^.]{0,30}$", re.I)
_REAL = re.compile(
    r"\b(?:my (?:boss|colleague|manager|neighbou?r|wife|husband|ex)|our (?:ceo|boss|founder|president)"
    r"|the real|based on (?:the )?real"
    r"|(?:president|prime minister|chancellor|senator|king|queen|pope) [A-Z]\w+|celebrity)",
    re.I,
)
_UNFIT = re.compile(
    r"\b(?:diagnos\w+ me|medical advice|legal advice|prescri\w+ me|racist|nazi"
    r"|hates? (?:jews|muslims|christians|blacks|gays|women|immigrants|foreigners)"
    r"|terrorist|white supremac\w+)\b",
    re.I,
)
MOST_ADDRESSES = 5
_ADDRESS = re.compile(r"https?://[^\s<>|\"]+", re.I)
CHILD = "I don't play children. I can make an invented adult who looks after one: who would that be?"
REAL = (
    "I don't play real people: what I would say for them, they never said. "
    "I can make an invented person of that kind: what does such a person do, and what do they care about?"
)
UNFIT = (
    "I don't make personas for advice on health or law, nor for hatred. "
    "I can make an invented customer of yours: who uses what you offer?"
)


def brief_of(said: str) -> str | None:
    """What a message says about the persona it asks for; empty: only that it wants one; None: it asks for none."""
    match = _BY_NAME.match(said[:4000]) or _ASKS.match(said[:4000])
    return match["brief"].strip(" .,:;–—-\n") if match else None


def addresses_in(said: str) -> tuple[str, ...]:
    """Web addresses that people wrote, each once, as https; Slack shows a bare `example.org` as one too."""
    found = (match[0].rstrip(".,;:!?)]}>»”’\"'") for match in _ADDRESS.finditer(said[:4000]))
    return tuple(dict.fromkeys(re.sub(r"^http://", "https://", each, flags=re.I) for each in found))[:MOST_ADDRESSES]


def without_addresses(said: str) -> str:
    """What is said besides addresses; 'example.org (https://example.org)' is one address."""
    line = re.sub(rf"[\w.-]+\.\w{{2,}}\s*\({_ADDRESS.pattern}\)", " ", said, flags=re.I)
    return _ADDRESS.sub(" ", line).strip(" .,:;–—-\n()")


def pages_chosen(said: str) -> tuple[int, ...] | None:
    """'read 1, 3 and 5' -> (1, 3, 5); 'read all' -> (); None where that is not what was said."""
    line = said.strip().lower().rstrip(".!")
    if re.fullmatch(r"read (?:them )?all(?: of them)?|read (?:all|the) pages", line):
        return ()
    match = re.fullmatch(r"read ((?:\d{1,2}(?:\s*(?:,|and|&)\s*|\s+)?)+)", line)
    return tuple(int(each) for each in re.findall(r"\d+", match[1])) if match else None


def wants_several(said: str) -> bool:
    """Whether somebody asks whom to make or meet, in the plural or without describing anybody.

    'Make us personas', 'three personas from this', 'who should we interview?'; not 'my personas' or 'how do personas
    work?'. A bare 'personas' counts.
    """
    line = said[:4000]
    if (asked := _SEVERAL.match(line)) is not None:
        bare = asked[0].lower().split()[:-1]
        return not (bare and set(bare) <= {"our", "the", "your"})
    return _WHOM.match(line) is not None or _WORTH.match(line) is not None


def how_many(said: str) -> int:
    """How many were asked for, from FEWEST to MOST; USUAL where no number was said."""
    asked = re.search(
        rf"\b(\d{{1,2}}|{'|'.join(_NUMBERS)})\s+(?:\w+\s+){{0,2}}(?:personas|people|customers)\b", said, re.I
    )
    if asked is None:
        return USUAL
    number = _NUMBERS.get(asked[1].lower()) or int(asked[1])
    return min(MOST, max(FEWEST, number))


def objection(brief: str) -> str | None:
    """-> a kind refusal with what can be had instead, for a child, a real person, or what no persona is for."""
    if _UNFIT.search(brief):
        return UNFIT
    if _REAL.search(brief):
        return REAL
    if (child := _CHILD.search(brief)) and not _WITH_A_CHILD.search(brief[: child.start()]):
        return CHILD
    return None
