"""What Slack still has to hear: one row is one call. pending -> sending -> sent | dead (docs/engine.md)."""

from __future__ import annotations

from dataclasses import dataclass

from store.connection import Transaction

COLUMNS = (
    "team_id, conversation_id, seq, key, name, method, channel, thread_ts, payload, state, attempts, due_at, tried_at,"
    " changes, asks, coalesce(error, '') = 'erased', takes_down"
)
UNDER_WAY = "state = 'sending' AND changes IS NULL"
"""A post that Slack may have by now."""


@dataclass(frozen=True)
class OutboxRow:
    """One Slack call. `key` is opaque and travels as message metadata, so that a lost answer can be looked up."""

    team_id: str
    conversation_id: str
    seq: int
    key: str
    name: str
    method: str
    channel: str
    thread_ts: str | None
    payload: str
    state: str
    attempts: int
    due_at: float
    tried_at: float | None
    changes: str | None
    """Name of the earlier call whose message this one changes."""
    asks: int = 0
    """1: who would see it is asked anew before it is made (bot/engine/retried.py)."""
    erased: int = 0
    """1: it was erased while it was under way. Where Slack has it, it is taken down; it is not made again."""
    takes_down: str | None = None
    """ts of the message that a deletion takes down, where that is not the newest of the name it changes."""

    def rests(self, now: float, longest: float) -> bool:
        """Whether it is a deletion that came to nothing and is not due yet. Nothing rests for more than `longest`
        seconds: where it seems to, the clock was set back."""
        resting = self.method == "chat.delete" and self.state == "pending" and self.attempts > 0
        return resting and now < self.due_at <= now + longest


def add(
    tx: Transaction,
    *,
    team_id: str,
    conversation_id: str,
    key: str,
    name: str,
    method: str,
    channel: str,
    thread_ts: str | None,
    payload: str,
    now: float,
    changes: str | None = None,
    early: bool = False,
    takes_down: str | None = None,
) -> None:
    """Append a call to its conversation's lane. `early`: its turn has not committed yet, and may end otherwise."""
    tx.execute(
        "INSERT INTO outbox (team_id, conversation_id, seq, key, name, method, channel, thread_ts, payload, due_at,"
        " changes, early, takes_down)"
        " VALUES (?, ?, (SELECT coalesce(max(seq), 0) + 1 FROM outbox WHERE conversation_id = ?),"
        " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            team_id,
            conversation_id,
            conversation_id,
            key,
            name,
            method,
            channel,
            thread_ts,
            payload,
            now,
            changes,
            early,
            takes_down,
        ],
    )


def early(tx: Transaction, conversation_id: str) -> set[str]:
    """-> names of what a turn showed before it committed, as far as Slack takes it."""
    rows = tx.execute(
        "SELECT name FROM outbox WHERE conversation_id = ? AND early = 1 AND state != 'dead'", [conversation_id]
    ).fetchall()
    return {row[0] for row in rows}


def settle_early(tx: Transaction, conversation_id: str) -> None:
    """A turn has committed: what was shown early belongs to it, or has been taken back."""
    tx.execute("UPDATE outbox SET early = 0 WHERE conversation_id = ? AND early = 1", [conversation_id])


def first_unsettled(tx: Transaction, conversation_id: str, now: float, longest: float) -> OutboxRow | None:
    """The call that is next in a conversation's lane; a deletion that rests only where all do, the soonest first."""
    row = tx.execute(
        f"SELECT {COLUMNS}, method = 'chat.delete' AND state = 'pending' AND attempts > 0"
        " AND due_at > ? AND due_at <= ? AS rests FROM outbox"
        " WHERE conversation_id = ? AND state IN ('pending', 'sending')"
        " ORDER BY rests, CASE WHEN rests THEN due_at END, seq LIMIT 1",
        [now, now + longest, conversation_id],
    ).fetchone()
    return OutboxRow(*row[:-1]) if row else None


