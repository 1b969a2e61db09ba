"""What people corrected of the segments, as it is kept: which customers, by whom and when; never a plain number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from segments.standing import Correction, Corrections

MOST = 200


class Kept(BaseModel):
    """`name`: the segment is called `name`, and was called `was`. The others: see segments/standing.py."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int
    """By which people call it; none comes twice in a thread."""
    kind: Literal["name", "in", "with", "apart"]
    customers: tuple[str, ...] = ()
    """Hashes."""
    segment: str = ""
    """Id."""
    name: str = ""
    was: str = ""
    by: str
    """Slack user id; empty once they were forgotten."""
    at: float
    """Unix seconds."""


def added(kept: tuple[Kept, ...], new: Kept) -> tuple[Kept, ...]:
    """What was said otherwise of the same customers counts no longer."""
    left = []
    for each in kept:
        if new.kind == each.kind == "in":
            others = tuple(customer for customer in each.customers if customer not in new.customers)
            left += [each.model_copy(update={"customers": others})] if others else []
        elif not ({new.kind, each.kind} <= {"with", "apart"} and set(new.customers) == set(each.customers)):
            left.append(each)
    return (*left, new)


def without(kept: tuple[Kept, ...], gone: Kept) -> tuple[Kept, ...]:
    """A name that was given later takes the place of another one from now on."""
    later = next((each for each in kept if _renames(each, gone) and each.number > gone.number), None)
    replaced = later and later.model_copy(update={"was": gone.was})
    return tuple(replaced if each is later and replaced else each for each in kept if each is not gone)


def name_without(kept: tuple[Kept, ...], gone: Kept) -> str:
    """-> what the segment is called once that name is taken back; empty where it stays as it is."""
    later = any(_renames(each, gone) and each.number > gone.number for each in kept)
    return "" if gone.kind != "name" or later else gone.was


def given_names(names: Mapping[str, str], kept: Sequence[Kept]) -> dict[str, str]:
    """Of `names` (id -> what a segment is called, by whatever was corrected) those that people gave and did not take
    back."""
    theirs = {each.segment for each in kept if each.kind == "name"}
    return {id: name for id, name in names.items() if id in theirs}


def corrections(names: Mapping[str, str], kept: Sequence[Kept]) -> Corrections:
    """What an analysis is told of them."""
    given = given_names(names, kept)
    back = {id: name for id, name in names.items() if id not in given}
    return Corrections(names=given, taken_back=back, customers=constraints(kept))


def constraints(kept: Sequence[Kept]) -> tuple[Correction, ...]:
    return tuple(
        Correction(number=each.number, kind=each.kind, customers=each.customers, segment=each.segment)
        for each in kept
        if each.kind != "name"
    )


def _renames(each: Kept, other: Kept) -> bool:
    return each.kind == other.kind == "name" and each.segment == other.segment
