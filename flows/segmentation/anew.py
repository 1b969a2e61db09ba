"""What was made before somebody corrected the segments, made anew by one press."""

from __future__ import annotations

from typing import Any

from errors import SegueError
from flows.analyses import Step, Told
from flows.replies import Reply
from flows.segmentation.drawing import given
from flows.segmentation.handing_out import make_deck
from flows.segmentation.laying_over import with_corrections
from flows.segmentation.listing import listed
from flows.segmentation.made_before import Before, before
from flows.segmentation.state import Phase, SegmentationState
from flows.segmentation.turn import Run, SegmentationTurn, notice
from flows.segmentation_replies import MadeBefore
from flows.wording import fixed, say

MAKE_ANEW = "make_anew"
"""The press that asks for it."""
DRAWING = fixed("is making anew what was made before…")
NOT_NOW = fixed("That could not be made anew just now. {why}")
NOTHING = fixed("Nothing here is of before any more.")


async def make_anew(turn: SegmentationTurn, runtime: Run) -> dict[str, Any]:
    """All of it, each of the report as it stands; what did not work out can be asked for again."""
    state, context, found = turn["state"], runtime.context, before(turn["state"])
    if not found:
        context.hint(turn["incoming"][0].user, say(NOTHING))
        return {}
    context.step(say(DRAWING))
    replies = list[Reply]()
    if found.pictures or found.lists:
        task = with_corrections(state)
        try:
            drawn = await context.analyst.take(Step.DRAW, task)
        except SegueError as error:
            await context.analyst.drop(task)
            return notice(state, say(NOT_NOW, why=str(error)))
        await context.analyst.drop(task)
        state, made = await _drawn(state, found, drawn)
        replies += made
    if found.deck:
        done = await make_deck({**turn, "state": state}, runtime)
        state, replies = done["state"], [*replies, *done["replies"]]
    left, offer = before(state), state.anew
    state, name = state.named_notice(offer)
    return {"state": state, "replies": [*replies, MadeBefore(name, left.words, (found - left).words, changes=offer)]}


def can_make_anew(state: SegmentationState) -> bool:
    """The file of the report is needed for it."""
    return state.phase is Phase.DONE and state.report is not None


async def _drawn(state: SegmentationState, found: Before, drawn: Told) -> tuple[SegmentationState, list[Reply]]:
    replies = list[Reply]()
    if found.pictures:
        state, replies = given(state, drawn.pictures, at=state.applied, anew=True)
    for segment in found.lists:
        state, made = await listed(state, segment, drawn.rows)
        replies += made
    return state, replies
