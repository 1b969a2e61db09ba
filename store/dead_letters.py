"""What was set aside: inbox rows that no turn could use, calls that Slack refused for good. Listed, retried, dropped.

A name is `inbox:TEAM:KEY` or `outbox:CONVERSATION:NUMBER`. What is dropped keeps its row without its content, so that
nothing of it comes back.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from store.connection import Transaction

KINDS = ("inbox", "outbox")


@dataclass(frozen=True)
class DeadLetter:
    """`at`: Unix seconds, when it came or was last tried. `what`: the kind of happening, or the method of Slack's.

    `why`: what Slack said; empty for an inbox row, whose fault stands in the log.
    """

    name: str
    conversation_id: str
    what: str
    at: float
    attempts: int
    why: str


@dataclass(frozen=True)
class Done:
    """What came of a wish, in words; and the conversation that has something to do now."""

    said: str
    conversation_id: str = ""


def dead_letters(tx: Transaction) -> list[DeadLetter]:
    """All of them, the oldest first."""
    inbox = tx.execute(
        "SELECT team_id, key, conversation_id, payload, received_at, attempts FROM inbox"
        " WHERE state = 'dead' AND payload IS NOT NULL"
    ).fetchall()
    outbox = tx.execute(
        "SELECT conversation_id, seq, method, coalesce(tried_at, due_at), attempts, error FROM outbox"
        " WHERE state = 'dead' AND payload IS NOT NULL"
    ).fetchall()
    letters = [
        DeadLetter(f"inbox:{row[0]}:{row[1]}", row[2] or "", _kind(row[3]), row[4], row[5], "") for row in inbox
    ] + [DeadLetter(f"outbox:{row[0]}:{row[1]}", row[0], row[2], row[3], row[4], row[5] or "") for row in outbox]
    return sorted(letters, key=lambda each: each.at)


def retry(tx: Transaction, name: str) -> Done:
    """An inbox row waits again. A call counts as in doubt: before it is made again, Slack is asked whether it has it,
    and who would see it now."""
    kind, where, values = _place(name)
    if kind == "outbox" and _never_begun(tx, values[0]):
        return Done("its conversation was never begun, and whoever asked was told: it can only be dropped")
    became = "state = 'waiting', attempts = 0" if kind == "inbox" else "state = 'sending', error = 'retried', asks = 1"
    row = _became(tx, kind, became, where, values)
    return Done("is tried again", row[0] or "") if row else Done(NOT_THERE)


def drop(tx: Transaction, name: str) -> Done:
    """Its content goes; that it happened stays known."""
    kind, where, values = _place(name)
    became = "state = 'done', payload = NULL" if kind == "inbox" else "payload = NULL, error = 'dropped'"
    row = _became(tx, kind, became, where, values)
    return Done("is dropped") if row else Done(NOT_THERE)


NOT_THERE = "is not among the dead letters"


def _became(tx: Transaction, kind: str, became: str, where: str, values: list[str]) -> Any:
    dead = "state = 'dead' AND payload IS NOT NULL"
    changing = f"UPDATE {kind} SET {became} WHERE {where} AND {dead} RETURNING conversation_id"
    return tx.execute(changing, values).fetchone()


def _place(name: str) -> tuple[str, str, list[str]]:
    """-> (table, condition, its values); a name that is none leads nowhere."""
    kind, _, rest = name.partition(":")
    if kind == "inbox":
        team, _, key = rest.partition(":")
        return "inbox", "team_id = ? AND key = ?", [team, key]
    conversation, _, number = rest.rpartition(":")
    return "outbox", "conversation_id = ? AND seq = ?", [conversation, number if number.isdecimal() else "-1"]


def _never_begun(tx: Transaction, conversation_id: str) -> bool:
    """Closed without one post that was taken: where it was to be held nobody waits for it."""
    row = tx.execute(
        "SELECT 1 FROM conversations WHERE id = ? AND status = 'closed' AND NOT EXISTS"
        " (SELECT 1 FROM outbox WHERE conversation_id = ? AND state = 'sent' AND channel = conversations.channel)",
        [conversation_id, conversation_id],
    ).fetchone()
    return row is not None


def _kind(payload: str) -> str:
    try:
        content = json.loads(payload)
    except ValueError:
        return "unreadable"
    return str(content.get("kind", "unreadable")) if isinstance(content, dict) else "unreadable"
