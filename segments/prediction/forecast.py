"""Who will buy and what that is worth, and whether that is foretold better than by a plain guess.

The file is first cut: what came last is held out, foretold from what came before, and compared with what happened.
Beside it stand the guesses one has without a model: everybody goes on at the rate they had, nobody buys again, and the
best customers are those who paid most so far.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import numpy as np

from errors import TooLittleToTell
from segments.prediction.lifetime import BgNbd, expected_purchases, fit, probability_alive
from segments.prediction.purchases import WEEK, History, Purchases, bought_between, history
from segments.prediction.spending import GammaGamma, lifetime_value
from segments.shapes import Floats, Texts
from segments.shares import percent

LONGEST = 26.0
"""Weeks that are foretold unless asked otherwise; half of what the file covers, if that is less."""
CLEARLY = 0.01
"""By how much of the guess's own figure a model must be better to be called better."""
ENTANGLED = 0.3
NEARLY_ALL = 0.99
"""Of those who came back: where so many still are customers, the model has not seen anybody leave."""
NEARLY_EVERYBODY, AT_ONCE = 0.95, 0.25
"""So large a part of the customers first came within so small a part of the file: they are one cohort."""
FEWEST_WEEKS = 8
SEASONS = 540 / WEEK
"""Weeks that a file has to cover before anything of its seasons is in it: a year and a half."""


@dataclass(frozen=True)
class Trial:
    """What was foretold for the weeks held out, and what happened to the `customers` who were known by then.

    Errors in purchases a customer: `error` root mean square, where large misses weigh more; `off` the plain mean.
    """

    weeks: float
    customers: int
    foretold: float
    happened: int
    of_all: int
    """Purchases of those weeks, those of customers who first came then among them."""
    money: float | None
    """Foretold, not discounted; None where too few paid for it to be foretold."""
    came: float
    """The money that the same customers brought."""
    error: float
    error_same_rate: float
    error_nobody: float
    off: float
    off_same_rate: float
    off_nobody: float
    settled: bool
    """Whether the model that was tried found parameters."""
    capture: float
    """Share of the money that came from the tenth of the customers foretold to be worth most."""
    capture_spent: float
    """The same, of the tenth who had paid most so far."""

    @property
    def counts_better(self) -> bool:
        return self.error < (1 - CLEARLY) * min(self.error_same_rate, self.error_nobody)

    @property
    def ranks_better(self) -> bool:
        return self.capture > (1 + CLEARLY) * self.capture_spent

    @property
    def words(self) -> str:
        if not self.happened:
            return self._nothing_came
        best = "better than" if self.ranks_better else "no better than"
        verdict = {
            (True, True): "",
            (True, False): " Use it for how many, not for who: the list of those who paid most does that as well.",
            (False, True): " Use it for the order of customers, not for how many purchases to expect.",
            (False, False): " Do not use it: your own list of who paid most serves as well.",
        }[self.counts_better, self.ranks_better]
        return (
            f"Tested on the last {self.weeks:.0f} weeks of the file, which the forecast did not see. It foretold "
            f"{self.foretold:,.0f} purchases, there were {self.happened:,}.{self._in_money}{self._of_whom} For a "
            f"single customer it is off by {self.off:.2f} purchases on average; “same rate as before” by "
            f"{self.off_same_rate:.2f}, “nobody buys” by {self.off_nobody:.2f}: {self._count}. The tenth it ranks "
            f"highest brought {percent(self.capture)} of the money, the tenth who had paid most "
            f"{percent(self.capture_spent)}: {best} the plain list.{verdict}"
        )

    @property
    def failed(self) -> bool:
        """Whether purchases were foretold, and not one came."""
        return not self.happened and self.foretold >= 1

    @property
    def _nothing_came(self) -> str:
        """Of customers who were known; others may have bought."""
        known = f"the {self.customers:,} customers known by then"
        who = f" The {self.of_all:,} purchases of those weeks were all of customers who first came then."
        others = who if self.of_all else ""
        if not self.failed:
            return (
                f"Tested on the last {self.weeks:.0f} weeks of the file: it foretold no purchase of {known}, and they "
                f"made none.{others}"
            )
        return (
            f"Do not rely on a forecast of this file: tested on its last {self.weeks:.0f} weeks, it failed. It "
            f"foretold {self.foretold:,.0f} purchases of {known}, and they made none.{others}"
        )

    @property
    def _in_money(self) -> str:
        if self.money is None or self.came <= 0:
            return ""
        wrong = self.money / self.came - 1
        how = f": {percent(abs(wrong))} too {'much' if wrong > 0 else 'little'}" if abs(wrong) >= CLEARLY else ""
        return f" It foretold {self.money:,.0f} of money, and {self.came:,.0f} came{how}."

    @property
    def _of_whom(self) -> str:
        if self.of_all == self.happened:
            return ""
        return (
            f" That is of the {self.customers:,} customers known by then, who made {self.happened:,} of the "
            f"{self.of_all:,} purchases of those weeks."
        )

    @property
    def _count(self) -> str:
        if not self.counts_better:
            return "it does no better than a plain guess"
        if self.off < (1 - CLEARLY) * min(self.off_same_rate, self.off_nobody):
            return "it does better than both"
        guess = "that nobody buys" if self.off_nobody <= self.off_same_rate else "the same rate"
        return (
            f"for a single customer no better than guessing {guess}, on the whole better than both, where large misses "
            f"weigh more ({self.error:.2f}, {self.error_same_rate:.2f} and {self.error_nobody:.2f})"
        )


