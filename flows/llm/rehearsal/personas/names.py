"""Names for invented people: nobody of the team's personas, nor of the workspace one tries Segue in, is called so.

A name also says which lines of the stock somebody gets (`seat`): the names of the others are all that is known of them
when a card is written, so whoever is named differently gets other lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flows.llm.rehearsal.personas.choosing import lot
from interviews.language import listed

FIRST = listed(
    """Robin Kim Noa Sam Charlie Alex Jo Mika Toni Andrea Kit Sasha Billie Chris Jules Lou Marlo Nico Pat Remy
    Sidney Terry Uli Valentine Yuki Ash Bente Corin Emery Frankie"""
)
"""They fit women and men alike: of that nothing is said."""
SURNAMES = listed(
    """Ferrer Aalto Lindqvist Dvorak Moreau Petrescu Novak Hollis Brandt Castellan Eriksen Fontaine Galloway Horvat
    Ivers Jansen Kowal Laurent Madsen Nowak Ostler Pereira Quist Rossi Sandoval Thorne Ulrich Varga Whitlock
    Yilmaz Zeman Achterberg Bellamy Corrigan Delgado Ekholm Farkas Gruber Haddad Ibsen"""
)
SEATS = 8
"""So many people of one team get lines of their own."""


def seat(name: str) -> int:
    """Which of the SEATS somebody with that name takes; the same always."""
    return lot(name.lower(), "seat") % SEATS


def named(given: str, seed: str, others: Sequence[str]) -> str:
    """`given` as a whole name: a surname is added, or a name invented where nothing was given.

    `others`: the team's personas, a line each that begins with the name. Preferred is a name of which no part is taken,
    with a seat that nobody has.
    """
    if " " in given:
        return given
    taken, seats = _names(others), [seat(each.partition(",")[0].strip()) for each in others]
    names = list(_whole(given, seed))
    free = [each for each in names if not (set(each.lower().split()) - {given.lower()}) & taken] or names
    return min(free, key=lambda each: _crowded(seat(each), seats))


def _whole(given: str, seed: str) -> Iterable[str]:
    """Names in an order that depends on the seed."""
    at, last = lot(seed, "first"), lot(seed, "surname")
    for turn in range(len(SURNAMES)):
        first = given or FIRST[(at + turn) % len(FIRST)]
        yield f"{first} {SURNAMES[(last + turn) % len(SURNAMES)]}"


def _names(others: Sequence[str]) -> set[str]:
    return {word.lower() for each in others for word in each.partition(",")[0].split()}


def _crowded(place: int, seats: Sequence[int]) -> tuple[int, int]:
    """How many sit there, and how many sit where shorter stocks would give the same line."""
    return seats.count(place), sum(each % 4 == place % 4 for each in seats)
