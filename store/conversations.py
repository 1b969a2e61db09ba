"""Conversations: where they live in Slack, their flow's state, and the epoch that guards it."""

from __future__ import annotations

from dataclasses import dataclass

from store.connection import Transaction

COLUMNS = (
    "team_id, id, study_id, flow, channel, thread_ts, direct, starter, title, status, state, epoch, parked,"
    " parked_times, language"
)


@dataclass(frozen=True)
class Conversation:
    """`state` is the flow's JSON, None before the first turn. `parked`: why it waits for its model, or None."""

    team_id: str
    id: str
    study_id: str
    flow: str
    channel: str
    thread_ts: str | None
    direct: bool
    starter: str
    title: str
    status: str
    state: str | None
    epoch: int
    parked: str | None
    parked_times: int
    language: str
    """What is spoken in it, as a tag; empty: English, or not known yet."""


def begin(
    tx: Transaction,
    *,
    team_id: str,
    id: str,
    study_id: str,
    flow: str,
    channel: str,
    thread_ts: str | None,
    direct: bool,
    starter: str,
    now: float,
    status: str = "open",
) -> None:
    tx.execute(
        "INSERT INTO conversations (team_id, id, study_id, flow, channel, thread_ts, direct, starter, status,"
        " created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [team_id, id, study_id, flow, channel, thread_ts, direct, starter, status, now, now],
    )


def get(tx: Transaction, id: str) -> Conversation | None:
    return _one(tx, "id = ?", [id])


def exists(tx: Transaction, id: str) -> bool:
    return tx.execute("SELECT 1 FROM conversations WHERE id = ?", [id]).fetchone() is not None


def is_there(tx: Transaction, team_id: str, id: str) -> bool:
    """Whether it is kept, and was not erased."""
    row = tx.execute(
        "SELECT 1 FROM conversations WHERE team_id = ? AND id = ? AND NOT (status = 'closed' AND state IS NULL)",
        [team_id, id],
    ).fetchone()
    return row is not None


def known_to(tx: Transaction, team_id: str, id: str, user: str) -> str | None:
    """-> the id, if the conversation is one that `user` began or answered in."""
    row = tx.execute(
        "SELECT id FROM conversations WHERE team_id = ? AND id = ? AND (starter = ? OR EXISTS"
        " (SELECT 1 FROM messages WHERE team_id = ? AND conversation_id = ? AND author = ?))",
        [team_id, id, user, team_id, id, user],
    ).fetchone()
    return row[0] if row else None


def in_thread(tx: Transaction, team_id: str, channel: str, thread_ts: str) -> str | None:
    """-> id of the conversation held in that thread."""
    row = tx.execute(
        "SELECT id FROM conversations WHERE team_id = ? AND channel = ? AND thread_ts = ?",
        [team_id, channel, thread_ts],
    ).fetchone()
    return row[0] if row else None


def of_study(tx: Transaction, team_id: str, study_id: str, flow: str) -> list[str]:
    """-> ids of a study's conversations of that kind, the first first."""
    rows = tx.execute(
        "SELECT id FROM conversations WHERE team_id = ? AND study_id = ? AND flow = ? ORDER BY created_at",
        [team_id, study_id, flow],
    ).fetchall()
    return [row[0] for row in rows]


def author_of(tx: Transaction, id: str, ts: str) -> str:
    """-> Slack user id of whoever wrote that message of its transcript; empty where nobody is known to have."""
    row = tx.execute("SELECT author FROM messages WHERE conversation_id = ? AND ts = ?", [id, ts]).fetchone()
    return row[0] if row else ""


def open_in_channel(tx: Transaction, team_id: str, channel: str) -> list[tuple[str, str | None, str]]:
    """-> (id, thread_ts, title) of the conversations of a direct message that are not closed, the newest first."""
    rows = tx.execute(
        "SELECT id, thread_ts, title FROM conversations WHERE team_id = ? AND channel = ? AND status != 'closed'"
        " ORDER BY created_at DESC",
        [team_id, channel],
    ).fetchall()
    return [(row[0], row[1], row[2]) for row in rows]


