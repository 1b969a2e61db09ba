"""What a card says of somebody, as that person would say it."""

from __future__ import annotations

import re

_AND = re.compile(r"\band ([a-z]+s)\b(?= (?:the|an?|it|no|to|up|off|in|out|on)\b)")
"""A second thing that the same sentence says she does."""
_IRREGULAR = {"is": "am", "has": "have", "does": "do", "goes": "go", "was": "was"}
_MINE = {"his": "my", "her": "my", "their": "my", "him": "me", "himself": "myself", "herself": "myself"}


def first_person(text: str) -> str:
    """'Keeps her bills in a box.' -> 'I keep my bills in a box.'"""
    first, _, rest = text.partition(" ")
    verb = _IRREGULAR.get(first.lower()) or _bare(first.lower())
    said = " ".join(_MINE.get(word, word) for word in rest.split())
    return f"I {verb} {_AND.sub(lambda match: f'and {_bare(match[1])}', said)}"


def _bare(verb: str) -> str:
    if verb.endswith("ies"):
        return f"{verb[:-3]}y"
    if verb.endswith(("ches", "shes", "sses", "xes", "zes")):
        return verb[:-2]
    return verb[:-1] if verb.endswith("s") and not verb.endswith("ss") else verb
