"""Slack refused a post of ours for good: what is known only to us must not be taken for said."""

from __future__ import annotations

from flows.interview.sharing import post_name
from flows.interview.state import InterviewState, names_of
from flows.interview.turn import Change, TurnState
from flows.replies import Notice
from flows.wording import fixed, say

IN_PLAIN_WORDS = fixed("I could not show the card of question {number} of {total}, so in plain words: {question}")
NOT_SHARED = fixed("Slack did not take the post, so nothing stands in the channel. You can try again with “share”.")
NOT_REACHED = fixed("I could not reach that colleague by direct message, so nothing was handed over.")


async def mend_undelivered(turn: TurnState) -> Change:
    """Say the question in plain words; take back what was only believed to be done."""
    state, name = turn["interview"], turn["incoming"][0].value or ""
    if state.waiting is not None and names_of(state.waiting).fullmatch(name):
        text = say(IN_PLAIN_WORDS, number=state.number, total=state.length, question=state.waiting.text)
        change = _said(state, text)
        named = {"in_plain_words": change["replies"][0].name}
        return {**change, "interview": change["interview"].model_copy(update=named)}
    if state.waiting is not None and name and name == state.in_plain_words:
        return {"interview": state.model_copy(update={"unshown": True})}
    if state.shared_at and name == post_name(state.shares):
        return _said(state.model_copy(update={"shared_at": ""}), say(NOT_SHARED))
    if name and name == state.handover:
        before = {"holder": state.held_before, "handover": "", "held_before": ""}
        return _said(state.model_copy(update=before), say(NOT_REACHED))
    return {}


def _said(state: InterviewState, text: str) -> Change:
    state, name = state.named_notice("undelivered")
    return {"interview": state, "replies": [Notice(name, text)]}
