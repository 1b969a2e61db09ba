"""A fact in the words of a template: what kind it is of, and its figures as they are filled in."""

from __future__ import annotations

import re

from personas.facts import Fact
from segments.measured import FREQUENCY, MONEY, RECENCY, TENURE

_IS_ASKED = re.compile(r"(?:how|what|which|who|when|where|why|do|did|does|are|is|have|would|will) ", re.I)
"""How a column begins that is a question of a survey."""
_NAMED = {MONEY: "money spent", TENURE: "first"}
"""Measures of purchases whose meaning other columns have too -> their kind."""
_WEEKS, _MONTHS = 21, 60
"""Days from which on they are told in weeks, and in months."""
_SHORT = re.compile(r"\b(?:tv|sms|vip|dvd|gps|usa|uk)\b")
"""Words that are said letter by letter."""
_ONE = re.compile(r"(?:^|\s)(?:partner|car|house|loan|account|subscription|newsletter|card|dog|cat|child|voucher)$")
"""What somebody has one of."""
_VOWEL = re.compile(r"^[aeiou8]", re.I)


def kind_of(fact: Fact) -> str:
    """Of a measure: measures of purchases are called by what they are; other columns by their name."""
    if fact.subject in _NAMED:
        return _NAMED[fact.subject]
    if fact.meaning == "answer" or _IS_ASKED.match(fact.subject):
        return "question"
    purchases = fact.subject in (RECENCY, FREQUENCY) or fact.meaning in ("basket", "pace", "products", "pieces")
    return fact.meaning if purchases or fact.meaning in ("money", "tenure", "age") else ""


def values_of(fact: Fact) -> dict[str, str]:
    """-> name in a template -> what stands there, figures rounded as one says them."""
    is_name = fact.meaning == "place" or fact.level[1:] != fact.level[1:].lower()
    level = fact.level if is_name else fact.level[:1].lower() + fact.level[1:]
    longer, subject = fact.way == "more", _SHORT.sub(lambda word: word[0].upper(), fact.subject)
    return {
        "here": roughly(fact.here),
        "others": roughly(fact.others),
        "way": fact.way,
        "lower": "higher" if longer else "lower",
        "a_longer": "a longer" if longer else "a shorter",
        "subject": subject,
        "level": level,
        "one": f"a {subject}" if _ONE.search(subject) else subject,
        "a": "an" if _VOWEL.match(level) else "a",
        "ago": _ago(fact.here),
    }


def _number(figure: str) -> float:
    try:
        return float(figure.replace(",", "").removesuffix("%"))
    except ValueError:
        return 0.0


def roughly(figure: str) -> str:
    """Two digits that matter: nobody carries more of them in their head. `1,158` -> `1,200`; a share stays as it is."""
    value = _number(figure)
    if figure.endswith("%") or value < 1:
        return figure
    if value < 10:
        return f"{round(value, 1):g}"
    places = min(0, 2 - len(str(int(value))))
    halfway = places < 0 and value % 10**-places == 10**-places / 2
    return f"{value if halfway else round(value, places):,.0f}"


def _ago(days: str) -> str:
    """`days`: a number of days as a fact has it, `230`. -> the same in the unit one would say: `8 months`."""
    value = _number(days)
    if value >= _MONTHS:
        return f"{round(value / 30.4)} months"
    if value >= _WEEKS:
        return f"{round(value / 7)} weeks"
    count = max(1, round(value))
    return f"{count} day{'s' if count > 1 else ''}"
