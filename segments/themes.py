"""Themes of texts: as many as are asked for, each with its keywords and its most typical texts, word for word."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segments.features.terms import terms
from segments.shapes import Clustering, Customers, Floats, Labels

NEIGHBOURS, ROUNDS = 10, 2
MOST_NEIGHBOURED = 20_000
KEYWORDS, QUOTES, VOCABULARY = 8, 3, 20_000


@dataclass(frozen=True)
class Theme:
    """`quotes` are the texts nearest to the middle, as they were written."""

    label: int
    size: int
    keywords: tuple[str, ...]
    quotes: tuple[str, ...]


def grouped(customers: Customers, count: int) -> Clustering:
    """Texts in `count` themes, the largest first; one without words is nobody's.

    Each text is first drawn to the middle of its ten nearest, twice, which gathers what is said in many ways (a step of
    mean shift; Fukunaga and Hostetler 1975); then k-means on the sphere. Do not ask of points that were drawn together
    whether there are themes at all: they look so in any case.
    """
    from sklearn.cluster import KMeans

    told = np.abs(customers.scaled).sum(axis=1) > 0
    points = customers.scaled[told]
    order = np.lexsort((*points.T[:5],))
    drawn = _drawn(points[order])
    count = min(count, len(np.unique(drawn, axis=0)))
    found = KMeans(max(1, count), n_init=3, random_state=0).fit_predict(drawn)
    labels = np.full(customers.count, -1, dtype=np.int64)
    labels[np.flatnonzero(told)[order]] = _largest_first(found)
    return Clustering("k-means", labels)


def _drawn(points: Floats) -> Floats:
    from sklearn.neighbors import NearestNeighbors

    if len(points) <= NEIGHBOURS:
        return points
    known = points[:: max(1, -(-len(points) // MOST_NEIGHBOURED))]
    for _ in range(ROUNDS):
        near = NearestNeighbors(n_neighbors=min(NEIGHBOURS, len(known))).fit(known)
        middles = np.vstack(
            [
                known[near.kneighbors(points[start : start + 2_000], return_distance=False)].mean(axis=1)
                for start in range(0, len(points), 2_000)
            ]
        )
        points = middles / np.maximum(np.linalg.norm(middles, axis=1, keepdims=True), 1e-12)
        known = points[:: max(1, -(-len(points) // MOST_NEIGHBOURED))]
    return np.asarray(points, dtype=np.float64)


def _largest_first(labels: Labels) -> Labels:
    sizes = np.bincount(labels)
    place = np.empty(len(sizes), dtype=np.int64)
    place[np.argsort(-sizes, kind="stable")] = np.arange(len(sizes))
    return place[labels]


def themes(customers: Customers, labels: Labels) -> tuple[Theme, ...]:
    """What each group of texts is about, in the order of the labels."""
    if customers.texts is None:
        return ()
    count = int(labels.max(initial=-1)) + 1
    words = _keywords(customers, labels, count)
    return tuple(
        Theme(label, int((labels == label).sum()), words[label], _quotes(customers, labels, label))
        for label in range(count)
    )


def _keywords(customers: Customers, labels: Labels, count: int) -> list[tuple[str, ...]]:
    """By class-based TF-IDF (Grootendorst 2022); a word within a pair that was already told is not told again."""
    from scipy.sparse import csr_matrix

    assert customers.texts is not None
    names, table = terms(customers.texts, VOCABULARY)
    if not names:
        return [()] * count
    kept = np.flatnonzero(labels >= 0)
    belongs = csr_matrix((np.ones(len(kept)), (labels[kept], kept)), shape=(count, len(labels)))
    each = (belongs @ table).toarray()
    frequency = each.sum(axis=0)
    share = each / np.maximum(each.sum(axis=1, keepdims=True), 1)
    weights = share * np.log1p(each.sum() / count / np.maximum(frequency, 1))
    return [_told(names, row) for row in weights]


def _told(names: tuple[str, ...], weights: Floats) -> tuple[str, ...]:
    found: list[str] = []
    for index in np.argsort(-weights, kind="stable")[: 5 * KEYWORDS]:
        name = names[index]
        known = {word for told in found for word in told.split()}
        if weights[index] > 0 and not set(name.split()) <= known:
            found.append(name)
    return tuple(found[:KEYWORDS])


def _quotes(customers: Customers, labels: Labels, label: int) -> tuple[str, ...]:
    assert customers.texts is not None
    members = np.flatnonzero(labels == label)
    middle = customers.scaled[members].mean(axis=0)
    near = customers.scaled[members] @ middle
    ranked = sorted(zip((-near).round(9).tolist(), customers.texts[members].tolist(), strict=True))
    return tuple(dict.fromkeys(text for _, text in ranked if text.strip()))[:QUOTES]
