"""A text without the people in it: what was found is replaced by the name of its kind, `[e-mail]`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from segments.privacy.electronic import addresses_of_machines, emails
from segments.privacy.folding import folded
from segments.privacy.kinds import Found, Kind, apart
from segments.privacy.numbers import ibans, numbers
from segments.privacy.people import names
from segments.privacy.phones import UNKNOWN
from segments.privacy.places import addresses

_AT = re.compile(r"@|[(\[{<] ?(?:at|arroba|ät) ?[)\]}>]| (?:at|arroba) ", re.I)
_SIX_DIGITS = re.compile(r"(?:\d\D{0,8}){6}")


def find(text: str, regions: tuple[str, ...] = UNKNOWN) -> list[Found]:
    """What of a text is of a person, in the order of the text; no two overlap. `regions`: ISO 3166 codes of countries
    whose way of writing phone numbers is tried (`phones.regions_of` a column of countries)."""
    plain, back = folded(text)
    found: list[Found] = []
    if _AT.search(plain):
        found += emails(plain)
    if any(character.isdigit() for character in plain):
        found += addresses(plain)
        found += addresses_of_machines(plain)
        if _SIX_DIGITS.search(plain):
            found += ibans(plain)
            found += numbers(plain, regions)
    found += names(plain)
    kept = apart(found) if found else found
    if back is None:
        return kept
    return [Found(kind, back[start], back[end - 1] + 1) for kind, start, end in kept]


def redact(text: str, regions: tuple[str, ...] = UNKNOWN) -> tuple[str, dict[Kind, int]]:
    """-> the text with `[e-mail]`, `[phone]`, `[name]` ... for what was found, and how often each was."""
    found = find(text, regions)
    return replaced(text, found), dict(Counter(each.kind for each in found))


def replaced(text: str, found: Sequence[Found]) -> str:
    """`found`: in the order of the text."""
    pieces, past = [], 0
    for kind, start, end in found:
        pieces += [text[past:start], f"[{kind}]"]
        past = end
    return "".join((*pieces, text[past:]))
