"""What Slack will never take is set aside, and told: to its conversation, or to whoever began it."""

from __future__ import annotations

import json

from bot.engine.look_up import GONE
from bot.engine.rows import tell_undelivered
from bot.engine.shut_out import NOT_ARRIVED, NOT_BEGUN, SHUT_OUT, worded
from bot.engine.wordings import Wordings
from bot.views.call import DELETE
from bot.views.notice import direct_note
from flows.replies import DirectNote
from store import conversations, inbox, outbox
from store.connection import Transaction
from store.outbox import OutboxRow

CLOSED_TO_US = {
    "channel_not_found",
    "is_archived",
    "no_permission",
    "not_in_channel",
    "restricted_action",
    "restricted_action_non_threadable_channel",
    "restricted_action_read_only_channel",
    "restricted_action_thread_only_channel",
}
"""What Slack says of a channel in which Segue may not write:
https://docs.slack.dev/reference/methods/chat.postMessage#errors"""


def bury(tx: Transaction, row: OutboxRow, error: str, wordings: Wordings, now: float) -> None:
    """Where nothing could be said at all, whoever began is told by direct message; of what was erased nobody is."""
    outbox.mark_dead(tx, row, error)
    if row.erased:
        return
    if starter := conversations.close_unheard(tx, row.conversation_id, row.channel):
        outbox.drop_pending(tx, row.conversation_id)
        inbox.drop_waiting(tx, row.conversation_id)
        _tell(tx, row, starter, "not-begun", NOT_BEGUN if error in CLOSED_TO_US else NOT_ARRIVED, wordings, now)
        return
    # What should go and is not there has gone.
    if not (row.method == DELETE and error == "message_not_found"):
        tell_undelivered(tx, row, now)
    if error in GONE and (starter := conversations.starter_in(tx, row.conversation_id, row.channel)):
        _tell(tx, row, starter, "shut-out", SHUT_OUT, wordings, now)


def _tell(tx: Transaction, row: OutboxRow, starter: str, name: str, text: str, wordings: Wordings, now: float) -> None:
    """One direct message to whoever began, once for each kind."""
    if outbox.has_named(tx, row.conversation_id, name):
        return
    begun = conversations.get(tx, row.conversation_id)
    with wordings.speaking(begun.language if begun else "", row.team_id):
        [call] = direct_note(DirectNote(name, starter, worded(text, begun.flow if begun else ""), ()))
    outbox.add(
        tx, team_id=row.team_id, conversation_id=row.conversation_id, key=f"{row.key}-note", name=call.name,
        method=call.method, channel=starter, thread_ts=None,
        payload=json.dumps(call.payload, ensure_ascii=False), now=now,
    )  # fmt: skip
