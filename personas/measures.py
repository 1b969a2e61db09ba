"""Numbers with what they count: '30 days' and '30 dollars' are two things, and a shown sum may be worked out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviews.language import content_stems, numbers, words

_UNITS = {
    "dollar": r"dollars?|bucks?|usd|\$", "euro": r"euros?|eur|€", "pound": r"pounds?|gbp|£", "franc": r"francs?|chf",
    "cent": r"cents?", "yen": r"yen|jpy|¥", "rupee": r"rupees?|inr|₹",
    "percent": r"%|per ?cent|percent|prozent|pour cent|por ciento|por cento|procent",
    "second": r"seconds?|secs?", "minute": r"minutes?|mins?", "hour": r"hours?|hrs?|h|stunden?|heures?|horas?",
    "working_day": r"(?:working|business) days?|(?:werk|arbeits)tagen?|jours ouvr\w+|días hábiles|dias úteis",
    "day": r"days?|tagen?|tage|tag|jours?|días?|dias?|giorni|dagen",
    "week": r"weeks?|wochen?|semaines?|semanas?|settimane|weken",
    "month": r"months?|monat(?:en?)?|mois|meses|mesi|maanden",
    "year": r"years?|yrs?|jahr(?:en?)?|ans|années|años|anos|anni|jaar",
    "gram": r"g|grams?", "kilo": r"kg|kilos?|kilograms?", "tonne": r"tons?|tonnes?", "weighed_pound": r"lbs?",
    "millimetre": r"mm", "centimetre": r"cm", "metre": r"m|met(?:er|re)s?", "kilometre": r"km|kilomet(?:er|re)s?",
    "mile": r"miles?", "foot": r"feet|foot|ft", "inch": r"inch(?:es)?", "litre": r"l|lit(?:er|re)s?",
    "kilobyte": r"kb", "megabyte": r"mb|megabytes?", "gigabyte": r"gb|gigabytes?", "terabyte": r"tb|terabytes?",
    "watt": r"w|watts?", "kilowatt": r"kw", "kilowatt_hour": r"kwh", "celsius": r"°\s?c", "fahrenheit": r"°\s?f",
    "am": r"a\.?m\b\.?", "pm": r"p\.?m\b\.?",
}  # fmt: skip
_SCALE = r"(?: (?:hundred|thousand|millions?|billions?))?"
_NUMBER = rf"(?:\d+(?:[.,]\d+)*(?: ?(?:½|\d⁄\d))?{_SCALE}|[a-z]+(?:-[a-z]+)?{_SCALE})"
_AFTER = re.compile(
    rf"(?<![\w.,])(?P<number>{_NUMBER})[ -]?(?:extra |full )?"
    rf"(?:{'|'.join(f'(?P<{name}>{words})' for name, words in _UNITS.items())})(?!\w)",
    re.I,
)
_SIGNS = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupee"}
_BEFORE = re.compile(rf"(?P<sign>[$€£¥₹])\s?(?P<number>\d+(?:[.,]\d+)*{_SCALE})", re.I)
MOST_SHOWN = 12
"""Numbers among which a sum may be looked for."""
_BELOW_ZERO = re.compile(r"(?<!\S)[−-](?P<number>\d+(?:[.,]\d+)*)")
_OF_YEAR = re.compile(r"\b(?:as of|in|for|since|until|by)\s+(?P<year>(?:19|20)\d\d)\b", re.I)


def measures(text: str) -> set[tuple[str, str]]:
    """(number, what it counts) of money, shares, times and sizes: '$1,500' -> ('1500', 'dollar'). Others are left
    out."""
    found = {(number, _SIGNS[match["sign"]]) for match in _BEFORE.finditer(text) for number in numbers(match["number"])}
    for match in _AFTER.finditer(text):
        unit = next(name for name in _UNITS if match[name])
        found |= {(number, unit) for number in numbers(match["number"])}
    return found


def dated(text: str) -> set[str]:
    """Years by which figures hold: 'As of 2013, …' -> {'2013'}."""
    return {match["year"] for match in _OF_YEAR.finditer(text)}


def _below_zero(text: str) -> set[str]:
    return {number for match in _BELOW_ZERO.finditer(text) for number in numbers(match["number"])}


def why_no_number(text: str, source: str) -> str:
    """Why the numbers of `text` do not stand in `source`; empty when they do.

    A number that was worked out may stand when the sum is shown: both numbers it comes from are in `text`, and
    at most one number of the three is not in `source` (months and weeks of a year are known to everybody).
    """
    said, there = numbers(text), numbers(source)
    new = said - there
    if new and not new <= _worked_out(new, (said & there) | _of_the_calendar(text)):
        return "a number does not stand there"
    counted = measures(source)
    if any(number not in new and (number, unit) not in counted for number, unit in measures(text)):
        return "the number counts something else there"
    if (_below_zero(text) ^ _below_zero(source)) & said:
        return "the number is on the other side of zero there"
    years = dated(source) - said
    if (said - {"1"}) and years:
        return f"the figure is of {sorted(years)[-1]}"
    return ""


def in_another_clause(text: Sequence[str], source: Sequence[str]) -> bool:
    """Whether a number stands in another clause of the source than in that which its own clause is most like: 'adults
    pay 12 euros, children 8' does not say that children pay 12. `text`, `source`: clauses."""
    there = [(content_stems(each) - numbers(each), numbers(each)) for each in source]
    known = set[str]().union(*(said for _, said in there))
    for clause in text:
        stems = content_stems(clause) - numbers(clause)
        most = max((len(stems & each) for each, _ in there), default=0)
        near = [said for each, said in there if len(stems & each) == most]
        if (
            most >= 2
            and all(near)
            and any(not any(number in said for said in near) for number in numbers(clause) & known)
        ):
            return True
    return False


def _of_the_calendar(text: str) -> set[str]:
    said = set(words(text))
    return ({"12"} if {"month", "year"} <= said else set()) | ({"52"} if {"week", "year"} <= said else set())


def _worked_out(new: set[str], shown: set[str]) -> set[str]:
    """Those that are sum, difference, product or quotient of two that are shown; among many, nobody sees which two."""
    values = [worth for each in shown if (worth := amount(each)) is not None]
    if len(values) > MOST_SHOWN:
        return set()
    results = {
        round(result, 2)
        for place, one in enumerate(values)
        for other in values[place + 1 :]
        for result in (one + other, abs(one - other), one * other, one / (other or 1), other / (one or 1))
    }
    return {each for each in new if (worth := amount(each)) is not None and round(worth, 2) in results}


def amount(number: str) -> float | None:
    """What a number of a text amounts to: '2.5' -> 2.5; None for one that is no plain number, as '1/2' or '1.2.3'."""
    try:
        return float(number)
    except ValueError:
        return None
