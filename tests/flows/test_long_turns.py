"""Which turns may take minutes, and so take no place among those of their channel."""

from __future__ import annotations

import pytest

from flows.interview.deck_plan import making_step
from flows.registry import FLOWS
from flows.segmentation import SEGMENTATION
from flows.stepping import step_row
from tests.flows.test_handing_out import told


@pytest.mark.parametrize("name", sorted(FLOWS))
async def test_the_step_of_a_job_may_take_minutes_and_what_people_say_at_first_may_not(name: str) -> None:
    talk, _ = await told()
    flow, message = FLOWS[name], talk.message("We sell bread to cafes in Leeds.")
    state = flow.state()
    assert not flow.long(state, [message])
    assert flow.long(state, [step_row(message, key="step", user="U1", value="1")])
    assert flow.long(state, [making_step(message, 1)])


@pytest.mark.parametrize(
    ("said", "long"),
    [
        ("deck", True),
        ("audience of segment 2", True),
        ("what did we believe?", True),
        ("canvas", False),
        ("persona of segment 2", False),
        ("corrections", False),
        ("thanks", False),
    ],
)
async def test_below_a_report_what_is_looked_up_in_the_file_or_drawn_may_take_minutes(said: str, long: bool) -> None:
    talk, _ = await told()
    assert SEGMENTATION.long(talk.state, [talk.message(said)]) is long
