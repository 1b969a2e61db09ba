"""What is kept of an analysis for the next file: the frozen model, and which customer was in which segment."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from pydantic import BaseModel, ConfigDict

from errors import NothingToCompare
from segments.evolution.corrections import Corrected
from segments.evolution.frozen import FrozenModel, FrozenSegment, apply, freeze
from segments.known import SHORT, packed, unpacked
from segments.report import Report
from segments.shapes import Customers, Labels, Texts
from segments.standing import Corrections
from segments.told import Days, Kind, Role

NOTHING_SAID = Corrections()


class Baseline(BaseModel):
    """`given`: the highest number that a segment ever had here, so that no id comes twice."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    version: int = 1
    file: str
    kind: Kind
    given: int
    model: FrozenModel
    days: Days | None = None
    """Which the file covers; None where nothing says so, or in what was kept before that was looked at."""

    @property
    def names(self) -> dict[str, str]:
        return {segment.id: segment.name for segment in self.model.segments}

    @property
    def theirs(self) -> frozenset[str]:
        """Ids of those whose names people gave."""
        return frozenset(segment.id for segment in self.model.segments if segment.given)


@dataclass(frozen=True)
class Earlier:
    """An analysis of before. `segments`: the id of each customer's, empty for none; `placed`: of where the frozen model
    puts them."""

    baseline: Baseline
    keys: Texts
    segments: tuple[str, ...]
    placed: tuple[str, ...]

    @property
    def labels(self) -> Labels:
        """Numbers of the frozen segments."""
        return self._numbers(self.segments)

    @property
    def places(self) -> Labels:
        return self._numbers(self.placed)

    def _numbers(self, ids: tuple[str, ...]) -> Labels:
        at = {segment.id: number for number, segment in enumerate(self.baseline.model.segments)}
        return np.array([at.get(id, -1) for id in ids], dtype=np.int64)


def earlier(model: bytes, customers: bytes) -> Earlier:
    """What `kept_for_later` gave, read again."""
    cells = list(unpacked(customers))
    keys = shortened([key for key, _, _ in cells])
    ids, placed = tuple(id for _, id, _ in cells), tuple(place for _, _, place in cells)
    return Earlier(Baseline.model_validate_json(model), keys, ids, placed)


def kept_for_later(
    report: Report,
    customers: Customers,
    fit: Labels,
    before: Earlier | None,
    corrected: Corrected | None = None,
    kept: Earlier | None = None,
    given: int = 0,
    said: Corrections = NOTHING_SAID,
) -> tuple[bytes, bytes] | None:
    """-> (the model, the customers); None where nothing can be held against the next file. The model of before stays as
    long as it holds and the segments are the same ones. It is made of what was found, not of what was corrected; who
    stands where people put them is kept as standing there. `kept`: of this very analysis, whose model stays. `given`:
    the highest number that a segment had before. `said`: by people, of this analysis."""
    by_label = sorted(report.segments, key=lambda each: each.label)
    ids = [segment.id for segment in by_label]
    given = max([given, *(each.number for each in by_label)])
    if before is not None:
        given = max(given, before.baseline.given)
    if kept is not None:
        model, given = kept.baseline.model, max(given, kept.baseline.given)
    elif before is not None and report.since is not None and report.since.stays:
        model = before.baseline.model
    else:
        try:
            model = freeze(customers, fit, ids, [segment.name for segment in by_label])
        except NothingToCompare:
            return None
    names = {segment.id: segment.name for segment in report.segments}
    people = theirs(said, before, kept)
    model = model.model_copy(update={"segments": tuple(_named(each, names, people) for each in model.segments)})
    kind, days = report.understanding.kind, report.receipt.days
    told = Baseline(file=report.file, kind=kind, given=given, model=model, days=days)
    who = packed(())
    if recognised(report):
        labels, held = (corrected.labels, corrected.held) if corrected else (fit, {})
        found = [ids[label] if label >= 0 else "" for label in labels.tolist()]
        frozen = [segment.id for segment in model.segments]
        placed = [frozen[label] for label in apply(model, customers).labels.tolist()]
        for row in held:
            placed[row] = found[row]
        who = packed(zip(shortened(customers.keys), found, placed, strict=True))
    return told.model_dump_json().encode(), who


def theirs(said: Corrections, *earlier: Earlier | None) -> frozenset[str]:
    """Ids of the segments whose names people gave, now or before. A name that was taken back is nobody's, unless it was
    given before to what is called so again."""
    known = [each.baseline for each in earlier if each is not None]
    before = ((id, each.names[id]) for each in known for id in each.theirs)
    return frozenset([*said.names, *(id for id, name in before if said.taken_back.get(id, name) == name)])


def _named(segment: FrozenSegment, names: Mapping[str, str], theirs: Collection[str]) -> FrozenSegment:
    return segment.model_copy(update={"name": names.get(segment.id, segment.name), "given": segment.id in theirs})


def recognised(report: Report) -> bool:
    """Whether a customer of this file can be known again in the next one."""
    return report.understanding.field(Role.CUSTOMER) is not None


def shortened(keys: Texts | list[str]) -> Texts:
    """Keys as they are kept and compared: the first SHORT characters of each hash."""
    found = np.empty(len(keys), dtype=object)
    found[:] = [str(key)[:SHORT] for key in keys]
    return found
