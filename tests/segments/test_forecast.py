"""The forecast stands beside the guesses it must beat, and says so where it does not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from errors import TooLittleToTell
from segments.foretelling import foretold
from segments.prediction.forecast import Forecast, foretell
from segments.prediction.purchases import Purchases, history, purchases
from segments.prediction.resampling import Between
from segments.prediction.trial import Trial
from segments.shapes import Customers
from tests.segments.cdnow import bought
from tests.segments.files import Retail

pytestmark = pytest.mark.filterwarnings("error")


@pytest.fixture(scope="module")
def cdnow() -> Forecast:
    return foretell(bought(), weeks=39)


def trial(cdnow: Forecast) -> Trial:
    assert cdnow.trial is not None
    return cdnow.trial


def test_cdnow_is_foretold_better_than_by_the_plain_guesses(cdnow: Forecast) -> None:
    held = trial(cdnow)
    assert (held.customers, held.happened) == (2357, 1882)
    assert held.error <= 1.61
    assert held.error_nobody == pytest.approx(2.21, abs=0.01)
    assert held.counts_better
    assert held.capture >= 0.50
    assert held.capture_spent == pytest.approx(0.48, abs=0.005)
    assert held.capture > 1.01 * held.capture_spent
    assert held.more.low < 0 < held.more.high, "by two points, which other customers of the kind may not show"
    assert cdnow.words.startswith("In the next 39 weeks I expect ")
    assert "for a single customer not clearly better than guessing that nobody buys" in cdnow.words
    assert "It foretold 59,932 of money, and 70,976 came: 16 % too little." in cdnow.words
    assert cdnow.shortly[0].endswith("of customers who are in this file already, not of those who come later.")
    use = (
        "Use it for how many purchases only where large misses weigh more, not for who brings most: in that one trial, "
        "of the 2,357 customers known by then, the list of those who had paid most was as good."
    )
    assert cdnow.shortly[-1] == use
    assert "seasons" not in cdnow.words, "a year and a half"
    assert "not clearly better than the plain list (-" in cdnow.words
    assert use in cdnow.words


def test_for_a_single_customer_a_plain_guess_that_is_as_near_is_named() -> None:
    """By large misses the forecast is the better one; in the plain mean "nobody buys" is nearer."""
    done = foretell(bought())
    held = trial(done)
    assert held.counts_better
    assert (held.off, held.off_nobody) == pytest.approx((0.520, 0.490), abs=0.002)
    assert "off by 0.52 purchases on average" in done.words
    said = "for a single customer not clearly better than guessing that nobody buys, on the whole better than both"
    assert said in done.words
    assert held.ranks_better, "55 % against 51 % of the money"
    assert done.shortly[-1] == (
        "In that one trial, of the 2,357 customers known by then, it did better than a plain guess for who brings "
        "most, and for how many purchases only where large misses weigh more; whether it always does, one trial cannot "
        "say."
    )


def test_a_verdict_stands_with_the_figures_it_is_of(cdnow: Forecast) -> None:
    """In the plain mean nearer than both, where large misses weigh more not: each is told with its own figures."""
    held = replace(
        trial(cdnow), off=1.5, off_same_rate=1.61, off_nobody=2.4, error=2.49, error_same_rate=2.76, error_nobody=4.0
    )
    held = replace(held, nearer_one=Between(0.05, 0.2), nearer=Between(-0.3, 0.6))
    assert "by 1.61, “nobody buys” by 2.40: nearer than both so, but it does not do clearly better" in held.words
    assert "than a plain guess where large misses weigh more (2.49, 2.76 and 4.00)." in held.words


def test_where_all_came_at_about_one_time_it_is_said_that_it_holds_for_them_alone(
    cdnow: Forecast, retail: Retail
) -> None:
    """CDNOW's customers all first bought within one quarter."""
    said = "Nearly all of them first came within the first 12 of the 78 weeks of the file: what this tells holds for"
    assert said in cdnow.words
    nobody = Customers(np.empty(0, dtype=object), (), np.empty((0, 0)), np.empty((0, 0)))
    assert "first came within" not in foretold(retail.table, retail.understanding, nobody).words[0]


def test_who_bought_once_is_not_counted_among_those_who_still_are_customers(cdnow: Forecast) -> None:
    returned = cdnow.purchases[cdnow.alive < 1]
    assert f"Of {len(returned):,} customers who bought more than once about 637 still are customers" in cdnow.words
    assert f"of the {2357 - len(returned):,} who bought once it cannot be told" in cdnow.words


