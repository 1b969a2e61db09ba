"""What a bot says of itself at /metrics, in Prometheus' text format. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from math import inf, nan

from prometheus_client.parser import text_string_to_metric_families

Steps = Mapping[float, float]
"""Upper bound of a step -> how many observations were not above it."""


class Page:
    """One reading of all figures."""

    def __init__(self, text: str) -> None:
        self._samples = [sample for family in text_string_to_metric_families(text) for sample in family.samples]

    def value(self, name: str, **labels: str) -> float:
        """The sum over all labels that are not named; nan where there is no such figure, as on some systems."""
        found = [
            each.value for each in self._samples if each.name == name and labels.items() <= dict(each.labels).items()
        ]
        return sum(found) if found else nan

    def steps(self, name: str) -> Steps:
        """A histogram, all labels together."""
        steps: defaultdict[float, float] = defaultdict(float)
        for each in self._samples:
            if each.name == f"{name}_bucket":
                steps[float(each.labels["le"])] += each.value
        return steps


def quantile(before: Steps, after: Steps, share: float) -> float:
    """Of what was observed between two readings. Within a step as if evenly spread; beyond the last, that one's bound.

    Raises ValueError where nothing was observed.
    """
    added = {bound: after[bound] - before.get(bound, 0.0) for bound in sorted(after)}
    wanted = share * max(added.values(), default=0.0)
    lower = below = 0.0
    for bound, count in added.items():
        if count > below and count >= wanted:
            return lower if bound == inf else lower + (bound - lower) * (wanted - below) / (count - below)
        lower, below = bound, count
    raise ValueError("nothing was observed")
