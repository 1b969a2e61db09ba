"""Pictures: every text lies within them, and an axis is called by a measure only where it is that measure."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from bot.views.gallery_segments import FOUND
from segments.apart import apart
from segments.pictures import heat, map, sizes
from segments.profiles import profile
from segments.report import Report
from segments.shapes import Customers, Floats, Labels
from tests.segments.customers import decided, made


def cut_off(figure: Figure) -> list[str]:
    """The texts of a picture that are not all in it."""
    figure.canvas.draw()
    whole = figure.bbox
    boxes = [(each.get_text(), each.get_window_extent()) for each in figure.findobj(Text) if each.get_text().strip()]
    return [
        text
        for text, box in boxes
        if box.x0 < whole.x0 - 1 or box.y0 < whole.y0 - 1 or box.x1 > whole.x1 + 1 or box.y1 > whole.y1 + 1
    ]


def seen(raw: Floats, labels: Labels, names: tuple[str, ...], money: str = "") -> tuple[Customers, Report]:
    customers = made(raw, names, ("",) * len(names), labels)
    segments = profile(customers, decided(labels))
    given = {"segments": segments, "apart": apart(customers, labels, len(segments)), "money": money}
    return customers, FOUND.model_copy(update=given)


def two_kinds() -> tuple[Floats, Labels]:
    chance = np.random.default_rng(3)
    labels = np.repeat([0, 1], 200).astype(np.int64)
    return np.abs(chance.normal(50, 5, (400, 7)) + labels[:, None] * 60), labels


@pytest.mark.parametrize("length", [1, 6])
def test_every_text_of_a_picture_lies_within_it(length: int) -> None:
    raw, labels = two_kinds()
    names = tuple(" ".join([f"charges{number}", *["for all that was sent"] * length]) for number in range(7))
    customers, report = seen(raw, labels, names, money="Quantity of all that was ordered × UnitPrice before any tax")
    long = tuple(replace(each, name="Many monthly charges, home, with more") for each in report.segments)
    for shown in (report, report.model_copy(update={"segments": long})):
        apart_drawn = heat.heat_map(shown)
        assert apart_drawn is not None
        for figure, _ in (apart_drawn, sizes.sizes(shown), map.segment_map(customers, labels, shown)):
            assert cut_off(figure) == []


@pytest.mark.parametrize("count", [2, 12])
def test_categories_are_drawn_and_told_whatever_they_are_called(count: int) -> None:
    chance = np.random.default_rng(5)
    labels = np.repeat(np.arange(count), 40).astype(np.int64)
    names = ("Contract", "PaymentMethodThatIsWrittenInOneVeryLongWord", "$where$ they came from " * 3)
    levels = {name: np.array([f"{name[:9]} of {each % 2}" for each in labels], dtype=object) for name in names}
    raw = np.column_stack([labels * 10 + chance.uniform(1, 9, len(labels))])
    customers = made(raw, ("visits",), ("",), labels, categories=levels)
    segments = tuple(replace(each, name=f"Fiber optic, {each.name}") for each in profile(customers, decided(labels)))
    report = FOUND.model_copy(update={"segments": segments, "apart": apart(customers, labels, count)})
    drawn = heat.heat_map(report)
    assert drawn is not None
    figure, words = drawn
    assert cut_off(figure) == []
    assert "Contract: Contract of 0 (share): " in words
    assert report.apart is not None
    assert all(f"everybody {each}." in words for each in report.apart.everybody)


def test_an_earlier_report_that_says_nothing_of_everybody_is_drawn_as_it_was() -> None:
    _, report = seen(*two_kinds(), tuple("abcdefg"))
    assert report.apart is not None
    drawn = heat.heat_map(report.model_copy(update={"apart": replace(report.apart, everybody=())}))
    assert drawn is not None
    assert "everybody" not in drawn[1]


def test_a_text_that_is_cut_off_is_found() -> None:
    _, report = seen(*two_kinds(), tuple("abcdefg"))
    figure, _ = sizes.sizes(report)
    figure.axes[0].set_xlabel("far too long " * 20)
    assert len(cut_off(figure)) == 1


def test_an_axis_that_is_a_measure_is_called_by_it() -> None:
    chance = np.random.default_rng(1)
    labels = np.repeat([0, 1, 2], 100).astype(np.int64)
    customers, report = seen((labels * 30.0 + chance.uniform(1, 9, 300))[:, None], labels, ("visits",))
    figure, words = map.segment_map(customers, labels, report)
    assert figure.axes[0].get_xlabel().startswith("→ more visits")
    assert "To the right: more visits." in words


def test_an_axis_that_mixes_measures_has_no_direction_and_near_means_alike() -> None:
    """Money and visits go together by halves, and the segment with the most visits is not the one with most money."""
    chance = np.random.default_rng(1)
    labels = np.repeat([0, 1, 2], 100).astype(np.int64)
    visits, money = np.array([10, 60, 40])[labels], np.array([10, 40, 60])[labels]
    raw = np.column_stack([visits, money]) + chance.normal(0, 6, (300, 2))
    customers, report = seen(raw, labels, ("visits", "money"))
    figure, words = map.segment_map(customers, labels, report)
    assert figure.axes[0].get_xlabel() == map.NEAR
    assert "→" not in figure.axes[0].get_ylabel()
    assert "To the right" not in words
    assert map.NEAR in words


@pytest.mark.parametrize(("shares", "told"), [((0.5, 0.5), False), ((0.125, 0.875), True)])
def test_shares_that_do_not_add_up_as_they_are_told_are_said_to_be_rounded(
    shares: tuple[float, float], told: bool
) -> None:
    _, report = seen(*two_kinds(), tuple("abcdefg"))
    pairs = zip(report.segments, shares, strict=True)
    given = tuple(replace(each, share=share, value_share=None) for each, share in pairs)
    figure, words = sizes.sizes(report.model_copy(update={"segments": given}))
    assert ("rounded" in words, "rounded" in figure.axes[0].get_xlabel()) == (told, told)