def test_of_online_retail_it_tells_what_the_trial_of_the_money_gave_and_no_count_of_who_stays(retail: Retail) -> None:
    nobody = Customers(np.empty(0, dtype=object), (), np.empty((0, 0)), np.empty((0, 0)))
    told = foretold(retail.table, retail.understanding, nobody, retail.receipt.returned)
    [said] = told.words
    assert "still are customers" not in said, "in the trial nobody ever leaves"
    assert "sees no leaving in this file" in said
    assert "It foretold 2,893,092 of money, and 4,188,007 came: 31 % too little." in said
    assert "That is of the 2,811 customers known by then, who made 6,826 of the 9,564 purchases" in said
    assert "The file covers less than a year and a half" in said
    assert "All money here is before returns: 608,689.47 (7 %) was returned." in said
    why_not, use = told.shortly
    assert why_not.startswith("No forecast to plan with: tried on the last 26 weeks of the file, it missed ")
    assert why_not.endswith(
        "missed the purchases by 9 % (“same rate as before” by 17 %) and the money by 31 % and was not clearly better "
        "than a plain guess where large misses weigh more; for one customer nearer on average (1.50 purchases off, "
        "guess 1.61)."
    )
    assert "purchases (“same rate as before” 5,647), there were 6,826." in said
    assert "1.50 purchases on average; “same rate as before” by 1.61" in said, "the same figures as in the details"
    assert use == "Your own list of who paid most serves as well."
    assert said.startswith(why_not)
    assert len(" ".join(told.shortly).split()) < 70
    assert "9,446" not in " ".join(told.shortly), "no number to plan with"


def shop(every: int = 7, weeks: int = 60, count: int = 60) -> Purchases:
    """Everybody comes on a fixed day, for ever, and pays the more the higher their number."""
    days = np.datetime64("2025-01-01") + np.arange(0, weeks * 7 + 1, every)
    who = np.repeat([f"c{customer}" for customer in range(count)], len(days)).astype(object)
    return purchases(who, np.tile(days, count), np.repeat(10.0 + np.arange(count), len(days)))


def test_where_same_rate_as_before_is_as_good_the_words_say_so() -> None:
    held = foretell(shop()).trial
    assert held is not None
    assert not held.counts_better
    assert not held.ranks_better
    assert "it does not do clearly better than a plain guess" in held.words
    assert "not clearly better than the plain list" in held.words
    assert "Do not use it" in held.words


def test_a_forecast_that_is_not_to_be_used_begins_with_that_and_gives_no_number() -> None:
    done = foretell(shop())
    held = trial(done)
    assert held.useless
    assert done.shortly[0].startswith("No forecast to plan with: tried on the last ")
    assert done.shortly[1] == "Your own list of who paid most serves as well."
    assert "I expect" not in " ".join(done.shortly)
    assert f"{done.purchases.sum():,.0f}" not in " ".join(done.shortly)
    assert done.words.startswith(done.shortly[0])
    assert "I expect" in done.words, "at the end of the canvas it can be checked"


def test_by_how_much_it_missed_is_told_where_it_missed() -> None:
    held = replace(trial(foretell(shop())), foretold=69.0, same_rate=60.0, happened=100, money=690.0, came=1000.0)
    assert "it missed the purchases by 31 % (“same rate as before” by 40 %) and the money by 31 %" in held.why_not
    assert held.why_not.endswith("and did no better than a plain guess.")
    near = replace(held, foretold=100.0, money=None)
    assert "of the file, it did no better than a plain guess." in near.why_not


def alike(seed: int, count: int = 300) -> Purchases:
    """Everybody buys at one rate and pays from one purse: who did most so far is chance, and so is who will."""
    random = np.random.default_rng(seed)
    often = random.poisson(8, count) + 1
    who = np.repeat(np.arange(count), often).astype(str).astype(object)
    day = np.datetime64("2025-01-01") + random.integers(0, 360, len(who))
    return purchases(who, day, random.gamma(2, 20, len(who)))


def test_of_customers_who_are_all_alike_no_list_is_called_better() -> None:
    """By the two shares alone it would be of 23 of 40 such files; the interval leaves one, among these eight."""
    held = [trial(foretell(alike(seed))) for seed in range(8)]
    assert sum(each.ranks_better for each in held) <= 1
    assert sum(each.capture > 1.01 * each.capture_spent for each in held) >= 3
    said = ["not clearly better than the plain list" in each.words for each in held]
    assert sum(said) >= 6


def test_where_some_who_paid_most_have_left_the_list_is_called_better() -> None:
    """Half came every week for a quarter of a year and no more; the others come every third week, to the end."""
    start, early, late = np.datetime64("2025-01-01"), np.arange(0, 91, 7), np.arange(0, 361, 21)
    random = np.random.default_rng(2)
    who, day = [], []
    for customer in range(300):
        days = early if customer % 2 else late
        who += [f"c{customer}"] * len(days)
        day += [*(start + days + random.integers(0, 5, len(days)))]
    bought = purchases(np.array(who, dtype=object), np.array(day), random.gamma(2, 20, len(who)))
    held = trial(foretell(bought))
    assert held.ranks_better
    assert held.more.low > 0
    assert "better than the plain list (+" in held.words
    assert "not clearly" not in held.words