def has_unposted(tx: Transaction, conversation_id: str) -> bool:
    """Whether something is not on the screen yet; a message that only changes is."""
    return (
        tx.execute(
            "SELECT 1 FROM outbox WHERE conversation_id = ? AND state IN ('pending', 'sending') AND changes IS NULL",
            [conversation_id],
        ).fetchone()
        is not None
    )


def has_named(tx: Transaction, conversation_id: str, name: str) -> bool:
    """Whether the conversation ever had a call of that name."""
    found = tx.execute("SELECT 1 FROM outbox WHERE conversation_id = ? AND name = ?", [conversation_id, name])
    return found.fetchone() is not None


def ts_of(tx: Transaction, conversation_id: str, name: str) -> str | None:
    """-> the ts under which Slack shows the reply of that name."""
    row = tx.execute(
        "SELECT ts FROM outbox WHERE conversation_id = ? AND name = ? AND ts IS NOT NULL ORDER BY seq DESC LIMIT 1",
        [conversation_id, name],
    ).fetchone()
    return row[0] if row else None


def ts_changed_by(tx: Transaction, row: OutboxRow) -> str | None:
    """-> the ts of the message that a row changes: a later one of the same name is another message."""
    found = tx.execute(
        "SELECT ts FROM outbox WHERE conversation_id = ? AND name = ? AND seq < ? AND ts IS NOT NULL"
        " ORDER BY seq DESC LIMIT 1",
        [row.conversation_id, row.changes, row.seq],
    ).fetchone()
    return found[0] if found else None


def posted_before(tx: Transaction, row: OutboxRow) -> str | None:
    """-> ts of the newest post that the same conversation made in the same place before."""
    found = tx.execute(
        "SELECT ts FROM outbox WHERE conversation_id = ? AND seq < ? AND channel = ? AND ts IS NOT NULL"
        " ORDER BY seq DESC LIMIT 1",
        [row.conversation_id, row.seq, row.channel],
    ).fetchone()
    return found[0] if found else None


def mark_sending(tx: Transaction, row: OutboxRow, now: float) -> bool:
    """The call is about to be made. -> False if the row is no longer pending (it was erased meanwhile)."""
    return (
        tx.execute(
            "UPDATE outbox SET state = 'sending', tried_at = ?, attempts = attempts + 1"
            " WHERE conversation_id = ? AND seq = ? AND state = 'pending'",
            [now, row.conversation_id, row.seq],
        ).rowcount
        == 1
    )


def mark_pending(tx: Transaction, row: OutboxRow, *, due_at: float, error: str, payload: str | None = None) -> None:
    """The call certainly had no effect: make it again at `due_at`, perhaps with another payload; not if it was erased
    meanwhile."""
    tx.execute(
        "UPDATE outbox SET state = 'pending', attempts = max(attempts, 1), due_at = ?, error = ?,"
        " payload = coalesce(?, payload) WHERE conversation_id = ? AND seq = ? AND state IN ('pending', 'sending')"
        " AND coalesce(error, '') <> 'erased'",
        [due_at, error, payload, row.conversation_id, row.seq],
    )


def remember(tx: Transaction, row: OutboxRow, payload: str) -> None:
    """A call of several steps has come so far; what is done again begins there."""
    tx.execute(
        "UPDATE outbox SET payload = ? WHERE conversation_id = ? AND seq = ? AND state = 'sending'"
        " AND coalesce(error, '') <> 'erased'",
        [payload, row.conversation_id, row.seq],
    )


def mark_sent(tx: Transaction, row: OutboxRow, ts: str | None, channel: str | None = None) -> bool:
    """Slack shows it under `ts`. The payload is no longer needed and goes. -> False if it was erased meanwhile: what
    it said is not to be kept."""
    place = [row.conversation_id, row.seq]
    wanted = "SELECT 1 FROM outbox WHERE conversation_id = ? AND seq = ? AND state = 'sending'"
    now = tx.execute(f"{wanted} AND coalesce(error, '') <> 'erased'", place).fetchone()
    tx.execute(
        "UPDATE outbox SET state = 'sent', ts = ?, channel = coalesce(?, channel), payload = NULL, error = NULL"
        " WHERE conversation_id = ? AND seq = ?",
        [ts, channel, *place],
    )
    return now is not None


