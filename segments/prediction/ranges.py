"""Where the totals of a forecast lie, by the model itself: its customers are played through many times.

Each time the model's parameters are drawn as sure as the file makes them (the curvature of their likelihood, Laplace),
then of each customer whether they still are one, their rate, their chance to leave, what they buy, and what they pay.
That covers chance, and how little a file of few customers says. It does not cover that customers do otherwise than the
model has it: what came in the trial tells of that.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segments.prediction.lifetime import BgNbd, probability_alive
from segments.prediction.resampling import Between, between
from segments.prediction.spending import GammaGamma
from segments.shapes import Floats

FEWEST, MOST, ROOM = 50, 200, 1_000_000
"""Times that all are played through, and customers in all of them together."""
Known = tuple[Floats, Floats, Floats, Floats]
"""Of each customer: frequency, recency, age, mean spend."""
LEAST, OFTENEST = 1e-9, 1e9
"""Chance to leave, and purchases: beyond, a figure is none of a customer's life."""


@dataclass(frozen=True)
class Ranges:
    """Of all purchases of the time ahead, and of what they bring; None where money was not foretold."""

    purchases: Between
    money: Between | None


def ranges(model: BgNbd, money: GammaGamma | None, history: Known, ahead: float, today: Floats | None = None) -> Ranges:
    """`today`: what the money of each is worth today, as a part of it; None where nothing is taken off."""
    order = np.lexsort(history[::-1])
    x, last, end, mean = (each[order] for each in history)
    part = np.ones(len(x)) if today is None else today[order]
    random = np.random.default_rng(0)
    counts, sums = [], []
    for _ in range(int(np.clip(ROOM // max(1, len(x)), FEWEST, MOST))):
        count = _bought(model.drawn(random), (x, last, end), ahead, random)
        counts.append(float(count.sum()))
        if money is not None:
            sums.append(float(part @ _paid(money.drawn(random), count, x, mean, random)))
    return Ranges(between(counts), between(sums) if sums else None)


def _bought(model: BgNbd, known: tuple[Floats, Floats, Floats], ahead: float, random: np.random.Generator) -> Floats:
    """How many purchases each makes, once: as many as their rate gives, or as it takes until they leave."""
    x, _, end = known
    here = random.random(len(x)) < probability_alive(model, *known)
    rate = random.gamma(model.r + x) / (model.alpha + end)
    leaves = random.geometric(np.clip(random.beta(model.a, model.b + x), LEAST, 1.0))
    return np.where(here, np.minimum(random.poisson(np.minimum(rate * ahead, OFTENEST)), leaves), 0).astype(np.float64)


def _paid(money: GammaGamma, count: Floats, x: Floats, mean: Floats, random: np.random.Generator) -> Floats:
    """What each pays for so many purchases."""
    seen = np.where((x > 0) & (mean > 0), x, 0.0)
    scale = random.gamma(money.p * seen + money.q) / (money.gamma + seen * np.where(seen > 0, mean, 0.0))
    return random.gamma(money.p * count) / np.maximum(scale, np.finfo(np.float64).tiny)
