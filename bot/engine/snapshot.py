"""A conversation as it stands in the database at one moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.engine.taking import MOST_REMARKS
from flows.runtime import Incoming
from interviews.controls import control
from store import conversations, inbox, outbox
from store.connection import Transaction
from store.conversations import Conversation
from store.inbox import InboxRow


@dataclass(frozen=True)
class Snapshot:
    """What a worker decides by. `lane_busy`: something said is not on the screen yet, so that nothing else was looked
    at; `posted`: reply name -> ts."""

    conversation: Conversation
    waiting: list[InboxRow]
    lane_busy: bool
    posted: dict[str, str]


def look(tx: Transaction, id: str) -> Snapshot | None:
    """-> the conversation now; None when nothing waits in it, or there is none of that id."""
    conversation = conversations.get(tx, id) if inbox.has_waiting(tx, id) else None
    if conversation is None:
        return None
    if outbox.has_unposted(tx, id):
        return Snapshot(conversation, [], True, {})
    # Among what waits for a model, somebody may have asked last of all to go on.
    most = MOST_REMARKS if conversation.parked is None else None
    return Snapshot(conversation, inbox.waiting(tx, id, most), False, outbox.posted(tx, id))


def read_rows(rows: Sequence[InboxRow]) -> tuple[list[Incoming], list[str]]:
    """-> (what happened, keys of rows that cannot be read)."""
    incoming, unreadable = [], []
    for row in rows:
        try:
            incoming.append(Incoming.model_validate_json(row.payload))
        except ValueError:
            unreadable.append(row.key)
    return incoming, unreadable


def asks_to_retry(incoming: Incoming) -> bool:
    """Whether somebody, or the clock, wants a conversation to go on that waits for its model."""
    if incoming.kind == "message":
        return control(incoming.said) in ("retry", "resume")
    return incoming.kind in ("press", "schedule") and incoming.action in ("retry", "resume")
