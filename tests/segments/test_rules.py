"""Each rule by its own paper, on examples one can count by hand or hold against another implementation."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from sklearn.metrics import silhouette_score

from segments import reasons
from segments.points import points_of
from segments.shapes import Scores
from segments.told import UNDECIDED
from segments.validation import gap, jaccard, prediction, silhouette
from segments.validation.gap import Gap
from segments.validation.prediction import Strength
from tests.segments.clouds import blobs, gaussian


def test_the_silhouette_is_the_one_of_scikit_learn() -> None:
    points = gaussian(0, count=200)
    labels = np.random.default_rng(0).integers(0, 4, 200)
    labels[labels == 3] = 2
    labels[7] = 3
    found = silhouette.silhouettes(points, {4: labels})
    assert found[4] == pytest.approx(silhouette_score(points, labels), abs=1e-5)


def test_the_gap_takes_the_smallest_number_that_the_next_does_not_beat_by_more_than_its_error() -> None:
    assert gap.vote({1: Gap(0.1, 0.1), 2: Gap(0.5, 0.1), 3: Gap(0.55, 0.1), 4: Gap(0.9, 0.1)}) == 2
    assert gap.vote({1: Gap(0.5, 0.1), 2: Gap(0.5, 0.1)}) == 1


def test_where_the_gap_still_grows_at_the_last_number_it_is_undecided_and_that_is_no_vote() -> None:
    assert gap.vote({1: Gap(0.1, 0.01), 2: Gap(0.2, 0.01), 3: Gap(0.3, 0.01)}) == UNDECIDED
    votes = {"silhouette": 3, "gap": UNDECIDED, "prediction strength": 3, "stability": 3}
    assert reasons.found(votes, scored(3, 1.0)).endswith(
        "than by chance. Three of four tests say three groups, one does not decide."
    )
    grows = "Undecided: how much tighter than chance they are (gap); it still grows at the last number tried."
    assert reasons.disagreements(votes) == (grows,)
    assert reasons.disagreements({**votes, "silhouette": 2})[-1] == grows
    assert "natural kinds" not in reasons.found(dict.fromkeys(votes, 3), scored(3, 1.0))
    assert "decide" not in reasons.found(dict.fromkeys(votes, 3), scored(3, 1.0))


@pytest.mark.parametrize(
    ("votes", "said"),
    [
        ((3, 3, 5, 5), "Two of four tests say three groups, two say five"),
        ((3, UNDECIDED, 2, 3), "Two of four tests say three groups, one says two, one does not decide"),
        ((2, 5, 3, 6), "Four tests of how many there are say three, two, five and six: take"),
        ((2, UNDECIDED, 3, 6), "Four tests of how many there are say three, two and six; one does not decide: take"),
        ((2, 4, 5, 6), "Four tests of how many there are say two, four, five and six; three is the number that passes"),
        ((2, 1, 4, 4), "Two of four tests say four groups, one says no, one says two; three is the number that passes"),
    ],
)
def test_what_it_means_that_the_tests_disagree_is_said_in_plain_words(votes: tuple[int, ...], said: str) -> None:
    names = ("silhouette", "gap", "prediction strength", "stability")
    why = reasons.found(dict(zip(names, votes, strict=True)), scored(3, 1.0))
    assert said in why
    assert why.endswith(": take them as a useful cut, not as natural kinds.")
    assert not any(name in why for name in ("silhouette", "gap", "rule", "disagree"))


def test_of_kinds_that_stand_far_apart_it_is_not_said_that_they_are_none() -> None:
    votes = {"silhouette": 3, "gap": 5, "prediction strength": 3, "stability": 4}
    said = reasons.found(votes, replace(scored(3, 1.0), silhouette=0.85))
    assert said.endswith(
        "Two of four tests say three groups, one says four, one says five; these three stand far apart."
    )
    assert "natural kinds" in reasons.found(votes, replace(scored(3, 0.85), silhouette=0.85))


def scored(count: int, strength: float) -> Scores:
    return Scores(count, 0.4, 1.0, 0.1, strength, (0.9,) * count, (50,) * count)


@pytest.mark.parametrize(("strength", "said"), [(0.79, "gives mostly the same ones"), (0.95, "gives the same ones")])
def test_how_far_the_halves_agree_is_worded_by_the_figure(strength: float, said: str) -> None:
    assert said in reasons.found({"silhouette": 3}, scored(3, strength))


def test_a_number_just_short_of_what_is_enough_is_not_said_to_give_others() -> None:
    assert reasons.vetoed(scored(5, 0.75), 10) == (
        "Five: the halves of the file agree on them too little (0.75 of 1; 0.8 less its error is enough).",
    )
    near = replace(scored(5, 0.75), prediction_error=0.02)
    assert "(0.75 ± 0.02 of 1; 0.8 less its error is enough)" in reasons.vetoed(near, 10)[0]


def test_what_was_not_tried_is_not_said_to_fail() -> None:
    why = reasons.refused("halves", [scored(count, 0.6) for count in range(2, 9)], 0.3)
    assert "cut into two to eight groups, the halves of the file agree too little" in why
    assert "(0.60 of 1 at best; 0.8 less its error is enough)" in why
    assert "names and sizes could change with the next file" in why
    assert "chance" not in why, "halves that differ say nothing of that"
    assert why.endswith("More than eight were not tried.")
    assert "cut into two groups," in reasons.refused("halves", [scored(2, 0.6)], 0.3)


def test_the_gap_and_its_error_show_three_kinds() -> None:
    found = gap.gaps(blobs(0, count=200)[0], [1, 2, 3, 4])
    assert gap.vote(found.uniform) == 3
    assert found.gaussian[3] > 10
    assert all(each.error > 0 for each in found.uniform.values())


def test_prediction_strength_is_the_share_of_pairs_told_together_where_it_is_least() -> None:
    own, told = np.array([0, 0, 0, 0, 1, 1]), np.array([0, 0, 0, 1, 1, 1])
    # Of the six pairs of the first, three are told to be together; the one pair of the second is.
    assert prediction.least_together(own, told, 2) == 0.5
    assert prediction.least_together(np.array([0, 0, 1]), np.array([0, 0, 1]), 2) == 0.0


def test_prediction_strength_takes_the_largest_number_within_one_error_of_enough() -> None:
    assert prediction.vote({2: Strength(0.95, 0.01), 3: Strength(0.78, 0.03), 4: Strength(0.7, 0.03)}) == 3
    assert prediction.vote({2: Strength(0.64, 0.03)}) == 1


def test_likeness_is_what_is_shared_of_all_of_both() -> None:
    found = jaccard.likeness(np.array([0, 0, 0, 1]), np.array([0, 0, 1, 1]), 2)
    assert found.tolist() == [[pytest.approx(2 / 3), 0.25], [0.0, 0.5]]


def test_stability_takes_the_largest_number_whose_every_segment_is_stable() -> None:
    assert jaccard.vote({2: (0.9, 0.8), 3: (0.9, 0.9, 0.76), 4: (0.9, 0.9, 0.9, 0.7)}) == 3
    assert jaccard.vote({2: (0.9, 0.7)}) == 1


def test_real_kinds_come_back_and_halves_of_a_kind_do_not() -> None:
    points, kind = blobs(3, count=300, kinds=2)
    split = np.where((kind == 0) & (points[:, 0] > np.median(points[kind == 0, 0])), 2, kind)
    found = jaccard.stabilities(points, {2: kind, 3: split}, draws=10)
    assert min(found[2]) > 0.95
    assert min(found[3]) < jaccard.STABLE


def test_columns_of_the_same_values_are_told_apart_by_what_stands_beside_them() -> None:
    """One-hot columns of two levels that are equally frequent: sorted, they are the same."""
    random = np.random.default_rng(0)
    table = np.column_stack([np.repeat([0.0, 1.0, 0.0], 20), np.repeat([0.0, 0.0, 1.0], 20), random.normal(size=60)])
    swapped = points_of(table[:, [1, 0, 2]])
    assert np.array_equal(points_of(table).values, swapped.values)
    assert not np.array_equal(points_of(table).columns, swapped.columns)
