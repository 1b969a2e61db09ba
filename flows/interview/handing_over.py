"""A colleague takes the interview over."""

from __future__ import annotations

import re

from flows.interview.state import InterviewState
from flows.interview.turn import Change, Run, TurnState
from flows.replies import DirectNote, Notice
from flows.wording import fixed, say

TO_WHOM = fixed("Write “hand over to” and mention the colleague, and I'll let them know.")
HANDED_OVER = fixed("Handed over. I've sent them a direct message; everybody here may still answer.")
TAKE_OVER = fixed(
    "A colleague hands an interview over to you. It waits in its thread{place}; everything so far is kept."
)
ALREADY_THEIRS = fixed("They hold it already, so I sent nothing.")
SOMEBODY_ELSES = fixed("Somebody else holds this interview. To hand it over all the same, write that again.")
OFTEN_ENOUGH = fixed("It has been handed over {times} times; please agree among yourselves and just answer here.")
MOST = 3
_PERSON = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")


async def hand_over(turn: TurnState, runtime: Run) -> Change:
    """Whoever is mentioned last is reminded from now on, and may finish without being asked.

    What was asked stays in the thread: the colleague may not be a member there.
    """
    state, incoming, context = turn["interview"], turn["incoming"][0], runtime.context
    people = _PERSON.findall(incoming.text)
    if not people or "@" not in incoming.said:
        return _said(state, say(TO_WHOM))
    if people[-1] == (state.holder or context.starter):
        return _said(state, say(ALREADY_THEIRS))
    if incoming.user not in (context.starter, state.holder):
        state, meant = state.confirmed(f"hand over {people[-1]} {incoming.user}")
        if not meant:
            return _said(state, say(SOMEBODY_ELSES))
    if state.handed_over >= MOST:
        return _said(state, say(OFTEN_ENOUGH, times=MOST))
    link = context.link(incoming.thread_ts or "")
    before = state.holder
    state, name = state.named_notice("handed-over")
    handed = {"holder": people[-1], "held_before": before, "handover": f"{name}-note"}
    state = state.model_copy(update={**handed, "handed_over": state.handed_over + 1})
    note = DirectNote(state.handover, people[-1], say(TAKE_OVER, place=f" ({link})" if link else ""))
    return {"interview": state, "replies": [Notice(name, say(HANDED_OVER)), note]}


def _said(state: InterviewState, text: str) -> Change:
    state, name = state.named_notice("hand-over")
    return {"interview": state, "replies": [Notice(name, text)]}
