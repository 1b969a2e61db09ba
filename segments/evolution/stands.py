"""What was found, with what people corrected laid over it: before anything is said of the segments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from segments.evolution.again import Again, Before, again
from segments.evolution.baseline import shortened
from segments.evolution.corrections import Corrected, correct
from segments.shapes import Clustering, Customers, Decision, Understanding
from segments.standing import Correction, Undone


@dataclass(frozen=True)
class Stands:
    """`corrected` is None where nobody corrected anything."""

    found: Decision
    again: Again
    corrected: Corrected | None = None

    @property
    def decision(self) -> Decision:
        """As it was found, with the customers where they stand."""
        clustering = self.found.clustering
        if clustering is None or self.corrected is None:
            return self.found
        return replace(self.found, clustering=replace(clustering, labels=self.corrected.labels))


def stands(
    before: Before,
    understanding: Understanding,
    customers: Customers,
    found: Decision,
    corrections: Sequence[Correction] = (),
) -> Stands:
    """`found`: as the rules found it, before any of the `corrections`."""
    known = again(before, understanding, customers, found.clustering)
    if not corrections:
        return Stands(found, known)
    if found.clustering is None:
        gone = tuple(Undone(number=each.number, why="gone") for each in corrections if each.kind == "in")
        return Stands(found, known, Corrected(np.full(customers.count, -1), {}, gone))
    centers = _centers(found.clustering, customers)
    keys, labels = shortened(customers.keys), found.clustering.labels
    return Stands(found, known, correct(customers.scaled, labels, centers, keys, known.ids, corrections))


def _centers(clustering: Clustering, customers: Customers) -> np.ndarray:
    """The middle of each segment, also where the method knows none."""
    labels = clustering.labels
    return np.array([customers.scaled[labels == label].mean(axis=0) for label in range(clustering.count)])
