"""Things said that cannot all hold at once, or not without saying when which holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

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
    """A claim, and what is looked at of it: found when a pair asks for it, and once rather than for every pair."""

    def __init__(self, claim: Claim) -> None:
        self.claim = claim

    @cached_property
    def of_everybody(self) -> bool:
        return EVERYBODY.search(self.claim.quote) is not None

    @cached_property
    def of_some(self) -> bool:
        return not self.of_everybody and SOME_OF_THEM.search(self.claim.quote) is not None

    @cached_property
    def who(self) -> set[Dimension]:
        return set(self.claim.dimensions) & _WHO

    @cached_property
    def figure(self) -> re.Match[str] | None:
        return _COUNTABLE.search(self.claim.quote)

    @cached_property
    def numbers(self) -> set[str]:
        return numbers(self.claim.quote)

    @cached_property
    def about(self) -> set[str]:
        return {stem for stem in content_stems(self.claim.quote) if not stem.isdigit()} - _LOOSE


def tensions(claims: Sequence[Claim], since: int = 0) -> list[Tension]:
    """-> every pair that pulls in two directions, whose second is the claim number `since` or a later one.

    In the order in which the first was said.
    """
    said, found = [_Said(claim) for claim in claims], []
    speaks = [place for place in range(since, len(said)) if _may_pull(said[place])]
    for place, first in enumerate(said):
        for second in (said[later] for later in speaks if later > place):
            if _everyone_and_some(first, second):
                found.append(Tension(first.claim, second.claim, "everyone"))
            elif _two_figures(first, second):
                found.append(Tension(first.claim, second.claim, "number"))
    return found


def _may_pull(claim: _Said) -> bool:
    """Whether anything can be at odds with it: most of what is said speaks neither of all or some, nor in figures."""
    return claim.of_everybody or claim.of_some or claim.figure is not None


def _everyone_and_some(first: _Said, second: _Said) -> bool:
    """'For everyone' or 'anywhere' beside a claim that only some are meant; both about who they are."""
    if second.of_some and first.of_everybody:
        wide, narrow = first, second
    elif second.of_everybody and first.of_some:
        wide, narrow = second, first
    else:
        return False
    return bool(wide.who & narrow.who) or bool(wide.who and narrow.who - {Dimension.GEOGRAPHIC})


def _two_figures(first: _Said, second: _Said) -> bool:
    """The same thing counted twice with different results: same unit, and the words around it agree."""
    one, two = first.figure, second.figure
    if not one or not two or bool(one["unit"]) != bool(two["unit"]):
        return False
    common = len(first.about & second.about)
    agree = common >= 2 and common / len(first.about | second.about) >= 0.5
    return agree and not first.numbers & second.numbers
