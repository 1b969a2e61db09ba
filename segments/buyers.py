"""What buyers are called, by how recently, how often and for how much they bought; and whether a name still holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from segments.facts import Facts, Truths, money
from segments.meanings import Meaning, says
from segments.shapes import Floats, Trait
from segments.spoken import NEWER, when_in, without_when

MONTH, LATELY = 31, 92
"""Days."""
NEARLY, STILL = 0.9, 0.8
"""A name that says when, or "once", holds for so many of the members; one that they have, as long as for so many."""
BIG, HIGH, LOW = 3 / 4, 2 / 3, 1 / 3
SLACK = 0.1
"""By so much the middle member, or the money, may fall short of what a name says before that no longer holds."""
QUIET = " gone quiet"
ONCE = "once"
VAGUE = frozenset(["long not seen", "gone quiet", "here lately", "now and then", "middling spenders"])
"""Names that say nothing of how they buy."""


@dataclass(frozen=True)
class Buyers:
    """The members of a segment. `recent`, `often`, `much`: where the middle one of them stands among all customers, 0
    to 1, of days since the last purchase, orders and money."""

    recent: float
    often: float
    much: float
    days: Floats
    """Of each, since the last purchase."""
    orders: Floats
    brings: float
    """Their part of the money, by their part of the customers."""
    newer: bool
    """That they came later than the others is what sets them apart most."""
    later: bool
    """That they came later sets them apart."""

    def names(self) -> list[str]:
        """What they may be called, the best first."""
        long, when = self.recent >= 0.5 and self._nearly(self.days > LATELY), self._when()
        at = "" if self.newer else when
        found = []
        if np.nanmedian(self.orders) <= 1:
            exactly = self._nearly(self.orders <= 1)
            once, bought = ("Once", "Bought once") if exactly else ("Mostly once", "Mostly bought once")
            ago = " long ago" if long else when
            found += [f"{once},{ago}", bought] if ago and not self.newer else [bought]
        # Who brings less than their share are no big spenders, however much the middle one of them paid.
        big = self.much >= BIG and self.brings >= 1
        found += [f"{name}{at}" for name, holds in (("Big spenders", big), ("Regulars", self.often >= HIGH)) if holds]
        if self.recent >= HIGH:
            found += [name for name, holds in (("Long not seen", long), ("Gone quiet", when == QUIET)) if holds]
        if self.much <= LOW:
            found.append(f"Small spenders{at}")
        if not found:
            lately = ["Here lately"] if self.recent <= LOW and when else []
            found = [*lately, "Now and then", "Middling spenders"]
        return [f"{NEWER}{inside(name)}" for name in found] if self.newer else found

    def _when(self) -> str:
        """When nearly all of them were here last; nothing where they were at different times."""
        if self._nearly(self.days <= MONTH):
            return " last month"
        if self.recent < 0.5 and self._nearly(self.days <= LATELY):
            return " of late"
        return QUIET if self.recent >= 0.5 and self._nearly(self.days > MONTH) else ""

    def _nearly(self, holds: Truths) -> bool:
        return bool(holds.mean() >= NEARLY)

    def still(self, name: str) -> bool | None:
        """Whether what such a name says of them holds, or nearly; None where it is no name of buyers."""
        said = name.casefold()
        if said.startswith(NEWER.casefold()):
            return self.still(said.removeprefix(NEWER.casefold())) if self.later else False
        who, *more = said.split(", ")
        claim = _WHO.get(without_when(who))
        if claim is None:
            return None
        return claim(self) and all(_WHEN[each](self) for each in (when_in(who), *more) if each in _WHEN)

    def hold(self, truths: Truths) -> bool:
        """Whether it is true of so many of them that a name may go on saying it."""
        return bool(truths.mean() >= STILL)

    def in_the_middle(self) -> bool:
        """Neither once nor often, neither long ago nor much."""
        spread = LOW - SLACK <= self.much <= BIG + SLACK and max(self.recent, self.often) <= HIGH + SLACK
        return bool(spread and np.nanmedian(self.orders) > 1)


def buyers(known: Facts, members: Truths, own: Sequence[Trait]) -> Buyers | None:
    """None where one of the three is not known. `own`: what sets them apart, the most telling first."""
    recency, frequency, paid = place(known, "recency"), place(known, "frequency"), money(known)
    if recency is None or frequency is None or paid is None:
        return None
    came = [each.effect for each in own if says(each.feature, "tenure")]
    recent, often, much = (_rank(known, members, each) for each in (recency, frequency, paid))
    brings = np.nansum(known.numbers[members, paid]) / (members.mean() * np.nansum(known.numbers[:, paid]))
    return Buyers(
        recent,
        often,
        much,
        days=known.numbers[members, recency],
        orders=known.numbers[members, frequency],
        brings=float(brings),
        newer=bool(own) and says(own[0].feature, "tenure") and own[0].effect < 0,
        later=any(effect < 0 for effect in came),
    )


def buys_as(name: str) -> str:
    """`big spenders` of `Big spenders of late`, `once, long ago` of `Mostly once, long ago`."""
    said = name.casefold()
    if "," not in said:
        said = without_when(said)
    return said.replace("mostly ", "").replace("bought ", "")


def alike(one: str, other: str) -> bool:
    """Whether two kinds of one list would be taken for the same: who bought once is told by when, where both are."""
    return one == other or (ONCE in (one, other) and one.startswith(ONCE) and other.startswith(ONCE))


def place(known: Facts, meaning: Meaning) -> int | None:
    """The column that says it; days since the first purchase are not those since the last one."""
    for index, name in enumerate(known.names):
        if says(name, meaning) and not (meaning == "recency" and says(name, "tenure")):
            return index
    return None


def middle(known: Facts, members: Truths, column: int) -> float:
    """Of the members, in a column of the numbers."""
    values = known.numbers[members, column]
    return float(np.nanmedian(values)) if np.isfinite(values).any() else np.nan


def inside(phrase: str) -> str:
    """As it is written after a comma: `VIP` stays `VIP`."""
    return phrase[0].lower() + phrase[1:] if phrase[1:2].islower() else phrase


def _rank(known: Facts, members: Truths, column: int) -> float:
    values = known.numbers[:, column]
    values, own = values[np.isfinite(values)], middle(known, members, column)
    return float((values < own).mean() + (values == own).mean() / 2)


_WHO: Final[Mapping[str, Callable[[Buyers], bool]]] = {
    "once": lambda they: they.hold(they.orders <= 1),
    "bought once": lambda they: they.hold(they.orders <= 1),
    "mostly once": lambda they: bool(np.nanmedian(they.orders) <= 1),
    "mostly bought once": lambda they: bool(np.nanmedian(they.orders) <= 1),
    "big spenders": lambda they: they.much >= BIG - SLACK and they.brings >= 1 - SLACK,
    "regulars": lambda they: they.often >= HIGH - SLACK,
    "long not seen": lambda they: they.recent >= HIGH - SLACK and they.hold(they.days > LATELY),
    "gone quiet": lambda they: they.recent >= HIGH - SLACK and they.hold(they.days > MONTH),
    "small spenders": lambda they: they.much <= LOW + SLACK,
    "here lately": lambda they: they.recent <= LOW + SLACK and they.hold(they.days <= LATELY),
    "now and then": lambda they: they.in_the_middle(),
    "middling spenders": lambda they: they.in_the_middle(),
}
_WHEN: Final[Mapping[str, Callable[[Buyers], bool]]] = {
    "last month": lambda they: they.hold(they.days <= MONTH),
    "of late": lambda they: they.hold(they.days <= LATELY),
    "gone quiet": lambda they: they.hold(they.days > MONTH),
    "long ago": lambda they: they.hold(they.days > LATELY),
}
