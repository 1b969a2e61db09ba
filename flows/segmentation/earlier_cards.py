"""A press below the report of an earlier file: what it names there is of that file, so nothing is made of this one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flows.runtime import Incoming
from flows.segmentation.state import SegmentationState
from flows.segmentation.turn import Run, SegmentationTurn
from flows.wording import fixed, say

EARLIER = fixed("That stands below {file}, and I speak of {now} by now. Press it below that one, or drop {file} again.")


def below_what_is_told_now(node: Callable[..., Any]) -> Callable[..., Any]:
    """-> the node, which does nothing for a press below an earlier file but say so to whoever pressed."""

    async def guarded(turn: SegmentationTurn, runtime: Run) -> dict[str, Any]:
        state, first, context = turn["state"], turn["incoming"][0], runtime.context
        if state.report is not None and (file := _pressed_below(state, first, context.posted)):
            context.hint(first.user, say(EARLIER, file=file, now=state.report.file))
            return {}
        done: dict[str, Any] = await node(turn, runtime)
        return done

    return guarded


def _pressed_below(state: SegmentationState, press: Incoming, posted: Mapping[str, str]) -> str:
    """-> the earlier file; empty where it is the one that is told now (the last of those analysed), or no press below a
    report. Of the cards of a file that was told several times the last is known: those before it are its own, too."""
    reports = [ts for name, ts in posted.items() if name.startswith("segments-")]
    if press.kind != "press" or press.message_ts not in reports:
        return ""
    last = [(each, float(posted.get(each.shown, "0"))) for each in state.analyses]
    owner = next((each for each, at in last if at >= float(press.message_ts)), None)
    return owner.file if owner and owner is not state.analyses[-1] else ""
