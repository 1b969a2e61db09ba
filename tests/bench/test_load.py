"""The bench under load: what it counts has happened, and its table says it. No figure is judged here."""

from __future__ import annotations

from math import isnan

import pytest

from bench.crowd import Look, crowd
from bench.fairness import Felt, Noise, fairness
from bench.figures import Page, quantile
from bench.load import EVENTS_OF_AN_ANSWER, LOOKS, Load, Sizes, load, table

FIGURES = """# TYPE took histogram
took_bucket{flow="a",le="1.0"} 2.0
took_bucket{flow="a",le="2.0"} 6.0
took_bucket{flow="a",le="+Inf"} 6.0
took_bucket{flow="b",le="1.0"} 0.0
took_bucket{flow="b",le="2.0"} 4.0
took_bucket{flow="b",le="+Inf"} 5.0
# TYPE waits gauge
waits{queue="in"} 3.0
waits{queue="out"} 4.0
"""


async def test_the_load_is_made_of_answers_that_were_each_acknowledged_and_led_to_a_question() -> None:
    """Three events for each answer, as the pace takes for granted, and a reading of the bot's figures all along."""
    sizes = Sizes(people=12, seconds=3.0)
    measured = await load(sizes)
    assert 1 < len(measured.waited) <= sizes.seconds * sizes.rate / EVENTS_OF_AN_ANSWER + 1
    # Whoever begins anew mentions Segue, which is told twice and acknowledged twice.
    assert 0 <= len(measured.acknowledged) - len(measured.waited) <= sizes.people
    # The last cards may still have to shrink.
    assert measured.events == pytest.approx(EVENTS_OF_AN_ANSWER * len(measured.waited), abs=sizes.people)
    assert [look.at for look in measured.looks] == pytest.approx([0.15 * number for number in range(LOOKS)])
    assert 0 < measured.own[0] <= measured.own[1]
    assert min(measured.cpu, measured.cpu_of_slack, *(look.memory for look in measured.looks)) > 0


async def test_a_crowd_can_begin_at_every_age() -> None:
    """Otherwise all interviews would grow old together, and time would be measured as age."""
    async with crowd() as on:
        await on.begin(4, 3)
        said = sorted(len(talk.said) for talk in on.talks())
    assert said == [1, 1, 2, 3]


async def test_whoever_has_answered_nearly_everything_begins_anew_in_another_channel() -> None:
    """A summary is no turn like the others; nor does the crowd become smaller."""
    async with crowd() as on:
        await on.begin(1)
        before = len(on.playground.workspace.channels)
        waited = await on.answer(0.0, 4.0)
    assert len(waited) > 14
    assert len(on.playground.workspace.channels) > before


async def test_the_noisy_channel_is_noisy_only_half_of_the_time() -> None:
    felt = await fairness(Noise(others=3, pause=1.0, threads=2, seconds=1.5, rounds=1))
    assert len(felt.alone) == len(felt.beside) > 1
    assert felt.remarks > len(felt.beside)
    assert felt.seconds > 0
    assert felt.ratio(0.5) > 0


def test_figures_are_read_by_their_labels() -> None:
    page = Page(FIGURES)
    assert (page.value("waits", queue="in"), page.value("waits")) == (3.0, 7.0)
    assert isnan(page.value("nothing"))


@pytest.mark.parametrize(("share", "seconds"), [(0.1, 0.55), (0.5, 1.4375), (0.99, 2.0)])
def test_a_share_of_a_histogram_lies_within_its_step(share: float, seconds: float) -> None:
    """Of eleven observations of both flows: two up to 1, eight up to 2, one beyond."""
    assert quantile({}, Page(FIGURES).steps("took"), share) == pytest.approx(seconds)


def test_what_was_observed_before_does_not_count() -> None:
    steps = Page(FIGURES).steps("took")
    assert quantile({1.0: 2.0, 2.0: 2.0}, steps, 0.5) > quantile({}, steps, 0.5)
    with pytest.raises(ValueError, match="nothing"):
        quantile(steps, steps, 0.5)


LOOKED = [Look(float(number), 100 + number, 20, 0.01 * number, 0.5 if number == 3 else 0.0) for number in range(LOOKS)]
LOAD = Load(
    Sizes(), 100.0, 8000, [0.002] * 98 + [4.0] * 2, (0.01, 0.2), [0.04] * 100 + [0.06] * 100, LOOKED, 50.0, 20.0
)
FELT = {"as fast as it can": Felt([0.04] * 100, [0.05] * 90 + [0.08] * 10, 900, 3.0)}


@pytest.mark.parametrize(
    "said",
    [
        "| events a second, of 83.3 wanted | 80.0 (0.96) |",
        "| acknowledged later than Slack waits | 2 of 100 |",
        "| a turn without its model | 10.0 ms and 200 ms |",
        "| its median in the last quarter, times the first | 1.50 |",
        "| processor: Segue; Slack and its people | 0.50 and 0.20 of a core |",
        "| 10 s | 110 MB | 20 | 0.10 s | 0.00 s |",
        "| last, times first | 1.20 | 1.00 | | |",
        "| worst of 21 looks | 120 MB | 20 | 0.20 s | 0.50 s |",
        "| as fast as it can | 300 | 40.0 ms, 50.0 ms (1.25) | 40.0 ms, 80.0 ms (2.00) |",
    ],
)
def test_the_table_says_what_was_measured(said: str) -> None:
    assert said in table(LOAD, FELT).splitlines()
