"""What the steps of an analysis hand to each other. Arrays have one row for each customer, in the same order."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from segments.told import (
    Column,
    Criterion,
    Kind,
    Left,
    Method,
    Question,
    Receipt,
    Role,
    Scores,
    Segment,
    Trait,
    Type,
    Understanding,
    Verdict,
)  # fmt: skip

__all__ = [
    "Clustering", "Column", "Criterion", "Customers", "Decision", "Floats", "Kind", "Labels", "Left", "Method",
    "Question", "Receipt", "Role", "Scores", "Segment", "Texts", "Trait", "Type", "Understanding", "Verdict",
]  # fmt: skip

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]
Texts = NDArray[np.object_]


@dataclass(frozen=True)
class Customers:
    """One row for each customer: what is clustered, and what is only looked at.

    `raw` in units a person reads (days, pounds, times); `scaled` is what distances are measured in. `categories` are
    attributes in words; `outcomes` (0 or 1, or a number) and `protected` attributes are never clustered.
    """

    keys: Texts
    """Salted hashes of the customers' numbers."""
    names: tuple[str, ...]
    raw: Floats
    scaled: Floats
    """May have other columns than `raw`: logarithms, one for each category, components of texts."""
    units: tuple[str, ...] = ()
    categories: dict[str, Texts] = field(default_factory=dict)
    outcomes: dict[str, Floats] = field(default_factory=dict)
    protected: dict[str, Texts] = field(default_factory=dict)
    texts: Texts | None = None
    notes: tuple[str, ...] = ()
    """What is not compared, or compared differently, and why: a sentence each."""
    whom: str = "customers"
    """What a row is called."""
    money: str = ""
    """The name of which people said that it is the money; empty where they said nothing."""

    @property
    def count(self) -> int:
        return len(self.keys)


@dataclass(frozen=True)
class Clustering:
    """`labels` from 0, the largest segment first; -1 is nobody's."""

    method: Method
    labels: Labels
    centers: Floats | None = None
    """In the space of `scaled`: who is nearest to one belongs to it. None where a method has none."""

    @property
    def count(self) -> int:
        return int(self.labels.max(initial=-1)) + 1

    @property
    def nobody(self) -> float:
        """The share of customers that are nobody's."""
        return float((self.labels < 0).mean())


@dataclass(frozen=True)
class Decision:
    """How many segments there are, if any, who voted for what, and why."""

    clustering: Clustering | None
    """None: there are no real segments."""
    scores: tuple[Scores, ...]
    votes: dict[str, int]
    """By rule (`silhouette`, `gap`, `prediction strength`, `stability`): the number it would choose; 1 for none."""
    why: str
    disagreements: tuple[str, ...] = ()
    vetoes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """What was done to the table before."""
    others: tuple[str, ...] = ()
    """What other ways of grouping give, and how far it is the same: a sentence each."""

    @property
    def own(self) -> Scores | None:
        """What was measured of the segments that there are; None where nothing was."""
        count = self.clustering.count if self.clustering else 0
        return next((each for each in self.scores if each.count == count == len(each.jaccard)), None)
