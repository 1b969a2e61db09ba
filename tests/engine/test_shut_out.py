"""What somebody asked for and did not get is called what it is."""

from __future__ import annotations

import pytest

from bot.engine.shut_out import NOT_BEGUN, SHUT_OUT, worded
from flows.registry import FLOWS


@pytest.mark.parametrize(
    ("flow", "said"),
    [
        ("interview", "the interview you asked for"),
        ("persona", "the persona you asked for"),
        ("segmentation", "the analysis of the file you dropped"),
        ("personal", "I could not begin what you asked for"),
    ],
)
def test_what_could_not_begin_is_called_what_it_is(flow: str, said: str) -> None:
    assert said in worded(NOT_BEGUN, flow)
    assert said.removeprefix("I could not begin ") in worded(SHUT_OUT, flow)


@pytest.mark.parametrize("text", [NOT_BEGUN, SHUT_OUT])
def test_nothing_but_an_interview_is_called_one(text: str) -> None:
    assert {name for name in FLOWS if "interview" in worded(text, name)} == {"interview", "role_play"}
