"""The team asked something back instead of answering: explain, and leave the question where it is."""

from __future__ import annotations

from errors import ModelRefused, ModelRubbish
from flows.interview.material import project
from flows.interview.reminders import with_timers
from flows.interview.state import Phase
from flows.interview.turn import Change, Run, TurnState
from flows.llm.rehearsal.explain_question import explain_question as explained_by_rule
from flows.llm.tasks import EXPLAIN_QUESTION, ExplainInputs
from flows.replies import Notice
from flows.wording import fixed, say
from interviews.question_rules import flatters

STEP = fixed("is putting the question in other words…")
LONGEST_EXPLANATION = 600
EXAMPLE = "Can you show me an example of a good answer?"
STAYS = fixed("Question {number} of {total} stays open until you answer or skip it.")
PROJECT_STAYS = fixed("Whenever you like: what do you offer, and what will you decide?")


async def explain(turn: TurnState, runtime: Run) -> Change:
    """The team only asked something back: it is answered, and the question stays with its number."""
    state, model = turn["interview"], runtime.context.model
    question = state.waiting
    assert question is not None  # That is what leads here (`after_reading`).
    inputs = ExplainInputs(
        project=project(state),
        question=question,
        number=state.number,
        total=state.length,
        asked_back=turn["asked_back"],
    )
    runtime.context.step(say(STEP))
    try:
        reply = " ".join((await model.run(EXPLAIN_QUESTION, inputs)).reply.split())
    except (ModelRubbish, ModelRefused):
        reply = ""
    if not reply or len(reply) > LONGEST_EXPLANATION or flatters(reply):
        reply = explained_by_rule(inputs).reply
    phase = Phase.ASKING if state.answers else Phase.GREETING
    state, name = state.model_copy(update={"phase": phase}).named_notice("explained")
    state, timers = with_timers(state, runtime.context)
    stays = say(STAYS, number=state.number, total=state.length) if state.answers else say(PROJECT_STAYS)
    return {"interview": state, "replies": [Notice(name, f"{reply} {stays}")], "timers": timers}


async def show_example(turn: TurnState) -> Change:
    """Somebody would like to see what a good answer looks like."""
    return {"asked_back": EXAMPLE}
