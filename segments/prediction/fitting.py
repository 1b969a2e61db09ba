"""The likeliest parameters of a model, all of them positive: one search for every model here."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from scipy.optimize import minimize

from segments.shapes import Floats

STARTS = (0.0, -2.0, 2.0)
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


def _descend(downhill: Callable[[Floats], tuple[float, Floats]], start: Sequence[float]) -> tuple[float, Floats]:
    bounds = [(-FARTHEST, FARTHEST)] * len(start)
    options = {"ftol": 1e-14, "gtol": 1e-9, "maxiter": 500}
    done = minimize(downhill, np.array(start), jac=True, method="L-BFGS-B", bounds=bounds, options=options)
    return float(done.fun), np.asarray(done.x, dtype=np.float64)
