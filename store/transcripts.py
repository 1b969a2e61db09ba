"""Who said what, byte for byte, with every revision. Slack's ts is a message's identity and its order."""

from __future__ import annotations

from dataclasses import dataclass

from store.connection import Transaction


@dataclass(frozen=True)
class Message:
    """A message as it reads now; `text` is None once it was deleted or before an edit's original arrived."""

    ts: str
    author: str
    by_segue: bool
    name: str | None
    text: str | None
    revision: str
    """Slack's edited ts of the wording; empty for the first."""
    deleted: bool


def add(
    tx: Transaction,
    *,
    team_id: str,
    conversation_id: str,
    ts: str,
    author: str,
    text: str,
    by_segue: bool = False,
    name: str | None = None,
) -> None:
    """Keep a message. If its edit or deletion came first, the newer wording or the tombstone stays."""
    stands = tx.execute(
        "INSERT INTO messages (team_id, conversation_id, ts, author, by_segue, name, text) VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET author = CASE WHEN author = '' THEN excluded.author ELSE author END"
        " RETURNING revision != '' AND deleted = 0",
        [team_id, conversation_id, ts, author, by_segue, name, text],
    ).fetchall()
    if stands[0][0]:
        tx.execute(
            "INSERT OR IGNORE INTO revisions (team_id, conversation_id, ts, revision, text) VALUES (?, ?, ?, '', ?)",
            [team_id, conversation_id, ts, text],
        )


def revise(
    tx: Transaction, *, team_id: str, conversation_id: str, ts: str, author: str, revision: str, text: str
) -> bool:
    """Keep a new wording, and with the first new one what was there before: most messages never change.

    An older wording than the present is kept as a revision only. -> whether the message reads so now
    """
    tx.execute(
        "INSERT OR IGNORE INTO revisions (team_id, conversation_id, ts, revision, text)"
        " SELECT team_id, conversation_id, ts, revision, text FROM messages"
        " WHERE team_id = ? AND conversation_id = ? AND ts = ? AND deleted = 0 AND text IS NOT NULL",
        [team_id, conversation_id, ts],
    )
    taken = tx.execute(
        "INSERT INTO messages (team_id, conversation_id, ts, author, by_segue, text, revision)"
        " VALUES (?, ?, ?, ?, 0, ?, ?)"
        " ON CONFLICT DO UPDATE SET text = excluded.text, revision = excluded.revision"
        " WHERE excluded.revision > revision AND deleted = 0",
        [team_id, conversation_id, ts, author, text, revision],
    ).rowcount
    tx.execute(
        "INSERT OR IGNORE INTO revisions (team_id, conversation_id, ts, revision, text)"
        " SELECT team_id, conversation_id, ts, ?, ? FROM messages"
        " WHERE team_id = ? AND conversation_id = ? AND ts = ? AND deleted = 0",
        [revision, text, team_id, conversation_id, ts],
    )
    return taken > 0


def reword(tx: Transaction, *, team_id: str, conversation_id: str, ts: str, text: str) -> None:
    """What Segue said there reads so now: it was shown while it was still being said, or drawn anew. What was deleted
    says nothing again."""
    tx.execute(
        "UPDATE messages SET text = ?"
        " WHERE team_id = ? AND conversation_id = ? AND ts = ? AND by_segue = 1 AND deleted = 0",
        [text, team_id, conversation_id, ts],
    )


def bury(tx: Transaction, *, team_id: str, conversation_id: str, ts: str) -> None:
    """A deleted message leaves a tombstone: that there was one stays, what it said goes."""
    tx.execute(
        "INSERT INTO messages (team_id, conversation_id, ts, author, by_segue, text, deleted)"
        " VALUES (?, ?, ?, '', 0, NULL, 1)"
        " ON CONFLICT DO UPDATE SET text = NULL, deleted = 1",
        [team_id, conversation_id, ts],
    )
    tx.execute(
        "DELETE FROM revisions WHERE team_id = ? AND conversation_id = ? AND ts = ?", [team_id, conversation_id, ts]
    )


def holders(tx: Transaction, team_id: str, channel: str, ts: str) -> list[str]:
    """-> the conversations of that channel whose transcripts hold the message: two, where it was passed on."""
    rows = tx.execute(
        "SELECT m.conversation_id FROM messages m JOIN conversations c ON c.id = m.conversation_id"
        " WHERE c.team_id = ? AND c.channel = ? AND m.team_id = c.team_id AND m.ts = ?",
        [team_id, channel, ts],
    ).fetchall()
    return [row[0] for row in rows]


def transcript(tx: Transaction, conversation_id: str) -> list[Message]:
    """The whole conversation in Slack's order."""
    rows = tx.execute(
        "SELECT ts, author, by_segue, name, text, revision, deleted FROM messages"
        " WHERE conversation_id = ? ORDER BY ts",
        [conversation_id],
    ).fetchall()
    return [Message(r[0], r[1], bool(r[2]), r[3], r[4], r[5], bool(r[6])) for r in rows]


def conversation_of(tx: Transaction, team_id: str, channel: str, ts: str) -> str | None:
    """-> the conversation in that channel whose transcript holds the message."""
    row = tx.execute(
        "SELECT m.conversation_id FROM messages m JOIN conversations c ON c.id = m.conversation_id"
        " WHERE c.team_id = ? AND c.channel = ? AND m.team_id = c.team_id AND m.ts = ?",
        [team_id, channel, ts],
    ).fetchone()
    return row[0] if row else None


def is_buried(tx: Transaction, team_id: str, conversation_id: str, ts: str) -> bool:
    """Whether only that there was a message is known."""
    row = tx.execute(
        "SELECT deleted FROM messages WHERE team_id = ? AND conversation_id = ? AND ts = ?",
        [team_id, conversation_id, ts],
    ).fetchone()
    return bool(row and row[0])
