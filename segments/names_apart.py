"""Two segments that would bear the same name are told apart by what differs between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from segments.meanings import Meaning, plain, says, words
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


def _compared(feature: str, more: bool) -> str:
    for meaning, (above, below) in _COMPARED.items():
        # Money per order, or days from one order to the next, are neither money nor orders.
        if says(feature, meaning) and not {"per", "from"} & set(words(feature)):
            return above if more else below
    return f"{'higher' if more else 'lower'} {plain(feature)}" if len(words(feature)) <= SHORT else ""
