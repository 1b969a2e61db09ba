"""What the team believed, held against the file when somebody asks: the statements are read anew each time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from errors import SegueError
from flows.analyses import Step
from flows.runtime import Incoming
from flows.segmentation.laying_over import with_corrections
from flows.segmentation.state import Phase, SegmentationState
from flows.segmentation.turn import Run, SegmentationTurn, notice
from flows.segmentation_replies import BeliefsCompared, Compared
from flows.stepping import step_row
from flows.wording import fixed, say
from segments.said import Said
from studies.stated import Stated

COMPARE = "compare_beliefs"
"""The press that asks for it."""
MOST, MOST_CANDIDATES = 60, 12
"""So many statements and candidate segments are looked at, the newest first."""
DOING = fixed("is holding what you said against the file…")
NOTHING_SAID = fixed(
    "There is no interview with a summary here that everybody in this channel may read. Write “interview” in a new "
    "thread; afterwards I hold what you said against the file."
)
NOT_NOW = fixed("{name} could not be compared. {why}")
_ASKED = re.compile(
    r"\bwhat (?:did|do|had|have) (?:we|you all|the team) (?:\w+ )?(?:believed?|thinks?|thought|said|say|assumed?)\b"
    r"|\bcompared? (?:\w+ ){0,4}(?:with|to|against) (?:\w+ ){0,4}(?:interviews?|believed?|beliefs|said|assumptions)\b"
    r"|\bcompare (?:\w+ ){0,3}(?:beliefs|interviews?|assumptions)\b",
    re.I,
)


def asks_for_it(said: str) -> bool:
    """'what did we believe?', 'compare with the interview'"""
    return len(said) < 200 and _ASKED.search(said) is not None


def unasked(state: SegmentationState, incoming: Incoming) -> tuple[SegmentationState, tuple[Incoming, ...]]:
    """-> the row that asks for it once the analysis is done, where somebody came from an interview for that"""
    if not state.believes or state.phase is not Phase.DONE or state.task is None:
        return state, ()
    row = step_row(incoming, key=f"believe:{state.task.id}", user=state.asker, value="", action=COMPARE)
    return state.model_copy(update={"believes": False}), (row,)


async def compare_beliefs(turn: SegmentationTurn, runtime: Run) -> dict[str, Any]:
    state, context, analysed = turn["state"], runtime.context, with_corrections(turn["state"])
    stated = _each_once(await context.memory.stated())
    if not stated:
        return notice(state, say(NOTHING_SAID))
    asked = _newest(stated)
    task = analysed.model_copy(
        update={"statements": tuple(Said(text=each.text, rule=bool(each.candidate)) for each in asked)}
    )
    context.step(say(DOING))
    try:
        told = await context.analyst.take(Step.BELIEVE, task)
    except SegueError as error:
        await context.analyst.drop(task)
        return notice(state, say(NOT_NOW, name=task.file.name, why=str(error)))
    await context.analyst.drop(task)
    compared = tuple(Compared(one, belief) for one, belief in zip(asked, told.beliefs, strict=True))
    state, name = state.named_notice("beliefs")
    return {"state": state, "replies": [BeliefsCompared(name, task.file.name, compared, len(stated) - len(asked))]}


def _newest(stated: Sequence[Stated]) -> list[Stated]:
    said = [each for each in stated if not each.candidate]
    return [*said[:MOST], *[each for each in stated if each.candidate][:MOST_CANDIDATES]]


def _each_once(stated: Sequence[Stated]) -> list[Stated]:
    """What several interviews say in the same words is looked at once, where it was said last."""
    found: dict[tuple[str, bool], Stated] = {}
    for each in stated:
        found.setdefault((" ".join(each.text.casefold().split()), bool(each.candidate)), each)
    return list(found.values())
