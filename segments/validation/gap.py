"""Whether segments are tighter than in a cloud without any: the gap statistic.

Tibshirani, Walther and Hastie (2001), Journal of the Royal Statistical Society B 63: 411-423. The cloud is uniform in a
box along the principal components (their choice b). Beside it another cloud, Gaussian of the same covariance: an even
cloud that is long in one direction cuts well in two, and that is no structure (Liu, Hayes, Nobel and Marron 2008).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from segments.kmeans import fit
from segments.shapes import Floats
from segments.told import UNDECIDED

CLOUDS = 15
TRIES = 2
SMALLEST = 1e-12


@dataclass(frozen=True)
class Gap:
    """Of one count: E*[log W_k] - log W_k, and s_k."""

    gap: float
    error: float


@dataclass(frozen=True)
class Gaps:
    """Of each count, against clouds without any groups."""

    uniform: dict[int, Gap]
    gaussian: dict[int, float]
    """By how many standard errors k segments tighten the points more than a Gaussian cloud of the same shape."""


def gaps(points: Floats, counts: Sequence[int], *, clouds: int = CLOUDS, seed: int = 0) -> Gaps:
    """For each of `counts`, of which the first is 1."""
    found = _spreads(points, counts)
    _, _, axes = np.linalg.svd(points - points.mean(axis=0), full_matrices=False)
    turned, random = (points - points.mean(axis=0)) @ axes.T, np.random.default_rng(seed)
    uniform = np.array([_spreads(_uniform(turned, axes, random), counts) for _ in range(clouds)])
    gaussian = np.array([_spreads(_gaussian(turned, axes, random), counts) for _ in range(clouds)])
    widened = np.sqrt(1 + 1 / clouds)
    values, errors = uniform.mean(axis=0) - found, uniform.std(axis=0) * widened
    drops, drop = gaussian - gaussian[:, :1], found - found[0]
    deviations = np.maximum(drops.std(axis=0, ddof=1) * widened, 1e-6)
    tighter = (drops.mean(axis=0) - drop) / deviations
    return Gaps(
        {count: Gap(float(values[at]), float(errors[at])) for at, count in enumerate(counts)},
        {count: float(tighter[at]) for at, count in enumerate(counts)},
    )


def vote(uniform: dict[int, Gap]) -> int:
    """The smallest count whose gap is not beaten by the next one's less its error: the paper's rule; 1 for none.

    UNDECIDED where the gap still grows at the last count: the rule has not stopped there, it was stopped.
    """
    counts = sorted(uniform)
    for count, after in pairwise(counts):
        if uniform[count].gap >= uniform[after].gap - uniform[after].error:
            return count
    return UNDECIDED


def _spreads(points: Floats, counts: Sequence[int]) -> Floats:
    return np.array([math.log(max(fit(points, count, tries=TRIES).spread, SMALLEST)) for count in counts])


def _uniform(turned: Floats, axes: Floats, random: np.random.Generator) -> Floats:
    return np.asarray(random.uniform(turned.min(axis=0), turned.max(axis=0), turned.shape) @ axes)


def _gaussian(turned: Floats, axes: Floats, random: np.random.Generator) -> Floats:
    return np.asarray((random.normal(size=turned.shape) * turned.std(axis=0)) @ axes)
