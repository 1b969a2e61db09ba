"""A forecast tried on the last part of the file, which it did not see, beside the guesses one has without a model.

They are: everybody goes on at the rate they had, nobody buys again, and the best customers are those who paid most so
far. A forecast is called better only where it is so by 1 % and in 95 of 100 draws of the same customers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from errors import TooLittleToTell
from segments.prediction.first_tenth import in_first_tenth, places
from segments.prediction.lifetime import expected_purchases, fit
from segments.prediction.purchases import WEEK, Purchases, bought_between, history
from segments.prediction.ranges import Ranges, ranges
from segments.prediction.resampling import Between, between, drawn
from segments.prediction.spending import lifetime_value, spending
from segments.shapes import Floats
from segments.shares import percent
from segments.telling_words import NO_FORECAST

CLEARLY = 0.01
"""By how much of the guess's own figure a model must be better to be called better."""
SEEN, SEEN_OF_SHARES = 0.005, 0.0005
"""Purchases a customer, and a part of the money, from which on a difference is seen in the figures that are told."""


@dataclass(frozen=True)
class Trial:
    """What was foretold for the weeks held out, and what happened to the `customers` who were known by then.

    Errors in purchases a customer: `error` root mean square, where large misses weigh more; `off` the plain mean.
    """

    weeks: float
    customers: int
    foretold: float
    same_rate: float
    """Purchases, as `foretold`: what the rate of each so far would have given."""
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
    nearer: Between
    """By how much the model's root mean square is less than that of the better guess; below 0, it is more."""
    nearer_one: Between
    """The same of the plain mean."""
    more: Between
    """By how much the first share of the money is larger than the second."""
    ranges: Ranges
    """Within which the totals lay by the model itself."""

    @property
    def counts_better(self) -> bool:
        return self.nearer.low > 0 and self.error < (1 - CLEARLY) * min(self.error_same_rate, self.error_nobody)

    @property
    def each_better(self) -> bool:
        """In the plain mean, in which every miss weighs by its size."""
        return self.nearer_one.low > 0 and self.off < (1 - CLEARLY) * min(self.off_same_rate, self.off_nobody)

    @property
    def ranks_better(self) -> bool:
        return self.more.low > 0 and self.capture > (1 + CLEARLY) * self.capture_spent

    @property
    def useless(self) -> bool:
        """Whether a plain guess does as well, for how many and for who."""
        return bool(self.happened) and not self.counts_better and not self.ranks_better

    @property
    def why_not(self) -> str:
        """Of a forecast that is useless: that it is, and by how much it missed what came."""
        purchases = abs(self.foretold / max(1, self.happened) - 1)
        money = abs(self.money / self.came - 1) if self.money is not None and self.came > 0 else 0.0
        guess = f" (“same rate as before” by {percent(abs(self.same_rate / max(1, self.happened) - 1))})"
        missed = [f"the purchases by {percent(purchases)}{guess}"] if purchases >= CLEARLY else []
        missed += [f"the money by {percent(money)}"] if money >= CLEARLY else []
        by = f" missed {' and '.join(missed)} and" if missed else ""
        tried = f"{NO_FORECAST}: tried on the last {self.weeks:.0f} weeks of the file, it{by}"
        if not self.each_better:
            return f"{tried} did no better than a plain guess."
        guess = f"{min(self.off_same_rate, self.off_nobody):.2f}"
        return (
            f"{tried} was not clearly better than a plain guess where large misses weigh more; for one customer nearer "
            f"on average ({self.off:.2f} purchases off, guess {guess})."
        )

    @property
    def within(self) -> bool:
        """Whether what came lies where the model would have it."""
        money = self.ranges.money
        return self.ranges.purchases.has(self.happened) and (money is None or money.has(self.came))

    @property
    def shortly(self) -> str:
        """In a sentence: what it foretold, and what came."""
        if not self.happened:
            return self._nothing_came
        told = self.money is not None and self.came > 0
        money = f", and {self.money:,.0f} of money ({self.came:,.0f} came)" if told else ""
        return (
            f"Tried on the last {self.weeks:.0f} weeks of the file, it foretold {self.foretold:,.0f} purchases (there "
            f"were {self.happened:,}){money}."
        )

    def use(self, *, care: bool = False) -> str:
        """What to use it for, by how it did beside the plain guesses, and that it did so once, of whom. `care`: nobody
        knows who has left."""
        did = self.counts_better, self.ranks_better
        once = f"in that one trial, of the {self.customers:,} customers known by then,"
        many = f"how many purchases{'' if self.each_better else ' only where large misses weigh more'}"
        both = f"it did better than a plain guess for who brings most, and for {many}"
        if care and any(did):
            return {
                (True, True): f"Take it with care: {once} {both}; yet it",
                (True, False): f"Use it with care, for {many}, not for who brings most: it",
                (False, True): "Use it with care, for the order of customers, not for how many purchases to expect: it",
            }[did] + " cannot tell who has left."
        paid = "the list of those who had paid most"
        return {
            (True, True): f"{once.capitalize()} {both}; whether it always does, one trial cannot say.",
            (True, False): f"Use it for {many}, not for who brings most: {once} {paid} was as good.",
            (False, True): "Use it for the order of customers, not for how many purchases to expect: "
            f"{once} it was better than a plain guess for that alone.",
            (False, False): "Do not use it: your own list of who paid most serves as well.",
        }[did]

    @property
    def words(self) -> str:
        if not self.happened:
            return self._nothing_came
        best = (
            "better than"
            if self.ranks_better
            else "worse than"
            if self.more.high < -SEEN_OF_SHARES
            else "not clearly better than"
        )
        verdict = "" if self.counts_better and self.ranks_better else f" {self.use()}"
        return (
            f"Tested on the last {self.weeks:.0f} weeks of the file, which the forecast did not see. It foretold "
            f"{self.foretold:,.0f} purchases (“same rate as before” {self.same_rate:,.0f}), there were "
            f"{self.happened:,}.{self._in_money}{self._of_whom} For a "
            f"single customer it is off by {self.off:.2f} purchases on average; “same rate as before” by "
            f"{self.off_same_rate:.2f}, “nobody buys” by {self.off_nobody:.2f}: {self._count}. The tenth it ranks "
            f"highest brought {percent(self.capture)} of the money, the tenth who had paid most "
            f"{percent(self.capture_spent)}: {best} the plain list ({_points(self.more)} in 95 of 100 draws of these "
            f"customers).{verdict}"
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
        """By both measures, each with its figures: large misses first, which are what one plans by."""
        errors = f"({self.error:.2f}, {self.error_same_rate:.2f} and {self.error_nobody:.2f})"
        if not self.counts_better:
            how = "does worse" if self.nearer.high < -SEEN else "does not do clearly better"
            nearer = "nearer than both so, but " if self.each_better else ""
            return f"{nearer}it {how} than a plain guess where large misses weigh more {errors}"
        if self.each_better:
            return "it does better than both"
        guess = "that nobody buys" if self.off_nobody <= self.off_same_rate else "the same rate"
        than = "worse than" if self.nearer_one.high < -SEEN else "not clearly better than"
        return (
            f"for a single customer {than} guessing {guess}, on the whole better than both, where large misses "
            f"weigh more {errors}"
        )


def tried(bought: Purchases, now: int, days: int) -> Trial | None:
    """The last `days` before `now` held out. None where nothing is left to learn from."""
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
    money = spending(then.frequency, then.mean)
    worth = foretold if money is None else lifetime_value(model, money, (*known, then.mean), ahead)
    expected = None if money is None else float((foretold * money.expected_spend(then.frequency, then.mean)).sum())
    counts, sums = bought_between(bought, now - days, now)
    count, paid = counts[then.who], sums[then.who]
    # Of who first bought on the last day nothing is known of a rate: not buying again is the plain guess.
    rate = np.divide(then.frequency, then.age, out=np.zeros_like(then.age), where=then.age > 0)
    wrong = np.column_stack([guess - count for guess in (foretold, rate * ahead, np.zeros_like(count))])
    error, error_same_rate, error_nobody = np.sqrt(np.mean(wrong**2, axis=0)).tolist()
    off, off_same_rate, off_nobody = np.mean(np.abs(wrong), axis=0).tolist()
    nearer, nearer_one, more = _drawn_anew(wrong, worth, then.spent, paid)
    everybody, total = np.ones(len(paid)), max(float(paid.sum()), np.finfo(np.float64).tiny)
    return Trial(
        weeks=ahead,
        customers=len(then.who),
        foretold=float(foretold.sum()),
        same_rate=float((rate * ahead).sum()),
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
        capture=in_first_tenth(places(worth), paid, everybody) / total,
        capture_spent=in_first_tenth(places(then.spent), paid, everybody) / total,
        nearer=nearer,
        nearer_one=nearer_one,
        more=more,
        ranges=ranges(model, money, (*known, then.mean), ahead),
    )


def _drawn_anew(wrong: Floats, worth: Floats, spent: Floats, paid: Floats) -> tuple[Between, Between, Between]:
    """`wrong`: how far the model and the two guesses are off. -> by how much the model is nearer than the better of
    them, root mean square and plain mean, and how much more of the money its first tenth brings than who had `spent`
    most."""
    order = np.lexsort((paid, spent, worth, *wrong.T))
    wrong, paid = wrong[order], paid[order]
    first, plainly = places(worth[order]), places(spent[order])
    found = []
    for times in drawn(len(paid)):
        square, off = np.sqrt(times @ wrong**2 / len(paid)), times @ np.abs(wrong) / len(paid)
        total = max(float(times @ paid), np.finfo(np.float64).tiny)
        more = in_first_tenth(first, paid, times) - in_first_tenth(plainly, paid, times)
        found.append((square[1:].min() - square[0], off[1:].min() - off[0], more / total))
    nearer, nearer_one, brought = (between(each) for each in np.array(found).T)
    return nearer, nearer_one, brought


def _points(found: Between) -> str:
    return f"{100 * found.low:+.1f} to {100 * found.high:+.1f} points"
