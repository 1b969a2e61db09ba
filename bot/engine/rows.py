"""Rows that the engine writes of itself: what comes in, what it has to tell a conversation, what is to go."""

from __future__ import annotations

import secrets

from bot.views.call import DELETE, REWRITE
from flows.libraries import ERASED, Erased
from flows.news import WATCH
from flows.runtime import Incoming
from store import conversations, inbox, outbox, schedules
from store.connection import Transaction
from store.conversations import Conversation
from store.outbox import OutboxRow


def tell_undelivered(tx: Transaction, row: OutboxRow, now: float) -> None:
    """Slack refused a post for good, or to write a canvas anew: the conversation hears of it as of anything else."""
    conversation = conversations.get(tx, row.conversation_id)
    key = f"undelivered:{row.conversation_id}:{row.seq}"
    rewritten = row.method == REWRITE
    change = row.changes is not None and row.method not in (DELETE, REWRITE)
    if conversation is None or change or inbox.is_known(tx, row.team_id, key):
        return
    incoming = Incoming(
        key=key,
        team=row.team_id,
        kind="schedule",
        channel=conversation.channel,
        ts=f"{now:.6f}",
        thread_ts=conversation.thread_ts,
        direct=conversation.direct,
        action="unwritten" if rewritten else "undelivered",
        value=row.changes if rewritten else row.name,
    )
    write_row(tx, incoming, row.conversation_id, now)


def tell_erased(tx: Transaction, conversation_id: str, *, waits: bool, now: float) -> None:
    """An interview hears that it was erased: whoever goes on asking there is to be told."""
    conversation = conversations.get(tx, conversation_id)
    if conversation is None:
        return
    incoming = Incoming(
        key=f"erased:{conversation_id}:{conversation.epoch}",
        team=conversation.team_id,
        kind="schedule",
        channel=conversation.channel,
        ts=f"{now:.6f}",
        thread_ts=conversation.thread_ts,
        direct=conversation.direct,
        action=ERASED,
        value=Erased(waits=waits, language=conversation.language).model_dump_json(),
    )
    write_row(tx, incoming, conversation_id, now)


def tell_watchers(tx: Transaction, analysed: Conversation, run: str, now: float) -> list[str]:
    """A file was analysed: the digests that it falls into look for what is to be told at once. -> their ids"""
    found = schedules.watching_segments(tx, analysed.team_id, channel=analysed.channel, study=analysed.study_id)
    for id in found:
        incoming = Incoming(
            key=f"analysed:{id}:{run}", team=analysed.team_id, kind="schedule", channel="", ts=f"{now:.6f}",
            action=WATCH,
        )  # fmt: skip
        write_row(tx, incoming, id, now)
    return found


def take_down(
    tx: Transaction, team_id: str, conversation_id: str, name: str, channel: str, now: float, ts: str
) -> None:
    """What was posted under that name is to go from Slack. `ts`: which of them, as there may be several."""
    outbox.add(
        tx, team_id=team_id, conversation_id=conversation_id, key=secrets.token_hex(8), name=f"{name}-forgotten",
        method=DELETE, channel=channel, thread_ts=None, payload="{}", now=now, changes=name,
        takes_down=ts,
    )  # fmt: skip


def take_down_erased(tx: Transaction, row: OutboxRow, ts: str | None, channel: str | None, now: float) -> bool:
    """A post that was erased while it was on its way goes again. -> whether there is one to go"""
    if not ts or row.changes is not None or not conversations.exists(tx, row.conversation_id):
        return False
    take_down(tx, row.team_id, row.conversation_id, row.name, channel or row.channel, now, ts)
    return True


def write_row(tx: Transaction, incoming: Incoming, conversation_id: str | None, now: float) -> None:
    """Put `incoming` into the inbox of a conversation; without one, among the strays. Its key must be new."""
    inbox.add(
        tx,
        team_id=incoming.team,
        key=incoming.key,
        conversation_id=conversation_id,
        ts=incoming.ts,
        channel=incoming.channel,
        thread_ts=incoming.thread_ts or incoming.message_ts,
        payload=incoming.model_dump_json(exclude_defaults=True),
        now=now,
    )


def ids_of(row: OutboxRow) -> dict[str, str]:
    """What a call's log lines and its trace carry."""
    return {
        "team": row.team_id,
        "conversation": row.conversation_id,
        "outbox": str(row.seq),
        "method": row.method,
    }
