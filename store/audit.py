"""The audit log: who read, searched, took along or erased what, and when, allowed or denied. No words of anybody's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from store.connection import Transaction


class Act(StrEnum):
    READ = "read"
    ACTED = "acted"
    SEARCHED = "searched"
    EXPORTED = "exported"
    ERASED = "erased"


@dataclass(frozen=True)
class Line:
    """`kind` and `object` say what: `study` mivo-tana. `actor`: Slack user id, `operator`, or `time`. Unix seconds."""

    team_id: str
    at: float
    actor: str
    act: Act
    kind: str
    object: str = ""
    channel: str = ""
    allowed: bool = True
    detail: str = ""
    """How much, or in which form: `3 conversations`, `json`."""


@dataclass(frozen=True)
class Asked:
    """Which lines are wanted; what is empty does not matter."""

    team_id: str = ""
    actor: str = ""
    act: str = ""
    object: str = ""
    since: float = 0.0
    denied: bool = False


def note(tx: Transaction, line: Line) -> None:
    """In the transaction of what it tells, where there is one."""
    tx.execute(
        "INSERT INTO audit (team_id, at, actor, act, kind, object, channel, allowed, detail)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [line.team_id, line.at, line.actor, line.act, line.kind, line.object, line.channel, line.allowed, line.detail],
    )


def lines(tx: Transaction, asked: Asked, most: int = -1, after: int = 0) -> Sequence[Line]:
    """-> the last ones, the last first. `after`: number of a line."""
    rows = tx.conn.execute(
        "SELECT team_id, at, actor, act, kind, object, channel, allowed, detail FROM audit"
        " WHERE (:team = '' OR team_id = :team) AND (:actor = '' OR actor = :actor) AND (:act = '' OR act = :act)"
        " AND (:object = '' OR object = :object) AND at >= :since AND id > :after AND NOT (:denied AND allowed)"
        " ORDER BY id DESC LIMIT :most",
        {
            "team": asked.team_id, "actor": asked.actor, "act": asked.act, "object": asked.object,
            "since": asked.since, "denied": asked.denied, "most": most, "after": after,
        },
    ).fetchall()  # fmt: skip
    return [Line(row[0], row[1], row[2], Act(row[3]), row[4], row[5], row[6], bool(row[7]), row[8]) for row in rows]


def drop_older(tx: Transaction, before: float) -> int:
    """Lines have a time of their own, after which they go. -> how many"""
    return tx.execute("DELETE FROM audit WHERE at < ?", [before]).rowcount
