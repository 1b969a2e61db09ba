"""Other ways of grouping: when they are taken, and when k-means stays."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from segments.clusters import dbscan, hdbscan, hierarchical, k_means
from segments.decision import decide
from segments.methods import Choice, choose_method
from segments.points import points_of
from segments.shapes import Clustering, Floats, Labels
from tests.segments.clouds import blobs, scaled


def rings(count: int = 600) -> tuple[Floats, Labels]:
    """One kind of customers all around the other."""
    random = np.random.default_rng(4)
    kind = np.repeat([0, 1], [count // 3, count - count // 3])
    angle = random.uniform(0, 2 * np.pi, count)
    radius = np.where(kind == 0, 1.0, 4.0) + random.normal(scale=0.15, size=count)
    return np.column_stack([np.cos(angle), np.sin(angle)]) * radius[:, None], kind


def test_groups_that_no_centre_describes_are_found_by_their_density() -> None:
    points, kind = rings()
    decision = decide(scaled(points))
    assert decision.clustering is not None
    assert decision.clustering.method == "HDBSCAN"
    assert adjusted_rand_score(kind, decision.clustering.labels) > 0.99
    assert "dense" in decision.why
    judged = next(scores for scores in decision.scores if scores.count == 2)
    assert judged.sizes == (400, 200)
    assert min(judged.jaccard) > 0.95


def test_two_kinds_that_touch_are_not_taken_for_one_because_density_does() -> None:
    decision = decide(blobs(15, count=500, columns=8)[0])
    assert decision.clustering is not None
    assert (decision.clustering.method, decision.clustering.count) == ("k-means", 3)


def test_k_means_stays_where_it_finds_the_same() -> None:
    points = points_of(blobs(0, count=300)[0])
    standing = k_means(points, 3)
    choice = choose_method(points, standing, 15)
    assert choice.clustering is standing
    assert [each.method for each in choice.others] == ["hierarchical", "DBSCAN", "HDBSCAN"]
    assert all(adjusted_rand_score(standing.labels, each.labels) > 0.9 for each in choice.others)


def test_two_round_kinds_that_k_means_gives_as_well_have_centres() -> None:
    """The small one is 3 %: its rules may refuse it, density does not, and a centre describes both."""
    random = np.random.default_rng(1)
    kind = np.repeat([0, 1], [970, 30])
    points = points_of(scaled(random.normal(size=(1000, 3)) + kind[:, None] * 12.0))
    choice = choose_method(points, None, 20)
    assert choice.clustering is not None
    assert choice.clustering.method == "k-means"
    assert choice.clustering.centers is not None
    assert adjusted_rand_score(kind, points.in_file_order(choice.clustering.labels)) > 0.99
    assert choice.why.startswith("There are 2 segments: they are dense, with empty space between them.")
    assert "centre" not in choice.why
    assert choice.scores is not None
    assert choice.scores.sizes == (970, 30)
    assert not choice.scores.has_gap


def test_figures_of_k_means_are_its_own_where_they_hold() -> None:
    random = np.random.default_rng(1)
    decision = decide(scaled(random.normal(size=(1000, 3)) + np.repeat([0, 1], [970, 30])[:, None] * 12.0))
    assert decision.clustering is not None
    assert (decision.clustering.method, decision.clustering.count) == ("k-means", 2)
    assert "centre" not in decision.why
    assert all(scores.has_gap for scores in decision.scores)


def test_of_more_round_kinds_than_were_tried_the_gap_is_measured_as_well() -> None:
    """Density finds all twelve; centres describe them, and of centres there is a gap."""
    random, kind = np.random.default_rng(2), np.repeat(np.arange(12), 50)
    points = np.column_stack([kind % 4, kind // 4]) * 20 + random.normal(size=(600, 2))
    decision = decide(scaled(points))
    assert decision.clustering is not None
    assert (decision.clustering.method, decision.clustering.count) == ("k-means", 12)
    assert decision.own is not None
    assert decision.own.gap > 0
    assert all(scores.has_gap for scores in decision.scores)


def test_steps_of_a_measure_are_no_groups() -> None:
    """Orders come as 1, 2 and 3: lines in the table, dense, with nothing between, and still one kind of customers."""
    random = np.random.default_rng(0)
    points = points_of(np.column_stack([random.integers(1, 4, 600) * 3.0, random.normal(size=600)]))
    assert hdbscan(points, 30).count == 3
    assert choose_method(points, None, 30) == Choice(None, ())


@pytest.mark.parametrize("how", ["k-means", "hierarchical", "DBSCAN", "HDBSCAN"])
def test_every_method_numbers_by_size_whatever_the_order_of_rows(how: str) -> None:
    values, _ = blobs(2, count=240)

    def grouped(rows: Floats) -> Clustering:
        points = points_of(rows)
        found = {
            "k-means": lambda: k_means(points, 3),
            "hierarchical": lambda: hierarchical(points, 3),
            "DBSCAN": lambda: dbscan(points),
            "HDBSCAN": lambda: hdbscan(points, 12),
        }[how]()
        assert found.method == how
        return Clustering(found.method, points.in_file_order(found.labels))

    order = np.random.default_rng(3).permutation(len(values))
    one, other = grouped(values), grouped(values[order])
    assert np.array_equal(one.labels[order], other.labels)
    sizes = np.bincount(one.labels[one.labels >= 0])
    assert list(sizes) == sorted(sizes, reverse=True)
    assert len(sizes) == 3


def test_more_customers_than_are_compared_in_pairs_follow_their_nearest() -> None:
    values, kind = blobs(1, count=6000)
    points = points_of(values)
    found = points.in_file_order(hierarchical(points, 3).labels)
    assert adjusted_rand_score(kind, found) > 0.99


def test_ways_beside_dense_segments_are_asked_for_as_many_as_are_taken() -> None:
    """Rings in rings: three are dense, and k-means had another number of them."""
    one, other = rings(1200)[0], rings(1200)[0] + np.array([9.0, 0.0])
    points = points_of(scaled(np.vstack([one, other])))
    choice = choose_method(points, k_means(points, 2), 15)
    assert choice.clustering is not None
    assert (choice.clustering.method, choice.clustering.count) == ("HDBSCAN", 3)
    told = {each.method: each.count for each in choice.others}
    assert told["hierarchical"] == 3
    assert told["k-means"] == 2
