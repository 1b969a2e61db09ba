"""Every rule on every count, side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from segments.clusters import k_means
from segments.points import Points
from segments.shapes import Clustering, Labels, Scores
from segments.validation import gap, jaccard, prediction, silhouette
from segments.validation.shuffled import against_shuffled

Progress = Callable[[str, float], None]
"""What is being done, and how much of everything is done (0 to 1)."""

DRAWN = 5_000
"""Customers that halves and resamples are drawn from: their time must not grow with the file."""
CLOUDED = 3_000
"""Customers that clouds are as large as."""
PAIRED = 2_000
"""Customers whose distances to each other are looked at."""


@dataclass(frozen=True)
class Evidence:
    """Of each count: its segments, what the rules say of them; and the count that each rule votes for."""

    clusterings: dict[int, Clustering]
    scores: tuple[Scores, ...]
    votes: dict[str, int]


def evidence(points: Points, counts: Sequence[int], progress: Progress) -> Evidence:
    """Of each count from 2."""
    progress("Grouping the customers", 0.0)
    found = {count: k_means(points, count) for count in counts}
    some = points.sample(DRAWN)
    progress("Looking whether groups are tighter than chance makes them", 0.1)
    gaps = gap.gaps(points.sample(CLOUDED), [1, *counts])
    progress("Grouping one half without the other", 0.5)
    shuffled = against_shuffled(points.sample(CLOUDED), counts)
    strengths = prediction.strengths(some, counts)
    progress("Drawing the customers anew", 0.75)
    stable = jaccard.stabilities(some, _sampled(points, found, DRAWN))
    progress("Comparing the rules", 0.9)
    likeness = silhouette.silhouettes(points.sample(PAIRED), _sampled(points, found, PAIRED))
    one = gaps.uniform[1].gap
    scores = tuple(
        Scores(
            count,
            silhouette=likeness[count],
            gap=gaps.uniform[count].gap,
            gap_error=gaps.uniform[count].error,
            prediction_strength=strengths[count].mean,
            jaccard=stable[count],
            sizes=tuple(int(size) for size in np.bincount(found[count].labels, minlength=count)),
            prediction_error=strengths[count].error,
            above_one=(gaps.uniform[count].gap - one) / max(gaps.uniform[count].error, 1e-6),
            above_gaussian=gaps.gaussian[count],
            above_shuffled=shuffled.get(count),
        )
        for count in counts
    )
    votes = {
        "silhouette": silhouette.vote(likeness),
        "gap": gap.vote(gaps.uniform),
        "prediction strength": prediction.vote(strengths),
        "stability": jaccard.vote(stable),
    }
    return Evidence(found, scores, votes)


def _sampled(points: Points, found: Mapping[int, Clustering], most: int) -> dict[int, Labels]:
    at = points.sampled(most)
    return {count: clustering.labels[at] for count, clustering in found.items()}
