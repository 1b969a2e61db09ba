"""Which of the conversations that are there something belongs to: by its study, thread or message. Only reads."""

from __future__ import annotations

from bot.engine.desks import known_desk
from flows.memories import DESK
from flows.news import DIGEST
from flows.runtime import Incoming
from store import conversations, inbox, outbox, personas, studies, transcripts
from store.connection import Transaction

RECALLS = ("resume", "retry")
"""What a button on a note in somebody's direct messages may do to an interview held elsewhere."""


def conversation_of(tx: Transaction, incoming: Incoming) -> str | None:
    """-> id of the conversation that `incoming` belongs to, None when there is none yet."""
    team, channel = incoming.team, incoming.channel
    if incoming.study and incoming.kind != "command":
        return known_desk(tx, team, studies.present(tx, team, incoming.study))
    if incoming.conversation:
        return _of_all(tx, team, incoming.conversation) or conversations.known_to(
            tx, team, incoming.conversation, incoming.user
        )
    if incoming.message_ts and (found := _of_message(tx, team, channel, incoming.message_ts)):
        # A note in somebody's direct messages may recall an interview held elsewhere, and nothing more.
        recalls = incoming.kind == "press" and incoming.action in RECALLS
        # A message that was passed on stands where it was written, and stays its author's to change.
        changes = incoming.kind in ("edit", "deletion") and _is_held_in(tx, found, channel)
        return found if recalls or changes or _is_held_here(tx, found, incoming) else None
    if incoming.thread_ts:
        if found := conversations.in_thread(tx, team, channel, incoming.thread_ts):
            return found
        above = _of_message(tx, team, channel, incoming.thread_ts)
        return above if above and _is_held_here(tx, above, incoming) else None
    if incoming.message_ts and (found := conversations.in_thread(tx, team, channel, incoming.message_ts)):
        return found
    if incoming.direct and incoming.kind not in ("edit", "deletion"):
        return _of_direct_message(tx, incoming)
    return None


def _of_all(tx: Transaction, team: str, id: str) -> str | None:
    """What everybody in its channel may take up from elsewhere (admission asks who is there); a desk looks itself."""
    held = conversations.get(tx, id)
    if held is None or held.team_id != team:
        return None
    return id if held.flow in (DESK, DIGEST, "decision") or personas.get(tx, team, id) is not None else None


def _is_held_in(tx: Transaction, id: str, channel: str) -> bool:
    conversation = conversations.get(tx, id)
    return conversation is not None and conversation.channel == channel


def _is_held_here(tx: Transaction, id: str, incoming: Incoming) -> bool:
    """Whether the conversation lives where this happened: notes and shared summaries of it stand in other places."""
    conversation = conversations.get(tx, id)
    if conversation is None or conversation.channel != incoming.channel:
        return False
    threads = (incoming.thread_ts, incoming.message_ts)
    return conversation.thread_ts is None or conversation.thread_ts in threads


def _of_message(tx: Transaction, team: str, channel: str, ts: str) -> str | None:
    return (
        outbox.conversation_of_post(tx, team, channel, ts)
        or inbox.conversation_of_message(tx, team, channel, ts)
        or transcripts.conversation_of(tx, team, channel, ts)
    )


def _of_direct_message(tx: Transaction, incoming: Incoming) -> str | None:
    """A direct message's top level speaks to what is open there, what is in no thread first. Several: nobody knows."""
    open_ones = conversations.open_in_channel(tx, incoming.team, incoming.channel)
    unthreaded = [id for id, thread_ts, _ in open_ones if thread_ts is None]
    ids = unthreaded[:1] or [id for id, _, _ in open_ones]
    return ids[0] if len(ids) == 1 else None
