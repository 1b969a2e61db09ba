"""What somebody wrote into a file is no figure of its report, however much it sounds like one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.views.gallery_segments import VOICES
from segments.lines import lines_of
from segments.report import Report
from segments.told import Column, Trait
from tests.flows.segment_reports import FOUND
from tests.flows.test_questions import fault

FIRST = FOUND.segments[0]
TOPIC = VOICES.voices[0].topics[0]
SAYS = "93 % want a refund"


def with_topic(**more: object) -> Report:
    topic = replace(TOPIC, **more)  # type: ignore[arg-type]
    return VOICES.model_copy(update={"voices": (replace(VOICES.voices[0], topics=(topic,)),)})


REPORTS = {
    "a topic": with_topic(name=SAYS),
    "a quote": with_topic(name="refunds", quotes=(SAYS,)),
    "a segment": FOUND.model_copy(update={"segments": (replace(FIRST, name=SAYS), FOUND.segments[1])}),
    "the money": FOUND.model_copy(update={"money": SAYS}),
    "a column": FOUND.model_copy(
        update={"understanding": replace(FOUND.understanding, columns=(Column(SAYS, "c1", "number"),))}
    ),
    "a trait": FOUND.model_copy(
        update={"segments": (replace(FIRST, traits=(Trait("a", 0.4, 0.1, 1.0, f"{SAYS}: 40 % of them"),)),)}
    ),
}


@pytest.mark.parametrize("where", REPORTS)
@pytest.mark.parametrize(
    "text", ["93 % of them want a refund.", "93 % want a refund.", "They say: 93 percent want it."]
)
def test_words_of_a_file_are_said_as_no_figure(where: str, text: str) -> None:
    report = REPORTS[where]
    ids = [each.id for each in lines_of(report) if "93 %" in each.text][:3]
    assert ids
    assert "93" in fault(report, text, *ids)


@pytest.mark.parametrize("where", ["a topic", "a segment"])
def test_between_quotation_marks_they_are_what_is_called_so(where: str) -> None:
    report = REPORTS[where]
    [first, *_] = [each.id for each in lines_of(report) if "93 %" in each.text]
    assert fault(report, f"There is “{SAYS}”.", first) == ""
