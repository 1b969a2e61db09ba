"""What was learnt of who leaves: each customer's chance, how good that is, and what may be said of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from math import sqrt
from typing import Literal

from segments.intervals import z_of
from segments.prediction.one_column import Rule
from segments.prediction.resampling import Between
from segments.prediction.suspects import Suspect
from segments.prediction.usable import Dropped
from segments.shapes import Floats
from segments.shares import percent

SURELY = 2.0
"""Standard errors by which the mean log loss must be better than the plain guess's."""
NEAR, LEAST, MOST = 0.25, 0.01, 0.06
"""How far a band's chance may be from what happened to be taken at its word: a part of it, within these bounds."""
GROUPS = (1, 2)
"""Of so many bands at a time, the fewest that are large enough: tenths, else fifths."""
HOW = (
    "Tried across customers: in five parts, each foretold by a model that had not seen it. All are of one file, so "
    "whether it holds for later ones, and how far ahead, was not tried."
)
AT_THEIR_WORD = "The chances can be taken at their word for customers like these; over time that was not tried"
FEW = "Too few left to tell whether the chances hold: go by the order, not the single chance"
MOST_NAMED = 3
LEAVE_OUT = "Leave it out if it is only known after they left."
MADE_WITH = "The segments were made with it as well."
Way = Literal["logistic regression", "gradient boosting"]


@dataclass(frozen=True)
class Band:
    """Customers given about the same chance to leave: the chance on average, and the share that did leave."""

    customers: int
    foretold: float
    happened: float

    @property
    def off(self) -> float:
        return abs(self.foretold - self.happened)

    @property
    def room(self) -> float:
        return min(MOST, max(LEAST, NEAR * self.foretold))

    def chance_error(self, z: float) -> float:
        """Within which `happened` lies where the chance holds; the same as that the chance lies in Wilson's interval
        (1927) of what happened."""
        return z * sqrt(self.foretold * (1 - self.foretold) / self.customers)

    def and_next(self, other: Band) -> Band:
        count = self.customers + other.customers
        foretold = (self.customers * self.foretold + other.customers * other.foretold) / count
        return Band(count, foretold, (self.customers * self.happened + other.customers * other.happened) / count)


