"""Two segments that would bear the same name are told apart by what differs between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from segments.meanings import plain, says, words
from segments.shapes import Trait
from segments.spoken import OF_ANY, OF_BUYERS, OF_COLUMNS

LEAST = 0.2
"""Two segments that differ from the others by nearly the same (Cohen's d) are not told apart by that."""
SHORT = 3
"""Words of a column that is told by its own name."""
_ALL: Final = (*OF_COLUMNS.values(), *OF_BUYERS.values())


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
    beside = {each for spoken in _ALL for each in spoken.beside}
    own = {each.casefold() for spoken in _ALL for each in spoken.own}
    return said in beside - own or said.startswith(tuple(f"{each} " for each in OF_ANY.beside))


def _compared(feature: str, more: bool) -> str:
    if feature in OF_BUYERS:
        return OF_BUYERS[feature].beside[not more]
    for meaning, spoken in OF_COLUMNS.items():
        # Money per order, as a file may have it, is neither money nor orders.
        if says(feature, meaning) and not {"per", "from"} & set(words(feature)):
            return spoken.beside[not more]
    return f"{OF_ANY.beside[not more]} {plain(feature)}" if len(words(feature)) <= SHORT else ""
