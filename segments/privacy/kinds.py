"""What can be found, and where."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """The likeliest first: where two overlap, the earlier one is taken."""

    EMAIL = "e-mail"
    IBAN = "IBAN"
    CARD = "card"
    IDENTITY = "national id"
    IP = "IP address"
    PHONE = "phone"
    ADDRESS = "address"
    NAME = "name"
    NUMBER = "number"
    """Any long number of a text that holds too many to be looked at one by one."""


class Found(NamedTuple):
    """From the character `start` up to, not including, `end`."""

    kind: Kind
    start: int
    end: int


ORDER = {kind: rank for rank, kind in enumerate(Kind)}


def apart(found: list[Found]) -> list[Found]:
    """Those that are kept where some overlap: the likelier kind, then the longer one. In the order of the text."""
    taken: list[Found] = []
    last = -1
    # By place first, so that a text with thousands of them is still gone through once.
    for group in _touching(sorted(found, key=lambda each: each.start)):
        for each in sorted(group, key=lambda one: (ORDER[one.kind], one.start - one.end)):
            if all(each.end <= other.start or other.end <= each.start for other in taken[last + 1 :]):
                taken.append(each)
        last = len(taken) - 1
    return sorted(taken, key=lambda each: each.start)


def _touching(found: list[Found]) -> list[list[Found]]:
    groups: list[list[Found]] = []
    end = -1
    for each in found:
        if each.start >= end:
            groups.append([])
        groups[-1].append(each)
        end = max(end, each.end)
    return groups
