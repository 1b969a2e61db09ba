"""One turn over the thread of an analysis, as its nodes see it."""

from __future__ import annotations

from typing import Any

from langgraph.runtime import Runtime
from typing_extensions import TypedDict

from flows.records import Record
from flows.replies import Notice, Reply
from flows.runtime import Context, Incoming
from flows.segmentation.state import SegmentationState


class SegmentationTurn(TypedDict):
    state: SegmentationState
    incoming: tuple[Incoming, ...]
    replies: list[Reply]
    records: list[Record]
    next: tuple[Incoming, ...]


Run = Runtime[Context]


def notice(state: SegmentationState, words: str) -> dict[str, Any]:
    """All that a node says is this."""
    state, name = state.named_notice("told")
    return {"state": state, "replies": [Notice(name, words)]}
