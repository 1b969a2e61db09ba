"""What is kept of an analysis for the next file: the frozen model, and which customer was in which segment."""

from __future__ import annotations

import gzip
from dataclasses import dataclass

import numpy as np
from pydantic import BaseModel, ConfigDict

from errors import NothingToCompare
from segments.evolution.frozen import FrozenModel, apply, freeze
from segments.report import Report
from segments.shapes import Customers, Labels, Texts
from segments.told import Kind, Role

SHORT = 24
"""Letters of a hash that are kept: among five million customers two alike are less likely than one in 10 ** 15."""


class Baseline(BaseModel):
    """`given`: the highest number that a segment ever had here, so that no id comes twice."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    version: int = 1
    file: str
    kind: Kind
    given: int
    model: FrozenModel

    @property
    def names(self) -> dict[str, str]:
        return {segment.id: segment.name for segment in self.model.segments}


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
    cells = [line.split(" ") for line in gzip.decompress(customers).decode().splitlines()]
    keys = shortened([key for key, _, _ in cells])
    ids, placed = tuple(id for _, id, _ in cells), tuple(place for _, _, place in cells)
    return Earlier(Baseline.model_validate_json(model), keys, ids, placed)


def kept_for_later(
    report: Report, customers: Customers, labels: Labels, before: Earlier | None
) -> tuple[bytes, bytes] | None:
    """-> (the model, the customers); None where nothing can be held against the next file. The model of before stays as
    long as it holds and the segments are the same ones."""
    ids = [segment.id for segment in report.segments]
    given = max((int(id.removeprefix("s")) for id in ids), default=0)
    if before is not None:
        given = max(given, before.baseline.given)
    if before is not None and report.since is not None and report.since.stays:
        model = before.baseline.model
    else:
        try:
            model = freeze(customers, labels, ids, [segment.name for segment in report.segments])
        except NothingToCompare:
            return None
    kept = Baseline(file=report.file, kind=report.understanding.kind, given=given, model=model)
    who = ""
    if recognised(report):
        frozen = [segment.id for segment in model.segments]
        placed = [frozen[label] for label in apply(model, customers).labels.tolist()]
        found = [ids[label] if label >= 0 else "" for label in labels.tolist()]
        who = "\n".join(map(" ".join, zip(shortened(customers.keys), found, placed, strict=True)))
    return kept.model_dump_json().encode(), gzip.compress(who.encode(), mtime=0)


def recognised(report: Report) -> bool:
    """Whether a customer of this file can be known again in the next one."""
    return report.understanding.field(Role.CUSTOMER) is not None


def shortened(keys: Texts | list[str]) -> Texts:
    found = np.empty(len(keys), dtype=object)
    found[:] = [str(key)[:SHORT] for key in keys]
    return found
