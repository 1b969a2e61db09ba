"""What can be tested of a file of customers: who, and what holds of them."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

ROUNDLY = 0.05
"""By so many points a share that was said in round figures may be off."""


@dataclass(frozen=True)
class Group:
    """All customers, those of a segment, those with a level of a column, or those whose number lies within."""

    segment: int | None = None
    feature: str = ""
    level: str | None = None
    low: float = -inf
    high: float = inf
    """Both belong to it."""


ALL = Group()


@dataclass(frozen=True)
class Share:
    """Of `group`, those who are in `what`, too, are at least `low` and at most `high`."""

    what: Group
    low: float
    high: float
    group: Group = ALL


@dataclass(frozen=True)
class Differ:
    """The mean of `feature` is higher (`direction` 1) or lower (-1) in `group` than in `against`, or all the others."""

    feature: str
    group: Group
    direction: int
    against: Group | None = None


@dataclass(frozen=True)
class Concentrated:
    """The `top` share of customers have the share `bring` of `feature`."""

    feature: str
    top: float
    bring: float


@dataclass(frozen=True)
class Middle:
    """The mean of `feature` is about `value`: within a tenth of it, or what chance allows."""

    feature: str
    value: float
    group: Group = ALL


Test = Share | Differ | Concentrated | Middle
