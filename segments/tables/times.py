"""How times are written in a column: day or month first is decided by all of it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from segments.months import MONTHS

_CLOCK = r"(?P<clock>[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?: ?[AaPp][Mm])?)?"
_ISO = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}([T ]\d{1,2}:\d{2}(:\d{2}([.]\d+)?)?)?( ?(Z|UTC|[+-]\d{2}(:?\d{2})?))?", re.IGNORECASE
)
_YEAR_FIRST = re.compile(r"\d{4}(?P<sep>[/.])\d{1,2}(?P=sep)\d{1,2}" + _CLOCK)
_YEAR_LAST = re.compile(r"(?P<one>\d{1,2})(?P<sep>[-/.])(?P<two>\d{1,2})(?P=sep)(?P<year>\d{4}|\d{2})" + _CLOCK)
_NAMED = re.compile(
    r"(?P<day>\d{1,2})(?P<s1>[-/. ]{1,2})(?P<month>[A-Za-z]{3,9})(?P<s2>[-/. ]{1,2})(?P<year>\d{4}|\d{2})" + _CLOCK
)
_MONTH_FIRST = re.compile(r"(?P<month>[A-Za-z]{3,9})(?P<s1> )(?P<day>\d{1,2})(?P<s2>,? )(?P<year>\d{4})" + _CLOCK)
_DIGITS = re.compile(r"(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_SECOND = re.compile(r"\d{14}")
_MONTH = re.compile(r"(19|20)\d{2}(?P<sep>[-/])(0[1-9]|1[0-2])")
_COUNTED = re.compile(r"\d+(\.\d+)?")
COUNTED = {
    "days": (20_000, 80_000),
    "seconds": (300_000_000, 5_000_000_000),
    "milliseconds": (300_000_000_000, 5_000_000_000_000),
}
"""Times that are numbers: between which of them."""
MOST = 0.9


def form_of(texts: Mapping[str, int], *, named: bool, day_first: bool) -> tuple[str, float]:
    """How these times are written (text -> how often it is there), and the share of them that are times.

    `named` when the column is called a time,

    `day_first` where the rest of the file speaks for it (decimal commas).
    """
    forms: dict[str, int] = {}
    days: list[tuple[int, int, str]] = []
    for text, count in texts.items():
        form = _one(text, days)
        if form:
            forms[form] = forms.get(form, 0) + count
    share = sum(forms.values()) / max(1, sum(texts.values()))
    if named and share < 0.5 and (counted := _count(texts))[0]:
        return counted
    order = _order(days, day_first, any("%p" in form for form in forms))
    found = sorted(forms, key=lambda form: (-forms[form], form))[:6]
    if order.startswith("month"):
        found = [swapped(form) if "{d}" in form else form for form in found]
    unsure = "?" if order.endswith("?") else ""
    return unsure + "|".join(form.replace("{d}", "%d").replace("{m}", "%m") for form in found), share


def swapped(form: str) -> str:
    """The same form with month and day the other way round."""
    pairs = (("%d", "\0"), ("%m", "%d"), ("\0", "%m"), ("{d}", "\0"), ("{m}", "{d}"), ("\0", "{m}"))
    for one, other in pairs:
        form = form.replace(one, other)
    return form


def _one(text: str, days: list[tuple[int, int, str]]) -> str:
    if _ISO.fullmatch(text):
        return "iso"
    if found := _YEAR_LAST.fullmatch(text):
        days.append((int(found["one"]), int(found["two"]), found["sep"]))
        year = "%Y" if len(found["year"]) == 4 else "%y"
        return found["sep"].join(("{d}", "{m}", year)) + _clock(found["clock"])
    if found := _YEAR_FIRST.fullmatch(text):
        return found["sep"].join(("%Y", "%m", "%d")) + _clock(found["clock"])
    if found := _NAMED.fullmatch(text) or _MONTH_FIRST.fullmatch(text):
        return _with_name(found)
    if _DIGITS.fullmatch(text):
        return "%Y%m%d"
    if _SECOND.fullmatch(text) and _DIGITS.fullmatch(text[:8]):
        return "%Y%m%d%H%M%S"
    if found := _MONTH.fullmatch(text):
        return f"%Y{found['sep']}%m"
    return ""


def _with_name(found: re.Match[str]) -> str:
    word = found["month"].lower()
    if word in MONTHS:
        month = "%B" if len(word) > 3 else "%b"
    elif any(word == name[:3] for name in MONTHS):
        month = "%b"
    else:
        return ""
    year = "%Y" if len(found["year"]) == 4 else "%y"
    parts = ("%d", found["s1"], month) if found.re is _NAMED else (month, found["s1"], "%d")
    return "".join((*parts, found["s2"], year)) + _clock(found["clock"])


def _clock(text: str | None) -> str:
    if not text:
        return ""
    before = re.match(r"[T ,]+", text)
    rest = text[before.end() :] if before else text
    half = rest[-2:].lower() in ("am", "pm")
    seconds = rest.count(":") == 2
    form = ("%I" if half else "%H") + ":%M" + (":%S" if seconds else "") + (".%f" if "." in rest else "")
    return (before.group() if before else "") + form + ((" " if " " in rest else "") + "%p" if half else "")


def _order(days: list[tuple[int, int, str]], day_first: bool, half_days: bool) -> str:
    """`day` or `month` first, with a `?` where nothing in the column tells."""
    one, two = {day[0] for day in days}, {day[1] for day in days}
    if not days or max(one) > 12:
        return "day"
    if max(two) > 12:
        return "month"
    if {day[2] for day in days} == {"."} or day_first:
        return "day"
    if half_days:
        return "month"
    # The first of many months.
    if one == {1} and len(two) > 3:
        return "day"
    if two == {1} and len(one) > 3:
        return "month"
    return "day?"


def _count(texts: Mapping[str, int]) -> tuple[str, float]:
    """Times that are numbers, in a column that is called a time: how they are counted, and the share of them."""
    figures = {text: float(text) for text in texts if _COUNTED.fullmatch(text)}
    all_of_them = max(1, sum(texts.values()))
    for form, (low, high) in COUNTED.items():
        share = sum(texts[text] for text, figure in figures.items() if low <= figure < high) / all_of_them
        if share >= MOST:
            return form, share
    return "", 0.0
