"""The persona was deleted while she was interviewed: nothing of it is left, and whoever goes on asking is told."""

from __future__ import annotations

from flows.libraries import Erased
from flows.replies import Notice, Reply
from flows.role_play.state import Phase, RolePlayState
from flows.runtime import Context, Incoming
from flows.wording import fixed, say

GONE = fixed(
    "The persona of this interview was deleted, and what was said here with it, so nobody can answer any more. "
    "For somebody new, mention me in the channel and write “persona of …” and who it should be."
)

Change = tuple[RolePlayState, list[Reply]]


def erased(incoming: Incoming) -> Change:
    """Whoever waits for an answer is told now, others once they go on asking."""
    told = Erased.model_validate_json(incoming.value or "{}")
    state = RolePlayState(phase=Phase.GONE, told_closed=told.waits, language=told.language)
    return state, [Notice("gone", say(GONE))] if told.waits else []


def asked(state: RolePlayState, incoming: Incoming, context: Context) -> Change:
    """Said once in the thread; to whoever presses a button or mentions Segue later, to them alone."""
    if not state.told_closed:
        return state.model_copy(update={"told_closed": True}), [Notice("gone", say(GONE))]
    if incoming.kind == "press" or incoming.mention:
        context.hint(incoming.user, say(GONE))
    return state, []
