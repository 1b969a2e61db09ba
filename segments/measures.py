"""How much something differs between groups, as one figure."""

from __future__ import annotations

import numpy as np

from segments.shapes import Floats, Labels


def explained(outcome: Floats, labels: Labels) -> float:
    """The share of an outcome's variance that lies between segments (eta squared; Fisher 1925): 0 where every segment
    has the same mean, 1 where the segment says it all. Whoever has no outcome or no segment is not counted."""
    counted = np.isfinite(outcome) & (labels >= 0)
    values, groups = outcome[counted], labels[counted]
    if not len(values) or values.var() == 0:
        return 0.0
    sizes = np.bincount(groups)
    means = np.bincount(groups, weights=values) / np.maximum(sizes, 1)
    return float((sizes * (means - values.mean()) ** 2).sum() / ((values - values.mean()) ** 2).sum())


def cohens_d(here: Floats, others: Floats) -> float:
    """Difference of two means in pooled standard deviations (Cohen 1988); 0 where nothing varies."""
    here, others = here[np.isfinite(here)], others[np.isfinite(others)]
    if len(here) < 2 or len(others) < 2:
        return 0.0
    pooled = ((len(here) - 1) * here.var(ddof=1) + (len(others) - 1) * others.var(ddof=1)) / (
        len(here) + len(others) - 2
    )
    difference = here.mean() - others.mean()
    if pooled <= 1e-12 * max(1.0, difference**2):
        return 0.0 if difference == 0 else float(np.sign(difference) * 10)
    return float(difference / np.sqrt(pooled))


def log_odds(here: int, of_here: int, others: int, of_others: int) -> float:
    """Of having something, here against elsewhere; half a customer is added to each count (Haldane 1956, Anscombe)."""
    return float(np.log((here + 0.5) / (of_here - here + 0.5)) - np.log((others + 0.5) / (of_others - others + 0.5)))


def cohens_h(here: float, others: float) -> float:
    """Difference of two shares on the scale on which their uncertainty is even (Cohen 1988), read like his d."""
    return float(2 * np.arcsin(np.sqrt(here)) - 2 * np.arcsin(np.sqrt(others)))


def rand(first: Labels, second: Labels) -> float:
    """How alike two ways to segment the same customers are: 1 the same, 0 as by chance (Hubert and Arabie 1985)."""
    from sklearn.metrics import adjusted_rand_score

    return float(adjusted_rand_score(first, second))


def rank_correlation(one: Floats, other: Floats) -> float:
    """Spearman's, those that are alike with their middle rank; 0 where one of both is the same for all."""
    if len(one) < 2 or np.ptp(one) == 0 or np.ptp(other) == 0:
        return 0.0
    return float(np.corrcoef(_ranks(one), _ranks(other))[0, 1])


def _ranks(values: Floats) -> Floats:
    _, at, counts = np.unique(values, return_inverse=True, return_counts=True)
    return np.asarray((np.cumsum(counts) - (counts - 1) / 2)[at], dtype=np.float64)
