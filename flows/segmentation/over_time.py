"""One file after another in the same thread: what the next one is held against, and what is kept of this one."""

from __future__ import annotations

from flows.analyses import Task, Told
from flows.files import File
from flows.records import SegmentsKept
from flows.segmentation.state import SegmentationState


def held_against(state: SegmentationState, file: File) -> str:
    """-> the run before; of the same file once more, the one that it was held against already."""
    same = state.task is not None and state.task.file == file
    return state.task.before if same and state.task else state.kept


def kept(state: SegmentationState, task: Task, told: Told) -> tuple[SegmentationState, tuple[SegmentsKept, ...]]:
    """Nothing where there are no segments, or none that could be known again."""
    if not told.model:
        return state, ()
    record = SegmentsKept(task.id, task.before, told.model, told.customers)
    return state.model_copy(update={"kept": task.id}), (record,)
