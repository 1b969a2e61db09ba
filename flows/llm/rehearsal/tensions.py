"""Things said that cannot all hold at once, or not without saying when which holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

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


class _Said:
    """A claim with what is looked at of it, found once rather than for every pair."""

    def __init__(self, claim: Claim) -> None:
        self.claim = claim
        self.of_everybody = EVERYBODY.search(claim.quote) is not None
        self.of_some = not self.of_everybody and SOME_OF_THEM.search(claim.quote) is not None
        self.who = set(claim.dimensions) & _WHO
        self.figure = _COUNTABLE.search(claim.quote)
        self.numbers = numbers(claim.quote) if self.figure else set()
        stems = content_stems(claim.quote) if self.figure else set()
        self.about = {stem for stem in stems if not stem.isdigit()} - _LOOSE


def tensions(claims: Sequence[Claim], since: int = 0) -> list[Tension]:
    """-> every pair that pulls in two directions, whose second is the claim number `since` or a later one.

    In the order in which the first was said.
    """
    said, found = [_Said(claim) for claim in claims], []
    for place, first in enumerate(said):
        for second in said[max(place + 1, since) :]:
            if _everyone_and_some(first, second) or _everyone_and_some(second, first):
                found.append(Tension(first.claim, second.claim, "everyone"))
            elif _two_figures(first, second):
                found.append(Tension(first.claim, second.claim, "number"))
    return found


def _everyone_and_some(wide: _Said, narrow: _Said) -> bool:
    """'For everyone' or 'anywhere' beside a claim that only some are meant; both about who they are."""
    if not (wide.of_everybody and narrow.of_some):
        return False
    return bool(wide.who & narrow.who) or bool(wide.who and narrow.who - {Dimension.GEOGRAPHIC})


def _two_figures(first: _Said, second: _Said) -> bool:
    """The same thing counted twice with different results: same unit, and the words around it agree."""
    one, two = first.figure, second.figure
    if not one or not two or bool(one["unit"]) != bool(two["unit"]) or first.numbers & second.numbers:
        return False
    common = len(first.about & second.about)
    return common >= 2 and common / len(first.about | second.about) >= 0.5
