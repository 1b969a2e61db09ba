"""The ways of grouping customers. Each gives the same labels whatever the order of rows and columns.

Segments are numbered by size, the largest is 0; who belongs to nobody is -1. Ties are broken by where the segments lie.
"""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree
from sklearn.cluster import DBSCAN, HDBSCAN, AgglomerativeClustering

from segments import kmeans
from segments.points import Points
from segments.shapes import Clustering, Floats, Labels, Method

TRIES = 10
FITTED = 5_000
"""Customers k-means chooses its start from; all of them decide where it ends."""
PAIRED, DRAWS = 4_000, 3
"""Customers whose distances to each other are looked at; the others follow their nearest of these. Of more, so many
draws tell how far what stands beside the segments hangs on which they are."""
NEIGHBOURS = 10
REACHED = 0.9
"""DBSCAN's radius: that in which so many of the customers have `NEIGHBOURS` others."""


def k_means(points: Points, count: int) -> Clustering:
    """Fitted on a sample and brought to an end on everybody; always the same groups."""
    start = kmeans.fit(points.sample(FITTED), count, tries=TRIES)
    return clustering("k-means", points.values, kmeans.fit(points.values, count, start=start.centers).labels)


def hierarchical(points: Points, count: int, draw: int = 0) -> Clustering:
    """Ward's: at each step the two groups merge that widen least by it. `draw`: which of the samples."""
    some = points.sample(PAIRED, draw)
    labels = AgglomerativeClustering(count, linkage="ward").fit_predict(some).astype(np.int64)
    return clustering("hierarchical", points.values, _spread(points, some, labels))


def dbscan(points: Points) -> Clustering:
    """Groups are where many are near each other; the radius is read from the distances to the tenth neighbour."""
    some = points.sample(PAIRED)
    neighbours = min(NEIGHBOURS, len(some) - 1)
    reach = np.quantile(cKDTree(some).query(some, neighbours + 1)[0][:, -1], REACHED)
    labels = DBSCAN(eps=max(float(reach), 1e-9), min_samples=neighbours + 1).fit_predict(some).astype(np.int64)
    return clustering("DBSCAN", points.values, _spread(points, some, labels))


def hdbscan(points: Points, smallest: int) -> Clustering:
    """Like DBSCAN with a radius for each group; none is smaller than `smallest` of the customers looked at."""
    some = points.sample(PAIRED)
    size = max(round(smallest * len(some) / points.count), 5)
    labels = HDBSCAN(min_cluster_size=min(size, len(some)), min_samples=min(NEIGHBOURS, len(some)), copy=True)
    return clustering("HDBSCAN", points.values, _spread(points, some, labels.fit_predict(some).astype(np.int64)))


def clustering(method: Method, values: Floats, labels: Labels) -> Clustering:
    """With the labels in their order. The centres are the means, where the nearest one decides."""
    names = np.unique(labels[labels >= 0])
    if not len(names):
        return Clustering(method, np.full(len(labels), -1, dtype=np.int64))
    centers = np.array([values[labels == name].mean(axis=0) for name in names])
    sizes = [int((labels == name).sum()) for name in names]
    ranked = sorted(range(len(names)), key=lambda at: (-sizes[at], *centers[at]))
    number = np.full(int(names.max()) + 2, -1, dtype=np.int64)
    number[names[ranked]] = np.arange(len(names))
    return Clustering(method, number[labels], centers[ranked] if method == "k-means" else None)


def _spread(points: Points, some: Floats, labels: Labels) -> Labels:
    if len(some) == points.count:
        return labels
    _, near = cKDTree(some).query(points.values)
    return np.asarray(labels[near])
