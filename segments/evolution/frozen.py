"""A model that stays as it is: the measures, how they are scaled, and where the segments lie; kept as JSON.

New customers are placed by the scales of the day it was frozen, not by their own. Those scales are read from the table
itself: a measure that a person reads (`raw`) is taken in the way (as it is, or a logarithm) in which it is what was
compared (`scaled`); one that was only looked at is left out. How many of its own customers it places as the analysis
did is kept with it (`repeats`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from pydantic import BaseModel, ConfigDict

from errors import NothingToCompare
from segments.evolution.scales import Scale, measured, scale_of, standardised, which
from segments.kmeans import nearest
from segments.shapes import Customers, Floats, Labels


class Level(BaseModel):
    """One level of a category, and the share of customers that had it."""

    model_config = ConfigDict(frozen=True)

    feature: str
    level: str
    share: float


class FrozenSegment(BaseModel):
    """`share` of the customers it was made of; `center`: a number for each scale and level, in their order; `given`:
    people gave it its name (where that was not kept, it is False)."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    share: float
    center: tuple[float, ...]
    given: bool = False


class FrozenModel(BaseModel):
    """`distance`: how far customers were from their own segment's centre, on average."""

    model_config = ConfigDict(frozen=True)

    version: int = 1
    scales: tuple[Scale, ...]
    levels: tuple[Level, ...]
    segments: tuple[FrozenSegment, ...]
    distance: float
    repeats: float

    @property
    def centers(self) -> Floats:
        return np.array([segment.center for segment in self.segments])

    @property
    def features(self) -> tuple[str, ...]:
        names = [scale.feature for scale in self.scales] + [level.feature for level in self.levels]
        return tuple(dict.fromkeys(names))


@dataclass(frozen=True)
class Applied:
    """Everybody of a new file among the frozen segments; `distances` to the own centre, in the model's units."""

    labels: Labels
    """Numbers of the frozen segments, in their order."""
    distances: Floats
    missing: tuple[str, ...]
    """Features that the new file does not have: everybody counts as the average there."""


def freeze(customers: Customers, labels: Labels, ids: Sequence[str], names: Sequence[str]) -> FrozenModel:
    """`labels` from 0, each with an id and a name; who belongs to nobody (-1) is left out.

    Raises NothingToCompare where nothing a person reads was compared: texts are other ones next month.
    """
    compared = standardised(customers.scaled)
    numbers = zip(customers.names, customers.raw.T, strict=True)
    read = (scale_of(name, values, customers.scaled, compared) for name, values in numbers)
    scales = tuple(scale for scale in read if scale is not None)
    levels = tuple(
        Level(feature=name, level=level, share=float((values == level).mean()))
        for name, values in customers.categories.items()
        for level in sorted(set(values.tolist()))
        if which((values == level).astype(np.float64), compared) is not None
    )
    if not scales and not levels:
        raise NothingToCompare(
            "These segments cannot be kept for the next file: nothing it is sure to have was compared.",
            kept="The segments of this file are kept.",
            now="Start a new analysis with the next file.",
        )
    points, _ = _points(scales, levels, customers)
    centers = np.array([points[labels == label].mean(axis=0) for label in range(len(ids))])
    placed, member = nearest(points, centers), labels >= 0
    segments = tuple(
        FrozenSegment(id=ids[label], name=names[label], share=share, center=tuple(center.tolist()))
        for label, (center, share) in enumerate(zip(centers, shares(placed, len(ids)), strict=True))
    )
    return FrozenModel(
        scales=scales,
        levels=levels,
        segments=segments,
        distance=float(np.linalg.norm(points - centers[placed], axis=1).mean()),
        repeats=float((placed == labels)[member].mean()),
    )


def apply(model: FrozenModel, customers: Customers) -> Applied:
    """Everybody to the nearest segment. Raises NothingToCompare where most features are gone."""
    points, missing = _points(model.scales, model.levels, customers)
    if 2 * len(missing) > len(model.features):
        raise NothingToCompare(
            f"This file lacks most of what the segments were made of: {', '.join(missing)}.",
            kept="The segments stay as they were.",
            now="Drop a file with the columns of the first one, or start a new analysis with this one.",
        )
    labels = nearest(points, model.centers)
    return Applied(labels, np.linalg.norm(points - model.centers[labels], axis=1), missing)


def shares(labels: Labels, count: int) -> tuple[float, ...]:
    """The share of each label from 0 to `count` - 1."""
    counts = np.bincount(labels[labels >= 0], minlength=count)
    return tuple((counts / max(counts.sum(), 1)).tolist())


def places(model: FrozenModel, customers: Customers) -> Floats:
    """Where customers lie among the frozen centres."""
    return _points(model.scales, model.levels, customers)[0]


def _points(
    scales: Sequence[Scale], levels: Sequence[Level], customers: Customers
) -> tuple[Floats, tuple[str, ...]]:  # fmt: skip
    columns, missing = [], dict[str, None]()
    at = {name: number for number, name in enumerate(customers.names)}
    for scale in scales:
        if scale.feature in at:
            columns.append(measured(scale, customers.raw[:, at[scale.feature]]))
        else:
            columns.append(np.zeros(customers.count))
            missing[scale.feature] = None
    for level in levels:
        values = customers.categories.get(level.feature)
        if values is None:
            columns.append(np.zeros(customers.count))
            missing[level.feature] = None
        else:
            columns.append((values == level.level).astype(np.float64) - level.share)
    return np.column_stack(columns), tuple(missing)
