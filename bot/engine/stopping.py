"""Somebody pressed Slack's own stop button: what is thought about is dropped, what was said is kept.

https://docs.slack.dev/reference/events/agent_session_stopped
"""

from __future__ import annotations

from collections.abc import Callable

from bot.engine.belonging import conversation_of
from bot.engine.commit import queue_calls, rendered
from bot.engine.rows import write_row
from bot.engine.wordings import Wordings
from flows.replies import Notice
from flows.runtime import Incoming
from flows.wording import fixed, say
from store import conversations, inbox
from store.connection import Transaction

STOPPED = fixed(
    "Stopped. What you wrote is kept, and not answered yet. When I should go on, press the button or write “try again”."
)


def stop(
    tx: Transaction, incoming: Incoming, now: float, wordings: Wordings, takes_it: Callable[[str], bool]
) -> str | None:
    """The turn under way must not commit, and the conversation waits. -> its id; None when nothing was under way.

    `takes_it` (name of a flow): whether it stops by itself what it has begun; then the press goes to it, before all.
    """
    id = conversation_of(tx, incoming)
    conversation = conversations.get(tx, id) if id else None
    if conversation is None or inbox.is_known(tx, incoming.team, incoming.key):
        return None
    under_way = bool(inbox.waiting(tx, conversation.id)) and conversation.parked is None
    write_row(tx, incoming, conversation.id, now)
    if under_way and takes_it(conversation.flow):
        conversations.raise_epoch(tx, conversation.id)
        return conversation.id
    inbox.finish(tx, incoming.team, [incoming.key])
    if not under_way:
        return None
    conversations.stop(tx, conversation.id)
    with wordings.speaking(conversation.language, conversation.team_id):
        notice = Notice(f"stopped-{incoming.ts}", say(STOPPED), ("retry",))
        queue_calls(tx, conversation, rendered([notice]), now)
    return conversation.id
