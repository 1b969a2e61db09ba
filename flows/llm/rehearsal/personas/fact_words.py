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
_VOWEL = re.compile(r"^[aeiou8]", re.I)


def kind_of(fact: Fact) -> str:
    """Of a measure: measures of purchases are called by what they are; other columns by their name."""
    if fact.subject in _NAMED:
        return _NAMED[fact.subject]
    if fact.meaning == "answer" or _IS_ASKED.match(fact.subject):
        return "question"
    purchases = fact.subject in (RECENCY, FREQUENCY) or fact.meaning in ("basket", "pace", "products", "pieces")
    return fact.meaning if purchases or fact.meaning in ("money", "tenure", "age") else ""


def values_of(fact: Fact, rounded: bool = False) -> dict[str, str]:
    """-> name in a template -> what stands there. `rounded`: as somebody says it who has no file at hand."""
    is_name = fact.meaning == "place" or fact.level[1:] != fact.level[1:].lower()
    level = fact.level if is_name else fact.level[:1].lower() + fact.level[1:]
    longer = fact.way == "more"
    return {
        "here": _rounded(fact.here) if rounded else fact.here,
        "others": fact.others,
        "way": fact.way,
        "lower": "higher" if longer else "lower",
        "less_long": "longer" if longer else "less long",
        "a_longer": "a longer" if longer else "a shorter",
        "subject": fact.subject,
        "level": level,
        "a": "an" if _VOWEL.match(level) else "a",
        "no": "no " if fact.lacked else "",
        "ago": _ago(fact.here) if rounded else "",
    }


def _number(figure: str) -> float:
    try:
        return float(figure.replace(",", "").removesuffix("%"))
    except ValueError:
        return 0.0


def _rounded(figure: str) -> str:
    """Two digits that matter: nobody carries more of them in their head."""
    value = _number(figure)
    if value < 10:
        return f"{value:.2g}"
    step = 10 ** max(0, len(str(int(value))) - 2)
    return f"{int(value / step + 0.5) * step:,}"


def _ago(days: str) -> str:
    """`days`: a number of days as a fact has it, `230`. -> the same in the unit one would say: `8 months`."""
    value = _number(days)
    if value >= _MONTHS:
        return f"{round(value / 30.4)} months"
    if value >= _WEEKS:
        return f"{round(value / 7)} weeks"
    count = max(1, round(value))
    return f"{count} day{'s' if count > 1 else ''}"
