"""How old somebody is: as the brief says, or as its words make likely."""

from __future__ import annotations

import re

from flows.llm.rehearsal.personas.choosing import chosen

BANDS = ("25 to 34", "35 to 44", "45 to 54", "55 to 64")
"""Of somebody of whom nothing is said."""
_TENS = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80}
_SAID = re.compile(
    r"\b(?P<years>1[89]|[2-9]\d)[- ]?(?:years?[- ]old|y/?o)\b|\b(?:aged?|is|at|she['’]s|he['’]s)\s+(?P<aged>1[89]"
    r"|[2-9]\d)\b"
    r"(?!\s*(?:%|percent|dollars|euros|pounds|minutes|hours|days|weeks|months|years\s+(?!old)\w))"
    r"|\bof (?P<of>1[89]|[2-9]\d)(?=\s*(?:[,.;]|who\b|from\b|with\b|$))"
    r"|(?:^|[,(–—;]\s*)(?P<alone>1[89]|[2-9]\d)(?=\s*(?:[,);.–—]|$))",
    re.I,
)
_DECADE = re.compile(rf"\b(?:in )?(?:her|his|their|the)\s+(?:early |mid-?|late )?(?P<tens>{'|'.join(_TENS)})\b", re.I)
_KINDS: tuple[tuple[str, str], ...] = (
    (r"student|undergraduate|apprentice|trainee|intern", "18 to 24"),
    (r"retired|retiree|pensioner|grand(?:mother|father|parent|ma|pa)\w*|great-aunt", "65 to 74"),
    (r"elderly|very old", "75 to 84"),
    (r"widow\w*|older", "55 to 64"),
    (
        r"first-time \w+|new (?:mother|father|parent|mum|dad)|newly-?wed|graduate|junior|young|expecting|pregnant",
        "25 to 34",
    ),
    (r"senior|head|director|middle-aged|mayor", "45 to 54"),
    (r"mother|father|parent|mum|dad|manager|owner", "35 to 44"),
)
"""What somebody is -> the ages that go with it; the first that fits."""


def age_said(brief: str) -> str:
    """'34' or '50 to 59' where the brief says how old; empty where it does not."""
    if found := _SAID.search(brief):
        return str(next(filter(None, found.groups())))
    if found := _DECADE.search(brief):
        tens = _TENS[found["tens"].lower()]
        return f"{tens} to {tens + 9}"
    return ""


def without_age(brief: str) -> str:
    """What is left of the brief."""
    return _DECADE.sub(" ", _SAID.sub(" ", brief))


def age_band(brief: str, who: str) -> str:
    """-> what the brief says; else what its words make likely; else one by lot, the same for the same brief."""
    return age_said(brief) or _likely(who) or chosen(BANDS, brief)


def _likely(said: str) -> str:
    return next((band for cue, band in _KINDS if re.search(rf"\b(?:{cue})\b", said, re.I)), "")
