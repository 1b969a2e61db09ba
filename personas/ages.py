"""How old somebody is, where the brief says so. Where it does not, nobody is given an age."""

from __future__ import annotations

import re

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
