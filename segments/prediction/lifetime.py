"""Who still is a customer and how often they will buy: BG/NBD (Fader, Hardie and Lee 2005).

Each customer buys at a rate of their own (gamma: `r`, `alpha`) and after each purchase may leave for good, with a
chance of their own (beta: `a`, `b`). Of a customer it needs three figures: `frequency`, purchases after the first;
`recency`, the time from the first purchase to the last; `age`, the time from the first purchase to now. The unit of
time is whoever asks's; every answer is in the same one.

The published form of the expected purchases rests on Gauss's hypergeometric function, which has no value at a = 1, no
digits near it, and overflows for customers who buy very often. The same expectation is one integral over the chance to
leave, with a beta density as its weight, and that is how it is computed here (Golub and Welsch 1969).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy.linalg import eigh_tridiagonal
from scipy.special import digamma, expit, gammaln

from errors import TooLittleToTell
from segments.prediction.fitting import drawn, likeliest, unsure
from segments.shapes import Floats

FEWEST_WHO_RETURN = 20
NODES = 48


@dataclass(frozen=True)
class BgNbd:
    """`settled` is False where the likeliest parameters lie at infinity (everybody buys at one rate, nobody ever
    leaves): what is foretold is sound, the parameters themselves say nothing."""

    r: float
    alpha: float
    a: float
    b: float
    settled: bool = True
    unsure: Floats | None = field(default=None, compare=False, repr=False)
    """How sure the four are (`fitting.unsure`); None where nobody asked the customers."""

    def drawn(self, random: np.random.Generator) -> BgNbd:
        """One that these customers may have come from just as well."""
        if self.unsure is None:
            return self
        r, alpha, a, b = drawn(np.array([self.r, self.alpha, self.a, self.b]), self.unsure, random).tolist()
        return BgNbd(r, alpha, a, b, self.settled)


def fit(frequency: Floats, recency: Floats, age: Floats) -> BgNbd:
    """The likeliest parameters. TooLittleToTell where hardly anybody came back: then no model can tell when they do."""
    rows, weights = _alike(frequency, recency, age)
    returned = int(weights[rows[:, 0] > 0].sum())
    if returned < FEWEST_WHO_RETURN:
        raise TooLittleToTell(_too_few(returned, int(weights.sum())), now=MORE)
    unit = float(rows[:, 2].max())
    x, last, end = rows[:, 0], rows[:, 1] / unit, rows[:, 2] / unit
    count = float(weights.sum())

    def slope(at: Floats) -> tuple[float, Floats]:
        return _slope(at, x, last, end, weights / count)

    found, settled = likeliest(slope, 4)
    r, alpha, a, b = (float(each) for each in found)
    return BgNbd(r, alpha * unit, a, b, settled, unsure(slope, found, count))


MORE = "A file that covers a longer time may show them; segments need no forecast."


def _too_few(returned: int, of: int) -> str:
    who = "nobody" if returned == 0 else f"only {returned:,}"
    return (
        f"Of {of:,} customers {who} bought on a second day, "
        f"and I need at least {FEWEST_WHO_RETURN} to foretell who comes back."
    )


def _alike(frequency: Floats, recency: Floats, age: Floats) -> tuple[Floats, Floats]:
    """-> the customers that differ, in an order of their own, and how many there are of each."""
    rows = np.column_stack([np.asarray(each, dtype=np.float64) for each in (frequency, recency, age)])
    x, last, end = rows.T
    if not np.all(np.isfinite(rows)) or np.any(rows < 0) or np.any(last > end) or np.any((x == 0) != (last == 0)):
        raise ValueError("0 <= recency <= age, and recency is 0 exactly where nothing was bought again")
    found, counts = np.unique(rows, axis=0, return_counts=True)
    return found, counts.astype(np.float64)


def _slope(at: Floats, x: Floats, last: Floats, end: Floats, weights: Floats) -> tuple[float, Floats]:
    """-> the log-likelihood of a customer on average (equation 6), and its four derivatives."""
    r, alpha, a, b = at
    again = x > 0
    stayed = -(r + x) * np.log(alpha + end)
    before = np.where(again, x - 1, 0.0)
    left = np.where(again, np.log(a) - np.log(b + before) - (r + x) * np.log(alpha + last), -np.inf)
    either = np.logaddexp(stayed, left)
    height = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + either
    height += gammaln(a + b) - gammaln(a + b + x) + gammaln(b + x) - gammaln(b)
    here = np.exp(stayed - either)
    gone = 1 - here
    both = digamma(a + b) - digamma(a + b + x)
    derivatives = [
        digamma(r + x) - digamma(r) + np.log(alpha) - here * np.log(alpha + end) - gone * np.log(alpha + last),
        r / alpha - (r + x) * (here / (alpha + end) + gone / (alpha + last)),
        both + gone / a,
        both + digamma(b + x) - digamma(b) - np.where(again, gone / (b + before), 0.0),
    ]
    return float(weights @ height), np.array([float(weights @ each) for each in derivatives])


def probability_alive(model: BgNbd, frequency: Floats, recency: Floats, age: Floats) -> Floats:
    """That a customer has not left for good, 0 to 1. Who never came back has had no occasion to leave: 1."""
    x, last, end = (np.asarray(each, dtype=np.float64) for each in (frequency, recency, age))
    before = np.where(x > 0, x - 1, 0.0)
    odds = np.log(model.a) - np.log(model.b + before)
    odds = odds + (model.r + x) * (np.log(model.alpha + end) - np.log(model.alpha + last))
    return np.where(x > 0, expit(-odds), 1.0)


def expected_purchases(model: BgNbd, frequency: Floats, recency: Floats, age: Floats, ahead: float) -> Floats:
    """How many purchases in the time `ahead` from now (equation 10)."""
    x, end = (np.asarray(each, dtype=np.float64) for each in (frequency, age))
    if_here = np.zeros(len(x))
    for count in np.unique(x):
        rows = x == count
        chances, weights = _beta_nodes(model.a, model.b + count)
        # E[(1 - e^(-rate * chance * ahead)) / chance] over the gamma of the rate, then over the beta of the chance.
        far = np.log1p(np.multiply.outer(ahead / (model.alpha + end[rows]), chances))
        if_here[rows] = -np.expm1(-(model.r + count) * far) @ (weights / chances)
    return if_here * probability_alive(model, frequency, recency, age)


def _beta_nodes(a: float, b: float) -> tuple[Floats, Floats]:
    """-> where to look and how much it weighs, for the mean of something over a beta density (Gauss-Jacobi)."""
    k = np.arange(1, NODES, dtype=np.float64)
    # The recurrence of the Jacobi polynomials on (0, 1), as a chain sequence.
    up = np.append(a / (a + b), (k + a) * (k + a + b - 1) / ((2 * k + a + b - 1) * (2 * k + a + b)))
    down = np.append(0.0, k * (k + b - 1) / ((2 * k + a + b - 2) * (2 * k + a + b - 1)))
    nodes, vectors = eigh_tridiagonal(up + down, np.sqrt(up[:-1] * down[1:]))
    return np.clip(np.asarray(nodes), np.finfo(np.float64).tiny, 1.0), np.asarray(vectors)[0] ** 2
