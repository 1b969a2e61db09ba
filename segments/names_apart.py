"""Two segments that would bear the same name are told apart by what differs between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from segments.meanings import Meaning, plain, says, words
from segments.measured import BASKET, PACE, PIECES, PRODUCTS
from segments.shapes import Trait

LEAST = 0.2
"""Two segments that differ from the others by nearly the same (Cohen's d) are not told apart by that."""
SHORT = 3
"""Words of a column that is told by its own name."""
_COMPARED: Final[dict[Meaning, tuple[str, str]]] = {
    "tenure": ("longer with us", "newer"),
    "recency": ("seen longer ago", "seen more lately"),
    "frequency": ("more orders", "fewer orders"),
    "money": ("more money", "less money"),
}


_MEASURED: Final = {
    BASKET: ("larger orders", "smaller orders"),
    PACE: ("longer between orders", "sooner back"),
    PRODUCTS: ("more products", "fewer products"),
    PIECES: ("more pieces per order", "fewer pieces per order"),
}


_SPOKEN = frozenset(["seen longer ago", "seen more lately"])
"""What a segment may be called of its own, too."""


def told_apart(name: str, own: Sequence[Trait], other: Sequence[Trait] = ()) -> Iterator[str]:
    """`Regulars, fewer orders`: what differs most first. `own` and `other`: what sets each of both apart from all
    others; none, where the other segment is one of before."""
    theirs, mine = ({each.feature: each.effect for each in traits} for traits in (other, own))
    differ = {
        feature: mine.get(feature, 0.0) - theirs.get(feature, 0.0)
        for feature in dict.fromkeys([*mine, *theirs])
        if " = " not in feature
    }
    for feature, by in sorted(differ.items(), key=lambda each: (-round(abs(each[1]), 9), each[0])):
        said = _compared(feature, by > 0) if abs(by) >= LEAST else ""
        if said and said not in name.casefold():
            yield f"{name}, {said}"


def compares(said: str) -> bool:
    """Whether a part of a name only tells it from another one: that says nothing of its own."""
    known = {each for both in (*_COMPARED.values(), *_MEASURED.values()) for each in both}
    return said in known - _SPOKEN or said.startswith(("higher ", "lower "))


def _compared(feature: str, more: bool) -> str:
    if feature in _MEASURED:
        return _MEASURED[feature][0 if more else 1]
    for meaning, (above, below) in _COMPARED.items():
        # Money per order, as a file may have it, is neither money nor orders.
        if says(feature, meaning) and not {"per", "from"} & set(words(feature)):
            return above if more else below
    return f"{'higher' if more else 'lower'} {plain(feature)}" if len(words(feature)) <= SHORT else ""
