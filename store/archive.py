"""Conversations as a whole, for whoever takes them elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from store.connection import Transaction
from store.transcripts import Message, transcript


@dataclass(frozen=True)
class Wording:
    """What a message said at one time; `revision` is Slack's edited ts, empty for the first wording."""

    revision: str
    text: str


@dataclass(frozen=True)
class Archived:
    """A conversation with everything that was said in it. `started_at`: Unix seconds. `state`: its flow's JSON."""

    team_id: str
    id: str
    study_id: str
    study_title: str
    flow: str
    channel: str
    thread_ts: str | None
    starter: str
    title: str
    status: str
    state: str | None
    started_at: float
    direct: bool
    messages: list[Message]
    wordings: dict[str, list[Wording]]
    """Ts of a message -> every wording that is kept of it, in the order of its edits."""


def ids(tx: Transaction, channel: str | None = None) -> list[str]:
    """-> ids of all conversations, or of a channel's, in the order in which they began."""
    where, values = ("WHERE channel = ?", [channel]) if channel is not None else ("", [])
    rows = tx.execute(f"SELECT id FROM conversations {where} ORDER BY created_at, id", values).fetchall()
    return [row[0] for row in rows]


def archived(tx: Transaction, id: str) -> Archived | None:
    """-> the conversation with its transcript, None if there is none of that id."""
    row = tx.execute(
        "SELECT c.team_id, c.id, c.study_id, coalesce(s.title, '') AS study_title, c.flow, c.channel, c.thread_ts,"
        " c.starter, c.title, c.status, c.state, c.created_at AS started_at, c.direct FROM conversations c"
        " LEFT JOIN studies s ON s.team_id = c.team_id AND s.id = c.study_id WHERE c.id = ?",
        [id],
    ).fetchone()
    if row is None:
        return None
    fields = {**dict(row), "direct": bool(row["direct"])}
    return Archived(**fields, messages=transcript(tx, id), wordings=_wordings(tx, id))


def _wordings(tx: Transaction, conversation_id: str) -> dict[str, list[Wording]]:
    kept: dict[str, list[Wording]] = {}
    for ts, revision, text in tx.execute(
        "SELECT ts, revision, text FROM revisions WHERE conversation_id = ? ORDER BY ts, revision", [conversation_id]
    ):
        kept.setdefault(ts, []).append(Wording(revision, text))
    return kept