@dataclass(frozen=True)
class Churn:
    """`chance` of each customer, in the order they came in, from all that is known; `unseen`: from what was learnt
    without them. All figures are of customers not seen in fitting; `customers`: of how many."""

    chance: Floats
    unseen: Floats
    way: Way
    customers: int
    base_rate: float
    log_loss: float
    log_loss_base: float
    error: float
    """Standard error of the difference of the two."""
    left_of_tenth: float
    """Of the tenth with the highest chance, who left."""
    tenth_between: Between
    bands: tuple[Band, ...]
    dropped: tuple[Dropped, ...]
    rule: Rule | None = None
    """The best of a single column; None where none tells two sorts apart."""
    log_loss_rule: float = 0.0
    error_rule: float = 0.0
    """Standard error of what the model is better by than the rule."""
    tenth_rule: float = 0.0
    """Who left, of a tenth that the rule names; who is alike by it counts for their share, as with the model."""
    more_than_rule: Between | None = None
    """By how much the first tenth's share is larger."""
    suspects: tuple[Suspect, ...] = ()
    without: Churn | None = None
    """Without those columns; None where there are none, or nothing else is left to learn from."""

    @property
    def better(self) -> bool:
        return self.log_loss_base - self.log_loss > SURELY * self.error

    @property
    def lift(self) -> float:
        return self.left_of_tenth / self.base_rate

    @property
    def single(self) -> Churn:
        """By which a single customer is told: without columns that may be known only afterwards."""
        return self.without if self.suspects and self.without is not None else self

    @property
    def why_no_chances(self) -> str:
        """Why no chance of a single customer is told; empty where they can be taken at their word."""
        if self.suspects and self.without is None:
            names = ", ".join(f"“{each.column}”" for each in self.suspects[:MOST_NAMED])
            return f"Without {names}, which may only be known afterwards, nothing is left to learn from."
        return self.single._why_not

    @property
    def _why_not(self) -> str:
        if not self.better:
            return f"I cannot tell who leaves better than by saying {percent(self.base_rate)} of everybody."
        if self.rule is not None and not self._beats_rule:
            of = f"of those {percent(self.rule.left)} left"
            return f"What I foretell is not clearly better than going by “{self.rule.named}”: {of}. Sort by that."
        if self._wrong is None and self._judged:
            return ""
        return f"{self._trust}."

    @property
    def shortly(self) -> tuple[str, ...]:
        """In three sentences at most: how many left, how well one may know whom, and what to do with it. Where a column
        may only be known afterwards, without it."""
        if self.suspects and self.without is not None:
            known, told, *use = self.without.shortly
            names = ", ".join(f"“{each.column}”" for each in self.suspects[:MOST_NAMED])
            told = told.replace("Of ", "of ", 1) if told.startswith("Of ") else told
            return known, f"Without {names}, which may only be known afterwards: {told}", *use
        usual = percent(self.base_rate)
        known = f"Of {self.customers:,} customers {usual} left."
        if not self.better:
            cannot = f"I cannot tell who leaves better than by saying {usual} of everybody"
            return (known, f"{cannot}: do not act on single customers.")
        did, than = percent(self.left_of_tenth), ""
        told = f"Of the tenth I would have named first, {did} did, {self.lift:.1f} times as many"
        if self.rule is not None:
            than = "better" if self._beats_rule else "not clearly better"
            told += f"; that is {than} than going by “{self.rule.named}” (of a tenth named by that "
            told += f"{percent(self.tenth_rule)})"
        return known, f"{told}.", f"{self._trust}."

    @property
    def words(self) -> str:
        known = f"Of {self.customers:,} customers {percent(self.base_rate)} left."
        if not self.suspects:
            return f"{known} {HOW} {self._told}"
        careful = f"{known} {HOW} {self._careful} {LEAVE_OUT}"
        if self.without is None:
            return f"{careful} Without, nothing is left to learn from. With: {self._told}"
        tenth = f"of the tenth I would have named first {percent(self.left_of_tenth)} did"
        return f"{careful} Without: {self.without._told} With: {tenth} (log loss {self.log_loss:.3f})."

    @property
    def doubtful(self) -> tuple[str, ...]:
        """Columns that may be known only after they left."""
        return (*(each.column for each in self.dropped if each.tells_all), *(each.column for each in self.suspects))

    @property
    def cautions(self) -> tuple[str, ...]:
        """What tells too much, whether it was learnt from or not: segments were made with it as well."""
        told = [f"{each.words}. {LEAVE_OUT} {MADE_WITH}" for each in self.suspects]
        all_of_it = (f"“{each.column}” by itself tells who left" for each in self.dropped if each.tells_all)
        return (*(f"{each}, so nothing was learnt from it. {LEAVE_OUT} {MADE_WITH}" for each in all_of_it), *told)

    @property
    def _careful(self) -> str:
        """The first few; more would not be read."""
        told = "; ".join(each.words for each in self.suspects[:MOST_NAMED])
        more = len(self.suspects) - MOST_NAMED
        return f"Take care: {told}{f'; so do {more:,} more' if more > 0 else ''}."

    @property
    def _told(self) -> str:
        usual = percent(self.base_rate)
        if not self.better:
            return (
                f"I cannot tell who leaves better than by saying {usual} of everybody "
                f"(log loss {self.log_loss:.3f} against {self.log_loss_base:.3f}): do not act on single customers."
            )
        worst = max(self.bands, key=lambda band: band.off)
        of = f"I said {percent(worst.foretold)} and {percent(worst.happened)} left"
        furthest = "" if self._wrong else f" Where I was furthest off {of}."
        low, high = percent(self.tenth_between.low).removesuffix(" %"), percent(self.tenth_between.high)
        return (
            f"Of the tenth I would have named first, {percent(self.left_of_tenth)} did ({low} to {high}), "
            f"{self.lift:.1f} times as many (by {self.way}; log loss {self.log_loss:.3f}, {self.log_loss_base:.3f} "
            f"when saying {usual} of everybody).{self._beside_rule} {self._trust}.{furthest}"
        )

    @property
    def _beside_rule(self) -> str:
        if self.rule is None:
            return ""
        return (
            f" That is {'better' if self._beats_rule else 'not clearly better'} than the best rule of one column, "
            f"going by “{self.rule.named}”: of those {percent(self.rule.left)} left, of a tenth named by it "
            f"{percent(self.tenth_rule)} (log loss {self.log_loss_rule:.3f})."
        )

    @property
    def _beats_rule(self) -> bool:
        """By both figures that are told: of all chances, and of who is named first."""
        more = self.more_than_rule is not None and self.more_than_rule.low > 0
        return more and self.log_loss_rule - self.log_loss > SURELY * self.error_rule

    @property
    def _judged(self) -> tuple[Band, ...]:
        """The bands by which it is said whether the chances hold; none where too few left for it."""
        for many in GROUPS:
            judged = tuple(
                reduce(Band.and_next, self.bands[start : start + many]) for start in range(0, len(self.bands), many)
            )
            if all(band.chance_error(SURELY) <= band.room for band in judged):
                return judged
        return ()

    @property
    def _wrong(self) -> Band | None:
        """Where what happened surely was something else, in 95 of 100 files over all bands; the furthest."""
        bands = self._judged or self.bands
        z = z_of(len(bands))
        wrong = [band for band in bands if band.off > band.chance_error(z)]
        wrong += [band for band in self._judged if band.off > band.room]
        return max(wrong, key=lambda band: band.off, default=None)

    @property
    def _trust(self) -> str:
        wrong = self._wrong
        if wrong is not None:
            of = f"I said {percent(wrong.foretold)}, {percent(wrong.happened)} left"
            return f"Trust the order, not the single chance: where {of}"
        return AT_THEIR_WORD if self._judged else FEW
