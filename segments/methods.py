"""Whether another way of grouping sees what k-means cannot: groups that are long, bent or of different density.

k-means stays where it finds segments that stand apart: its centres can be told, frozen and applied to new customers.
HDBSCAN is taken only where densities say so: nearly everybody is in a group, both halves give the same groups, at least
as many as those of k-means and at least as reliably, and other ones; and k-means, asked for as many, gives others. It
needs measures without steps: numbers of orders (1, 2, 3) are lines in the table, and lines are dense.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.spatial import cKDTree
from sklearn.metrics import adjusted_rand_score

from segments import reasons
from segments.clusters import DRAWS, PAIRED, dbscan, hdbscan, hierarchical, k_means
from segments.points import Points, points_of
from segments.shapes import Clustering, Floats, Labels, Scores
from segments.validation.enough import ENOUGH, TRUSTED
from segments.validation.jaccard import likeness
from segments.validation.prediction import least_together
from segments.validation.silhouette import silhouettes

IN_A_GROUP = 0.9
OTHERWISE = 0.8
"""Adjusted Rand index below which two groupings are different ones."""
THE_SAME = 0.95
"""And above which k-means, with as many centres, gives what density gives."""
STEP = 0.05
"""A measure in which so many customers have one and the same value comes in steps."""
SPLITS, HALVED, PART, LOOKED_AT = 5, 4_000, 0.8, 2_000
MANY_COLUMNS = 15
"""Beyond, everybody is about as far from everybody, and densities tell nothing."""


@dataclass(frozen=True)
class Choice:
    """The way that is taken, None for no groups at all, and the others beside it."""

    clustering: Clustering | None
    others: tuple[Clustering, ...]
    """None beside no groups at all."""
    why: str = ""
    """Empty where nothing changed."""
    scores: Scores | None = None
    """What the rules say of the groups that are taken instead; a gap is one of centres, and there is none."""


def choose_method(points: Points, standing: Clustering | None, least: int, strength: float = 0.0) -> Choice:
    """`standing`, of that prediction strength, and the labels are in the order of `points`; `least`: fewer customers
    are no segment."""
    dense = hdbscan(points, least)
    own = standing.labels if standing else np.zeros(points.count, dtype=np.int64)
    # Fewer groups than stand: where two kinds touch, density takes them for one.
    if (standing and dense.count < standing.count) or not _densities_say_so(points, dense, own, least):
        return _stays(points, standing, dense)
    scores = _judged(points, dense, least)
    if scores.prediction_strength < max(ENOUGH, strength) or min(scores.jaccard) < TRUSTED:
        return _stays(points, standing, dense)
    told = f"Both halves of the file give {reasons.alike(scores.prediction_strength)}."
    central = k_means(points, dense.count)
    grouped = dense.labels >= 0
    if adjusted_rand_score(dense.labels[grouped], central.labels[grouped]) >= THE_SAME:
        why = f"There are {dense.count} segments: they are dense, with empty space between them. {told}"
        return Choice(central, _beside(points, central, dense), why, replace(scores, sizes=_sizes(central)))
    why = (
        f"There are {dense.count} segments, of a shape that no centre describes: they are dense, with empty space "
        f"between them. {told}"
    )
    before = (standing,) if standing else ()
    return Choice(dense, (*before, *_beside(points, dense, dense)), why, scores)


def _stays(points: Points, standing: Clustering | None, dense: Clustering) -> Choice:
    return Choice(standing, _beside(points, standing, dense) if standing else ())


def _beside(points: Points, taken: Clustering, dense: Clustering) -> tuple[Clustering, ...]:
    """Ward's in as many groups as are taken, of some draws where not everybody is looked at; DBSCAN's, and the dense
    ones."""
    draws = range(DRAWS if points.count > PAIRED else 1)
    return *(hierarchical(points, taken.count, draw) for draw in draws), dbscan(points), dense


def _sizes(clustering: Clustering) -> tuple[int, ...]:
    return tuple(int(size) for size in np.bincount(clustering.labels[clustering.labels >= 0]))


def _densities_say_so(points: Points, dense: Clustering, own: Labels, least: int) -> bool:
    if dense.count < 2 or dense.nobody > 1 - IN_A_GROUP or adjusted_rand_score(own, dense.labels) >= OTHERWISE:
        return False
    if points.values.shape[1] > MANY_COLUMNS or _in_steps(points.values):
        return False
    return int(np.bincount(dense.labels[dense.labels >= 0]).min()) >= least


def _in_steps(values: Floats) -> bool:
    return any(np.unique(column, return_counts=True)[1].max() > STEP * len(column) for column in values.T)


def _judged(points: Points, dense: Clustering, least: int) -> Scores:
    at = points.sampled(LOOKED_AT)
    grouped = at[dense.labels[at] >= 0]
    return Scores(
        dense.count,
        silhouette=silhouettes(points.values[grouped], {dense.count: dense.labels[grouped]})[dense.count],
        gap=0.0,
        gap_error=0.0,
        prediction_strength=_halves_agree(points, least),
        jaccard=_come_back(points, dense, least),
        sizes=_sizes(dense),
    )


def _come_back(points: Points, dense: Clustering, least: int) -> tuple[float, ...]:
    """Jaccard of each, over parts of the customers: who is drawn twice, as in a bootstrap, would be dense by that."""
    at, random = points.sampled(HALVED), np.random.default_rng(1)
    rounds = []
    for _ in range(SPLITS):
        part = np.sort(random.choice(at, round(PART * len(at)), replace=False))
        own = dense.labels[part]
        found = _labels(points.values[part], max(round(least / points.count * len(part)), 5))
        # Nobody's is a group too, here: who is left out by one and not by the other is not shared.
        alike = likeness(own + 1, found + 1, dense.count + 1, int(found.max(initial=0)) + 2)
        rounds.append(alike[1:, 1:].max(axis=1))
    return tuple(float(value) for value in np.mean(rounds, axis=0))


def _halves_agree(points: Points, least: int) -> float:
    """Prediction strength without centres: who is told by the nearest of the other half."""
    some, random = points.sample(HALVED), np.random.default_rng(0)
    share = least / points.count
    values = []
    for _ in range(SPLITS):
        learned, tested = (some[half] for half in np.array_split(random.permutation(len(some)), 2))
        own, others = (_labels(half, max(round(share * len(half)), 5)) for half in (tested, learned))
        _, near = cKDTree(learned).query(tested)
        told = others[near]
        both = (own >= 0) & (told >= 0)
        if len(np.unique(own[both])) < 2:
            return 0.0
        count = int(max(own.max(initial=0), others.max(initial=0))) + 1
        values.append(least_together(own[both], told[both], count))
    return float(np.mean(values))


def _labels(half: Floats, least: int) -> Labels:
    points = points_of(half)
    return points.in_file_order(hdbscan(points, least).labels)
