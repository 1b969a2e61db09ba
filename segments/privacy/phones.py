"""Phone numbers, and the countries whose way of dialling a file follows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from phonenumbers import (
    SUPPORTED_REGIONS,
    NumberParseException,
    PhoneNumberType,
    is_possible_number,
    is_valid_number_for_region,
    number_type,
    parse,
)

UNKNOWN = ("GB", "US", "DE", "FR")
"""Tried where a file does not say what countries it is of."""
MOST = 6
_COUNTRIES = {
    "AT": "austria österreich",
    "AU": "australia",
    "BE": "belgium belgique belgië belgien",
    "BR": "brazil brasil",
    "CA": "canada",
    "CH": "switzerland schweiz suisse svizzera",
    "CN": "china",
    "CZ": "czechia česko",
    "DE": "germany deutschland allemagne alemania",
    "DK": "denmark danmark",
    "ES": "spain españa spanien espagne",
    "FI": "finland suomi",
    "FR": "france frankreich francia",
    "GB": "uk england scotland wales britain",
    "GR": "greece",
    "HU": "hungary",
    "IE": "ireland eire",
    "IL": "israel",
    "IN": "india",
    "IT": "italy italia italien italie",
    "JP": "japan",
    "KR": "korea",
    "MX": "mexico méxico",
    "NL": "netherlands nederland niederlande holland",
    "NO": "norway norge",
    "NZ": "zealand",
    "PL": "poland polska polen pologne",
    "PT": "portugal",
    "RO": "romania românia",
    "SE": "sweden sverige",
    "SG": "singapore",
    "TR": "turkey türkiye",
    "US": "usa america",
    "ZA": "africa",
}
_BY_NAME = {name: region for region, names in _COUNTRIES.items() for name in names.split()}
_BY_NAME |= {"united kingdom": "GB", "united states": "US"}
# A trunk 0, or the three groups of North America; elsewhere three groups of three.
_TRUNK = re.compile(r"\(?0\d")
_AMERICAN = re.compile(r"(?:1[ .-])?\(?[2-9]\d{2}\)?[ .-]{1,2}[2-9]\d{2}[ .-]\d{4}")
_THREES = re.compile(r"[5-9]\d{2} \d{3} \d{3}|[5-9]\d{2} \d{2} \d{2} \d{2}|[5-9]\d{2}-\d{3}-\d{3}")
_WITHOUT_TRUNK = {"ES", "PT", "PL", "IT", "NO", "DK", "CZ", "GR"}


def regions_of(countries: Iterable[str]) -> tuple[str, ...]:
    """The regions of a column of countries (names, or codes of two letters), the commonest first; UNKNOWN if none."""
    seen: Counter[str] = Counter()
    for country in countries:
        said = country.strip()
        words = said.casefold().split()
        region = _BY_NAME.get(" ".join(words)) or next((_BY_NAME[word] for word in words if word in _BY_NAME), "")
        seen[region or ("GB" if said.upper() == "UK" else said.upper())] += 1
    known = [region for region, _ in sorted(seen.items(), key=lambda each: (-each[1], each[0])) if _is_region(region)]
    return tuple(known[:MOST]) or UNKNOWN


def _is_region(code: str) -> bool:
    return code in SUPPORTED_REGIONS


def is_phone(written: str, regions: tuple[str, ...], said: bool) -> bool:
    """`written`: digits and what separates them, with a leading + if there is one. `said`: the words before it, or the
    name of the column, speak of a phone."""
    digits = re.sub(r"\D", "", written)
    if not 7 <= len(digits) <= 15:
        return False
    if written.startswith("+"):
        return _abroad("+" + digits)
    if digits.startswith("00"):
        return _abroad("+" + digits[2:])
    if said:
        return any(_valid(digits, region) for region in regions)
    if written == digits:
        return digits[0] == "0" and any(_mobile(digits, region) for region in regions)
    if _TRUNK.match(written):
        return not written.startswith("0.") and any(_valid(digits, region) for region in regions)
    if _AMERICAN.fullmatch(written):
        return any(_valid(digits, region) for region in regions if region in ("US", "CA"))
    if _THREES.fullmatch(written):
        return any(_valid(digits, region) for region in regions if region in _WITHOUT_TRUNK)
    return False


@lru_cache(maxsize=100_000)
def _abroad(digits: str) -> bool:
    try:
        return bool(is_possible_number(parse(digits, None))) and len(digits) > 8
    except NumberParseException:
        return False


@lru_cache(maxsize=100_000)
def _valid(digits: str, region: str) -> bool:
    try:
        return bool(is_valid_number_for_region(parse(digits, region), region))
    except NumberParseException:
        return False


def _mobile(digits: str, region: str) -> bool:
    return _valid(digits, region) and number_type(parse(digits, region)) == PhoneNumberType.MOBILE
