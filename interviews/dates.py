"""A day as people say it: `Monday 23 November`, `3 December 2026`, in their language."""

from __future__ import annotations

import re
from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

BRITISH = "en_GB"
_WEEKDAY, _MONTH = re.compile(r"\b[Ec]{1,3}\b"), re.compile(r"M{3,4}|L{3,4}")


def day_in_words(day: date, language: str = "en", *, weekday: bool = False, year: bool = True) -> str:
    """`language` as a tag (`pt-BR`); one that is not known is English. The order is that of the CLDR.

    https://www.unicode.org/reports/tr35/tr35-dates.html#availableFormats_appendItems
    """
    locale = locale_of(language)
    if year:
        return format_date(day, "full" if weekday else "long", locale=locale)
    known, days = locale.datetime_skeletons, "Ed" if weekday else "d"
    pattern = known.get(f"MMMM{days}") or known[f"MMM{days}"]
    return format_date(day, _long(str(pattern.pattern)), locale=locale)


def _long(pattern: str) -> str:
    """The same order with whole names: for some languages the CLDR has it with abbreviated ones alone."""
    return _MONTH.sub("MMMM", _WEEKDAY.sub("EEEE", pattern))


def locale_of(language: str) -> Locale:
    """The customs of a language; English ones are British."""
    try:
        locale = Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale.parse(BRITISH)
    return Locale.parse(BRITISH) if locale.language == "en" else locale
