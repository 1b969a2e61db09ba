"""How wide segments are, beside how wide they would be by chance: whatever the number of columns."""

from __future__ import annotations

import numpy as np
import pytest

from segments.criteria import NEARER
from segments.kmeans import fit
from segments.profiles import profile
from segments.shapes import Floats, Labels
from segments.validation.coherence import width_by_chance, widths
from tests.segments.clouds import gaussian, scaled
from tests.segments.customers import decided, made

SIZE = 600


def kinds_and_noise(columns: int) -> tuple[Floats, Labels]:
    """Two kinds that three columns tell apart, six deviations in each; the other columns tell nothing."""
    random, kind = np.random.default_rng(3), np.repeat([0, 1], SIZE // 2).astype(np.int64)
    table = random.normal(size=(SIZE, columns))
    table[:, :3] += 6.0 * kind[:, None]
    return scaled(table), kind


@pytest.mark.parametrize("columns", [3, 12, 40])
def test_real_kinds_are_coherent_however_many_columns_tell_nothing(columns: int) -> None:
    table, kind = kinds_and_noise(columns)
    own, chance = widths(table, kind), width_by_chance(table, 2)
    assert chance is not None
    assert own.max() < NEARER * chance
    names = tuple(f"measure {number}" for number in range(columns))
    for segment in profile(made(table, names, ("",) * columns, kind), decided(kind)):
        [judged] = [each for each in segment.criteria if each.name == "coherent"]
        assert judged.verdict == "met"
        assert "with every column shuffled (within/between" in judged.words
        assert "shuffled" not in judged.plainly


def test_more_columns_make_every_segment_wider_and_chance_as_well() -> None:
    few, many = kinds_and_noise(3), kinds_and_noise(40)
    assert widths(*many).max() > 3 * widths(*few).max()
    assert (width_by_chance(many[0], 2) or 0) > 3 * (width_by_chance(few[0], 2) or 0)


@pytest.mark.parametrize("columns", [2, 8])
def test_cuts_through_a_cloud_are_not_coherent(columns: int) -> None:
    cloud = gaussian(1, count=SIZE, columns=columns)
    chance = width_by_chance(cloud, 3)
    assert chance is not None
    assert np.median(widths(cloud, fit(cloud, 3).labels)) > NEARER * chance


def test_of_one_column_there_is_nothing_to_shuffle() -> None:
    column = np.concatenate([np.random.default_rng(0).normal(size=90), np.full(90, 9.0)])[:, None]
    assert width_by_chance(column, 2) is None
    labels = np.repeat([0, 1], 90).astype(np.int64)
    [first, _] = profile(made(column, ("minutes",), ("",), labels), decided(labels))
    [judged] = [each for each in first.criteria if each.name == "coherent"]
    assert judged.verdict == "met"
    assert "shuffled" not in judged.words


def test_whoever_is_of_no_segment_is_not_counted_and_two_in_one_place_are_endlessly_wide() -> None:
    table, kind = kinds_and_noise(3)
    some = np.where(np.arange(SIZE) % 5 == 0, -1, kind)
    assert widths(table, some) == pytest.approx(widths(table, kind), rel=0.1)
    assert np.isinf(widths(np.ones((10, 2)), np.repeat([0, 1], 5).astype(np.int64))).all()
