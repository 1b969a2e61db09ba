"""Whoever deletes the message with the file takes it back: what is worked on of it ends and goes at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flows.files import File
from flows.origins import id_of
from flows.replies import Notice
from flows.runtime import Incoming
from flows.segmentation import reading
from flows.segmentation.progress import plan
from flows.segmentation.state import Phase, SegmentationState
from flows.segmentation.turn import Run, SegmentationTurn
from flows.wording import fixed, say, say_list

TAKEN_BACK = fixed(
    "The message with {file} was deleted, so I stopped, and what I had of the file is put away. If that was not meant, "
    "drop it again."
)


def is_taken_back(state: SegmentationState, change: Incoming) -> bool:
    """Whether it is the message with the file that is worked on, or waits. What was told of one stays."""
    if change.kind != "deletion" or state.task is None or state.phase in (Phase.NEW, Phase.DONE):
        return False
    dropped = {each.upload for each in state.given if each.id == id_of(state.task.file)}
    return change.message_ts in dropped


async def put_away(turn: SegmentationTurn, runtime: Run, others: Sequence[File] = ()) -> dict[str, Any]:
    """`others`: files of the same message that waited."""
    state, analyst, task = turn["state"], runtime.context.analyst, turn["state"].task
    assert task is not None
    await analyst.stop(task)
    led = await reading.stop(state, runtime.context) if state.phase is Phase.READING else _stopped(state)
    await analyst.drop(task)
    state, name = led["state"].named_notice("taken-back")
    files = say_list([each.name for each in (task.file, *others)])
    return {"state": state, "replies": [*led["replies"], Notice(name, say(TAKEN_BACK, file=files))]}


def _stopped(state: SegmentationState) -> dict[str, Any]:
    if state.phase is Phase.WAITING:
        return {"state": state, "replies": []}
    state = state.model_copy(update={"phase": Phase.WAITING, "steps": state.steps + 1, "waits": False})
    return {"state": state, "replies": [plan(state, changes=state.plan, stopped=True)]}
