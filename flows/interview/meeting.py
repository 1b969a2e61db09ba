"""From a candidate segment to a persona: somebody of that kind is made in a thread of her own, to be interviewed."""

from __future__ import annotations

from flows.interview.state import InterviewState
from flows.interview.turn import Change, TurnState
from flows.replies import Notice
from flows.runtime import Incoming
from flows.wording import fixed, say
from interviews.dimensions import Matter

IN_A_THREAD = fixed("I make somebody of “{segment}” in a thread of their own, as an invented person to talk to.")
NO_SEGMENT = fixed("There is no such segment in the summary above.")


async def make_persona(turn: TurnState) -> Change:
    """The segment's name and rule are the brief; what is made of it says what is assumed."""
    state, press = turn["interview"], turn["incoming"][0]
    letter = (press.action or "").rpartition("_")[2]
    segments = state.summary.segments if state.summary else ()
    segment = next((each for each in segments if each.id == letter), None)
    state, name = state.named_notice("persona")
    if segment is None:
        return {"interview": state, "replies": [Notice(name, say(NO_SEGMENT))]}
    asked = Incoming(
        key=f"persona:{press.key}",
        team=press.team,
        kind="command",
        channel=press.channel,
        ts=press.ts,
        user=press.user,
        direct=press.direct,
        said=f"persona: {segment.name}. {segment.rule}{_decision(state)}",
        begins="persona",
    )
    return {
        "interview": state,
        "replies": [Notice(name, say(IN_A_THREAD, segment=segment.name))],
        "next": [asked],
    }


def _decision(state: InterviewState) -> str:
    """What the team said it has to decide, in its own words, as a line of the brief."""
    said = [claim.quote for answer in state.answers for claim in answer.claims if Matter.DECISION in claim.matters]
    return f"\nDecision: {said[-1]}" if said else ""
