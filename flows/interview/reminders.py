"""Somebody left a question waiting: one message, after a working day, to whoever began."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from flows.interview.state import InterviewState, Phase
from flows.interview.turn import Change, Run, TurnState
from flows.replies import DirectNote
from flows.runtime import Context, Timer

WAITING = (
    "Question {number} of {total} of the interview you began is still waiting: “{question}” "
    "Answer it in its thread whenever it suits you; everything so far is kept."
)
PROJECT_WAITING = (
    "The interview you began is still waiting for its first sentence: what do you offer, and what will you decide? "
    "Write it in its thread whenever it suits you, and we begin."
)
SATURDAY = 5


async def remind(turn: TurnState, runtime: Run) -> Change:
    """Once per question, and only if it still waits."""
    state = turn["interview"]
    question = state.waiting
    if question is None or state.reminded == question.id:
        return {}
    if float(turn["incoming"][0].ts) < float(state.reminder_due or 0):
        # It was due for an earlier question, whose answer was taken up first.
        return {}
    state, name = state.model_copy(update={"reminded": question.id}).named_notice("reminder")
    greeting = state.phase is Phase.GREETING
    text = (PROJECT_WAITING if greeting else WAITING).format(
        number=state.number, total=state.length, question=question.text
    )
    return {"interview": state, "replies": [DirectNote(name, runtime.context.starter, text)]}


def with_reminder(state: InterviewState, context: Context) -> tuple[InterviewState, Timer]:
    """-> (state, timer): the waiting question is shown now; the timer replaces that of the one before."""
    due = after_working_time(context.now, context.reminder_after)
    return state.model_copy(update={"reminder_due": f"{due.timestamp():.6f}"}), Timer("reminder", due)


def after_working_time(start: datetime, span: timedelta) -> datetime:
    """`start` plus `span`, with Saturdays and Sundays (UTC) left out.

    A day asked on Friday noon ends on Monday noon.
    """
    at, left = start, span
    while True:
        midnight = datetime.combine(at.date() + timedelta(days=1), time.min, tzinfo=at.tzinfo)
        if at.weekday() >= SATURDAY:
            at = midnight
            continue
        if at + left <= midnight:
            return at + left
        left -= midnight - at
        at = midnight
