"""The days that a file covers, and whether it goes on from an earlier one: only then do moves tell of customers.

Of the same days, of days within those, or of a period of another length, whoever bought once more or less often did so
because other days were looked at.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from segments.told import Days

TIMES = 2
"""A period that is more than so many times as long, or as short, as the other is another look at customers."""

Instead = Literal["same", "within", "older", "shorter", "longer"]


class NoLater(BaseModel):
    """Why a file does not go on from the earlier one."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    covers: Days
    before: Days
    """What the earlier file covers."""
    instead: Instead


def no_later(covers: Days | None, before: Days | None) -> NoLater | None:
    """None where it goes on from the earlier one, or where one of them does not say."""
    if covers is None or before is None:
        return None
    instead = _instead(covers, before)
    return None if instead is None else NoLater(covers=covers, before=before, instead=instead)


def holds_old(covers: Days | None, before: Days | None) -> bool:
    """Whether all days of the earlier file are in this one, which goes on from it: it may well have its rows, too."""
    return covers is not None and before is not None and covers.first <= before.first and covers.last > before.last


def _instead(covers: Days, before: Days) -> Instead | None:
    if covers == before:
        return "same"
    if covers.last <= before.last:
        return "within" if covers.first >= before.first else "older"
    if covers.count * TIMES < before.count:
        return "shorter"
    return "longer" if covers.count > TIMES * before.count else None
