"""A press that can do nothing just now is answered all the same, to whoever pressed: why, and what they can do."""

from __future__ import annotations

from typing import Any

from flows.runtime import Incoming
from flows.segmentation.correcting import CORRECT, is_of_another_file
from flows.segmentation.state import Phase, SegmentationState
from flows.segmentation.turn import Run, SegmentationTurn
from flows.wording import fixed, say

UNCHANGED = fixed("Nothing is otherwise than it was, so what I said of {file} stands.")
OF_ANOTHER_FILE = fixed(
    "That form was for an earlier file, so nothing was changed. Drop that file again to correct its columns."
)
ANSWERED = fixed("That was answered already. “Correct the columns” changes it.")
DONE = fixed("That is done already.")
UNDER_WAY = fixed("That is under way already.")
NOT_YET: dict[Phase, str] = {
    Phase.ASKING: fixed("First I need an answer to what I asked about {file}. Then please press that again."),
    Phase.WAITING: fixed("That needs the analysis of {file}, and it is not finished. “resume” goes on with it."),
    Phase.WORKING: fixed("I am still analysing {file}. Please press that again when it is done."),
    Phase.READING: fixed("I am reading the texts of {file}. Please press that again when they are read, or stop it."),
}


async def say_not_now(turn: SegmentationTurn, runtime: Run) -> dict[str, Any]:
    state, first = turn["state"], turn["incoming"][0]
    if words := _why(state, first):
        runtime.context.hint(first.user, say(words, file=state.task.file.name if state.task else ""))
    return {}


def _why(state: SegmentationState, press: Incoming) -> str:
    if press.action == CORRECT:
        if is_of_another_file(state, press):
            return OF_ANOTHER_FILE
        return UNCHANGED if state.understanding else NOT_YET.get(state.phase, UNCHANGED)
    if (press.action or "").startswith("column_"):
        return ANSWERED
    if press.action in ("retry", "resume") and state.phase in (Phase.WORKING, Phase.READING):
        return UNDER_WAY
    return DONE if state.phase is Phase.DONE else NOT_YET.get(state.phase, "")
