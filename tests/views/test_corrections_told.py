"""What people corrected, however much of it, is listed within Slack's limits."""

from __future__ import annotations

from bot.views import render
from bot.views.limits import faults
from flows.segmentation_replies import CorrectionsTold
from playground.blocks import all_text


def test_a_long_list_goes_out_in_several_messages_of_which_the_last_takes_back() -> None:
    lines = tuple(f"{number}. {'&' * 200}" for number in range(1, 41))
    calls = render(CorrectionsTold("corrections-1", lines, tuple(range(1, 41))))
    assert [call.name for call in calls] == [f"corrections-1{part}" for part in ("", "/2", "/3", "/4")]
    assert [faults(call.payload) for call in calls] == [[]] * 4
    assert sum(all_text(call.payload["blocks"]) for call in calls) > 40 * 1000
    assert [call.payload["blocks"][-1]["type"] == "actions" for call in calls] == [False, False, False, True]
