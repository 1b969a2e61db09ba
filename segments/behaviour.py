"""What the members of a segment do, in sentences: of them all, and of one of them. Shares are said in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from segments.meanings import Meaning, clipped, plain, says, truth
from segments.measured import (
    BASKET,
    FREQUENCY,
    MENTIONS,
    MISSING,
    MONEY,
    OTHERS,
    PACE,
    PIECES,
    PRODUCTS,
    RECENCY,
    TENURE,
)  # fmt: skip
from segments.shares import figure
from segments.told import Segment, Trait

MOST = 6
WHOLE = 10
MOSTLY, HARDLY = 0.5, 0.2
"""From the first on, and up to the second, something is said of one of them."""
_BOUGHT: dict[str, tuple[str, str]] = {
    RECENCY: ("bought last about {} days ago", "bought last about {} days before the file ends"),
    FREQUENCY: ("orders about {} times", "order about {} times"),
    MONEY: ("spends about {} in all", "spend about {} in all"),
    BASKET: ("spends about {} on an order", "spend about {} on an order"),
    TENURE: ("bought first about {} days ago", "bought first about {} days before the file ends"),
    PACE: ("comes back after about {} days", "come back after about {} days"),
    PRODUCTS: ("buys about {} different products", "buy about {} different products"),
    PIECES: ("takes about {} pieces on an order", "take about {} pieces on an order"),
}
"""A measure of purchases -> what one of them does, and what they all do."""
_ONCE = ("has ordered once", "have ordered once")
_MEANT: dict[Meaning, tuple[tuple[str, str], tuple[str, str]]] = {
    "tenure": (("has been there for longer than others", "have been there for longer than the others"),
               ("has been there for a shorter time than others", "have been there for a shorter time than the others")),
    "recency": (("was there longer ago than others", "were there longer ago than the others"),
                ("was there more lately than others", "were there more lately than the others")),
    "frequency": (("comes more often than others", "come more often than the others"),
                  ("comes less often than others", "come less often than the others")),
    "money": (("spends more than others", "spend more than the others"),
              ("spends less than others", "spend less than the others")),
}  # fmt: skip
"""What a number is about -> where it is high, and where it is low."""
_SHARES = ((0.95, "nearly all"), (0.6, "most"), (0.4, "about half"), (0.2, "some"), (0.05, "few"))


@dataclass(frozen=True)
class Deed:
    """`one`: behind "somebody who"; `many`: a sentence about them and the others."""

    one: str
    many: str


def deeds(segment: Segment) -> tuple[Deed, ...]:
    """What sets them apart, the most telling first; then in what they end otherwise, of which nobody alone is known."""
    found = [deed for trait in segment.traits if (deed := _deed(trait)) is not None][:MOST]
    return (*found, *_ending(segment))


def _deed(trait: Trait) -> Deed | None:
    feature, _, level = trait.feature.partition(" = ")
    if feature == MENTIONS:
        return _writes(level) if trait.effect > 0 else None
    return _has(feature, level, trait) if level else _number(feature, trait)


def _writes(term: str) -> Deed:
    return Deed(f"writes about {term}", f"They write about {term} more often than the others do.")


def _number(feature: str, trait: Trait) -> Deed:
    here, others = _about(trait.here), _about(trait.others)
    if feature in _BOUGHT:
        one, many = _ONCE if (feature, here) == (FREQUENCY, "1") else _BOUGHT[feature]
        return Deed(one.format(here), f"They {many.format(here)}, the others about {others}.")
    meaning = next((each for each in _MEANT if says(feature, each)), None)
    name, more = plain(feature), trait.effect > 0
    if meaning is None:
        way = "higher" if more else "lower"
        one, many = f"is {way} in {name} than others", f"are {way} in {name} than the others"
    else:
        one, many = _MEANT[meaning][0 if more else 1]
    return Deed(f"{one}, {name} about {here}", f"They {many}: {name} about {here}, of the others about {others}.")


def _about(value: float) -> str:
    """Nobody remembers a tenth of ten."""
    return figure(float(round(value)) if abs(value) >= WHOLE else value)


def _has(feature: str, level: str, trait: Trait) -> Deed | None:
    """Nothing where about half of them are so, or where what is rare among them says nothing of what they are."""
    name, holds = plain(feature), truth(level)
    here, others = trait.here, trait.others
    if holds is not None:
        if HARDLY < here < MOSTLY:
            return None
        if here <= HARDLY:
            holds, here, others = not holds, 1 - here, 1 - others
        one, many = (f"has {name}", f"have {name}") if holds else (f"has no {name}", f"have no {name}")
    elif trait.effect > 0 and here >= MOSTLY and level not in (MISSING, OTHERS):
        one, many = _of(feature, name, clipped(level))
    else:
        return None
    of_others = _share(others)
    if of_others == _share(here):
        of_others = "fewer" if here > others else "more"
    return Deed(one, f"{_share(here).capitalize()} of them {many}, {of_others} of the others.")


def _of(feature: str, name: str, level: str) -> tuple[str, str]:
    if says(feature, "place"):
        return f"is from {level}", f"are from {level}"
    if says(feature, "channel"):
        return f"is reached by {level}", f"are reached by {level}"
    return f"has {_inside(level)} as {name}", f"have {_inside(level)} as {name}"


def _inside(level: str) -> str:
    """As it is written within a sentence: `Month-to-month` is `month-to-month`, `DSL` and `United Kingdom` stay."""
    first, *rest = level.split()
    is_name = first[1:] != first[1:].lower() or any(each[:1].isupper() for each in rest)
    return level if is_name else level[:1].lower() + level[1:]


def _share(share: float) -> str:
    return next((words for least, words in _SHARES if share >= least), "hardly any")


def _ending(segment: Segment) -> Iterator[Deed]:
    for each in segment.criteria:
        if each.differs and each.figure:
            outcome = each.words.partition(":")[0]
            way = "more" if each.figure > 0 else "less"
            yield Deed("", f"{outcome} is {way} common among them than among the others.")
