"""How far an analysis has come: the row of the next step, and the plan people see."""

from __future__ import annotations

from flows.analyses import ORDER, Step
from flows.persona_replies import Plan, Task
from flows.runtime import Incoming
from flows.segmentation.state import Phase, SegmentationState
from flows.stepping import step_row
from flows.wording import fixed, say

TITLES: dict[Step, str] = {
    Step.READ: fixed("Read the file"),
    Step.COMPARE: fixed("Work out what to compare"),
    Step.FIND: fixed("Look for segments, and whether they are real"),
    Step.DESCRIBE: fixed("Say what sets them apart"),
    Step.DRAW: fixed("Draw pictures"),
}
DOING: dict[Step, str] = {
    Step.READ: fixed("is reading the file…"),
    Step.COMPARE: fixed("is working out what to compare…"),
    Step.FIND: fixed("is looking for segments, and whether they are real…"),
    Step.DESCRIBE: fixed("is saying what sets them apart…"),
    Step.DRAW: fixed("is drawing pictures…"),
}


WAITS = fixed("{step} (waits for another analysis)")
WAITING = fixed("is waiting for another analysis…")


def following(state: SegmentationState, incoming: Incoming) -> tuple[Incoming, ...]:
    """The inbox row of the next step; none where nothing is being analysed."""
    if state.phase not in (Phase.WORKING, Phase.READING) or state.task is None:
        return ()
    key = f"analyse:{state.task.id}:{state.steps}"
    return (step_row(incoming, key=key, user=state.asker, value=str(state.steps)),)


def plan(state: SegmentationState, *, changes: str = "", finished: bool = False, stopped: bool = False) -> Plan:
    """How far it has come; with `changes`, the plan that stands in the thread is changed."""
    assert state.task is not None
    at = len(ORDER) if finished else ORDER.index(state.step)
    tasks = tuple(
        Task(_title(state, step), "complete" if place < at else "in_progress" if place == at else "pending")
        for place, step in enumerate(ORDER)
    )
    name = f"{changes}/{state.steps}" if changes else state.plan
    return Plan(name, tasks, state.task.file.name, kind="segments", finished=finished, stopped=stopped, changes=changes)


def _title(state: SegmentationState, step: Step) -> str:
    title = say(TITLES[step])
    return say(WAITS, step=title) if state.waits and step is state.step else title
