"""Customers of our own making, with segments that are known."""

from __future__ import annotations

import numpy as np

from segments.features.columns import scaled
from segments.shapes import Clustering, Customers, Decision, Floats, Labels, Scores

BUYING = ("recency", "frequency", "monetary")
DAYS = ("days", "orders", "pounds")


def keyed(count: int) -> np.ndarray:
    return np.array([f"customer {row}" for row in range(count)], dtype=object)


def buyers(sizes: tuple[int, ...] = (320, 180, 100), seed: int = 1) -> tuple[Customers, Labels]:
    """Once, long ago; regulars of late; big spenders of last month."""
    random = np.random.default_rng(seed)
    middles = [(250, 1, 30), (45, 12, 300), (10, 30, 4000)]
    labels = np.repeat(np.arange(len(sizes)), sizes).astype(np.int64)
    raw = np.array([middles[label] for label in labels], dtype=np.float64)
    raw *= np.exp(random.normal(0, 0.15, raw.shape))
    raw[:, 1] = np.maximum(1, np.round(raw[:, 1]))
    raw[labels == 0, 1] = 1
    return made(raw, BUYING, DAYS, labels), labels


def made(raw: Floats, names: tuple[str, ...], units: tuple[str, ...], labels: Labels, **more: object) -> Customers:
    compared = np.column_stack([scaled(raw[:, index]) for index in range(raw.shape[1])])
    return Customers(keyed(len(labels)), names, raw, compared, units, **more)  # type: ignore[arg-type]


def decided(labels: Labels, jaccard: tuple[float, ...] = ()) -> Decision:
    count = int(labels.max()) + 1
    scores = (Scores(count, 0.5, 1.0, 0.1, 0.9, jaccard, tuple(np.bincount(labels[labels >= 0]).tolist())),)
    return Decision(Clustering("k-means", labels), scores, {}, "")
