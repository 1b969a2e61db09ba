"""What people corrected, kept as constraints: applied after every fit, to these customers only, and told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict
from scipy.spatial.distance import cdist

from segments.shapes import Floats, Labels, Texts


class Correction(BaseModel):
    """`in`: the customer belongs to `segment`, an id. `with` and `apart`: as `other`, another customer's key."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["in", "with", "apart"]
    customer: str
    other: str = ""
    segment: str = ""


@dataclass(frozen=True)
class Corrected:
    labels: Labels
    changed: int
    told: tuple[str, ...]
    """What could not be done: who or which segment is gone, and what contradicts something else."""


def correct(
    points: Floats,
    labels: Labels,
    centers: Floats,
    keys: Texts,
    ids: Sequence[str],
    corrections: Sequence[Correction],
) -> Corrected:
    """Those who belong together go where they are told, or else where they are nearest to together; of two who must be
    apart, the one goes elsewhere for whom it is the smaller way. The fit itself is not changed, nor is anybody else."""
    at = {str(key): row for row, key in enumerate(keys)}
    number = {name: label for label, name in enumerate(ids)}
    told, wanted = [], []
    for correction in corrections:
        absent = [key for key in (correction.customer, correction.other) if key and key not in at]
        if absent:
            told.append(f"Customer {absent[0]} is not in this file: the correction waits.")
        elif correction.kind == "in" and correction.segment not in number:
            told.append(f"The segment that customer {correction.customer} was put in is no longer there.")
        else:
            wanted.append(correction)
    groups = _Groups(at[key] for each in wanted for key in (each.customer, each.other) if key)
    for each in wanted:
        if each.kind == "with":
            groups.join(at[each.customer], at[each.other])
    corrected, fixed = labels.copy(), dict[int, int]()
    for each in wanted:
        if each.kind == "in":
            group, label = groups.of(at[each.customer]), number[each.segment]
            if fixed.setdefault(group, label) != label:
                told.append(f"Customer {each.customer} was put in two segments: the first correction counts.")
    ways = {group: cdist(points[members], centers).sum(axis=0) for group, members in groups.members().items()}
    placed = {group: fixed.get(group, int(way.argmin())) for group, way in ways.items()}
    apart = [(at[each.customer], at[each.other]) for each in wanted if each.kind == "apart"]
    for one, other in apart:
        _part(groups.of(one), groups.of(other), ways, placed, fixed)
    for one, other in apart:
        if placed[groups.of(one)] == placed[groups.of(other)]:
            told.append(f"Customers {keys[one]} and {keys[other]} cannot be apart: other corrections hold them.")
    for group, members in groups.members().items():
        if len(members) > 1 or group in fixed or placed[group] != int(ways[group].argmin()):
            corrected[members] = placed[group]
    return Corrected(corrected, int((corrected != labels).sum()), tuple(told))


def _part(one: int, other: int, ways: dict[int, Floats], placed: dict[int, int], fixed: dict[int, int]) -> None:
    free = [group for group in (one, other) if group not in fixed]
    if one == other or placed[one] != placed[other] or not free or len(ways[one]) < 2:
        return
    here = placed[one]
    elsewhere = {group: np.where(np.arange(len(ways[group])) == here, np.inf, ways[group]) for group in free}
    goes = min(free, key=lambda group: (elsewhere[group].min() - ways[group][here], group))
    placed[goes] = int(elsewhere[goes].argmin())


class _Groups:
    """Rows that belong together (union-find)."""

    def __init__(self, rows: Iterable[int]) -> None:
        self._above = {row: row for row in rows}

    def of(self, row: int) -> int:
        while self._above[row] != row:
            row = self._above[row]
        return row

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.of(one), self.of(other)))
        self._above[high] = low

    def members(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for row in sorted(self._above):
            found.setdefault(self.of(row), []).append(row)
        return found
