"""What is known of a place in Slack, to be held against what Slack shows there."""

from __future__ import annotations

import json
from dataclasses import dataclass

from store.connection import Transaction

NEVER = "9999999999.999999"
"""A ts after everything."""


@dataclass(frozen=True)
class Place:
    """Where a conversation is held: a thread, or (without `thread_ts`) the top level of a direct message."""

    channel: str
    thread_ts: str | None


@dataclass(frozen=True)
class Known:
    """A message we have. `text`: as it reads now, None when that is not known any more."""

    author: str
    text: str | None
    deleted: bool


def places(tx: Transaction, team_id: str, since: float) -> list[Place]:
    """Where conversations are open, or were at work at or after `since` (Unix seconds); the most recent first."""
    rows = tx.execute(
        "SELECT channel, thread_ts, MAX(updated_at) AS latest FROM conversations"
        " WHERE team_id = ? AND (status != 'closed' OR updated_at >= ?) AND (direct = 1 OR thread_ts IS NOT NULL)"
        " GROUP BY channel, thread_ts ORDER BY latest DESC",
        [team_id, since],
    ).fetchall()
    return [Place(row[0], row[1]) for row in rows]


def is_ours(tx: Transaction, team_id: str, place: Place) -> bool:
    """Whether a conversation is or was held there."""
    return (
        tx.execute(
            "SELECT 1 FROM conversations WHERE team_id = ? AND channel = ? AND (? IS NULL OR thread_ts IS ?)",
            [team_id, place.channel, place.thread_ts, place.thread_ts],
        ).fetchone()
        is not None
    )


def began(tx: Transaction, team_id: str, place: Place) -> str:
    """-> ts from which on what people say there is for the conversation held there; empty when none is held.

    That is its first message of theirs, or Segue's first post. What an interview is about may be much older, with
    a whole discussion below it.
    """
    row = tx.execute(
        "SELECT id FROM conversations WHERE team_id = ? AND channel = ? AND thread_ts IS ?",
        [team_id, place.channel, place.thread_ts],
    ).fetchone()
    if row is None:
        return ""
    prefix = f"message:{place.channel}:"
    first = tx.execute(
        "SELECT MIN(ts) FROM ("
        " SELECT ts FROM messages WHERE team_id = ? AND conversation_id = ? AND (by_segue = 1"
        "  OR EXISTS (SELECT 1 FROM inbox i WHERE i.team_id = messages.team_id AND i.key = ? || messages.ts))"
        " UNION ALL SELECT ts FROM inbox WHERE conversation_id = ? AND state = 'waiting' AND key = ? || ts)",
        [team_id, row[0], prefix, row[0], prefix],
    ).fetchone()[0]
    return first or NEVER


def known(tx: Transaction, team_id: str, place: Place, oldest: str) -> dict[str, Known]:
    """ts -> the messages of people there that came through the inbox, from `oldest` (a ts) on.

    A thread's first message is among them. Answers given in a form are not: Slack has no message of theirs.
    """
    prefix = f"message:{place.channel}:"
    rows = tx.execute(
        "SELECT i.ts, COALESCE(m.author, ''), m.text, COALESCE(m.deleted, 0), m.ts IS NULL, i.payload FROM inbox i"
        " LEFT JOIN messages m ON m.team_id = i.team_id AND m.conversation_id = i.conversation_id AND m.ts = i.ts"
        " WHERE i.team_id = ? AND i.key >= ? AND i.key < ? AND i.conversation_id IS NOT NULL"
        " AND (i.thread_ts IS ? OR i.ts = ?)",
        [team_id, prefix + oldest, prefix + ":", place.thread_ts, place.thread_ts],
    ).fetchall()
    return {row[0]: _waiting(row[5]) if row[4] else Known(row[1], row[2], bool(row[3])) for row in rows}


def _waiting(payload: str | None) -> Known:
    """A message that no turn has taken up yet."""
    content = json.loads(payload or "{}")
    return Known(content.get("user", ""), content.get("text"), deleted=False)