@dataclass(frozen=True)
class Forecast:
    """Arrays have a row for each of the `keys`. `worth` is None where too few paid for it to be foretold."""

    keys: Texts
    weeks: float
    alive: Floats
    purchases: Floats
    worth: Floats | None
    model: BgNbd
    money: GammaGamma | None
    trial: Trial | None
    """None where the file is too short or too thin to hold something out."""
    words: str


def foretell(bought: Purchases, weeks: float | None = None, discount: float = 0.1) -> Forecast:
    """The `weeks` after the last day of the file. `discount`: how much less money is worth a year later.

    TooLittleToTell where hardly anybody bought on a second day.
    """
    now, span = _span(bought)
    ahead = weeks if weeks is not None else max(1.0, min(LONGEST, round(span / 2)))
    past = history(bought, now)
    model = fit(past.frequency, past.recency, past.age)
    known = past.frequency, past.recency, past.age
    money = _spending(past)
    worth = None if money is None else lifetime_value(model, money, (*known, past.mean), ahead, discount)
    alive, foretold = probability_alive(model, *known), expected_purchases(model, *known, ahead)
    trial = _try(bought, now, min(round(ahead * WEEK), ceil(span * WEEK / 2)))
    stay = _stay(model.settled and (trial is None or trial.settled), alive[past.frequency > 0], len(alive))
    season = "" if span >= SEASONS else " The file covers less than a year and a half: its seasons are not known."
    words = f"{_coming(ahead, foretold, worth)}{_at_once(past, span)} {stay}{season} {_words(trial, money)}"
    if trial is not None and trial.failed:
        # What a model says that has just been wrong in all of it is not told: neither how many nor who stays.
        words = trial.words
    return Forecast(bought.keys[past.who], ahead, alive, foretold, worth, model, money, trial, words)


def _coming(weeks: float, purchases: Floats, worth: Floats | None) -> str:
    value = "" if worth is None else f", worth {worth.sum():,.0f} today"
    return (
        f"In the next {weeks:.0f} weeks I expect {purchases.sum():,.0f} purchases{value}, of customers who are in this "
        "file already."
    )


def _at_once(past: History, span: float) -> str:
    """`span` in weeks. Where customers came at about one time, nothing is known of others."""
    within = float(np.quantile(span - past.age, NEARLY_EVERYBODY))
    if span < FEWEST_WEEKS or within > AT_ONCE * span:
        return ""
    return (
        f" Nearly all of them first came within the first {max(1, ceil(within)):,} of the {span:,.0f} weeks of the "
        "file: what this tells holds for those alone, not for customers who come later."
    )


