"""Who still is a customer and what they are worth, against what was published."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import hyp2f1

from errors import TooLittleToTell
from segments.prediction.lifetime import BgNbd, expected_purchases, fit, probability_alive
from segments.prediction.purchases import History, history
from segments.prediction.spending import GammaGamma, lifetime_value
from segments.shapes import Floats
from tests.segments.cdnow import bought, day

pytestmark = pytest.mark.filterwarnings("error")
MODEL = BgNbd(0.243, 4.414, 0.793, 2.426)


@pytest.fixture(scope="module")
def past() -> History:
    return history(bought(), day("1997-09-30"))


def some(count: int = 400, seed: int = 1) -> tuple[Floats, Floats, Floats]:
    """Customers of a shop of our own."""
    random = np.random.default_rng(seed)
    age = random.uniform(5, 50, count)
    frequency = random.poisson(random.gamma(0.5, 4.0, count)).astype(np.float64)
    return frequency, np.where(frequency > 0, age * random.uniform(0.1, 0.99, count), 0.0), age


def published(model: BgNbd, x: Floats, last: Floats, end: Floats, ahead: float) -> Floats:
    """Equation 10 of Fader, Hardie and Lee (2005), as printed."""
    r, alpha, a, b = model.r, model.alpha, model.a, model.b
    share = ((alpha + end) / (alpha + end + ahead)) ** (r + x)
    bent = hyp2f1(r + x, b + x, a + b + x - 1, ahead / (alpha + end + ahead))
    gone = np.where(x > 0, a / (b + np.maximum(x, 1) - 1) * ((alpha + end) / (alpha + last)) ** (r + x), 0)
    return (a + b + x - 1) / (a - 1) * (1 - share * bent) / (1 + gone)


def test_the_parameters_are_the_published_ones(past: History) -> None:
    """Fader, Hardie and Lee (2005), table 2; Fader and Hardie (2013) for the money."""
    model = fit(past.frequency, past.recency, past.age)
    assert (model.r, model.alpha, model.a, model.b) == pytest.approx((0.243, 4.414, 0.793, 2.426), rel=0.005)
    money = GammaGamma.fit(past.frequency, past.mean)
    assert (money.p, money.q, money.gamma) == pytest.approx((6.25, 3.74, 15.44), rel=0.005)
    assert model.settled
    assert money.settled


def test_the_customer_of_the_paper_is_foretold_as_in_the_paper() -> None:
    one = np.array([2.0]), np.array([30.43]), np.array([38.86])
    assert expected_purchases(MODEL, *one, 39)[0] == pytest.approx(1.226, abs=0.001)
    assert probability_alive(MODEL, *one)[0] == pytest.approx(0.7266, abs=0.001)


@pytest.mark.parametrize("ahead", [0.1, 1, 39, 400])
def test_the_integral_is_the_published_form(ahead: float) -> None:
    history = some()
    assert expected_purchases(MODEL, *history, ahead) == pytest.approx(published(MODEL, *history, ahead), rel=1e-6)


@pytest.mark.parametrize("a", [1e-4, 1.0, 1 + 1e-12, 50, 8000])
@pytest.mark.parametrize("b", [1e-4, 1.0, 8000])
def test_where_the_published_form_has_no_value_there_still_is_one(a: float, b: float) -> None:
    x = np.array([0, 1, 50, 100_000.0])
    history = x, np.array([0, 1, 49, 50.0]), np.full(4, 50.0)
    soon, late = (expected_purchases(BgNbd(0.5, 4.0, a, b), *history, ahead) for ahead in (1, 1000))
    assert np.all((soon >= 0) & (late >= soon) & (late <= (0.5 + x) / 54 * 1000 * 1.001))
    alive = probability_alive(BgNbd(0.5, 4.0, a, b), *history)
    assert np.all((alive >= 0) & (alive <= 1))


def test_days_or_weeks_give_the_same_answer() -> None:
    x, last, end = some()
    weeks, days = fit(x, last, end), fit(x, last * 7, end * 7)
    assert (days.r, days.alpha, days.a, days.b) == pytest.approx((weeks.r, weeks.alpha * 7, weeks.a, weeks.b), rel=1e-3)
    in_weeks, in_days = expected_purchases(weeks, x, last, end, 10), expected_purchases(days, x, last * 7, end * 7, 70)
    assert in_days == pytest.approx(in_weeks, rel=1e-3)


def test_the_order_of_customers_changes_nothing() -> None:
    shop = some()
    assert fit(*(each[::-1] for each in shop)) == fit(*shop)


def test_pounds_or_pence_give_the_same_answer() -> None:
    x = np.repeat([1.0, 2, 5], 100)
    mean = np.random.default_rng(2).gamma(4, 10, 300)
    pounds, pence = GammaGamma.fit(x, mean), GammaGamma.fit(x, mean * 100)
    assert pence.expected_spend(x, mean * 100) == pytest.approx(pounds.expected_spend(x, mean) * 100, rel=1e-3)


@pytest.mark.parametrize(
    ("x", "last", "end", "who"),
    [
        ([0.0] * 500, [0.0] * 500, [10.0] * 500, "Of 500 customers nobody bought on a second day"),
        ([3.0], [9.0], [10.0], "Of 1 customers only 1 bought"),
        ([], [], [], "Of 0 customers nobody"),
    ],
)
def test_who_never_comes_back_cannot_be_foretold_and_that_is_said(
    x: list[float], last: list[float], end: list[float], who: str
) -> None:
    with pytest.raises(TooLittleToTell, match=who):
        fit(np.array(x), np.array(last), np.array(end))
    with pytest.raises(TooLittleToTell, match="paid something on a second day"):
        GammaGamma.fit(np.array(x), np.zeros(len(x)))


@pytest.mark.parametrize("regular", [1.0, 50.0])
def test_customers_who_are_all_alike_are_foretold_at_their_rate(regular: float) -> None:
    """No variety: the likeliest parameters lie at infinity, what they foretell does not."""
    x = np.full(50, regular * 10)
    model = fit(x, np.full(50, 9.9), np.full(50, 10.0))
    assert not model.settled
    assert expected_purchases(model, x[:1], np.array([9.9]), np.array([10.0]), 10)[0] == pytest.approx(x[0], rel=0.1)
    same = GammaGamma.fit(x, np.full(50, 20.0))
    assert same.expected_spend(x[:1], np.array([20.0]))[0] == pytest.approx(20, rel=0.01)


def test_extreme_customers_are_foretold_within_reason() -> None:
    x, last, end = some()
    x[:3], last[:3], end[:3] = [1, 100_000, 0], [1e-6, 50, 0], [1e6, 50, 0]
    model = fit(x, last, end)
    assert np.all(np.isfinite(expected_purchases(model, x, last, end, 52)))


def test_a_history_that_cannot_be_is_refused() -> None:
    for wrong in ([1.0], [11.0], [10.0]), ([0.0], [5.0], [10.0]), ([np.nan], [0.0], [1.0]):
        with pytest.raises(ValueError, match="recency"):
            fit(*(np.array(each) for each in wrong))


def test_money_that_comes_later_is_worth_less() -> None:
    x, last, end = some()
    mean = np.where(x > 0, 30.0, 0.0)
    model, money = fit(x, last, end), GammaGamma(6.25, 3.74, 15.44, 0.0)
    plain, dear = (lifetime_value(model, money, (x, last, end, mean), 52, discount) for discount in (0.0, 0.5))
    assert plain == pytest.approx(expected_purchases(model, x, last, end, 52) * money.expected_spend(x, mean))
    assert np.all((dear < plain) & (dear > plain / 1.5))
