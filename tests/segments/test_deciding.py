"""Whether there are segments, and how many: on customers whose truth is known."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from segments import reasons
from segments.decision import along, decide, least
from segments.points import points_of
from segments.shapes import Decision, Floats
from segments.validation.shuffled import blocks
from tests.segments.clouds import blobs, gaussian, scaled


def same(one: Decision, other: Decision) -> bool:
    assert one.clustering is not None
    assert other.clustering is not None
    return bool(adjusted_rand_score(one.clustering.labels, other.clustering.labels) == 1.0)


@pytest.mark.parametrize(("seed", "columns"), [(0, 2), (2, 8)])
def test_noise_is_refused(seed: int, columns: int) -> None:
    decision = decide(gaussian(seed, columns=columns))
    assert decision.clustering is None
    assert decision.votes["prediction strength"] == 1
    assert decision.why.startswith("There are no real segments here")


@pytest.mark.parametrize("kind", ["uniform", "long", "skewed"])
def test_clouds_that_cut_well_in_two_are_refused(kind: str) -> None:
    """A long cloud gives the same two halves every time, a skewed one scores high silhouettes: neither is structure."""
    random = np.random.default_rng(5)
    cloud = {
        "uniform": random.uniform(size=(300, 2)),
        "long": random.multivariate_normal([0, 0], [[1, 0.95], [0.95, 1]], 300),
        "skewed": np.exp(random.normal(size=(300, 2))),
    }[kind]
    assert decide(scaled(cloud)).clustering is None


def test_only_what_is_long_is_said_to_lie_along_a_line() -> None:
    random = np.random.default_rng(5)
    square = points_of(scaled(random.uniform(size=(1500, 2))))
    long = points_of(scaled(random.multivariate_normal([0, 0], [[1, 0.95], [0.95, 1]], 600)))
    assert (along(square), along(long)) == (pytest.approx(0.5, abs=0.03), pytest.approx(0.975, abs=0.01))
    assert along(points_of(np.arange(60.0))) == 1
    said = reasons.refused("cloud", (), along(square))
    assert "They spread without a gap, with no place where one kind ends" in said
    assert "line" not in said
    assert "They lie along a line, from less to more, with no place" in reasons.refused("cloud", (), along(long))


def attributes(seed: int, by: float) -> Floats:
    """Six yes-or-no attributes, which two kinds of customers have by so much more or less often; and a category."""
    random = np.random.default_rng(seed)
    kind = random.integers(0, 2, 300)
    often = np.where(kind[:, None] == np.arange(6) % 2, 0.5 + by, 0.5 - by)
    category = np.eye(3)[random.integers(0, 3, 300)]
    return np.column_stack([random.random((300, 6)) < often, category]).astype(np.float64)


def test_attributes_that_have_nothing_to_do_with_each_other_are_no_segments() -> None:
    """Their combinations come back from any half of the customers, and are tighter than any cloud."""
    decision = decide(attributes(0, by=0.0)[:, [0, 1, 2]])
    assert decision.clustering is None
    assert max(scores.prediction_strength for scores in decision.scores) == 1
    assert max(abs(scores.above_shuffled or 9) for scores in decision.scores if scores.count < 8) < 3
    assert "combinations" in decision.why


def test_attributes_that_go_together_are_segments() -> None:
    decision = decide(attributes(0, by=0.45)[:, :6])
    assert decision.clustering is not None
    assert decision.clustering.count == 2


def test_what_comes_in_steps_is_shuffled_by_categories_and_what_does_not_stays_together() -> None:
    random = np.random.default_rng(0)
    table = np.column_stack([random.normal(size=(300, 2)), attributes(0, by=0.0), random.integers(1, 6, 300)])
    together = sorted(sorted(block) for block in blocks(table))
    assert together == [[0, 1], [2], [3], [4], [5], [6], [7], [8, 9, 10], [11]]


@pytest.mark.parametrize(("seed", "columns"), [(0, 2), (2, 8)])
def test_three_separate_kinds_are_found(seed: int, columns: int) -> None:
    points, kind = blobs(seed, columns=columns)
    decision = decide(points)
    assert decision.clustering is not None
    assert decision.clustering.count == 3
    assert adjusted_rand_score(kind, decision.clustering.labels) > 0.99
    assert decision.why.startswith("There are three segments")


@pytest.fixture(scope="module")
def known() -> tuple[Floats, Decision]:
    points = scaled(blobs(7, count=300, kinds=4)[0])
    return points, decide(points)


def test_any_order_of_rows_gives_the_same(known: tuple[Floats, Decision]) -> None:
    points, decision = known
    order = np.random.default_rng(1).permutation(len(points))
    shuffled = decide(points[order])
    assert shuffled.clustering is not None
    assert decision.clustering is not None
    assert np.array_equal(shuffled.clustering.labels, decision.clustering.labels[order])
    assert shuffled.scores == decision.scores


def test_the_columns_do_not_matter_beyond_what_they_tell(known: tuple[Floats, Decision]) -> None:
    """In another order, one of them twice, one that is constant, and money in pence."""
    points, decision = known
    pence = scaled(points * [1, 1, 100] + [0, 0, 7])
    again = decide(np.column_stack([pence[:, [2, 0]], np.full(len(points), 3.0), pence[:, [1, 0]]]))
    assert same(again, decision)
    assert again.scores == decision.scores
    assert again.clustering is not None
    assert decision.clustering is not None
    assert again.clustering.centers is not None
    assert np.allclose(
        again.clustering.centers[:, [1, 3, 0, 2]], np.column_stack([decision.clustering.centers, [3] * 4])
    )


def test_labels_are_by_size_and_centres_are_where_their_customers_are(known: tuple[Floats, Decision]) -> None:
    points, decision = known
    found = decision.clustering
    assert found is not None
    assert found.centers is not None
    sizes = np.bincount(found.labels)
    assert list(sizes) == sorted(sizes, reverse=True)
    nearest = np.linalg.norm(points[:, None] - found.centers[None], axis=2).argmin(axis=1)
    assert np.array_equal(nearest, found.labels)


def test_a_person_may_want_another_number(known: tuple[Floats, Decision]) -> None:
    decision = decide(known[0], wanted=6)
    assert decision.clustering is not None
    assert decision.clustering.count == 6
    assert "six segments you asked for" in decision.why
    assert "the tests would have chosen four" in decision.why
    assert decision.vetoes


def test_a_handful_of_unusual_customers_is_no_segment() -> None:
    """The silhouette of it is beautiful; that is why it has a veto."""
    points = gaussian(3, count=400, columns=3)
    points[:5] += 40
    decision = decide(scaled(points))
    assert decision.clustering is None
    assert decision.votes["silhouette"] == 2
    assert max(scores.silhouette for scores in decision.scores) > 0.9
    assert any("would have 5;" in veto for veto in decision.vetoes)
    assert "handful" in decision.why


ODD = {
    "nobody": np.empty((0, 3)),
    "no columns": np.empty((60, 0)),
    "one customer": np.ones((1, 2)),
    "all the same": np.ones((100, 3)),
    "too few": np.random.default_rng(0).normal(size=(12, 2)),
    "nothing known": np.full((100, 2), np.nan),
    "endless": np.full((100, 2), np.inf),
}


@pytest.mark.parametrize("name", list(ODD))
def test_odd_tables_get_a_clear_answer(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        decision = decide(ODD[name])
    assert decision.clustering is None
    assert len(decision.why) > 40


def test_two_kinds_of_identical_customers_are_two_segments() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        decision = decide(np.repeat([[0.0, 1.0], [5.0, -1.0]], [60, 40], axis=0))
    assert decision.clustering is not None
    assert list(np.bincount(decision.clustering.labels)) == [60, 40]


def test_missing_values_are_filled_and_told() -> None:
    points, kind = blobs(1, count=300)
    points[::50, 0] = np.nan
    decision = decide(points)
    assert decision.clustering is not None
    assert adjusted_rand_score(kind, decision.clustering.labels) > 0.9
    assert decision.notes[0] == "6 missing values were taken as the middle one of their column."


@pytest.mark.parametrize(("wanted", "answer"), [(1, "One segment is all"), (9, "only 8 different ones")])
def test_a_number_that_cannot_be_had_is_said_so(wanted: int, answer: str) -> None:
    decision = decide(np.arange(16.0).reshape(8, 2), wanted=wanted)
    assert decision.clustering is None
    assert answer in decision.why


def test_few_customers_are_grouped_when_asked_and_the_missing_check_is_told() -> None:
    decision = decide(np.arange(16.0).reshape(8, 2), wanted=2)
    assert decision.clustering is not None
    assert list(np.bincount(decision.clustering.labels)) == [4, 4]
    assert "too few to check" in decision.why


@pytest.mark.parametrize(("customers", "fewest"), [(100, 5), (500, 25), (1000, 30), (4338, 43), (100_000, 1000)])
def test_how_many_make_a_segment(customers: int, fewest: int) -> None:
    assert least(customers) == fewest