def mark_dead(tx: Transaction, row: OutboxRow, error: str) -> None:
    """Slack will never take it; the payload stays for whoever looks into it, unless it was erased."""
    tx.execute(
        "UPDATE outbox SET state = 'dead', payload = CASE WHEN coalesce(error, '') <> 'erased' THEN payload END,"
        " error = ? WHERE conversation_id = ? AND seq = ?",
        [error, row.conversation_id, row.seq],
    )


def drop_pending(tx: Transaction, conversation_id: str) -> None:
    """What was to follow a post that Slack refused has no place any more."""
    tx.execute("DELETE FROM outbox WHERE conversation_id = ? AND state = 'pending'", [conversation_id])


@dataclass(frozen=True)
class Post:
    """A message of ours that stands in Slack, or is to. `text`: what is known of its words; None where nothing is."""

    seq: int
    name: str
    channel: str
    ts: str | None
    text: str | None


def of_conversation(tx: Transaction, team_id: str, conversation_id: str) -> list[Post]:
    """-> its posts that were not taken down, and calls that are still to be made or never were taken."""
    rows = tx.execute(
        "SELECT o.seq, o.name, o.channel, o.ts, coalesce(o.payload, m.text) FROM outbox o LEFT JOIN messages m"
        " ON m.team_id = o.team_id AND m.conversation_id = o.conversation_id AND m.ts = o.ts AND m.by_segue = 1"
        " WHERE o.team_id = ? AND o.conversation_id = ? AND (o.ts IS NOT NULL OR o.payload IS NOT NULL)"
        " AND o.method <> 'chat.delete' AND NOT EXISTS (SELECT 1 FROM outbox d WHERE d.conversation_id ="
        " o.conversation_id AND d.method = 'chat.delete' AND d.changes = o.name AND coalesce(d.takes_down = o.ts,"
        " d.takes_down IS NULL AND d.seq > o.seq AND NOT EXISTS (SELECT 1 FROM outbox l WHERE l.conversation_id ="
        " o.conversation_id AND l.name = o.name AND l.ts IS NOT NULL AND l.seq > o.seq AND l.seq < d.seq)))"
        " ORDER BY o.seq",
        [team_id, conversation_id],
    ).fetchall()
    return [Post(*row) for row in map(tuple, rows)]


def erase(tx: Transaction, conversation_id: str, seq: int) -> None:
    """What the call says is kept no longer; one that was not made is not made, and of a post that is under way only
    that it is to be taken down where it landed."""
    tx.execute(
        f"UPDATE outbox SET payload = CASE WHEN {UNDER_WAY} THEN '{{}}' END,"
        " error = CASE state WHEN 'sent' THEN error ELSE 'erased' END,"
        f" state = CASE WHEN state = 'sent' OR {UNDER_WAY} THEN state ELSE 'dead' END"
        " WHERE conversation_id = ? AND seq = ?",
        [conversation_id, seq],
    )


def posted(tx: Transaction, conversation_id: str) -> dict[str, str]:
    """Name of a reply -> the ts under which Slack shows it."""
    rows = tx.execute(
        "SELECT name, ts FROM outbox WHERE conversation_id = ? AND ts IS NOT NULL ORDER BY seq DESC",
        [conversation_id],
    ).fetchall()
    return {row[0]: row[1] for row in reversed(rows)}


def conversation_of_post(tx: Transaction, team_id: str, channel: str, ts: str) -> str | None:
    """-> the conversation that posted the message (team, channel, ts)."""
    row = tx.execute(
        "SELECT conversation_id FROM outbox WHERE team_id = ? AND channel = ? AND ts = ?", [team_id, channel, ts]
    ).fetchone()
    return row[0] if row else None