def test_totals_stand_with_their_ranges_and_whether_what_came_lay_in_those_of_the_trial(cdnow: Forecast) -> None:
    likely, held = cdnow.likely, trial(cdnow)
    assert likely.purchases.has(float(cdnow.purchases.sum()))
    assert likely.money is not None
    assert cdnow.worth is not None
    assert likely.money.has(float(cdnow.worth.sum()))
    assert f"purchases ({likely.purchases.low:,.0f} to {likely.purchases.high:,.0f}), worth " in cdnow.words
    assert not held.within, "16 % too little money was foretold"
    assert "When tested they did not (" in cdnow.words
    assert "1,882 and 70,976 came): for this file they are too narrow." in cdnow.words


def test_where_all_who_were_known_stopped_the_forecast_failed_and_nothing_is_expected() -> None:
    """Half of the customers come in the first weeks of the file, the others in the last: none is there in both."""
    early, late = shop(weeks=20), shop(weeks=20)
    joined = purchases(
        np.concatenate([early.keys[early.who], np.array([f"new {key}" for key in late.keys[late.who]], dtype=object)]),
        np.concatenate([early.day, late.day + 22 * 7]).astype("datetime64[D]"),
        np.concatenate([early.paid, late.paid]),
    )
    done = foretell(joined)
    held = trial(done)
    assert (held.happened, held.of_all) == (0, 60 * 21)
    assert held.foretold > 1
    assert done.words.startswith("Do not rely on a forecast of this file: tested on its last 21 weeks, it failed.")
    assert (
        f"It foretold {held.foretold:,.0f} purchases of the 60 customers known by then, and they made none."
        in done.words
    )
    assert "The 1,260 purchases of those weeks were all of customers who first came then." in done.words
    assert "I expect" not in done.words
    assert done.shortly == (held.words,)
    assert "Nobody bought" not in done.words


def test_where_no_purchase_was_foretold_and_none_came_nothing_failed() -> None:
    held = replace(trial(foretell(shop())), foretold=0.3, happened=0, of_all=4)
    assert not held.failed
    assert "it foretold no purchase of the 60 customers known by then, and they made none." in held.words


def test_lines_in_another_order_and_lines_of_one_day_are_the_same_purchases() -> None:
    who = np.array(["b", "a", "b", "b", "a"], dtype=object)
    day = np.array(["2025-01-08", "2025-01-01", "2025-01-08", "2025-01-01", "2025-01-15"], dtype="datetime64[D]")
    paid = np.array([0.1, 5, 0.2, 7, 9])
    bought = purchases(who, day, paid)
    assert list(bought.keys) == ["a", "b"]
    assert list(bought.who) == [0, 0, 1, 1]
    assert list(bought.paid) == pytest.approx([5, 9, 7, 0.3])
    turned = purchases(who[::-1], day[::-1], paid[::-1])
    assert np.array_equal(bought.paid, turned.paid)
    past = history(bought, int(bought.day.max()))
    assert list(past.frequency) == [1, 1]
    assert list(past.recency) == [2, 1]
    assert list(past.age) == [2, 2]
    assert list(past.mean) == pytest.approx([9, 0.3])


def test_a_day_of_returns_is_no_purchase_and_a_line_without_a_day_is_left_out() -> None:
    who = np.array(["a", "a", "a", "b"], dtype=object)
    day = np.array(["2025-01-01", "2025-01-08", "2025-01-08", "NaT"], dtype="datetime64[D]")
    bought = purchases(who, day, np.array([5.0, 3.0, -4.0, 1.0]))
    assert len(bought.day) == 1
    assert list(history(bought, int(bought.day[0])).frequency) == [0]


def test_a_file_without_a_purchase_or_with_one_customer_is_answered_in_words() -> None:
    nothing = purchases(np.array([], dtype=object), np.array([], dtype="datetime64[D]"), np.array([]))
    with pytest.raises(TooLittleToTell, match="no purchase"):
        foretell(nothing)
    with pytest.raises(TooLittleToTell, match="Of 1 customers only 1"):
        foretell(shop(count=1))


def test_a_file_too_short_to_hold_something_out_says_it_is_untested() -> None:
    weekly = shop(weeks=1)
    done = foretell(weekly)
    assert done.trial is None
    assert "untested" in done.words
    assert "untested" in done.shortly[-1]
    assert "still are customers" not in done.words, "nobody was silent for long enough to have left"
    assert np.all(np.isfinite(done.purchases))


def test_what_is_foretold_does_not_depend_on_the_order_of_lines() -> None:
    bought = shop(every=9)
    names = bought.keys[bought.who]
    turned = purchases(names[::-1], bought.day[::-1].astype("datetime64[D]"), bought.paid[::-1])
    one, other = foretell(bought), foretell(turned)
    assert one.words == other.words
    assert np.array_equal(one.purchases, other.purchases)