def head_thread(tx: Transaction, id: str, channel: str, ts: str) -> bool:
    """A first post without a thread is the head of one: what follows goes into it. -> whether it is such a post"""
    headed = tx.execute(
        "UPDATE conversations SET thread_ts = ? WHERE id = ? AND channel = ? AND thread_ts IS NULL AND direct = 0",
        [ts, id, channel],
    ).rowcount
    if headed:
        tx.execute(
            "UPDATE outbox SET thread_ts = ? WHERE conversation_id = ? AND channel = ? AND thread_ts IS NULL"
            " AND state = 'pending'",
            [ts, id, channel],
        )
    return headed == 1


def close_unheard(tx: Transaction, id: str, channel: str) -> str | None:
    """Close a conversation in a channel where not one post of it was taken. -> who began it; None otherwise."""
    row = tx.execute(
        "UPDATE conversations SET status = 'closed', epoch = epoch + 1 WHERE id = ? AND channel = ?"
        " AND NOT EXISTS (SELECT 1 FROM outbox WHERE conversation_id = ? AND state = 'sent' AND channel = ?)"
        " RETURNING starter",
        [id, channel, id, channel],
    ).fetchone()
    return row[0] if row else None


def starter_in(tx: Transaction, id: str, channel: str) -> str | None:
    """-> who began the conversation that is held in that channel and not closed yet."""
    row = tx.execute(
        "SELECT starter FROM conversations WHERE id = ? AND channel = ? AND direct = 0 AND status != 'closed'",
        [id, channel],
    ).fetchone()
    return row[0] if row else None


def advance(
    tx: Transaction, id: str, *, epoch: int, state: str, status: str, title: str, language: str, now: float
) -> bool:
    """Write the state a turn ended with, if nothing raised the epoch since it began. -> whether it was written."""
    changed = tx.execute(
        "UPDATE conversations SET state = ?, status = ?, title = CASE WHEN ? = '' THEN title ELSE ? END,"
        " language = ?,"
        " settled = 0, parked = NULL, parked_times = 0, updated_at = ? WHERE id = ? AND epoch = ?",
        [state, status, title, title, language, now, id, epoch],
    ).rowcount
    return changed == 1


def raise_epoch(tx: Transaction, id: str) -> None:
    """A turn that began earlier must not commit."""
    tx.execute("UPDATE conversations SET epoch = epoch + 1, settled = 0 WHERE id = ?", [id])


def raise_epoch_unless_settled(tx: Transaction, id: str) -> None:
    """The answer grew; ignored once the turn was settled on what it had."""
    tx.execute("UPDATE conversations SET epoch = epoch + 1 WHERE id = ? AND settled = 0", [id])


def settle(tx: Transaction, id: str) -> None:
    """The next turn keeps what it has; what comes meanwhile is a late addition. Until the next `advance`."""
    tx.execute("UPDATE conversations SET settled = 1 WHERE id = ?", [id])


def park(tx: Transaction, id: str, reason: str, *, epoch: int) -> bool:
    """The model cannot be reached: messages wait behind the turn. -> False if the epoch has moved on."""
    changed = tx.execute(
        "UPDATE conversations SET parked = ?, parked_times = parked_times + 1, settled = 0 WHERE id = ? AND epoch = ?",
        [reason, id, epoch],
    ).rowcount
    return changed == 1


def stop(tx: Transaction, id: str) -> None:
    """A turn that began earlier must not commit, and none begins until somebody asks for it."""
    tx.execute("UPDATE conversations SET epoch = epoch + 1, parked = 'stopped', settled = 0 WHERE id = ?", [id])


def unpark(tx: Transaction, id: str) -> None:
    tx.execute("UPDATE conversations SET parked = NULL WHERE id = ?", [id])


def with_work(tx: Transaction) -> list[str]:
    """-> ids of the conversations with waiting inbox rows or unsettled outbox rows: where to go on after a start."""
    rows = tx.execute(
        "SELECT DISTINCT conversation_id FROM inbox WHERE state = 'waiting'"
        " UNION SELECT DISTINCT conversation_id FROM outbox WHERE state IN ('pending', 'sending')"
    ).fetchall()
    return [row[0] for row in rows]


def _one(tx: Transaction, where: str, values: list[object]) -> Conversation | None:
    row = tx.execute(f"SELECT {COLUMNS} FROM conversations WHERE {where}", values).fetchone()
    return Conversation(**{**dict(row), "direct": bool(row["direct"])}) if row else None
