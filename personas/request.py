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


def objection(brief: str) -> str | None:
    """-> a kind refusal with what can be had instead, for a child, a real person, or what no persona is for."""
    if _UNFIT.search(brief):
        return UNFIT
    if _REAL.search(brief):
        return REAL
    if (child := _CHILD.search(brief)) and not _WITH_A_CHILD.search(brief[: child.start()]):
        return CHILD
    return None
