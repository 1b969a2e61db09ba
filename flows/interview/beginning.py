"""The first words: who Segue is, and what the project is."""

from __future__ import annotations

from flows.interview.reminders import with_timers
from flows.interview.state import PROJECT, InterviewState, Phase, written_at
from flows.interview.steering import ELSEWHERE
from flows.interview.turn import Change, Run, TurnState
from flows.replies import Introduction, Notice
from flows.wording import fixed, say
from interviews.answers import Part
from interviews.controls import control, is_question, length_asked, project_said

TELL_ME = fixed("All right, {total} questions. Now tell me about the project: what do you offer, and to whom?")
WHAT_I_DO = fixed(
    "I interview your team about its customers, one question at a time. Then I sum up what was said: every statement "
    "names its answer, and candidate segments come with what would test them."
)
HOW_TO_BEGIN = fixed(
    "To begin, write what you offer and what you have to decide. An interview has ten questions; "
    "write “quick interview” first, and it has five. To try an invented customer instead, write “sample persona”, "
    "or “persona of …” and who it should be."
)
ALREADY_BEGUN = fixed(
    "We have already begun here. Tell me about the project in a sentence or two, and I'll ask on from there."
)
ALREADY_RUNNING = fixed(
    "An interview is already running here: question {number} of {total} is waiting above for your answer."
)
WHILE_PAUSED = fixed(
    "The interview here is paused at question {number} of {total}. Nothing is lost; go on whenever you like."
)


async def introduce(turn: TurnState, runtime: Run) -> Change:
    """Say who we are and ask for the project; a question one began with is kept for it."""
    state = _with_length(turn["interview"], turn)
    opening = tuple(
        Part(
            ts=written_at(each),
            author=each.author or each.user,
            text=project_said(each.said),
            edited=each.edited_ts or "",
        )
        for each in turn["incoming"]
        if each.kind == "message" and project_said(each.said) and is_question(each.said)
    )
    state = state.model_copy(update={"phase": Phase.GREETING, "questions": (PROJECT,), "opening": opening})
    state, timers = with_timers(state, runtime.context)
    if any(control(each.said) == "help" for each in turn["incoming"]):
        # Whoever only looks around has begun nothing, and is not reminded of it.
        return {
            "interview": state,
            "replies": [Notice(PROJECT.id, f"{say(WHAT_I_DO)}\n{say(HOW_TO_BEGIN)}\n{say(ELSEWHERE)}")],
        }
    introduction = Introduction(PROJECT.id, state.length, runtime.context.model.rehearses, PROJECT.text)
    return {"interview": state, "replies": [introduction], "timers": timers}


async def begin_with_project(turn: TurnState) -> Change:
    """The first message has said the project: the introduction comes with the first question."""
    state = _with_length(turn["interview"], turn)
    return {
        "interview": state.model_copy(update={"phase": Phase.GREETING, "questions": (PROJECT,)}),
        "introduced": True,
    }


async def ask_for_project(turn: TurnState) -> Change:
    """Something was said, but nothing about the project."""
    before = turn["interview"]
    state = _with_length(before, turn)
    text = say(TELL_ME, total=state.length) if state.length != before.length else say(ALREADY_BEGUN)
    state, name = state.named_notice("project")
    return {"interview": state, "replies": [Notice(name, text)]}


async def say_it_runs(turn: TurnState) -> Change:
    """A second start in the same place."""
    state, name = turn["interview"].named_notice("running")
    paused = state.phase is Phase.PAUSED
    text = say(WHILE_PAUSED if paused else ALREADY_RUNNING, number=state.number, total=state.length)
    return {"interview": state, "replies": [Notice(name, text, ("resume",))]}


def _with_length(state: InterviewState, turn: TurnState) -> InterviewState:
    for incoming in turn["incoming"]:
        if length := length_asked(incoming.said):
            state = state.model_copy(update={"length": length})
    return state
