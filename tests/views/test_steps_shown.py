"""What to do next, below the segments of an analysis."""

from __future__ import annotations

from dataclasses import replace

from bot.cli.dialogue import parts
from bot.views import render
from flows.segmentation_replies import SegmentsFound
from tests.flows.segment_reports import FOUND, segment

NAMES = ("Regulars", "Once", "Browsers", "Gifts", "Newcomers", "Asleep")
SIX = FOUND.model_copy(
    update={
        "segments": tuple(segment(at, name, 50) for at, name in enumerate(NAMES)),
        "next_steps": tuple(f"“{name}”: orders typically 2, the others 4. Ask five of them." for name in NAMES),
        "steps_in_short": tuple(f"“{name}”: ask five." for name in NAMES),
    }
)


def shown(report: object) -> list[str]:
    [call] = render(SegmentsFound("found", report))
    return "\n".join(parts(call.payload)).split("\n")


def test_each_of_six_segments_has_its_next_step_on_a_line_below_them() -> None:
    lines = shown(SIX)
    assert [line for line in lines if line.startswith("• ")] == [f"• {each}" for each in SIX.steps_in_short]


def test_a_report_of_before_there_were_short_steps_shows_the_whole_ones() -> None:
    lines = shown(SIX.model_copy(update={"steps_in_short": ()}))
    assert [line for line in lines if line.startswith("• ")] == [f"• {each}" for each in SIX.next_steps]


def test_what_to_try_stands_below_the_steps_of_six_segments() -> None:
    both = {"steps_in_short": (*SIX.steps_in_short, "Try one offer on half of “Regulars” and compare.")}
    assert "• Try one offer on half of “Regulars” and compare." in shown(SIX.model_copy(update=both))


def test_a_single_step_stands_behind_what_it_is() -> None:
    one = SIX.model_copy(update={"segments": (replace(SIX.segments[0], label=0),), "steps_in_short": ("Ask five.",)})
    assert "What I would do next: Ask five." in shown(one)
