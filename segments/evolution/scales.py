"""How a measure was compared, read from the table: in which way it is taken to be what distances were measured in."""

from __future__ import annotations

import numpy as np
from pydantic import BaseModel, ConfigDict
from scipy.optimize import minimize_scalar

from segments.shapes import Floats

SAME = 0.99
"""Correlation from which a measure is what was compared (which may have had its farthest values cut)."""
PERHAPS, EXACT = 0.9, 1 - 1e-9
"""From the one on a nearer unit is looked for, from the other on no more."""
FARTHEST = 5.0
"""Deviations beyond which a value counts as so far: one odd customer must not choose a segment alone."""
TENTHS = np.linspace(0, 1, 11)[1:-1]


class Scale(BaseModel):
    """Of a number: log(1 + value / unit), or the value as it is where `unit` is 0; less the middle, by the spread."""

    model_config = ConfigDict(frozen=True)

    feature: str
    unit: float
    middle: float
    spread: float
    edges: tuple[float, ...]
    """Between its tenths."""
    shares: tuple[float, ...]
    """Of the customers, between the edges."""


def scale_of(feature: str, values: Floats, scaled: Floats, compared: Floats) -> Scale | None:
    """None where the measure was not compared. `compared`: `scaled`, standardised."""
    known = np.isfinite(values)
    if not known.any():
        return None
    found = _nearest(values, compared)
    if found is None:
        return None
    unit, column = found
    taken = _taken(values, unit)
    spread = float(taken.std() / scaled[:, column].std())
    edges = np.unique(np.quantile(values[known], TENTHS))
    return Scale(
        feature=feature,
        unit=unit,
        middle=float(taken.mean() - scaled[:, column].mean() * spread),
        spread=spread,
        edges=tuple(edges.tolist()),
        shares=between(edges, values),
    )


def _taken(values: Floats, unit: float) -> Floats:
    known = np.isfinite(values)
    taken = np.full(len(values), np.nan)
    taken[known] = np.log1p(values[known] / unit) if unit else values[known]
    taken[~known] = taken[known].mean()
    return taken


def _nearest(values: Floats, compared: Floats) -> tuple[float, int] | None:
    """-> (the unit, the column that the measure is in it); None where it is none of them."""
    units = _units(values[np.isfinite(values)])
    some = [(at[1], unit, at[0]) for unit in units if (at := which(_taken(values, unit), compared, PERHAPS))]
    if not some:
        return None
    alike, unit, column = max(some, key=lambda each: each[:2])
    if alike < EXACT and len(units) > 1:
        alike, unit = max((alike, unit), _fitted(values, compared[:, column]))
    return (unit, column) if alike >= SAME else None


def _fitted(values: Floats, column: Floats) -> tuple[float, float]:
    """-> (how nearly, the unit) in which the logarithm of one more is what was compared"""

    def unlike(logarithm: float) -> float:
        return -float(np.corrcoef(_taken(values, float(np.exp(logarithm))), column)[0, 1])

    most = float(np.log(np.nanmax(values)))
    found = minimize_scalar(unlike, bounds=(most - 14.0, most + 3.0), method="bounded", options={"xatol": 1e-7})
    return -float(found.fun), float(np.exp(found.x))


def between(edges: Floats | tuple[float, ...], values: Floats) -> tuple[float, ...]:
    """The shares of the values that are known, between the edges."""
    known = values[np.isfinite(values)]
    counts = np.bincount(np.searchsorted(edges, known, side="left"), minlength=len(edges) + 1)
    return tuple((counts / max(len(known), 1)).tolist())


def measured(scale: Scale, values: Floats) -> Floats:
    """Where new values lie; what is not given stands in the middle."""
    known = np.isfinite(values)
    taken = np.where(known, values, 0.0)
    if scale.unit:
        taken = np.log1p(np.maximum(taken, 0.0) / scale.unit)
    return np.where(known, np.clip((taken - scale.middle) / scale.spread, -FARTHEST, FARTHEST), 0.0)


def standardised(scaled: Floats) -> Floats:
    """Each column with mean 0 and variance 1; a constant one becomes 0."""
    spread = scaled.std(axis=0)
    return np.asarray((scaled - scaled.mean(axis=0)) / np.where(spread > 0, spread, 1.0))


def which(values: Floats, compared: Floats, least: float = SAME) -> tuple[int, float] | None:
    """The column that these values are, and how nearly."""
    spread = values.std()
    if spread == 0 or not compared.shape[1]:
        return None
    alike = compared.T @ ((values - values.mean()) / spread) / len(values)
    at = int(alike.argmax())
    return (at, float(alike[at])) if alike[at] >= least else None


def _units(known: Floats) -> tuple[float, ...]:
    """As it is; and, of amounts, logarithms: of one more, in units of the middle, and plain (of units so small)."""
    if known.min() < 0 or known.max() == 0:
        return (0.0,)
    positive = known[known > 0]
    return (0.0, 1.0, float(np.median(positive)), float(positive.min()) / 1000)
