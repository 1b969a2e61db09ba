"""A colleague takes the interview over."""

from __future__ import annotations

import re

from flows.interview.state import title_of
from flows.interview.turn import Change, TurnState
from flows.replies import DirectNote, Notice

TO_WHOM = "Write “hand over to” and mention the colleague, and I'll let them know."
HANDED_OVER = "Handed over. I've sent them a direct message; everybody here may still answer."
TAKE_OVER = (
    "A colleague hands an interview over to you{about}. Question {number} of {total} is waiting: “{question}” "
    "Answer it in its thread whenever it suits you; everything so far is kept."
)
TAKE_OVER_EARLY = "A colleague hands an interview over to you. It waits in its thread for a sentence about the project."
_PERSON = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")


async def hand_over(turn: TurnState) -> Change:
    """Whoever is mentioned last is reminded from now on, and may finish without being asked."""
    state, incoming = turn["interview"], turn["incoming"][0]
    people = _PERSON.findall(incoming.text)
    state, name = state.named_notice("handed-over")
    if not people or not incoming.said.rstrip().lower().startswith(("hand", "please")) or "@" not in incoming.said:
        return {"interview": state, "replies": [Notice(name, TO_WHOM)]}
    state = state.model_copy(update={"holder": people[-1]})
    question = state.waiting
    text = TAKE_OVER_EARLY
    if question is not None and state.answers:
        about = f" about “{title_of(state.project)}”"
        text = TAKE_OVER.format(about=about, number=state.number, total=state.length, question=question.text)
    return {
        "interview": state,
        "replies": [Notice(name, HANDED_OVER), DirectNote(f"{name}-note", people[-1], text)],
    }
