"""What the long numbers of a text are: cards, accounts, ids, phones, or none of a person's.

A run is digits with a separator between two of them or none. It is cut at its separators and every piece of a few
neighbours is tried, so that two numbers side by side are seen as two. How much is tried is bounded: a text that holds
more candidates than anybody writes has its long numbers redacted whatever they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import iban, luhn

from segments.privacy.identities import LETTERED, is_identity, lettered
from segments.privacy.kinds import Found, Kind
from segments.privacy.phones import is_phone
from segments.privacy.surroundings import Before, has_unit

MOST_TRIED = 2_000
"""Places in one text where a number may begin; a page of phone numbers has some hundred."""
# One separator, with a space or a bracket at it: ` / ` and ` - ` stand between two numbers.
_BETWEEN = r"(?:[.\-/)][ (]?|[ ]{1,2}[.\-/(]?|\()?"
_RUN = re.compile(rf"[+(]{{0,2}}\d(?:{_BETWEEN}\d){{6,}}")
_GROUP = re.compile(r"\d+")
_LONG = re.compile(rf"\d(?:{_BETWEEN}\d){{6,}}")
_MOST_GROUPS = 7
_DATE = re.compile(
    r"(?<!\d)(?:(?:19|20)\d{2}([-./])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])"
    r"|(?:0?[1-9]|[12]\d|3[01])([-./])(?:0?[1-9]|[12]\d|3[01])\2(?:19|20)?\d{2})(?!\d|[-./]\d)"
)
_EXTENSION = re.compile(r"x\d{1,5}(?!\w)|ext", re.I)
_CARDS = re.compile(
    r"(?:4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d{2}|7[01]\d|720)\d{12}|3[47]\d{13}"
    r"|3(?:0[0-5]|[689]\d)\d{11}|6(?:011|5\d{2}|4[4-9]\d)\d{12}|35\d{14}|(?:50|5[6-9]|6[0-9])\d{14}|62\d{14,17})"
)
_CARD_GROUPS = {(4, 4, 4, 4), (4, 4, 4, 4, 1), (4, 4, 4, 4, 2), (4, 4, 4, 4, 3), (4, 6, 5), (4, 6, 4), (4, 4, 4, 1)}
_IBAN = re.compile(r"(?<!\w)[A-Za-z]{2}\d{2}(?=[ -]?[A-Za-z0-9]{4})")
_IBAN_REST = re.compile(r"[A-Za-z]{2}\d{2}(?:[ -]?[A-Za-z0-9]){11,30}")


def ibans(text: str) -> Iterator[Found]:
    """With check digits that hold (ISO 13616), also in groups."""
    past = 0
    for start in _IBAN.finditer(text):
        rest = _IBAN_REST.match(text, start.start()) if start.start() >= past else None
        if not rest:
            continue
        ends = [place.end() for place in re.finditer(r"[A-Za-z0-9]", rest[0])]
        for end in reversed(ends[14:]):
            if not text[rest.start() + end : rest.start() + end + 1].isalnum() and iban.is_valid(rest[0][:end]):
                past = rest.start() + end
                yield Found(Kind.IBAN, rest.start(), past)
                break


def numbers(text: str, regions: tuple[str, ...]) -> Iterator[Found]:
    """Those that are of somebody: cards, phones, identities. `regions`: ISO 3166 codes of countries whose way of
    writing phone numbers is tried."""
    for match in LETTERED.finditer(text):
        if lettered(match) and not Before(text, match.start()).of_a_thing:
            yield Found(Kind.IDENTITY, match.start(), match.end())
    tried = 0
    for run in _RUN.finditer(text):
        plain = _DATE.sub(lambda date: "x" * len(date[0]), run[0])
        groups = [(run.start() + each.start(), run.start() + each.end()) for each in _GROUP.finditer(plain)]
        first = begin = 0
        while first < len(groups):
            tried += 1
            if tried > MOST_TRIED:
                rest = _LONG.finditer(text, groups[first][0])
                yield from (Found(Kind.NUMBER, each.start(), each.end()) for each in rest)
                return
            kind, last = _from(text, groups, first, begin, regions)
            if kind is not None:
                yield Found(kind, _opening(text, groups[first][0]), groups[last][1])
                begin = last + 1
            first = last + 1


def _from(
    text: str, groups: list[tuple[int, int]], first: int, begin: int, regions: tuple[str, ...]
) -> tuple[Kind | None, int]:
    """-> what begins with the `first` group and its last one. Without a + a phone begins where the run does, or after
    what was found (`begin`): not within a longer number."""
    start = _opening(text, groups[first][0])
    within = first != begin and text[start] not in "+("
    before = Before(text, start)
    for last in _ends(groups, first):
        kind = _kind(text, groups[first : last + 1], before, regions)
        if kind is not None and not (within and kind is Kind.PHONE):
            return kind, last
    return None, first


def _ends(groups: list[tuple[int, int]], first: int) -> list[int]:
    """The last group of each piece that begins with the `first`, the longest piece first."""
    single = first
    while single < len(groups) and groups[single][1] - groups[single][0] == 1 and single - first < 20:
        single += 1
    if single - first >= 7:  # written digit by digit: all of it is one number, or none
        return [single - 1] if first == 0 or groups[first - 1][1] - groups[first - 1][0] > 1 else []
    ends, size = [], 0
    for last in range(first, min(first + _MOST_GROUPS, len(groups))):
        size += groups[last][1] - groups[last][0]
        # A piece holds nothing but separators: a date between two groups is none.
        if size > 19 or (last > first and groups[last][0] - groups[last - 1][1] > 3):
            break
        if size >= 7:
            ends.append(last)
    return ends[::-1]


def _opening(text: str, start: int) -> int:
    while start and text[start - 1] in "+(":
        start -= 1
    return start


def _kind(text: str, groups: list[tuple[int, int]], before: Before, regions: tuple[str, ...]) -> Kind | None:
    start, end = _opening(text, groups[0][0]), groups[-1][1]
    if _glued(text, start, end):
        return None
    written = text[start:end]
    digits = "".join(text[a:b] for a, b in groups)
    sizes = tuple(b - a for a, b in groups)
    spelt = len(sizes) > 1 and set(sizes) == {1}
    if spelt:
        written = written[: len(written) - len(written.lstrip("+("))] + digits
    unbroken = (len(sizes) == 1 or spelt) and not before.of_a_thing
    if (sizes in _CARD_GROUPS or unbroken) and _CARDS.fullmatch(digits) and luhn.is_valid(digits):
        return Kind.CARD
    if _looks_plain(digits) or before.of_a_thing:
        return Kind.PHONE if written.startswith("+") and is_phone(written, regions, said=False) else None
    if is_identity(written, before.of_an_identity):
        return Kind.IDENTITY
    if before.of_money or has_unit(text, end) or (sizes == (5, 4) and before.of_a_state):
        return None
    return Kind.PHONE if is_phone(written, regions, before.of_a_phone or spelt) else None


def _looks_plain(digits: str) -> bool:
    """0000000, 1111111: what is typed where a number is demanded."""
    return len(set(digits)) == 1


def _glued(text: str, start: int, end: int) -> bool:
    """Part of a code: `AB-1234567`, `SKU_1234567`, `1234567X`; but `555-0123x12` has an extension."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return (
        before[-1:].isalnum()
        or before[-1:] == "_"
        or (before[-1:] in ("-", "/") and before[:1].isalnum())
        or (before[-1:] in (".", ",") and before[:1].isdigit())
        or (after[:1].isalnum() and not _EXTENSION.match(text, end))
        or after[:1] == "_"
        or (after[:1] in ("-", "/") and after[1:].isalnum())
        or (after[:1] in (".", ",") and after[1:].isdigit())
    )
