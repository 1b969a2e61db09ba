"""Things said that cannot all hold at once, or not without saying when which holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from flows.llm.rehearsal.lexicon import EVERYBODY, SOME_OF_THEM
from interviews.answers import Claim
from interviews.dimensions import Dimension
from interviews.language import content_stems, numbers

_COUNTABLE = re.compile(r"(?P<number>\d[\d.,]*\d|\d)\s*(?P<unit>%|percent)?\s*(?P<noun>[a-z]+(?: [a-z]+)?)?", re.I)
_WHO = {Dimension.DEMOGRAPHIC, Dimension.GEOGRAPHIC, Dimension.PSYCHOGRAPHIC, Dimension.DISTINGUISHING}
_LOOSE = content_stems("people customers users percent about roughly month year week day list")


@dataclass(frozen=True)
class Tension:
    """Two claims side by side, the earlier first."""

    first: Claim
    second: Claim
    kind: str
    """`everyone`: for everybody against for some; `number`: two figures for one thing."""


def tensions(claims: Sequence[Claim]) -> list[Tension]:
    """-> every pair that pulls in two directions, in the order in which the second was said."""
    found = []
    for first, second in combinations(claims, 2):
        if _everyone_and_some(first, second) or _everyone_and_some(second, first):
            found.append(Tension(first, second, "everyone"))
        elif _two_figures(first, second):
            found.append(Tension(first, second, "number"))
    return found


def _everyone_and_some(wide: Claim, narrow: Claim) -> bool:
    """'For everyone' or 'anywhere' beside a claim that only some are meant; both about who they are."""
    if not EVERYBODY.search(wide.quote) or EVERYBODY.search(narrow.quote) or not SOME_OF_THEM.search(narrow.quote):
        return False
    about = set(wide.dimensions) & set(narrow.dimensions) & _WHO
    return bool(about) or bool(set(wide.dimensions) & _WHO and set(narrow.dimensions) & (_WHO - {Dimension.GEOGRAPHIC}))


def _two_figures(first: Claim, second: Claim) -> bool:
    """The same thing counted twice with different results: same unit, and the words around it agree."""
    one, two = (_COUNTABLE.search(claim.quote) for claim in (first, second))
    if not one or not two or bool(one["unit"]) != bool(two["unit"]):
        return False
    if numbers(first.quote) & numbers(second.quote):
        return False
    about, other = (
        {stem for stem in content_stems(claim.quote) if not stem.isdigit()} - _LOOSE for claim in (first, second)
    )
    return len(about & other) >= 2 and len(about & other) / len(about | other) >= 0.5
