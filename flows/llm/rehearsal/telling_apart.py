"""Whether two names speak of the same customers: 'bus drivers' and 'delivery drivers' are two kinds of drivers."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from flows.llm.rehearsal.group_names import PLAIN_HEADS
from flows.llm.rehearsal.people import is_people
from interviews.language import content_stems, listed, stem, words

_KIN = {stem(word): stem("families") for word in listed("parents households mothers fathers kids children")}
"""Who is told of in one breath as parents, kids or a family is one group."""
_FAMILY = stem("families")
_PLAIN = {stem(word) for word in PLAIN_HEADS}
_NAMES_REMEMBERED = 256
"""Every name is held against every other."""


def same(one: str, other: str) -> bool:
    """Whether most of the words that tell the shorter name apart stand in the other one.

    A head that both have is not enough where each has a word before it that the other lacks.
    """
    mine, theirs = telling(one), telling(other)
    if _FAMILY not in mine & theirs and _other_kind(one, other):
        return False
    enough = 0.3 if _FAMILY in mine & theirs else 0.5
    return bool(mine & theirs) and len(mine & theirs) >= enough * min(len(mine), len(theirs))


@lru_cache(_NAMES_REMEMBERED)
def telling(name: str) -> frozenset[str]:
    """The words that tell a name apart: 'people' and 'users' tell nothing."""
    stems = frozenset(_KIN.get(each, each) for each in content_stems(name))
    return stems - _PLAIN or stems


def shared_heads(names: Iterable[str]) -> set[str]:
    """-> the heads that names of different kinds have in common: said alone, such a head names none of them."""
    parted = [(head, before) for head, before in map(_parted, names) if head and before]
    return {head for head, before in parted for other, kind in parted if head == other and not before & kind}


def is_bare(name: str, heads: set[str]) -> bool:
    """'Drivers', where there are several kinds of them."""
    head, before = _parted(name)
    return head in heads and not before


def names_one_of(name: str, said: str, heads: set[str]) -> bool:
    """Whether the name stands in `said`: all its words, and next to each other where others share its head."""
    head, before = _parted(name)
    if not telling(name) <= content_stems(said):
        return False
    if head not in heads or not before:
        return True
    called = [stem(word) for word in words(said.replace("-", " "))]
    return any(head == each and set(called[max(0, at - 2) : at]) & before for at, each in enumerate(called))


def _other_kind(one: str, other: str) -> bool:
    (head, before), (same_head, kind) = _parted(one), _parted(other)
    return bool(head) and head == same_head and bool(before and kind) and not before & kind


@lru_cache(_NAMES_REMEMBERED)
def _parted(name: str) -> tuple[str, frozenset[str]]:
    """-> (stem of the head, stems of the words before it that tell its kind); an empty head where nobody is named."""
    said = words(name)
    place = next((at for at, word in enumerate(said) if is_people(word)), None)
    if place is None or said[place] in PLAIN_HEADS:
        return "", frozenset()
    return stem(said[place]), frozenset(content_stems(" ".join(said[:place]).replace("-", " ")))
