"""What am I missing? What the answers leave out so far, as Segue reads it, at any time."""

from __future__ import annotations

from errors import ModelRefused, ModelRubbish
from flows.interview.material import exchanges, project
from flows.interview.state import answers_said
from flows.interview.turn import Change, Run, TurnState
from flows.llm.rehearsal.unthought import what_is_missing as missing_by_rule
from flows.llm.tasks import WHAT_IS_MISSING, MissingInputs
from flows.replies import Notice
from flows.wording import fixed, say
from interviews.coverage import coverage, thinnest
from interviews.evidence import only_said

STEP = fixed("is looking for what is missing…")
SO_FAR = fixed("What you may be missing so far, as I read it:")
NOTHING_YET = fixed("So far I see nothing that you are missing; too little has been said to tell.")
LONGEST = 300
MOST = 5


async def say_what_is_missing(turn: TurnState, runtime: Run) -> Change:
    """A few readings; the waiting question stays."""
    state = turn["interview"]
    levels = coverage(answers_said(state))
    inputs = MissingInputs(
        project=project(state),
        exchanges=exchanges(state),
        coverage={topic.value: levels[topic].value for topic in thinnest(levels, state.questions)},
    )
    runtime.context.step(say(STEP))
    try:
        readings = (await runtime.context.model.run(WHAT_IS_MISSING, inputs)).readings
    except (ModelRubbish, ModelRefused):
        readings = missing_by_rule(inputs).readings
    lines = [" ".join(reading.split()) for reading in only_said(readings, answers_said(state))]
    lines = [f"• {line}" for line in lines if line and len(line) <= LONGEST][:MOST]
    state, name = state.named_notice("missing")
    return {
        "interview": state,
        "replies": [Notice(name, "\n".join([say(SO_FAR), *lines]) if lines else say(NOTHING_YET))],
    }
