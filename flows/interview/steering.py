"""Skip, pause, resume, finish: the same as buttons and as plain words."""

from __future__ import annotations

from flows.interview.reminders import NO_TIMERS, with_closing, with_timers
from flows.interview.settling import shown_elsewhere
from flows.interview.state import InterviewState, Phase, answers_said
from flows.interview.turn import Change, Run, TurnState
from flows.replies import Notice, QuestionCard
from flows.runtime import Timer
from flows.wording import fixed, say
from interviews.answers import Answer
from interviews.coverage import by_dimension, coverage

SKIPPED = fixed("Skipped; we leave that one open.")
NEED_PROJECT = fixed(
    "I need at least one sentence about the project to ask anything useful: what do you offer, and to whom?"
)
PAUSED = fixed(
    "Paused at question {number} of {total}. Everything is kept, for days if need be. "
    "Write “resume”, or simply answer, to go on."
)
PAUSED_AT_START = fixed("Paused. Tell me about the project whenever you like, and we begin.")
ALREADY_PAUSED = fixed("It is paused already, at question {number} of {total}. Nothing is lost.")
BACK = fixed("Here we go on.")
STALE = fixed("That button belongs to a question that is settled already; nothing was changed.")
STALE_AT_THE_END = fixed("This interview is finished, so that button does nothing any more; nothing was changed.")
FINISH_FOR_ALL = fixed(
    "Somebody else began this interview. To end it for everybody, press the button or write “finish” again."
)
SKIP_FOR_ALL = fixed(
    "So much was skipped that this would end the interview for everybody. To end it, write “skip” once more."
)
FINISHED_EMPTY = fixed(
    "Finished, without a summary: there are no answers to sum up yet. What was written is kept. "
    "To begin again, mention me with “interview”."
)

HELP = fixed(
    "Answer in your own words, in as many messages as you like; anyone here may. If a question is unclear, ask back. "
    "Write “skip” to leave one open, “pause” and “resume” to take a break, “finish” for the summary now."
)
MORE_HELP = fixed(
    "“example” shows what a good answer looks like, “what am I missing?” what is thin so far; “not an answer” takes "
    "the last one back, “hand over to” and a name asks a colleague. To change an answer, edit your message."
)
ELSEWHERE = fixed(
    "“we decided to …” keeps a decision, “which segmentation counts?” tells it; “deck” below a summary makes slides. "
    "“/segue search” looks through everything, “/segue digest” tells what is new, “/segue export” gives a file."
)
WAITS = fixed("Question {number} of {total} waits for your answer.")
WAITS_FOR_PROJECT = fixed("I am waiting for a sentence about the project: what do you offer, and to whom?")


async def skip(turn: TurnState, runtime: Run) -> Change:
    """Leave the waiting question open; it does not count. Where so many are that it would end, as with finish."""
    state, user = turn["interview"], turn["incoming"][0].user
    if state.waiting is None:
        return {}
    skipped = state.with_answer(Answer(id=f"a{int(state.waiting.id[1:])}", skipped=True, read=True))
    if skipped.enough and not _looks_after(state, user, runtime):
        state, meant = state.confirmed(f"skip {user}")
        if not meant:
            state, name = state.named_notice("confirm")
            return {"interview": state, "replies": [Notice(name, say(SKIP_FOR_ALL))]}
    return {"interview": skipped, "before": say(SKIPPED)}


async def insist_on_project(turn: TurnState) -> Change:
    """The one question that cannot be skipped."""
    state, name = turn["interview"].named_notice("project")
    return {"interview": state, "replies": [Notice(name, say(NEED_PROJECT))]}


async def pause(turn: TurnState, runtime: Run) -> Change:
    """Stop asking, keep everything."""
    already = turn["interview"].phase is Phase.PAUSED
    state, name = turn["interview"].model_copy(update={"phase": Phase.PAUSED}).named_notice("paused")
    state, closing = with_closing(state, runtime.context)
    asked = PAUSED if state.answers else PAUSED_AT_START
    text = say(ALREADY_PAUSED if already else asked, number=state.number, total=state.length)
    return {
        "interview": state,
        "replies": [Notice(name, text, ("resume", "finish"))],
        "timers": [Timer("reminder", None), closing],
    }


async def show_again(turn: TurnState, runtime: Run) -> Change:
    """Go on after a pause: the waiting question once more, under a new name."""
    state = turn["interview"]
    question = state.waiting
    if question is None or not state.answers:
        state, name = state.model_copy(update={"phase": Phase.GREETING}).named_notice("project")
        state, timers = with_timers(state, runtime.context)
        return {"interview": state, "replies": [Notice(name, f"{say(BACK)} {say(NEED_PROJECT)}")], "timers": timers}
    times = state.shown_again + 1
    state = state.model_copy(update={"phase": Phase.ASKING, "shown_again": times, "unshown": False})
    state, timers = with_timers(state, runtime.context)
    card = QuestionCard(
        name=f"{question.id}-again-{times}",
        question=question,
        number=state.number,
        total=state.length,
        coverage=by_dimension(coverage(answers_said(state))),
        before=say(BACK),
    )
    return {"interview": state, "replies": [card, *shown_elsewhere(turn["interview"])], "timers": timers}


async def help_out(turn: TurnState) -> Change:
    """What one can write here, and what waits."""
    state, name = turn["interview"].named_notice("help")
    paused = state.phase is Phase.PAUSED
    waits = say(WAITS if state.answers else WAITS_FOR_PROJECT, number=state.number, total=state.length)
    return {
        "interview": state,
        "replies": [
            Notice(name, f"{say(HELP)} {say(MORE_HELP)}\n{say(ELSEWHERE)}\n{waits}", ("resume",) if paused else ())
        ],
    }


async def say_stale(turn: TurnState) -> Change:
    """A button of the past."""
    state, name = turn["interview"].named_notice("stale")
    return {
        "interview": state,
        "replies": [Notice(name, say(STALE_AT_THE_END) if state.phase in (Phase.REVIEW, Phase.CLOSED) else say(STALE))],
    }


async def finish(turn: TurnState, runtime: Run) -> Change:
    """Sum up what there is; if somebody finishes before the first answer, there is nothing.

    Whoever ends what somebody else began is asked once whether they mean it.
    """
    state, user = turn["interview"], turn["incoming"][0].user
    if state.waiting is not None and not _looks_after(state, user, runtime):
        state, meant = state.confirmed(f"finish {user}")
        if not meant:
            state, name = state.named_notice("confirm")
            return {"interview": state, "replies": [Notice(name, say(FINISH_FOR_ALL), ("finish",))]}
    if state.has_answers:
        return {"finishing": True}
    state, name = state.model_copy(update={"phase": Phase.CLOSED, "told_closed": True}).named_notice("finished")
    return {"interview": state, "replies": [Notice(name, say(FINISHED_EMPTY))], "timers": NO_TIMERS}


def _looks_after(state: InterviewState, user: str, runtime: Run) -> bool:
    return user in (runtime.context.starter, state.holder)
