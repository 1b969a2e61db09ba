"""Somebody left a question waiting: one message after a working day to whoever holds it; the end after two weeks."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from flows.interview.state import InterviewState, Phase
from flows.interview.turn import Change, Run, TurnState
from flows.replies import DirectNote, Notice
from flows.runtime import Context, Timer
from flows.wording import fixed, say

WAITING = fixed(
    "Question {number} of {total} of an interview you look after is still waiting in its thread{place}. "
    "Answer it whenever it suits you; everything so far is kept."
)
PROJECT_WAITING = fixed(
    "An interview you look after is still waiting in its thread{place} for its first sentence: what do you offer, and "
    "what will you decide?"
)
CLOSED_WITH_SUMMARY = fixed("Nobody has written here for {days} days, so I sum up what there is. Everything is kept.")
CLOSED_EMPTY = fixed(
    "Nobody has written here for {days} days, so I close this interview. What was written is kept. "
    "To begin again, mention me with “interview”."
)
NO_TIMERS = [Timer("reminder", None), Timer("closing", None)]
SATURDAY = 5


async def remind(turn: TurnState, runtime: Run) -> Change:
    """Once per question, and only if it still waits.

    What is asked stays in the thread: whoever is reminded may not be a member there any more.
    """
    state = turn["interview"]
    question = state.waiting
    if question is None or state.reminded == question.id:
        return {}
    if float(turn["incoming"][0].ts) < float(state.reminder_due or 0):
        # It was due for an earlier question, whose answer was taken up first.
        return {}
    state, name = state.model_copy(update={"reminded": question.id}).named_notice("reminder")
    greeting = state.phase is Phase.GREETING
    link = runtime.context.link(turn["incoming"][0].thread_ts or "")
    place = f" ({link})" if link else ""
    text = say(PROJECT_WAITING if greeting else WAITING, number=state.number, total=state.length, place=place)
    return {"interview": state, "replies": [DirectNote(name, state.holder or runtime.context.starter, text)]}


async def close_for_good(turn: TurnState, runtime: Run) -> Change:
    """Nothing happened for two weeks: the summary of what there is, or a word that it is over."""
    state, context = turn["interview"], runtime.context
    if float(turn["incoming"][0].ts) < float(state.closing_due or 0):
        return {}
    if state.phase is Phase.REVIEW:  # The summary is there, nobody rated it: it is over all the same.
        return {"interview": state.model_copy(update={"phase": Phase.CLOSED}), "timers": NO_TIMERS}
    days = context.close_after.days
    if state.has_answers:
        state, name = state.named_notice("closing")
        return {"interview": state, "finishing": True, "replies": [Notice(name, say(CLOSED_WITH_SUMMARY, days=days))]}
    state, name = state.model_copy(update={"phase": Phase.CLOSED, "told_closed": True}).named_notice("closing")
    return {"interview": state, "replies": [Notice(name, say(CLOSED_EMPTY, days=days))], "timers": NO_TIMERS}


def with_timers(state: InterviewState, context: Context) -> tuple[InterviewState, list[Timer]]:
    """-> (state, timers): the waiting question is shown now; the timers replace those of the one before."""
    due = after_working_time(context.now, context.reminder_after)
    state, closing = with_closing(state, context)
    state = state.model_copy(update={"reminder_due": f"{due.timestamp():.6f}"})
    return state, [Timer("reminder", due), closing]


def with_closing(state: InterviewState, context: Context) -> tuple[InterviewState, Timer]:
    """-> (state, timer): something happened, so the end is put off."""
    due = context.now + context.close_after
    return state.model_copy(update={"closing_due": f"{due.timestamp():.6f}"}), Timer("closing", due)


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
