"""The last questions about the report in its thread, by which a short one after them is understood."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from flows.llm.report_tasks import AskedBefore
from flows.runtime import Incoming
from flows.segmentation.state import Asked, SegmentationState
from flows.segmentation.turn import SegmentationTurn

MOST, LONGEST, LONGEST_ANSWER = 3, 300, 600
"""Questions that are remembered, and letters of each and of what was said to it: some 700 tokens together."""


def remembered(state: SegmentationState, questions: Sequence[Incoming], answer: str) -> SegmentationState:
    """With these as the latest; of several at once, each is its author's."""
    latest = [
        Asked(ts=each.ts, user=each.user, question=each.said[:LONGEST], answer=answer[:LONGEST_ANSWER])
        for each in questions
    ]
    return state.model_copy(update={"asked": (*state.asked, *latest)[-MOST:]})


def before(state: SegmentationState) -> tuple[AskedBefore, ...]:
    """As a model is told of them."""
    return tuple(AskedBefore(question=each.question, answer=each.answer) for each in state.asked)


def without(state: SegmentationState, gone: Collection[str]) -> SegmentationState:
    """`gone`: ts of messages that were taken back or written anew."""
    return state.model_copy(update={"asked": tuple(each for each in state.asked if each.ts not in gone)})


def is_written_anew(state: SegmentationState, incoming: Incoming) -> bool:
    """Whether a question that is remembered no longer stands in the thread as it was."""
    changed = incoming.kind in ("edit", "deletion")
    return changed and any(each.ts == incoming.message_ts for each in state.asked)


async def forget_question(turn: SegmentationTurn) -> dict[str, Any]:
    gone = {each.message_ts for each in turn["incoming"] if each.message_ts}
    return {"state": without(turn["state"], gone)}
