"""A chance of each customer who has not left, from what was learnt without them; only where such chances hold."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from segments.leavers import as_a_cell
from segments.prediction import churn as learning
from segments.prediction.churn import churn
from segments.prediction.likely_to_leave import likely_to_leave
from segments.shapes import Floats, Texts

pytestmark = pytest.mark.filterwarnings("error")


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """As an analysis does; threads that wait for each other take most of the time."""
    with threadpool_limits(1):
        yield


Columns = dict[str, Floats | Texts]


def members(count: int, seed: int = 4) -> tuple[Columns, Floats, Floats]:
    """-> (columns, who left, the chance that each was dealt)"""
    random = np.random.default_rng(seed)
    visits, months = random.poisson(6, count).astype(np.float64), random.uniform(1, 40, count)
    plan = random.choice(["monthly", "yearly"], count)
    true = 1 / (1 + np.exp(0.3 * visits + 0.05 * months - 1.6 * (plan == "monthly") - 1.2))
    columns: Columns = {"visits": visits, "months": months, "plan": plan.astype(object)}
    return columns, (random.random(count) < true).astype(np.float64), true


def within_chance(chance: Floats, true: Floats, left: Floats) -> None:
    """In every tenth by the chance that is told, as many left as it says; and it is near to what was dealt."""
    for part in np.array_split(np.argsort(chance, kind="stable"), 10):
        error = 3.5 * np.sqrt(chance[part].mean() * (1 - chance[part].mean()) / len(part))
        assert abs(left[part].mean() - chance[part].mean()) < error
        assert abs(true[part].mean() - chance[part].mean()) < 0.05


def test_of_those_with_such_a_chance_so_many_left() -> None:
    columns, left, true = members(6_000)
    done = churn(columns, left)
    assert done.why_no_chances == ""
    within_chance(done.unseen, true, left)
    found, cells = likely_to_leave(done, left)
    stayed = left == 0
    assert (found.of, found.listed) == (stayed.sum(), stayed.sum() // 10)
    assert all((cell == "") == bool(gone) for cell, gone in zip(cells, left, strict=True))
    told = np.array([float(cell or "nan") for cell in cells])
    alike = np.array([float(as_a_cell(each)) for each in done.unseen]) >= float(found.low)
    assert np.nanmax(told) == float(found.high)
    assert (found.alike, found.left) == (alike.sum(), pytest.approx(left[alike].mean()))
    assert np.sort(told[stayed])[-found.listed] == float(found.low)


def test_nobody_is_told_by_a_model_that_saw_how_it_ended_with_them() -> None:
    """Of trees on noise: what is learnt by heart shows in the chance from all, not in the one without them."""
    random = np.random.default_rng(2)
    columns: Columns = {f"c{each}": random.normal(size=400) for each in range(20)}
    columns["plan"] = random.choice(["a", "b"], 400).astype(object)
    left = (random.random(400) < 0.4).astype(np.float64)
    done = churn(columns, left)
    assert done.chance[left > 0].mean() - done.chance[left == 0].mean() > 0.0
    assert abs(done.unseen[left > 0].mean() - done.unseen[left == 0].mean()) < 0.03


def test_of_more_customers_than_are_learnt_from_the_others_are_told_of_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "MOST", 5_000)
    columns, left, true = members(10_000)
    done = churn(columns, left)
    assert done.customers == 5_000
    within_chance(done.unseen, true, left)
    outside = done.unseen == done.chance
    assert 0.4 < outside.mean() <= 0.5, "whom nothing was learnt from"
    assert likely_to_leave(done, left)[0].of == (left == 0).sum()


@pytest.mark.parametrize("most", [50_000, 1_000])
def test_customers_who_are_alike_have_the_same_chance_however_the_file_is_sorted(
    monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(learning, "MOST", most)
    columns, left, _ = members(2_000)
    columns["months"] = np.ceil(np.asarray(columns["months"], dtype=np.float64) / 10)
    columns["months"][::19] = np.nan
    turned = np.random.default_rng(0).permutation(len(left))
    one, other = churn(columns, left), churn({name: each[turned] for name, each in columns.items()}, left[turned])
    assert np.array_equal(one.unseen[turned], other.unseen)
    assert likely_to_leave(one, left)[0] == likely_to_leave(other, left[turned])[0]


def test_of_whom_it_is_not_known_is_among_those_who_have_not_left() -> None:
    columns, left, true = members(6_000)
    left[:500] = np.nan
    done = churn(columns, left)
    found, cells = likely_to_leave(done, left)
    assert all(cells[:500])
    assert found.of == 500 + (left == 0).sum()
    assert found.alike < len(left) - 500
    told = np.array([float(each) for each in cells[:500]])
    assert told.mean() == pytest.approx(true[:500].mean(), abs=0.03)


def test_where_single_chances_do_not_hold_none_is_told_and_why() -> None:
    random = np.random.default_rng(5)
    few, gone, _ = members(600)
    noise: Columns = {f"c{each}": random.normal(size=800) for each in range(4)}
    plan = random.choice(["basic", "plus"], 3_000)
    by_plan = (random.random(3_000) < np.where(plan == "basic", 0.6, 0.1)).astype(np.float64)
    reasons = {
        "Too few left to tell whether the chances hold": churn(few, gone),
        "I cannot tell who leaves better than by saying 3": churn(noise, (random.random(800) < 0.3).astype(np.float64)),
        "What I foretell is not clearly better than going by “plan: basic”: of those ": churn(
            {"plan": plan.astype(object), "noise": random.normal(size=3_000)}, by_plan
        ),
    }
    for why, done in reasons.items():
        found, cells = likely_to_leave(done, np.zeros(1))
        assert found.why.startswith(why), found.why
        assert (found.listed, cells) == (0, [])


def test_what_may_be_known_only_afterwards_is_in_no_chance() -> None:
    columns, left, _ = members(4_000)
    random = np.random.default_rng(1)
    minutes = np.where((left > 0) & (random.random(4_000) < 0.85), random.normal(12, 2, 4_000), 0.0)
    done = churn({**columns, "minutes": minutes}, left)
    assert [each.column for each in done.suspects] == ["minutes"]
    found, cells = likely_to_leave(done, left)
    assert found.without == ("minutes",)
    plain, same = likely_to_leave(churn(columns, left), left)
    assert (cells, found.left) == (same, plain.left)
    alone = churn({"minutes": minutes}, left)
    assert likely_to_leave(alone, left)[0].why == (
        "Without “minutes”, which may only be known afterwards, nothing is left to learn from."
    )


@pytest.mark.parametrize(
    ("chance", "cell"),
    [(0.9996, "0.99"), (0.764, "0.76"), (0.1, "0.10"), (0.0996, "0.10"), (0.0464, "0.046"), (0.00001, "0.001")],
)
def test_a_chance_has_two_digits_that_matter_and_is_never_certain(chance: float, cell: str) -> None:
    assert as_a_cell(chance) == cell
