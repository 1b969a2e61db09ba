"""What people corrected, kept as constraints: applied after every fit, to these customers only, and told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np
from scipy.spatial.distance import cdist

from segments.shapes import Floats, Labels, Texts
from segments.standing import Correction, Standing, Undone, Why


@dataclass(frozen=True)
class Corrected:
    """`held`: the row of each customer who stands where people put them -> the numbers of the corrections."""

    labels: Labels
    held: dict[int, tuple[int, ...]]
    undone: tuple[Undone, ...] = ()

    @property
    def standing(self) -> Standing:
        return Standing(customers=len(self.held), undone=self.undone)


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
    meant = {customer for each in corrections for customer in each.customers}
    at = {str(key): row for row, key in enumerate(keys) if str(key) in meant}
    number = {id: label for label, id in enumerate(ids)}
    undone, rows = list[tuple[int, Why]](), dict[int, list[int]]()
    wanted = [each for each in corrections if each.kind != "in" or each.segment in number]
    undone += [(each.number, "gone") for each in corrections if each not in wanted]
    for each in wanted:
        rows[each.number] = [at[customer] for customer in each.customers if customer in at]
        if len(rows[each.number]) < len(each.customers):
            undone.append((each.number, "absent"))
    groups = _Groups(row for some in rows.values() for row in some)
    for each in wanted:
        if each.kind == "with":
            groups.join(rows[each.number])
    fixed = dict[int, int]()
    for each in (one for one in wanted if one.kind == "in"):
        mine = [fixed.setdefault(groups.of(row), number[each.segment]) for row in rows[each.number]]
        if set(mine) - {number[each.segment]}:
            undone.append((each.number, "contradicts"))
    ways = {group: cdist(points[members], centers).sum(axis=0) for group, members in groups.members().items()}
    placed = {
        group: fixed.get(group, _start(labels[members], ways[group])) for group, members in groups.members().items()
    }
    apart = [each.number for each in wanted if each.kind == "apart"]
    pairs = [(each, *two) for each in apart for two in combinations(rows[each], 2)]
    for _, one, other in pairs:
        _part(groups.of(one), groups.of(other), ways, placed, fixed)
    undone += [
        (each, "contradicts") for each, one, other in pairs if 0 <= placed[groups.of(one)] == placed[groups.of(other)]
    ]
    corrected = labels.copy()
    for group, members in groups.members().items():
        corrected[members] = placed[group]
    told = tuple(Undone(number=each, why=why) for each, why in sorted(set(undone)))
    return Corrected(corrected, _held(wanted, rows, told), told)


def _start(own: Labels, ways: Floats) -> int:
    """Where they are already, all in one segment or alone; or else where they are nearest to together."""
    together = len(own) == 1 or (own[0] >= 0 and (own == own[0]).all())
    return int(own[0]) if together else int(ways.argmin())


def _held(
    wanted: Sequence[Correction], rows: dict[int, list[int]], undone: Sequence[Undone]
) -> dict[int, tuple[int, ...]]:
    broken = {each.number for each in undone if each.why == "contradicts"}
    found = dict[int, tuple[int, ...]]()
    for each in wanted:
        alone = each.kind != "in" and len(rows[each.number]) < 2
        for row in () if alone or each.number in broken else rows[each.number]:
            found[row] = (*found.get(row, ()), each.number)
    return found


def _part(one: int, other: int, ways: dict[int, Floats], placed: dict[int, int], fixed: dict[int, int]) -> None:
    free = [group for group in (one, other) if group not in fixed]
    here = placed[one]
    if one == other or here < 0 or here != placed[other] or not free or len(ways[one]) < 2:
        return
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

    def join(self, rows: Sequence[int]) -> None:
        for one, other in pairwise(rows):
            low, high = sorted((self.of(one), self.of(other)))
            self._above[high] = low

    def members(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for row in sorted(self._above):
            found.setdefault(self.of(row), []).append(row)
        return found
