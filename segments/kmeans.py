"""k-means: the door to scikit-learn's, always with the same seeds."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
from sklearn.cluster import KMeans
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import pairwise_distances_argmin

from segments.shapes import Floats, Labels

TRIES = 3
"""Starts of which the best is kept, where many fits are compared."""
STEPS, NEAR = 30, 1e-3
"""And when each is good enough for that: the rules compare hundreds of fits, all of them alike."""
TO_THE_END = 300


@dataclass(frozen=True)
class Fit:
    """`labels` from 0, a row of `centers` for each."""

    labels: Labels
    centers: Floats
    spread: float
    """W_k: the sum of squared distances to the own centre, which for Euclidean distances is that of all pairs."""


def fit(points: Floats, count: int, *, tries: int = TRIES, seed: int = 0, start: Floats | None = None) -> Fit:
    """`start`: centres to go on from until nobody changes segment, instead of `tries` seeded ones."""
    if count == 1:
        center = points.mean(axis=0, keepdims=True)
        return Fit(np.zeros(len(points), dtype=np.int64), center, float(np.square(points - center).sum()))
    if start is None:
        model = KMeans(count, n_init=tries, max_iter=STEPS, tol=NEAR, random_state=seed)
    else:
        model = KMeans(count, init=start, n_init=1, max_iter=TO_THE_END, tol=0)
    with warnings.catch_warnings():
        # Fewer different points than segments, in a resample: an empty segment is then scored as it deserves.
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(points)
    return Fit(model.labels_.astype(np.int64), np.asarray(model.cluster_centers_, dtype=np.float64), model.inertia_)


def nearest(points: Floats, centers: Floats) -> Labels:
    """Whose centre each is nearest to."""
    return np.asarray(pairwise_distances_argmin(points, centers), dtype=np.int64)
