"""How much nearer customers are to their own segment than to the next one (Rousseeuw 1987)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from sklearn.metrics import pairwise_distances

from segments.shapes import Floats, Labels


def silhouettes(points: Floats, labels: Mapping[int, Labels]) -> dict[int, float]:
    """The mean for each count. Memory is quadratic in the points: give a sample of a few thousand.

    A segment of a handful far away scores high: never read it without the sizes.
    """
    distances = np.asarray(pairwise_distances(points), dtype=np.float32)
    return {count: _mean(distances, own) for count, own in labels.items()}


def _mean(distances: np.ndarray[tuple[int, int], np.dtype[np.float32]], labels: Labels) -> float:
    sizes = np.bincount(labels)
    if (sizes > 0).sum() < 2:
        return 0.0
    members = np.eye(len(sizes), dtype=np.float32)[labels]
    sums = (distances @ members).astype(np.float64)
    rows = np.arange(len(labels))
    own_size = sizes[labels]
    own = sums[rows, labels] / np.maximum(own_size - 1, 1)
    means = np.where(sizes > 0, sums / np.maximum(sizes, 1), np.inf)
    means[rows, labels] = np.inf
    other = means.min(axis=1)
    widest = np.maximum(own, other)
    values = np.where((own_size > 1) & (widest > 0), (other - own) / np.where(widest > 0, widest, 1), 0.0)
    return float(values.mean())


def vote(scores: Mapping[int, float]) -> int:
    """The count with the highest mean; it cannot say that there are none."""
    return max(scores, key=lambda count: (scores[count], -count), default=1)
