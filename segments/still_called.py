"""Whether a name that the rules gave a segment still says what is true of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from segments.buyers import buyers
from segments.factors import every_paying, paying
from segments.facts import Facts, facts
from segments.names_apart import compares
from segments.naming import every_phrase, phrases
from segments.shapes import Customers, Labels, Segment
from segments.traits import traits

_NUMBERED = re.compile(r"segment \d+")


@dataclass(frozen=True)
class Still:
    """Of an analysis: asked of a segment and of the name it had before."""

    customers: Customers
    labels: Labels | None
    """None where no segments were found, of which nothing is asked."""

    def __call__(self, segment: Segment, name: str) -> bool:
        """By what its members bought, with some room; otherwise by what sets them apart, however little. What no rule
        says of anybody is not for a rule to take back."""
        assert self.labels is not None
        members = self.labels == segment.label
        own = traits(self._known, members, ~members)
        bought = buyers(self._known, members, own)
        said = bought.still(name) if bought else None
        claims = [each for each in name.casefold().split(", ") if not compares(each) and not _NUMBERED.fullmatch(each)]
        told = [*phrases(self._known, own), *(paying(self._known, own) or ())]
        true, sayable = ({each.casefold() for each in some} for some in (told, self._sayable))
        if said is not None:
            return said and true.issuperset(sayable.intersection(claims))
        return true.issuperset(claims) or not sayable.issuperset(claims)

    @cached_property
    def _sayable(self) -> list[str]:
        return [*every_phrase(self._known), *every_paying(self._known)]

    @cached_property
    def _known(self) -> Facts:
        return facts(self.customers)
