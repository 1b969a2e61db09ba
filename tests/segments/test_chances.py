"""What is said of chances: beside the best rule of one column, and whether they can be taken at their word."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from segments.prediction.chances import AT_THEIR_WORD, Band, Churn
from segments.prediction.churn import churn
from segments.prediction.one_column import best_rule
from segments.prediction.usable import Usable

pytestmark = pytest.mark.filterwarnings("error")


def learnt() -> Churn:
    random = np.random.default_rng(3)
    visits = random.poisson(4, 600).astype(np.float64)
    return churn({"visits": visits}, (random.random(600) < 1 / (1 + np.exp(visits - 3))).astype(np.float64))


def test_where_one_cut_of_a_number_says_it_all_the_model_is_said_to_be_no_better() -> None:
    random = np.random.default_rng(8)
    tickets, fee = random.poisson(2.2, 3_000).astype(np.float64), random.normal(40, 9, 3_000)
    left = (random.random(3_000) < np.where(tickets >= 5, 0.7, 0.03)).astype(np.float64)
    region = random.choice(["North", "South"], 3_000).astype(object)
    done = churn({"tickets": tickets, "monthly_fee": fee, "region": region}, left)
    assert done.better
    assert done.rule is not None
    assert done.rule.named == "tickets: 5 or more"
    assert done.more_than_rule.low <= 0
    assert (
        f"; that is not clearly better than going by “{done.rule.named}” (of a tenth named by that " in done.shortly[1]
    )
    assert f"not clearly better than the best rule of one column, going by “{done.rule.named}”" in done.words


def test_a_rule_is_measured_with_those_it_was_not_chosen_by() -> None:
    """Of noise some cut always seems to tell; asked of others it does not."""
    random = np.random.default_rng(1)
    rows, truth = random.normal(size=(500, 30)), random.integers(0, 2, 500)
    names = tuple(f"c{each}" for each in range(30))
    rule = best_rule(Usable(names, rows, ()), rows, truth, np.arange(500) % 5)
    assert rule is not None
    assert rule.left > truth.mean() + 0.05
    assert truth[rule.has > 0].mean() < rule.left - 0.05


def test_who_has_no_number_is_on_no_side_of_a_cut_and_a_cut_is_said_as_it_is_used() -> None:
    values = np.array([np.nan] * 50 + [*np.linspace(0.0001234567, 98_765.4321, 950)])
    truth = np.where(np.nan_to_num(values, nan=1e6) < 20_000, 1, 0)
    rule = best_rule(Usable(("paid",), values[:, None], ()), values[:, None], truth, np.arange(1_000) % 5)
    assert rule is not None
    said = float(rule.named.removeprefix("paid: less than ").replace(",", ""))
    assert said == pytest.approx(20_000, rel=0.1)
    assert not rule.has[:50].any()
    assert truth[values < said].mean() == pytest.approx(rule.left, abs=0.01)


def banded(found: Churn, *bands: tuple[int, float, float]) -> str:
    return replace(found, bands=tuple(Band(*each) for each in bands)).shortly[-1]


def test_chances_are_taken_at_their_word_only_where_every_band_shows_it() -> None:
    found = learnt()
    said = [each / 10 for each in range(1, 6)]
    held = banded(found, *((2_000, each, each + 0.01) for each in said))
    assert held == f"{AT_THEIR_WORD}."
    off = banded(found, *((2_000, each, each) for each in said[1:]), (2_000, 0.1, 0.18))
    assert off == "Trust the order, not the single chance: where I said 10 %, 18 % left."
    few = banded(found, *((60, each, each) for each in said))
    assert few == "Too few left to tell whether the chances hold: go by the order, not the single chance."
    clearly = banded(found, *((60, each, each) for each in said[1:]), (60, 0.1, 0.5))
    assert clearly == "Trust the order, not the single chance: where I said 10 %, 50 % left.", "few, and yet it is seen"


def test_of_few_who_left_nothing_is_said_of_single_chances() -> None:
    random = np.random.default_rng(2)
    rows = random.normal(size=(900, 3))
    chance = 1 / (1 + np.exp(2.9 - 1.6 * rows[:, 0]))
    done = churn({f"x{each}": rows[:, each] for each in range(3)}, (random.random(900) < chance).astype(np.float64))
    assert done.better
    assert "taken at their word" not in done.words
