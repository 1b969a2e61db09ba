"""What is written down in the moment in which Slack has taken a call."""

from __future__ import annotations

from dataclasses import dataclass

from bot.engine.commit import says_what_stands
from bot.engine.rows import take_down_erased
from store import conversations, inbox, outbox, transcripts
from store.connection import Transaction
from store.outbox import OutboxRow


@dataclass(frozen=True)
class Taken:
    """Where Slack shows the call, and what that message says. A change has no `ts` of its own."""

    ts: str | None
    channel: str | None
    text: str


def write_down(tx: Transaction, row: OutboxRow, taken: Taken, bot_user: str, now: float) -> tuple[bool, bool]:
    """-> whether it is to be taken down again, because it was erased meanwhile; and whether somebody's words were
    waiting for it."""
    ts, channel = taken.ts, taken.channel
    if not outbox.mark_sent(tx, row, ts, channel):
        return take_down_erased(tx, row, ts, channel, now), False
    if row.changes is not None and says_what_stands(row.name, row.changes):
        changed = outbox.ts_changed_by(tx, row)
        if changed is not None:
            transcripts.reword(
                tx, team_id=row.team_id, conversation_id=row.conversation_id, ts=changed, text=taken.text
            )
    adopted = 0
    unplaced = ts is not None and row.thread_ts is None and row.method == "chat.postMessage"
    if ts and unplaced and conversations.head_thread(tx, row.conversation_id, row.channel, ts):
        # Somebody may have answered below it before its ts was known here.
        adopted = inbox.adopt_strays(tx, row.team_id, row.channel, ts, row.conversation_id, since=ts)
    if ts and row.method == "chat.postMessage" and (channel or row.channel) == row.channel:
        transcripts.add(
            tx,
            team_id=row.team_id,
            conversation_id=row.conversation_id,
            ts=ts,
            author=bot_user,
            text=taken.text,
            by_segue=True,
            name=row.name,
        )
    return False, adopted > 0
