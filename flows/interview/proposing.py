"""From a summary to the team's segmentation: proposed in the channel, for somebody to adopt."""

from __future__ import annotations

from flows.decision.state import Proposal
from flows.interview.closing import summary_name
from flows.interview.state import InterviewState
from flows.interview.turn import Change, Run, TurnState
from flows.replies import Notice
from flows.runtime import Incoming
from flows.wording import fixed, say
from studies.decisions import Part

PROPOSED = fixed("Proposed in a message of its own, where somebody can adopt it.")
PROPOSED_ALREADY = fixed("This segmentation is proposed already.")
NO_SEGMENTS = fixed("The summary above has no segments to propose.")
TITLE = fixed("{count} segments: {names}")


async def propose_segmentation(turn: TurnState, runtime: Run) -> Change:
    """Each summary is proposed once, however often the button is pressed."""
    state, press = turn["interview"], turn["incoming"][0]
    segments = state.summary.segments if state.summary else ()
    state, name = state.named_notice("proposal")
    if not segments:
        return {"interview": state, "replies": [Notice(name, say(NO_SEGMENTS))]}
    if state.proposed == state.summaries:
        return {"interview": state, "replies": [Notice(name, say(PROPOSED_ALREADY))]}
    return {
        "interview": state.model_copy(update={"proposed": state.summaries}),
        "replies": [Notice(name, say(PROPOSED))],
        "next": [_begun(state, press, runtime)],
    }


def _begun(state: InterviewState, press: Incoming, runtime: Run) -> Incoming:
    context = runtime.context
    assert state.summary is not None
    segments = state.summary.segments
    proposal = Proposal(
        text=say(TITLE, count=len(segments), names=", ".join(each.name for each in segments)),
        parts=tuple(Part(letter=each.id, name=each.name, rule=each.rule) for each in segments),
        link=context.link(context.posted.get(summary_name(state.summaries), "")) or "",
        interview=context.conversation,
        summary=state.summaries,
    )
    return Incoming(
        key=f"proposed:{context.conversation}:{state.summaries}",
        team=press.team,
        kind="command",
        channel=press.channel,
        ts=press.ts,
        user=press.user,
        direct=press.direct,
        action="propose",
        value=proposal.model_dump_json(),
        begins="decision",
    )
