"""What a customer spends at a time, and what all they will yet spend is worth today: Gamma-Gamma (Fader, Hardie 2013).

A customer's purchases vary round a mean of their own, and those means vary from customer to customer. Who bought often
is taken at their own mean; who bought once or twice is drawn towards everybody's. It takes for granted that how much
one spends at a time has nothing to do with how often one buys; `entangled` measures that.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy.special import digamma, gammaln

from errors import TooLittleToTell
from segments.prediction.fitting import drawn, likeliest, unsure
from segments.prediction.lifetime import FEWEST_WHO_RETURN, MORE, BgNbd, expected_purchases
from segments.shapes import Floats


@dataclass(frozen=True)
class GammaGamma:
    """`p`, `q` and `gamma` as in the paper, with q > 1: otherwise there is no mean of all customers."""

    p: float
    q: float
    gamma: float
    entangled: float
    """Correlation of frequency and mean spend, of logarithms. Beyond 0.3 either way the model is not to be trusted."""
    settled: bool = True
    unsure: Floats | None = field(default=None, compare=False, repr=False)
    """How sure p, q - 1 and gamma are (`fitting.unsure`); None where nobody asked the customers."""

    @classmethod
    def fit(cls, frequency: Floats, monetary: Floats) -> GammaGamma:
        """`monetary`: mean of the `frequency` purchases after the first. Who has none, or is owed money, is left out.

        TooLittleToTell where hardly anybody came back and paid.
        """
        x, mean = (np.asarray(each, dtype=np.float64) for each in (frequency, monetary))
        paid = (x > 0) & (mean > 0) & np.isfinite(mean)
        if int(paid.sum()) < FEWEST_WHO_RETURN:
            raise TooLittleToTell(
                f"Only {int(paid.sum()):,} customers paid something on a second day, "
                f"and I need at least {FEWEST_WHO_RETURN} to foretell what they spend.",
                now=MORE,
            )
        rows, counts = np.unique(np.column_stack([x[paid], mean[paid]]), axis=0, return_counts=True)
        unit = float(np.exp(np.average(np.log(rows[:, 1]), weights=counts)))
        weights = counts / counts.sum()

        def slope(at: Floats) -> tuple[float, Floats]:
            return _slope(at, rows[:, 0], rows[:, 1] / unit, weights)

        found, settled = likeliest(slope, 3)
        p, beyond, gamma = found.tolist()
        spread = unsure(slope, found, float(counts.sum()))
        return cls(p, beyond + 1, gamma * unit, _entangled(rows, weights), settled, spread)

    def drawn(self, random: np.random.Generator) -> GammaGamma:
        """One that these customers may have come from just as well."""
        if self.unsure is None:
            return self
        p, beyond, gamma = drawn(np.array([self.p, self.q - 1, self.gamma]), self.unsure, random).tolist()
        return GammaGamma(p, beyond + 1, gamma, self.entangled, self.settled)

    def expected_spend(self, frequency: Floats, monetary: Floats) -> Floats:
        """What one purchase will bring, on average. Who has no paid repeat purchase: everybody's mean."""
        x, mean = (np.asarray(each, dtype=np.float64) for each in (frequency, monetary))
        seen = np.where((x > 0) & (mean > 0), x, 0.0)
        paid = np.where(seen > 0, mean, 0.0)
        return self.p * (self.gamma + seen * paid) / (self.p * seen + self.q - 1)


def spending(frequency: Floats, monetary: Floats) -> GammaGamma | None:
    """None where too few came back and paid for it to be foretold."""
    try:
        return GammaGamma.fit(frequency, monetary)
    except TooLittleToTell:
        return None


def _slope(at: Floats, x: Floats, mean: Floats, weights: Floats) -> tuple[float, Floats]:
    """-> the log-likelihood of a customer on average, and its derivatives; searched over q - 1, so that q > 1."""
    p, beyond, gamma = at
    q = beyond + 1
    whole = np.log(gamma + x * mean)
    height = gammaln(p * x + q) - gammaln(p * x) - gammaln(q) + q * np.log(gamma)
    height += (p * x - 1) * np.log(mean) + p * x * np.log(x) - (p * x + q) * whole
    both = digamma(p * x + q)
    derivatives = [
        x * (both - digamma(p * x) + np.log(mean) + np.log(x) - whole),
        both - digamma(q) + np.log(gamma) - whole,
        q / gamma - (p * x + q) / (gamma + x * mean),
    ]
    return float(weights @ height), np.array([float(weights @ each) for each in derivatives])


def _entangled(rows: Floats, weights: Floats) -> float:
    logs = np.log(rows)
    away = logs - weights @ logs
    spread = np.sqrt(weights @ away**2)
    together = float(weights @ (away[:, 0] * away[:, 1]))
    return together / float(spread[0] * spread[1]) if min(spread) > 1e-9 else 0.0


def lifetime_value(
    model: BgNbd,
    money: GammaGamma,
    history: tuple[Floats, Floats, Floats, Floats],
    ahead: float,
    discount: float = 0.1,
    year: float = 365.25 / 7,
    pieces: int = 12,
) -> Floats:
    """What the purchases of the time `ahead` are worth today, money being worth `discount` less each `year`.

    `history`: frequency, recency, age, mean spend. The time is cut into `pieces`, each paid in its middle.
    """
    x, last, end, mean = history
    ends = [ahead * (piece + 1) / pieces for piece in range(pieces)]
    so_far = np.zeros(len(np.asarray(x)))
    worth = np.zeros_like(so_far)
    for until in ends:
        bought = expected_purchases(model, x, last, end, until)
        middle = until - ahead / pieces / 2
        worth += (bought - so_far) * (1 + discount) ** (-middle / year)
        so_far = bought
    return worth * money.expected_spend(x, mean)
