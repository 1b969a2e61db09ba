"""A file is begun: one that was dropped, the same once more, or the same with other columns."""

from __future__ import annotations

from typing import Any

from flows.analyses import Step, Task
from flows.files import File
from flows.replies import Notice
from flows.runtime import Context, Incoming
from flows.segmentation.correcting import corrected
from flows.segmentation.progress import following, plan
from flows.segmentation.state import Phase, SegmentationState
from flows.segmentation.turn import Run, SegmentationTurn
from flows.wording import fixed, say

REPLACED = fixed("I begin anew with these columns. What I said of {file} before no longer holds.")
UNREAD = {"answered": (), "sought": False, "understanding": None, "receipt": None}
"""Of a file that was not read yet."""


async def new_analysis(
    state: SegmentationState, first: Incoming, context: Context, *, file: File, wanted: int | None
) -> dict[str, Any]:
    """A new analysis; what people said of the columns of the same file still holds. What was worked on before ends and
    goes: also a correction that is being laid over what was told already."""
    if state.task is not None:
        await context.analyst.stop(state.task)
        await context.analyst.drop(state.task)
    same = state.task is not None and state.task.file == file
    task = Task(
        id=f"{context.conversation}-{state.tasks + 1}",
        file=file,
        roles=state.task.roles if same and state.task else {},
        wanted=wanted,
        before=state.task.before if same and state.task else "",
        own=state.kept if same else "",
        given=state.highest if same else 0,
    )
    begun = {"phase": Phase.WORKING, "task": task, "step": Step.READ, "steps": state.steps + 1, "asker": first.user}
    state, name = state.model_copy(update={**begun, "tasks": state.tasks + 1}).named_notice("plan")
    asked = {"answered": state.answered, "sought": state.sought} if same else UNREAD
    again = {"texts": None, "waits": False, "numbered": state.highest, "asked": ()}
    state = state.model_copy(update={"plan": name, **again, **asked})
    return {"state": state, "replies": [plan(state)], "next": following(state, first)}


async def correct_columns(turn: SegmentationTurn, runtime: Run) -> dict[str, Any]:
    """The same file anew, with what people say its columns are; what was told of it before is said to be replaced."""
    state, first = turn["state"], turn["incoming"][0]
    task, roles = state.task, corrected(state, first)
    assert task is not None
    told = task.model_copy(update={"roles": {**task.roles, **roles}})
    state = state.model_copy(update={"task": told, "answered": (*state.answered, *roles.values())})
    begun = await new_analysis(state, first, runtime.context, file=task.file, wanted=task.wanted)
    state, name = begun["state"].named_notice("corrected")
    return {**begun, "state": state, "replies": [Notice(name, say(REPLACED, file=task.file.name)), *begun["replies"]]}