def _stay(settled: bool, returned: Floats, count: int) -> str:
    """`returned`: the chance of those who bought more than once to be customers still. Of who bought once the model
    always says 1, so they are not counted."""
    if returned.mean() >= NEARLY_ALL:
        return "The model sees no leaving in this file, though customers do leave: take its forecasts with care."
    if not settled:
        return "The model cannot tell who has left in this file: take its forecasts with care."
    once = count - len(returned)
    unknown = f"; of the {once:,} who bought once it cannot be told" if once else ""
    return (
        f"Of {len(returned):,} customers who bought more than once about {returned.sum():,.0f} still are "
        f"customers{unknown}."
    )


def _span(bought: Purchases) -> tuple[int, float]:
    if not len(bought.day):
        raise TooLittleToTell("There is no purchase with a customer and a day in this file.")
    now = int(bought.day.max())
    return now, float(now - int(bought.day.min())) / WEEK


def _spending(past: History) -> GammaGamma | None:
    try:
        return GammaGamma.fit(past.frequency, past.mean)
    except TooLittleToTell:
        return None


def _try(bought: Purchases, now: int, days: int) -> Trial | None:
    then = history(bought, now - days)
    if not days or not len(then.who):
        return None
    known = then.frequency, then.recency, then.age
    try:
        model = fit(*known)
    except TooLittleToTell:
        return None
    ahead = days / WEEK
    foretold = expected_purchases(model, *known, ahead)
    money = _spending(then)
    worth = foretold if money is None else lifetime_value(model, money, (*known, then.mean), ahead)
    expected = None if money is None else float((foretold * money.expected_spend(then.frequency, then.mean)).sum())
    counts, sums = bought_between(bought, now - days, now)
    count, paid = counts[then.who], sums[then.who]
    # Of who first bought on the last day nothing is known of a rate: not buying again is the plain guess.
    rate = np.divide(then.frequency, then.age, out=np.zeros_like(then.age), where=then.age > 0)
    wrong = [guess - count for guess in (foretold, rate * ahead, np.zeros_like(count))]
    error, error_same_rate, error_nobody = (float(np.sqrt(np.mean(each**2))) for each in wrong)
    off, off_same_rate, off_nobody = (float(np.mean(np.abs(each))) for each in wrong)
    return Trial(
        weeks=ahead,
        customers=len(then.who),
        foretold=float(foretold.sum()),
        happened=int(count.sum()),
        of_all=int(counts.sum()),
        money=expected,
        came=float(paid.sum()),
        error=error,
        error_same_rate=error_same_rate,
        error_nobody=error_nobody,
        off=off,
        off_same_rate=off_same_rate,
        off_nobody=off_nobody,
        settled=model.settled,
        capture=_captured(worth, paid),
        capture_spent=_captured(then.spent, paid),
    )


def _captured(order: Floats, paid: Floats) -> float:
    """Share of `paid` that fell to the tenth highest in `order`; of customers alike, each counts for their share."""
    tenth, total = len(order) / 10, float(paid.sum())
    if total <= 0:
        return 0.0
    which = np.unique(-order, return_inverse=True)[1]
    sizes, sums = np.bincount(which), np.bincount(which, weights=paid)
    room = np.clip(tenth - (np.cumsum(sizes) - sizes), 0, sizes)
    return float((sums * room / sizes).sum()) / total


def _words(trial: Trial | None, money: GammaGamma | None) -> str:
    said = [trial.words if trial else "The file is too short to hold something out, so this forecast is untested."]
    if money is None:
        said.append("Too few paid on a second day to say what a purchase will bring.")
    elif abs(money.entangled) > ENTANGLED:
        how = "more" if money.entangled > 0 else "less"
        said.append(
            f"Who buys more often also spends {how} at a time (correlation {money.entangled:.2f}); the worth takes the "
            "two to be independent, so trust its order, not its sums."
        )
    return " ".join(said)
