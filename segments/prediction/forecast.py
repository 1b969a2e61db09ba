"""Who will buy and what that is worth, and whether that is foretold better than by a plain guess.

The file is first cut: what came last is held out, foretold from what came before, and compared with what happened
(`trial`). What is expected stands with the range that the model itself gives it (`ranges`), and with whether what came
in the trial lay in such a range.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import numpy as np

from errors import TooLittleToTell
from segments.prediction.lifetime import BgNbd, expected_purchases, fit, probability_alive
from segments.prediction.purchases import WEEK, History, Purchases, history
from segments.prediction.ranges import Ranges, ranges
from segments.prediction.resampling import Between
from segments.prediction.spending import GammaGamma, lifetime_value, spending
from segments.prediction.trial import Trial, tried
from segments.shapes import Floats, Texts

LONGEST = 26.0
"""Weeks that are foretold unless asked otherwise; half of what the file covers, if that is less."""
ENTANGLED = 0.3
NEARLY_ALL = 0.99
"""Of those who came back: where so many still are customers, the model has not seen anybody leave."""
NEARLY_EVERYBODY, AT_ONCE = 0.95, 0.25
"""So large a part of the customers first came within so small a part of the file: they are one cohort."""
FEWEST_WEEKS = 8
UNTRIED = "The file is too short to hold something out, so this forecast is untested."
PLAIN_LIST = "Your own list of who paid most serves as well."
NOT_TO_BE_USED = "What was worked out all the same stands here only to be checked."
SEASONS = 540 / WEEK
"""Weeks that a file has to cover before anything of its seasons is in it: a year and a half."""


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
    shortly: tuple[str, ...]
    """In three sentences at most: what is expected, what the trial gave, what to use it for. Where a plain guess did as
    well, that, and nothing of what is expected."""
    likely: Ranges
    """Of the totals, by the model itself."""


def foretell(bought: Purchases, weeks: float | None = None, discount: float = 0.1) -> Forecast:
    """The `weeks` after the last day of the file. `discount`: how much less money is worth a year later.

    TooLittleToTell where hardly anybody bought on a second day.
    """
    now, span = _span(bought)
    ahead = weeks if weeks is not None else max(1.0, min(LONGEST, round(span / 2)))
    past = history(bought, now)
    model = fit(past.frequency, past.recency, past.age)
    known = past.frequency, past.recency, past.age
    money = spending(past.frequency, past.mean)
    worth = None if money is None else lifetime_value(model, money, (*known, past.mean), ahead, discount)
    alive, foretold = probability_alive(model, *known), expected_purchases(model, *known, ahead)
    trial = tried(bought, now, min(round(ahead * WEEK), ceil(span * WEEK / 2)))
    settled, returned = model.settled and (trial is None or trial.settled), alive[past.frequency > 0]
    stay, at_once = _stay(settled, returned, len(alive)), _at_once(past, span)
    season = "" if span >= SEASONS else " The file covers less than a year and a half: its seasons are not known."
    likely = ranges(model, money, (*known, past.mean), ahead, _today(past, foretold, money, worth))
    coming = _coming(ahead, foretold, worth, likely)
    words = f"{coming} {_believed(trial)}{at_once} {stay}{season} {_words(trial, money)}"
    care = not settled or bool(returned.mean() >= NEARLY_ALL)
    # A range that did not hold when it was tried is told only where that is told as well.
    expected = coming if trial is not None and trial.within else _coming(ahead, foretold, worth, None)
    shortly = _shortly(expected, trial, alone=bool(at_once), care=care)
    if trial is not None and trial.failed:
        # What a model says that has just been wrong in all of it is not told: neither how many nor who stays.
        words, shortly = trial.words, (trial.words,)
    elif trial is not None and trial.useless:
        words, shortly = f"{trial.why_not} {NOT_TO_BE_USED} {words}", (trial.why_not, PLAIN_LIST)
    return Forecast(bought.keys[past.who], ahead, alive, foretold, worth, model, money, trial, words, shortly, likely)


def _today(past: History, foretold: Floats, money: GammaGamma | None, worth: Floats | None) -> Floats | None:
    """What the money of each is worth today, as a part of it."""
    if money is None or worth is None:
        return None
    whole = foretold * money.expected_spend(past.frequency, past.mean)
    return np.divide(worth, whole, out=np.ones_like(whole), where=whole > 0)


def _coming(weeks: float, purchases: Floats, worth: Floats | None, likely: Ranges | None) -> str:
    orders, paid = ("", "") if likely is None else (_range(likely.purchases), _range(likely.money))
    value = "" if worth is None else f", worth {worth.sum():,.0f} today{paid}"
    return (
        f"In the next {weeks:.0f} weeks I expect {purchases.sum():,.0f} purchases{orders}{value}, of "
        "customers who are in this file already."
    )


def _shortly(coming: str, trial: Trial | None, *, alone: bool, care: bool) -> tuple[str, ...]:
    """`alone`: it holds for those alone who came at about one time. `care`: nobody is seen to leave."""
    first = f"{coming[:-1]}, not of those who come later." if alone else coming
    if trial is None or not trial.happened:
        return (first, trial.shortly if trial else UNTRIED)
    return (first, trial.shortly, trial.use(care=care))


def _range(found: Between | None) -> str:
    return "" if found is None else f" ({found.low:,.0f} to {found.high:,.0f})"


def _believed(trial: Trial | None) -> str:
    """What the ranges cover, and whether what came in the trial lay in those of then."""
    covers = "The ranges hold in 95 of 100 cases if customers do as the model has it"
    if trial is None:
        return f"{covers}; whether they do is untested."
    then = f"{trial.ranges.purchases.low:,.0f} to {trial.ranges.purchases.high:,.0f} purchases"
    came = f"{trial.happened:,} came"
    if trial.ranges.money is not None:
        then += f" and {trial.ranges.money.low:,.0f} to {trial.ranges.money.high:,.0f} of money"
        came = f"{trial.happened:,} and {trial.came:,.0f} came"
    if trial.within:
        return f"{covers}, as they did when tested ({then}; {came})."
    return f"{covers}. When tested they did not ({then}; {came}): for this file they are too narrow."


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


def _words(trial: Trial | None, money: GammaGamma | None) -> str:
    said = [trial.words if trial else UNTRIED]
    if money is None:
        said.append("Too few paid on a second day to say what a purchase will bring.")
    elif abs(money.entangled) > ENTANGLED:
        how = "more" if money.entangled > 0 else "less"
        said.append(
            f"Who buys more often also spends {how} at a time (correlation {money.entangled:.2f}); the worth takes the "
            "two to be independent, so trust its order, not its sums."
        )
    return " ".join(said)
