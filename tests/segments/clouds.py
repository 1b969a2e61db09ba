"""Customers made up: with segments that are known, and without any."""

from __future__ import annotations

import numpy as np

from segments.shapes import Floats, Labels


def scaled(points: Floats) -> Floats:
    return (points - points.mean(axis=0)) / points.std(axis=0)


def gaussian(seed: int, count: int = 300, columns: int = 3) -> Floats:
    return scaled(np.random.default_rng(seed).normal(size=(count, columns)))


def blobs(seed: int, count: int = 300, columns: int = 3, kinds: int = 3, apart: float = 8.0) -> tuple[Floats, Labels]:
    """`apart`: standard deviations between the nearest two centres."""
    random = np.random.default_rng(seed)
    centers = random.normal(size=(kinds, columns))
    between = np.linalg.norm(centers[:, None] - centers[None], axis=2) + np.eye(kinds) * 1e9
    kind = random.integers(0, kinds, count)
    return random.normal(size=(count, columns)) + (centers * apart / between.min())[kind], kind
