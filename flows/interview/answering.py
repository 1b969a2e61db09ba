"""Questions about the interview, after its summary: answered from the transcript, with references, or not at all."""

from __future__ import annotations

from errors import ModelRefused, ModelRubbish
from flows.interview.material import corrections, exchanges, project
from flows.interview.turn import Change, Run, TurnState
from flows.llm.rehearsal.answer_follow_up import answer_follow_up as answered_by_rule
from flows.llm.tasks import ANSWER_FOLLOW_UP, FollowUp, FollowUpInputs
from flows.replies import FollowUpAnswer, Notice
from flows.wording import fixed, say
from interviews.evidence import carried
from interviews.summary import Statement

STEP = fixed("is looking through what was said…")
NOT_SAID = fixed("The answers don't say. It would be a good question for your customers.")
NO_HELP = fixed(
    "Noted. Ask again in other words; or, if the summary is wrong there, write “correct:” and what is right."
)
ASKED_ENOUGH = fixed(
    "I have answered {times} questions about this interview; its transcript and summary are here to read."
)
MOST_QUESTIONS = 50
LONGEST, MOST = 400, 5


async def answer_question(turn: TurnState, runtime: Run) -> Change:
    """Only what the answers carry is shown; where nothing does, that is said."""
    state, context = turn["interview"], runtime.context
    if state.asked_after >= MOST_QUESTIONS:
        state, name = state.named_notice("asked-enough")
        return {"interview": state, "replies": [Notice(name, say(ASKED_ENOUGH, times=MOST_QUESTIONS))]}
    state = state.model_copy(update={"asked_after": state.asked_after + len(turn["incoming"])})
    segments = state.summary.segments if state.summary else ()
    inputs = FollowUpInputs(
        project=project(state),
        exchanges=(*exchanges(state), *corrections(state)),
        segments=tuple(f"{segment.id} {segment.name}: {segment.rule}" for segment in segments),
        question="\n".join(incoming.said for incoming in turn["incoming"])[: LONGEST * 3],
    )
    runtime.context.step(say(STEP))
    try:
        found = await context.model.run(ANSWER_FOLLOW_UP, inputs)
    except (ModelRubbish, ModelRefused):
        found = answered_by_rule(inputs)
    statements = carried(_statements(found), state.evidence)
    if not any(statement.answers for statement in statements):
        state, name = state.named_notice("not-said")
        return {"interview": state, "replies": [Notice(name, say(NOT_SAID))]}
    state, name = state.named_notice("answered")
    said = {answer.id: answer for answer in state.evidence}
    cited = {id for statement in statements for id in statement.answers}
    links = {id: link for id in cited if (link := context.link(said[id].parts[0].ts))}
    return {"interview": state, "replies": [FollowUpAnswer(name, statements, links)]}


async def note_feedback(turn: TurnState) -> Change:
    """Whether an answer helped; only when it did not is there something to say."""
    state, incoming = turn["interview"], turn["incoming"][0]
    judged = f"{incoming.message_ts} {incoming.user}"
    before = state.feedback.get(judged)
    state = state.model_copy(update={"feedback": {**state.feedback, judged: incoming.value or ""}})
    if incoming.value == "helps" or before == incoming.value:
        return {"interview": state}
    state, name = state.named_notice("feedback")
    return {"interview": state, "replies": [Notice(name, say(NO_HELP))]}


def _statements(found: FollowUp) -> list[Statement]:
    return [
        Statement(
            text=" ".join(draft.text.split())[:LONGEST],
            answers=tuple(draft.answers),
            basis=draft.basis if draft.answers else None,
        )
        for draft in found.statements[:MOST]
        if draft.text.strip()
    ]
