"""What one person has to do with: the interviews they began or answered in, the newest first."""

from __future__ import annotations

from dataclasses import dataclass

from store.connection import Transaction


@dataclass(frozen=True)
class Held:
    """An interview as a list shows it. `state` is its flow's JSON; `updated_at` is in Unix seconds."""

    id: str
    flow: str
    channel: str
    thread_ts: str | None
    direct: bool
    title: str
    status: str
    state: str | None
    updated_at: float


def people_in(tx: Transaction, team_id: str, conversation_id: str) -> set[str]:
    """-> everybody who wrote in a conversation."""
    rows = tx.execute(
        "SELECT DISTINCT author FROM messages WHERE team_id = ? AND conversation_id = ?", [team_id, conversation_id]
    ).fetchall()
    return {row[0] for row in rows}


def held_by(tx: Transaction, team_id: str, user: str, *, most: int, after: int = 0) -> list[Held]:
    """-> at most `most` of those begun or answered in by `user`, leaving out the first `after` and what was erased.

    What is over and has no title was erased, or ended before anybody said what it is about. Whoever only looked round
    in a direct message has begun nothing.
    """
    rows = tx.execute(
        "SELECT id, flow, channel, thread_ts, direct, title, status, state, updated_at FROM conversations"
        " WHERE team_id = ? AND flow IN ('interview', 'role_play') AND NOT (status = 'closed'"
        " AND (state IS NULL OR title = ''))"
        " AND NOT (direct = 1 AND title = '')"
        " AND (starter = ? OR id IN"
        " (SELECT conversation_id FROM messages WHERE team_id = ? AND author = ?))"
        " ORDER BY updated_at DESC, id LIMIT ? OFFSET ?",
        [team_id, user, team_id, user, most, after],
    ).fetchall()
    return [Held(**{**dict(row), "direct": bool(row["direct"])}) for row in rows]
