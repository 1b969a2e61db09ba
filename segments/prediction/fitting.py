"""The likeliest parameters of a model, all of them positive: one search for every model here."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from scipy.optimize import minimize

from segments.shapes import Floats

STARTS = (0.0, -2.0, 2.0)
STEP = 1e-4
"""In logarithms, to feel the curvature by."""
FARTHEST = 9.0
"""In logarithms of parameters that are near 1 in the units of the fit: beyond it nothing changes any more."""


def likeliest(slope: Callable[[Floats], tuple[float, Floats]], count: int) -> tuple[Floats, bool]:
    """-> the `count` parameters at which `slope` (log-likelihood and its derivatives) is highest, and whether that is
    within the bounds. Searched in logarithms and from several starts, so that it does not matter where one starts."""

    def downhill(logs: Floats) -> tuple[float, Floats]:
        parameters = np.exp(logs)
        height, derivatives = slope(parameters)
        return -height, -derivatives * parameters

    found = [_descend(downhill, [start] * count) for start in STARTS]
    height, logs = min(found, key=lambda each: each[0])
    return np.exp(logs), bool(np.all(np.abs(logs) < FARTHEST - 1e-6)) and bool(np.isfinite(height))


def unsure(slope: Callable[[Floats], tuple[float, Floats]], found: Floats, customers: float) -> Floats:
    """How sure those parameters are: a matrix by which standard normal numbers become deviations of their logarithms
    (Laplace), from the curvature at the highest point. What the file says nothing of may be off by one, either way."""
    logs, count = np.log(found), len(found)

    def uphill(at: Floats) -> Floats:
        parameters = np.exp(at)
        return slope(parameters)[1] * parameters

    steps = STEP * np.eye(count)
    curved = np.array([(uphill(logs + step) - uphill(logs - step)) / (2 * STEP) for step in steps])
    sure, ways = np.linalg.eigh(-customers * (curved + curved.T) / 2)
    return np.asarray(ways / np.sqrt(np.maximum(sure, 1.0)), dtype=np.float64)


def drawn(found: Floats, unsure: Floats, random: np.random.Generator) -> Floats:
    """Those parameters as they may be just as well."""
    return np.asarray(found * np.exp(unsure @ random.standard_normal(len(found))), dtype=np.float64)


def _descend(downhill: Callable[[Floats], tuple[float, Floats]], start: Sequence[float]) -> tuple[float, Floats]:
    bounds = [(-FARTHEST, FARTHEST)] * len(start)
    options = {"ftol": 1e-14, "gtol": 1e-9, "maxiter": 500}
    done = minimize(downhill, np.array(start), jac=True, method="L-BFGS-B", bounds=bounds, options=options)
    return float(done.fun), np.asarray(done.x, dtype=np.float64)
