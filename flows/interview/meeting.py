"""From a candidate segment onwards, in a thread of its own: to a persona, or to a file that it is held against."""

from __future__ import annotations

import re

from flows import analyses
from flows.interview.state import InterviewState
from flows.interview.turn import Change, TurnState
from flows.replies import Notice
from flows.stepping import elsewhere
from flows.wording import fixed, say
from interviews.dimensions import Matter

IN_A_THREAD = fixed("I make somebody of “{segment}” in a thread of their own, as an invented person to talk to.")
A_FILE_ELSEWHERE = fixed(
    "A thread of its own waits for a file of customers. Once that is analysed, I hold these segments against it."
)
BRIEF = fixed("somebody of the segment “{name}”: {what}")
NO_SEGMENT = fixed("There is no such segment in the summary above.")
_DECIDES = re.compile(r"\b(?:decid\w+|cho[io]s\w+|whether)\b", re.I)
"""In English; of what was said elsewhere the last is taken."""


async def make_persona(turn: TurnState) -> Change:
    """The segment's name and rule are the brief; what is made of it says what is assumed."""
    state, press = turn["interview"], turn["incoming"][0]
    letter = (press.action or "").rpartition("_")[2]
    segments = state.summary.segments if state.summary else ()
    segment = next((each for each in segments if each.id == letter), None)
    state, name = state.named_notice("persona")
    if segment is None:
        return {"interview": state, "replies": [Notice(name, say(NO_SEGMENT))]}
    brief = f"persona: {say(BRIEF, name=segment.name, what=segment.rule)}{_decision(state)}"
    return {
        "interview": state,
        "replies": [Notice(name, say(IN_A_THREAD, segment=segment.name))],
        "next": [elsewhere(f"persona:{press.key}", press, "persona", said=brief)],
    }


async def check_in_data(turn: TurnState) -> Change:
    state, press = turn["interview"], turn["incoming"][0]
    state, name = state.named_notice("check")
    row = elsewhere(f"check:{press.key}", press, "segmentation", value=analyses.WITH_BELIEFS)
    return {"interview": state, "replies": [Notice(name, say(A_FILE_ELSEWHERE))], "next": [row]}


def _decision(state: InterviewState) -> str:
    """What the team said it has to decide, in its own words, as a line of the brief."""
    said = [claim.quote for answer in state.answers for claim in answer.claims if Matter.DECISION in claim.matters]
    last = next((each for each in reversed(said) if _DECIDES.search(each)), said[-1] if said else "")
    return f"\nDecision: {last}" if last else ""
