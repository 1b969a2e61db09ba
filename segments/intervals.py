"""How sure a share or a difference is."""

from __future__ import annotations

import numpy as np

from segments.shapes import Floats

DOUBT = 0.05
"""Of all that is said at once."""


def z_of(tests: int) -> float:
    """For 95 % over that many intervals together (Bonferroni)."""
    from scipy.stats import norm

    return float(norm.ppf(1 - DOUBT / max(1, tests) / 2))


def of_share(share: float, count: int, z: float) -> tuple[float, float]:
    """Wilson (1927)."""
    middle = share + z * z / (2 * count)
    half = z * np.sqrt(max(0.0, share * (1 - share)) / count + z * z / (4 * count * count))
    whole = 1 + z * z / count
    return float((middle - half) / whole), float((middle + half) / whole)


def of_difference(here: float, of_here: int, there: float, of_there: int, z: float) -> tuple[float, float]:
    """Of two shares (Newcombe 1998)."""
    low_here, high_here = of_share(here, of_here, z)
    low_there, high_there = of_share(there, of_there, z)
    low = here - there - np.hypot(here - low_here, high_there - there)
    return float(low), float(here - there + np.hypot(high_here - here, there - low_there))


def of_means(here: Floats, there: Floats, z: float) -> tuple[float, float]:
    """Of two means with variances of their own (Welch 1947), for more than a few of each."""
    error = z * float(np.sqrt(here.var(ddof=1) / len(here) + there.var(ddof=1) / len(there)))
    difference = float(here.mean() - there.mean())
    return difference - error, difference + error
