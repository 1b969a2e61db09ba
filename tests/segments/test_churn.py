"""Who leaves: better than the plain guess, or the words say that it is not."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import numpy as np
import pytest

from errors import TooLittleToTell
from segments.prediction.chances import AT_THEIR_WORD, Churn
from segments.prediction.churn import churn
from segments.prediction.usable import usable
from segments.shapes import Floats, Texts
from segments.shares import percent

pytestmark = pytest.mark.filterwarnings("error")
FILE = Path(__file__).parents[3] / "shared" / "data" / "customers" / "telco_churn.csv"
Columns = dict[str, Floats | Texts]


@pytest.fixture(scope="module")
def telco() -> tuple[Columns, Floats]:
    if not FILE.exists():
        pytest.skip("needs ../shared/data/customers/telco_churn.csv")
    with FILE.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    columns: Columns = {}
    for name in rows[0]:
        cells = [row[name].strip() for row in rows]
        if name in ("SeniorCitizen", "tenure", "MonthlyCharges", "TotalCharges"):
            columns[name] = np.array([float(cell) if cell else np.nan for cell in cells])
        else:
            columns[name] = np.array([cell or None for cell in cells], dtype=object)
    outcome = np.array([1.0 if row["Churn"] == "Yes" else 0.0 for row in rows])
    return columns, outcome


@pytest.fixture(scope="module")
def found(telco: tuple[Columns, Floats]) -> Churn:
    return churn(*telco)


def test_who_leaves_a_telephone_company_is_told_better_than_by_the_plain_guess(found: Churn) -> None:
    assert found.customers == 7043
    assert found.base_rate == pytest.approx(0.2654, abs=0.0001)
    assert found.better
    assert found.log_loss < 0.43 < 0.57 < found.log_loss_base
    assert found.lift > 2.5
    assert "times as many" in found.words


def test_the_best_rule_of_one_column_stands_beside_the_model(found: Churn) -> None:
    assert found.rule is not None
    assert found.rule.named == "Contract: Month-to-month"
    assert found.rule.left == pytest.approx(0.427, abs=0.001)
    assert found.log_loss < found.log_loss_rule < found.log_loss_base
    said = "better than the best rule of one column, going by “Contract: Month-to-month”: of those 43 % left"
    assert said in found.words
    by = "; that is better than going by “Contract: Month-to-month” (of a tenth named by that 43 %)."
    assert found.shortly[1].endswith(by)


def test_where_one_column_says_it_all_the_model_is_said_to_be_no_better() -> None:
    random = np.random.default_rng(5)
    plan = random.choice(["basic", "plus"], 2_000)
    left = (random.random(2_000) < np.where(plan == "basic", 0.6, 0.1)).astype(np.float64)
    done = churn({"plan": plan.astype(object), "noise": random.normal(size=2_000)}, left)
    assert done.better
    assert "not clearly better than the best rule of one column, going by “plan: basic”" in done.words


def test_a_chance_can_be_taken_at_its_word(found: Churn) -> None:
    assert sum(band.customers for band in found.bands) == 7043
    assert all(abs(band.foretold - band.happened) < 0.05 for band in found.bands)
    assert found.shortly[2] == f"{AT_THEIR_WORD}."
    assert [band.foretold for band in found.bands] == sorted(band.foretold for band in found.bands)
    assert found.chance.mean() == pytest.approx(found.base_rate, abs=0.01)


def test_the_id_and_the_outcome_itself_are_not_learnt_from(found: Churn) -> None:
    assert {each.column: each.why for each in found.dropped} == {
        "Churn": "its name says it is the outcome itself",
        "customerID": "nearly everybody has their own",
    }


def shop(count: int = 600, seed: int = 3) -> tuple[Columns, Floats]:
    random = np.random.default_rng(seed)
    visits, plan = random.poisson(4, count).astype(np.float64), random.choice(["basic", "plus"], count)
    left = (random.random(count) < 1 / (1 + np.exp(visits - 3 - 2 * (plan == "basic")))).astype(np.float64)
    visits[::17] = np.nan
    return {"visits": visits, "plan": plan.astype(object), "noise": random.normal(size=count)}, left


def test_the_order_of_rows_and_columns_changes_nothing() -> None:
    columns, left = shop()
    turned = np.random.default_rng(0).permutation(len(left))
    other = churn({name: columns[name][turned] for name in reversed(columns)}, left[turned])
    one = churn(columns, left)
    assert one.better
    assert np.array_equal(other.chance, one.chance[turned])
    assert other.words == one.words


@pytest.mark.parametrize("seed", range(4))
def test_of_noise_it_says_that_it_cannot_tell(seed: int) -> None:
    random = np.random.default_rng(seed)
    columns: Columns = {f"c{number}": random.normal(size=800) for number in range(8)}
    columns["word"] = random.choice(list("abcd"), 800).astype(object)
    done = churn(columns, (random.random(800) < 0.3).astype(np.float64))
    assert not done.better
    assert "do not act on single customers" in done.words
    assert "do not act on single customers" in done.shortly[-1]


def test_what_gives_the_answer_away_is_left_out_and_that_is_said() -> None:
    columns, left = shop()
    count = len(left)
    reasons = np.array(["price" if gone else None for gone in left], dtype=object)
    ended = np.where(left > 0, np.arange(count), np.nan)
    left_out = usable(
        {
            **columns,
            "reason": reasons,
            "ended": ended,
            "number": np.arange(count) + 1000.0,
            "mail": np.array([f"c{each}@example.com" for each in range(count)], dtype=object),
            "same": np.ones(count),
            "nothing": np.full(count, np.nan),
            "churn_score": left * 3,
            "copy": left + 1,
        },
        left,
    )
    assert {each.column for each in left_out.dropped} == {
        "reason", "ended", "number", "mail", "same", "nothing", "churn_score", "copy",
    }  # fmt: skip
    assert {name.partition(":")[0] for name in left_out.names} == {"visits", "plan", "noise"}


def leaver(count: int = 2_000, seed: int = 4) -> tuple[Columns, Floats, np.random.Generator]:
    """Whether somebody leaves has to do with their visits, and with nothing else that is there before."""
    random = np.random.default_rng(seed)
    visits = random.poisson(4, count).astype(np.float64)
    left = (random.random(count) < 1 / (1 + np.exp(visits - 3))).astype(np.float64)
    return {"visits": visits, "noise": random.normal(size=count)}, left, random


def test_a_column_that_may_be_known_only_afterwards_is_named_and_both_figures_are_told() -> None:
    """Who leaves is called: eight of ten of them, a few minutes; one in fifty of the others is, too."""
    columns, left, random = leaver()
    called = random.random(len(left)) < np.where(left > 0, 0.8, 0.02)
    minutes = np.where(called, random.gamma(3, 4, len(left)), 0.0)
    honest, done = churn(columns, left), churn({**columns, "ExitCallMinutes": minutes}, left)
    assert honest.suspects == ()
    assert [each.column for each in done.suspects] == ["ExitCallMinutes"]
    assert done.without is not None
    assert done.without.log_loss == honest.log_loss > done.log_loss + 0.1
    assert re.search(r"“ExitCallMinutes” alone tells (88|89|90) of 100 pairs apart", done.words)
    assert "Leave it out if it is only known after they left." in done.words
    assert f"Without: Of the tenth I would have named first, {percent(honest.left_of_tenth)} did" in done.words
    assert f"With: of the tenth I would have named first {percent(done.left_of_tenth)} did (log loss" in done.words
    assert "taken at their word" not in done.words.partition("With: ")[2]
    [caution] = done.cautions
    assert caution.startswith("“ExitCallMinutes” alone tells ")
    assert caution.endswith("The segments were made with it as well.")


def test_where_nothing_can_be_told_without_a_suspected_column_that_is_said_in_whole_sentences() -> None:
    _, left, random = leaver()
    called = random.random(len(left)) < np.where(left > 0, 0.8, 0.02)
    done = churn({"ExitCall": called.astype(np.float64), "noise": random.normal(size=len(left))}, left)
    assert done.without is not None
    assert not done.without.better
    known, told = done.shortly
    assert known == f"Of 2,000 customers {percent(done.base_rate)} left."
    assert told.startswith("Without “ExitCall”, which may only be known afterwards: I cannot tell who leaves better")
    assert told.endswith("do not act on single customers.")


def test_what_is_told_without_a_suspected_column_goes_on_in_the_same_sentence() -> None:
    columns, left, random = leaver()
    called = random.random(len(left)) < np.where(left > 0, 0.8, 0.02)
    done = churn({**columns, "ExitCall": called.astype(np.float64)}, left)
    assert "known afterwards: of the tenth I would have named first, " in done.shortly[1]
    assert len(done.shortly) == 3


def test_what_stands_nearly_only_with_those_who_left_is_named_though_few_have_it() -> None:
    columns, left, random = leaver()
    sent = (left > 0) & (random.random(len(left)) < 0.3)
    done = churn({**columns, "FinalBillSent": np.where(sent, "Yes", "No").astype(object)}, left)
    assert [each.words for each in done.suspects] == [
        f"Of those with “FinalBillSent: Yes” 100 % left, of the others {percent(float(left[~sent].mean()))}"
    ]


def test_what_stands_nearly_only_with_those_who_stayed_is_named() -> None:
    columns, left, random = leaver()
    thanked = np.where((left == 0) & (random.random(len(left)) < 0.4), random.normal(50, 5, len(left)), np.nan)
    assert [each.column for each in churn({**columns, "RenewalGift": thanked}, left).suspects] == ["RenewalGift"]


def test_what_is_honestly_known_before_is_not_suspected(found: Churn) -> None:
    """Of two-year contracts 97 % stay, and the tenure tells 74 of 100 pairs apart: that is how customers are."""
    assert found.suspects == ()
    assert found.cautions == ()
    assert "Leave it out" not in found.words


@pytest.mark.parametrize("seed", range(5))
def test_noise_is_not_suspected_however_many_words_a_column_has(seed: int) -> None:
    random = np.random.default_rng(seed)
    words = np.array([f"w{each}" for each in random.integers(0, 60, 300)], dtype=object)
    few = np.where(random.random(300) < 0.1, random.normal(size=300), 0.0)
    left = (random.random(300) < 0.3).astype(np.float64)
    assert churn({"words": words, "few": few, "noise": random.normal(size=300)}, left).suspects == ()


def test_where_only_what_is_suspected_says_anything_it_is_said_that_nothing_else_is_left() -> None:
    _, left, random = leaver()
    called = random.random(len(left)) < np.where(left > 0, 0.8, 0.02)
    done = churn({"ExitCall": called.astype(np.float64)}, left)
    assert done.without is None
    assert "Without, nothing is left to learn from." in done.words


def test_what_by_itself_tells_all_is_not_learnt_from_and_that_is_a_caution() -> None:
    columns, left, _ = leaver()
    reasons = np.array(["price" if gone else None for gone in left], dtype=object)
    done = churn({**columns, "reason": reasons}, left)
    assert done.suspects == ()
    assert done.cautions == (
        "“reason” by itself tells who left, so nothing was learnt from it. Leave it out if it is only known after they "
        "left. The segments were made with it as well.",
    )


def test_the_first_tenth_stands_with_how_sure_that_is(found: Churn) -> None:
    low, high = found.tenth_between.low, found.tenth_between.high
    assert 0.70 < low < found.left_of_tenth < high < 0.82
    assert f"{percent(found.left_of_tenth)} did ({100 * low:.0f} to {percent(high)})" in found.words


def test_customers_of_whom_it_is_not_known_get_a_chance_too() -> None:
    columns, left = shop()
    left[::3] = np.nan
    done = churn(columns, left)
    assert done.customers == 400
    assert len(done.chance) == 600
    assert np.all((done.chance > 0) & (done.chance < 1))


@pytest.mark.parametrize("gone", [0, 10, 590, 600])
def test_too_few_who_left_or_stayed_are_answered_in_words(gone: int) -> None:
    columns, left = shop()
    left[:] = 0
    left[:gone] = 1
    with pytest.raises(TooLittleToTell, match=rf"{gone:,} customers of this file left and {600 - gone:,} stayed"):
        churn(columns, left)


def test_a_file_with_nothing_to_learn_from_is_answered_in_words() -> None:
    with pytest.raises(TooLittleToTell, match="No column"):
        churn({"id": np.arange(600.0)}, shop()[1])


def test_endless_and_missing_numbers_do_no_harm() -> None:
    columns, left = shop()
    strange = np.full(len(left), np.nan)
    strange[:5] = [np.inf, -np.inf, 1e308, -1e308, 0]
    assert churn({**columns, "strange": strange}, left).better


def test_of_very_many_customers_a_fixed_part_is_learnt_from_and_all_get_a_chance(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    columns, left = shop(3_000)
    whole = churn(columns, left)
    monkeypatch.setattr("segments.prediction.churn.MOST", 1_000)
    part = churn(columns, left)
    assert (whole.customers, part.customers, len(part.chance)) == (3_000, 1_000, 3_000)
    assert part.base_rate == pytest.approx(whole.base_rate, abs=0.01)
    assert np.corrcoef(part.chance, whole.chance)[0, 1] > 0.9
